"""A bank of multiple-choice items on the field's concepts, and who believes what else.

Sources: `000_5c6663de3292b89f.txt` (hardware, frameworks), `001_93c4fdc1f7522504.txt` (deep learning, its drawbacks),
`002_3f85b5039545d858.txt` (text sample), `004_c46ddd2f6285f478.txt` (applications).
"""

from typing import NamedTuple

S0, S1, S2, S4 = (
    "000_5c6663de3292b89f.txt",
    "001_93c4fdc1f7522504.txt",
    "002_3f85b5039545d858.txt",
    "004_c46ddd2f6285f478.txt",
)


class Item(NamedTuple):
    """A multiple-choice question; `answer` is the place of its one right option, from 0. `id` is "theme/number"."""

    id: str
    stem: str
    options: tuple[str, str, str, str]
    answer: int
    why: str
    source: str


_CONCEPTS = (
    Item(
        "fields/1",
        "Which list goes from the widest field to the narrowest?",
        (
            "machine learning, artificial intelligence, deep learning, representation learning",
            "artificial intelligence, machine learning, representation learning, deep learning",
            "artificial intelligence, deep learning, machine learning, representation learning",
            "representation learning, deep learning, machine learning, artificial intelligence",
        ),
        1,
        "Deep learning is representation learning in many levels; that is a part of machine learning, a part of AI.",
        f"{S0}, {S4}",
    ),
    Item(
        "fields/2",
        "How is deep learning related to machine learning?",
        ("It is an alternative to it.", "It contains it.", "It is a part of it.", "Both names mean the same."),
        2,
        "Every deep network learns from data, but not everything that learns from data is a deep network.",
        S4,
    ),
    Item(
        "fields/3",
        "Where does a system of hand-coded rules get its knowledge of the world?",
        (
            "From people, in a formal language.",
            "From patterns that it finds in raw data.",
            "From a loss that it minimises.",
            "From a representation that it learns.",
        ),
        0,
        "Early AI wrote knowledge down; machine learning extracts it from data.",
        S0,
    ),
    Item(
        "fields/4",
        "What does representation learning learn that a classical learner with given features does not?",
        ("The labels of the test set.", "The size of the data set.", "The formal rules.", "The features themselves."),
        3,
        "The mapping from features to output is learned in both; only here are the features learned, too.",
        S0,
    ),
    Item(
        "learning/1",
        "When is a system trained end to end?",
        (
            "When each stage is tuned by hand, from the first to the last one.",
            "When training goes on until the loss is zero.",
            "When one objective trains all stages from input to output.",
            "When only the last layer is trained.",
        ),
        2,
        "No stage has an objective of its own: the error at the output reaches all parameters.",
        S1,
    ),
    Item(
        "learning/2",
        "How many patterns can n binary features name, when any of them may be on together?",
        ("n", "2ⁿ", "2n", "n + 1"),
        1,
        "Each feature doubles the number of patterns: a distributed code.",
        S1,
    ),
    Item(
        "learning/3",
        "How many patterns can a one-hot code of n units name?",
        ("2ⁿ", "2n", "n − 1", "n"),
        3,
        "Exactly one unit is on, so there are as many patterns as units: a local code.",
        S1,
    ),
    Item(
        "learning/4",
        "Which of these is a distributed representation of animals?",
        (
            "Units for striped, tall, four-legged, …; several are on for each animal.",
            "A unit for each animal; exactly one is on.",
            "The animal's number in an alphabetical list.",
            "A network of its own for each animal, which says yes or no to every picture.",
        ),
        0,
        "Concepts share units, and each unit takes part in many concepts.",
        S1,
    ),
    Item(
        "learning/5",
        "Which is an advantage of deep learning over hand-made features?",
        (
            "It needs only a few samples.",
            "Its decisions are easy to explain.",
            "It learns the features from data.",
            "It has no hyper-parameters.",
        ),
        2,
        "The features come out of training; the other three are things deep learning is bad at.",
        S1,
    ),
    Item(
        "learning/6",
        "Which is a drawback of deep learning?",
        (
            "It cannot use more than one layer.",
            "It needs much data and computation.",
            "It works only for linearly separable data.",
            "It cannot be trained by gradient descent.",
        ),
        1,
        "Many parameters want many samples and many operations.",
        S1,
    ),
    Item(
        "why_now/1",
        "Which three developments explain why deep learning works now?",
        (
            "Larger data sets, GPUs, better software and techniques.",
            "Larger data sets, smaller networks, better formal languages.",
            "GPUs, hand-made features, expert rules.",
            "Smaller data sets, faster disks, better software.",
        ),
        0,
        "Data, hardware and software came together.",
        S4,
    ),
    Item(
        "why_now/2",
        "Which property of a GPU does deep learning exploit?",
        (
            "Its large disk for training data.",
            "Its few, strong cores.",
            "Its exact arithmetic.",
            "Its many parallel cores.",
        ),
        3,
        "The products of large matrices split into many equal, independent operations.",
        S4,
    ),
    Item(
        "why_now/3",
        "Which of these belongs to the software reason for today's deep learning?",
        (
            "Data are easier to collect and store.",
            "Graphics processors became good at general computation.",
            "Toolboxes, new models and improved techniques.",
            "Online encyclopedias.",
        ),
        2,
        "The first and the last are data, the second is hardware.",
        S4,
    ),
    Item(
        "hardware/1",
        "Why does a GPU multiply large matrices faster than a CPU?",
        (
            "Each of its cores is faster than a CPU's.",
            "Very many simple cores work at the same time.",
            "It skips the products in which an entry is zero.",
            "It needs no memory.",
        ),
        1,
        "A single core of a GPU is weaker; their number wins.",
        S0,
    ),
    Item(
        "hardware/2",
        "How do the cores of a CPU differ from those of a GPU?",
        (
            "They are more, and simpler.",
            "There is no difference.",
            "They can only add, not multiply.",
            "They are fewer, and stronger.",
        ),
        3,
        "A CPU has several strong cores, a GPU very many simple ones.",
        S0,
    ),
    Item(
        "hardware/3",
        "Which task gains least from a GPU?",
        (
            "A long chain of small steps, each of which needs the result of the one before.",
            "A dense layer on a large batch.",
            "The same filter at all positions of all images of a batch, for many filters at once.",
            "The product of two large matrices.",
        ),
        0,
        "Only work that can be done at the same time can be shared among many cores.",
        S0,
    ),
    Item(
        "frameworks/1",
        "Who made TensorFlow?",
        ("OpenAI", "The Google Brain team", "The authors of Caffe2", "DeepMind"),
        1,
        "TensorFlow is Google Brain's framework.",
        S0,
    ),
    Item(
        "frameworks/2",
        "Which was released first?",
        ("PyTorch, in 2015", "TensorFlow, in 2017", "TensorFlow, in 2015", "PyTorch, in 2012"),
        2,
        "TensorFlow came out in 2015, PyTorch in 2017.",
        S0,
    ),
    Item(
        "frameworks/3",
        "How are Keras and TensorFlow related?",
        (
            "Keras runs on top of TensorFlow.",
            "TensorFlow runs on top of Keras.",
            "Keras is TensorFlow's old name.",
            "They exclude each other.",
        ),
        0,
        "Keras is a layer of higher-level building blocks.",
        S0,
    ),
    Item(
        "paradigms/1",
        "What does supervised learning have that unsupervised learning lacks?",
        (
            "Several layers.",
            "A validation set for choosing among models.",
            "A loss.",
            "A target for each training input.",
        ),
        3,
        "The supervision is the desired output.",
        f"{S1}, {S4}",
    ),
    Item(
        "paradigms/2",
        "What does a discriminative model describe?",
        ("p(x, y)", "p(x)", "p(y|x)", "p(x|y)"),
        2,
        "It tells labels apart given the input, and says nothing about how inputs are distributed.",
        S1,
    ),
    Item(
        "paradigms/3",
        "What does a generative model describe?",
        ("p(y|x) only", "p(x) or p(x, y)", "Only the boundary between classes.", "Only the labels."),
        1,
        "From the distribution of the inputs, new inputs can be drawn.",
        S1,
    ),
    Item(
        "paradigms/4",
        "On which data does model selection compare models of different capacity?",
        (
            "On data held out from training.",
            "On the training set.",
            "On the test set that is reported in the end.",
            "On no data: the largest model is chosen.",
        ),
        0,
        "The training error falls with capacity, and a test set used for choosing is no longer a test.",
        S1,
    ),
    Item(
        "applications/1",
        "What did AlexNet do in 2012?",
        ("It played Go.", "It classified images.", "It transcribed speech.", "It folded proteins."),
        1,
        "It is the deck's first example of vision.",
        S4,
    ),
    Item(
        "applications/2",
        "What does AlphaFold (2020) predict?",
        (
            "The next move in a game.",
            "The most likely reply to a mail.",
            "The landmarks of a face.",
            "The structure of proteins.",
        ),
        3,
        "It is the deck's example from other sciences.",
        S4,
    ),
    Item(
        "applications/3",
        "What is the input of StackGAN v2, and what its output?",
        ("Text in, an image out.", "An image in, text out.", "Speech in, text out.", "Text in, speech out."),
        0,
        "It draws birds from their descriptions, in two stages.",
        S4,
    ),
    Item(
        "applications/4",
        "Which of these is an application to natural language?",
        ("Facial landmark detection", "Faster R-CNN", "Smart Reply", "AlphaGo Zero"),
        2,
        "Smart Reply proposes answers to mails; two others are vision, one is a game.",
        S4,
    ),
    Item(
        "applications/5",
        "Which list names only successes in games?",
        (
            "AlphaFold, AlphaGo, AlexNet",
            "Atari, AlphaGo Zero, StarCraft 2",
            "Atari, StackGAN v2, StarCraft 2",
            "AlphaGo Zero, Faster R-CNN, Atari",
        ),
        1,
        "AlphaFold is science, AlexNet and Faster R-CNN are vision, StackGAN v2 draws images.",
        S4,
    ),
    Item(
        "applications/6",
        "What did the network that was trained on one speaker's videos generate?",
        (
            "A translation of the speech.",
            "A summary of the speech.",
            "A score for the speech.",
            "Video with matching lips.",
        ),
        3,
        "It learned to turn audio into movements of the mouth.",
        S4,
    ),
    Item(
        "gpt3/1",
        "Which model wrote the text on the summer school's opening slide?",
        ("BERT", "AlexNet", "GPT-3", "StackGAN v2"),
        2,
        "The sample is signed OpenAI GPT-3.",
        S2,
    ),
    Item(
        "gpt3/2",
        "How does such a model write a text?",
        (
            "It copies the training text that fits best.",
            "One token after the other.",
            "All tokens at once, independently.",
            "From the last token to the first, by reading backwards.",
        ),
        1,
        "It is a causal language model.",
        S2,
    ),
    Item(
        "gpt3/3",
        "What does a fluent sample about unicorns show?",
        (
            "Text can be fluent without being true.",
            "The model looks facts up.",
            "The training data were true.",
            "The model refuses what it does not know.",
        ),
        0,
        "The model is trained for likely text, not for true statements.",
        S2,
    ),
    Item(
        "brain/1",
        "To what does a face-selective neuron in IT respond most?",
        ("To edges of one orientation.", "To any bright spot.", "To sounds of speech.", "To faces."),
        3,
        "Selectivity for one kind of object is what its name says.",
        S1,
    ),
    Item(
        "brain/2",
        "What does IT stand for in the deck's slide on face selectivity?",
        ("Input threshold", "Internal target", "Inferior temporal cortex", "Information theory"),
        2,
        "It is a late stage of the visual pathway.",
        S1,
    ),
    Item(
        "brain/3",
        "Which property of the primate visual cortex do deep networks share?",
        (
            "A hierarchy from simple to complex features.",
            "Weights that never change.",
            "A single layer that does everything.",
            "Neurons that each see the whole image at once.",
        ),
        0,
        "The cited paper is about deep hierarchies in primate vision.",
        S1,
    ),
    Item(
        "tuning/1",
        "How was experience related to the final performance in the study of 31 participants?",
        (
            "Not at all.",
            "The more experience, the better.",
            "The more, the worse.",
            "Only beginners improved in the end.",
        ),
        1,
        "The correlation was strong and positive.",
        S1,
    ),
    Item(
        "tuning/2",
        "How did participants without experience search for hyper-parameters?",
        ("By gradient descent.", "They kept the defaults.", "Exhaustively, on a grid.", "At random."),
        3,
        "Without prior experience they followed random strategies.",
        S1,
    ),
    Item(
        "tuning/3",
        "What follows from that study for a comparison with the state of the art?",
        (
            "Who tuned a method is a part of its result.",
            "Hyper-parameters do not matter.",
            "Only the number of layers matters.",
            "Results of beginners must be doubled to be fair.",
        ),
        0,
        "Differences between methods can be differences between the people who tuned them.",
        S1,
    ),
)


def concepts() -> list[Item]:
    """The bank of multiple-choice items: at least three for each theme, one right option each.

    Source: the file named in each item.
    """
    return list(_CONCEPTS)
