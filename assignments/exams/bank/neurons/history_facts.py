# %% [raw]
# # BEGIN QUESTION
# name: history_facts
# type: multiple
# points: 2
# title: Neurons and their models
# topics: [T1.1, T1.2, T1.3]
# %% tags=["variant"]
RIGHT = [
    "Dendrites take in the signals of other neurons; the axon carries the neuron's own signal away.",
    "Synapses are where neurons touch.",
    "What a biological neuron has to say is in the rate of its pulses.",
    "Inputs and outputs of the McCulloch–Pitts neuron are 0 or 1.",
    "An artificial neuron leaves out most of what is known about biological ones.",
    "Brains are proof by example that intelligent behaviour is possible.",
    "Networks that were built to do a task have also helped to understand how brains may do it.",
    "The eras of the lecture notes are cybernetics, connectionism and deep learning, in this order.",
    "Minsky and Papert's book of 1969 is about what a perceptron cannot compute.",
    "From about 1970 to the 1980s few people worked on neural networks.",
]
WRONG = {
    "The McCulloch–Pitts neuron learned its weights from examples.": "The 1943 neuron had no learning rule; learning starts with Hebb and Rosenblatt.",
    "Axons take signals in, and dendrites carry them away.": "The axon is the way out of a neuron.",
    "The soma is the gap that a signal crosses between two neurons.": "The soma is the body of the cell; the gap is at a synapse.",
    "A stronger stimulus makes the single pulses of a neuron higher.": "It makes more of them in a second.",
    "A model that leaves out most of what a neuron does is of no use.": "A cow may be a sphere, if a sphere answers the question that was asked.",
    "In 1969 it was proved that no network of threshold units computes XOR.": "One unit cannot; a second layer can.",
    "The lecture notes let the era of deep learning begin in the 1980s.": "The 1980s are the era of connectionism.",
    "Backpropagation and distributed codes are the themes of cybernetics.": "Cybernetics, from 1940 to 1960, began with models of what brains do.",
    "Rosenblatt's perceptron can learn every function of two bits.": "XOR is one of those that no line separates.",
}


def variant(rng):
    return {"statements": [str(s) for s in rng.choice([*RIGHT, *WRONG], size=5, replace=False)]}


def options(v):
    right = [s for s in v["statements"] if s in RIGHT]
    return {"right": right, "wrong": {s: WRONG[s] for s in v["statements"] if s in WRONG}}


def accept(v):
    return 2 <= len(options(v)["right"]) <= 3


# %% [markdown]
# Which of these statements are right?
# %% [raw]
# # END QUESTION
