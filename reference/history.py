"""The field's history and first concepts as data: milestones, eras, a bank of multiple-choice items, Bain's network.

Sources: `001_93c4fdc1f7522504.txt` (table of milestones, Bain's diagram, the neuron), `000_5c6663de3292b89f.txt` (eras,
hardware, frameworks), `002_3f85b5039545d858.txt` (Minsky and Papert), `004_c46ddd2f6285f478.txt` (applications). Where
the decks disagree on a year, the table wins; names that the table misspells are corrected.
"""

from collections.abc import Sequence
from typing import NamedTuple

from reference._array import Array, as_float, check_ndim, check_shape, namespace
from reference.neurons import heaviside

S0, S1, S2, S4 = (
    "000_5c6663de3292b89f.txt",
    "001_93c4fdc1f7522504.txt",
    "002_3f85b5039545d858.txt",
    "004_c46ddd2f6285f478.txt",
)


# -- milestones --------------------------------------------------------------------------------------------------------


class Milestone(NamedTuple):
    """A row of the table; `topic` is the curriculum's entry that implements it ("–" if none) and serves as its id."""

    year: int  # negative before our era
    who: str
    what: str
    topic: str


_MILESTONES = (
    Milestone(-300, "Aristotle", "associationism", "–"),
    Milestone(1873, "A. Bain", "neural groupings, precursor of Hebb", "T1.2"),
    Milestone(1943, "McCulloch, Pitts", "MCP neuron", "T1.3"),
    Milestone(1949, "D. Hebb", "Hebbian rule", "T1.8"),
    Milestone(1958, "F. Rosenblatt", "perceptron", "T1.4"),
    Milestone(1974, "P. Werbos", "backpropagation", "T3.4"),
    Milestone(1980, "T. Kohonen", "self-organising map", "T14.3"),
    Milestone(1980, "K. Fukushima", "Neocognitron, precursor of CNNs", "T5.7"),
    Milestone(1982, "J. Hopfield", "Hopfield network", "T11.2"),
    Milestone(1985, "Hinton, Sejnowski", "Boltzmann machine", "T11.3"),
    Milestone(1986, "P. Smolensky", "Harmonium = RBM", "T11.4"),
    Milestone(1986, "M. I. Jordan", "recurrent network", "T6.2"),
    Milestone(1990, "Y. LeCun", "LeNet", "T5.6"),
    Milestone(1997, "Schuster, Paliwal", "bidirectional RNN", "T6.3"),
    Milestone(1997, "Hochreiter, Schmidhuber", "LSTM", "T6.4"),
    Milestone(2006, "G. Hinton", "deep belief net, layer-wise pretraining", "T11.5"),
    Milestone(2009, "Salakhutdinov, Hinton", "deep Boltzmann machine", "T11.6"),
    Milestone(2012, "G. Hinton", "dropout", "T4.6"),
)

OTHER_YEARS = {"T1.4": (1957,)}  # accepted beside the table's: a slide dates the perceptron so

ERAS = {"cybernetics": (1940, 1960), "connectionism": (1980, 1990), "deep learning": (2006, None)}

XOR_CRITIQUE = Milestone(1969, "Minsky, Papert", "XOR critique of the perceptron; an AI winter follows", "T1.5")


def milestones() -> list[Milestone]:
    """The 18 milestones, oldest first; rows of one year in the table's order.

    Source: `001_93c4fdc1f7522504.txt`, major milestones.

    >>> milestones()[2].year, milestones()[2].what
    (1943, 'MCP neuron')
    """
    return list(_MILESTONES)


def order_milestones(ids: Sequence[str]) -> list[str]:
    """The ids (topics of `milestones`, such as "T6.4"), oldest first; those of one year stay in the order given.

    Raises:
        ValueError: an id that is not in the table, or is given twice.

    Source: `001_93c4fdc1f7522504.txt`, major milestones.

    >>> order_milestones(["T11.5", "T6.4", "T1.3"])
    ['T1.3', 'T6.4', 'T11.5']
    """
    return _in_order(ids, _MILESTONES)


def _in_order(ids: Sequence[str], table: Sequence[Milestone]) -> list[str]:
    years = {row.topic: row.year for row in table}
    for topic in ids:
        _check_id(topic)
    if len(set(ids)) != len(ids):
        raise ValueError(f"ids: expected each milestone once, got {list(ids)}")
    return sorted(ids, key=years.__getitem__)


def _check_id(topic: str) -> None:
    known = [row.topic for row in _MILESTONES]
    if topic not in known:
        raise ValueError(f"ids: expected topics of milestones, {', '.join(known)}; got {topic!r}")


def year_accepted(topic: str, year: int) -> bool:
    """Whether `year` dates this milestone: the table's year, or 1957 for the perceptron as well.

    Raises:
        ValueError: a topic that is not in the table.

    Source: `001_93c4fdc1f7522504.txt`, major milestones and perceptron.
    """
    _check_id(topic)
    return year in OTHER_YEARS.get(topic, ()) or any(row[::3] == (year, topic) for row in _MILESTONES)


# -- the biological neuron and Bain's groupings ------------------------------------------------------------------------


def firing_rate(spike_times: Array, t0: float, t1: float) -> Array:
    r"""Spikes per unit of time in the half-open window, $\#\{t_0 \le s < t_1\} / (t_1 - t_0)$.

    Args:
        spike_times: (S,) float, in any order; may be empty. t0 < t1: float, in the same unit.

    Returns:
        A scalar, in 1 / that unit.

    Raises:
        ValueError: more than one axis, t1 not after t0.

    Source: `001_93c4fdc1f7522504.txt`, biological neuron (the rate carries the information).

    >>> import numpy as np
    >>> float(firing_rate(np.array([0.0, 0.5, 1.5, 2.0]), 0.0, 2.0))
    1.5
    """
    s = as_float(spike_times)
    check_ndim("spike_times", s, "(S,)", 1)
    t0, t1 = float(t0), float(t1)
    if not t0 < t1:
        raise ValueError(f"t1: expected a time after t0 = {t0}, got {t1}")
    xp = namespace(s)
    return xp.sum(xp.astype((t0 <= s) & (s < t1), s.dtype)) / (t1 - t0)


def bain_network(x: Array) -> Array:
    r"""Bain's diagram of 1873: fibres a, b, c meet in pairs, $X = a \wedge b$, $Y = b \wedge c$, $Z = a \wedge c$.

    Each cell is a threshold unit with weights 1, 1 and bias −2 that fires at net ≥ 0.

    Args:
        x: (N, 3) of 0 and 1, the columns a, b, c.

    Returns:
        (N, 3) float in {0, 1}, the columns X, Y, Z.

    Raises:
        ValueError: not three columns.

    Source: `001_93c4fdc1f7522504.txt`, Bain on neural networks (figure 2).

    >>> import numpy as np
    >>> bain_network(np.array([[1.0, 1.0, 0.0]])).tolist()
    [[1.0, 0.0, 0.0]]
    """
    x = as_float(x)
    check_ndim("x", x, "(N, 3)", 2)
    check_shape("x", x, "(N, 3)", x.shape[0], 3)
    a, b, c = x[:, 0], x[:, 1], x[:, 2]
    return heaviside(namespace(x).stack([a + b, b + c, a + c], axis=1) - 2)


# -- concepts ----------------------------------------------------------------------------------------------------------


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
