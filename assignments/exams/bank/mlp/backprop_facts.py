# %% [raw]
# # BEGIN QUESTION
# name: backprop_facts
# type: multiple
# points: 2
# title: Networks and backpropagation
# topics: [T3.1, T3.3, T3.4, T3.5, T3.6, T3.7, T3.8]
# %% tags=["variant"]
RIGHT = [
    "A weight gradient of a dense layer is an outer product of delta and input.",
    "Going backwards through a dense layer with the weights $W$ multiplies by $W^\\top$.",
    "Two dense layers without an activation between them compute one linear map.",
    "The slope of the sigmoid is at most ¼.",
    "Backpropagation costs about as much as a few forward passes.",
    "A network with one hidden layer can approximate every continuous function on a compact domain.",
    "The bias gradient of a dense layer is its delta, summed over the samples of the batch.",
    "Along one path of the computation graph the factors of the chain rule multiply.",
]
WRONG = {
    "Units with a step function can be trained by gradient descent in all layers.": "A step has zero gradient everywhere; it cannot train hidden layers.",
    "The hidden deltas are computed from output weights that were updated in the same step.": "All gradients are taken before any weight changes.",
    "The universal approximation theorem says that gradient descent finds the approximation.": "The theorem promises a small error, and says nothing about training.",
    "Numerical differentiation costs one forward pass, whatever the number of parameters.": "Numerical differentiation costs a full pass per parameter.",
    "Derivatives along parallel paths from a weight to the loss multiply.": "Only the factors along one path multiply.",
    "Without biases a dense layer has one parameter for each unit.": "Each unit has a weight for each of its inputs.",
    "A deep network without activation functions can compute XOR.": "Without a non-linearity more layers do not help.",
    "The slope of $\\tanh$ at 0 is ¼.": "That is the slope of another activation.",
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
