# %% [raw]
# # BEGIN QUESTION
# name: dense_parameters
# type: number
# points: 2
# title: Parameters of a dense network
# topics: [T3.2]
# integer: true
# low: 20
# high: 20000
# %% tags=["variant"]
from reference.misconceptions import misconceptions_of
from reference.mlp import dense


def variant(rng):
    hidden = [int(h) for h in rng.choice([5, 8, 10, 12, 16, 20, 32], size=int(rng.integers(1, 3)))]
    return {"sizes": [int(rng.choice([4, 6, 9, 16, 25, 64])), *hidden, int(rng.choice([1, 2, 3, 4, 7, 10]))]}


def answer(v):
    return dense.n_parameters(v["sizes"])


def mistakes(v):
    keys = ("T3.2/param_no_bias", "T3.2/param_layer_bias", "T3.2/param_input_bias")
    return {m.key: (m.message, m.mutant(v["sizes"])) for m in misconceptions_of(dense.n_parameters, *keys)}


def difficulty(v):
    return len(v["sizes"]) / 3


# %% [markdown]
# A fully connected network with biases has {{ sizes[0] }} inputs,
# {% for h in sizes[1:-1] %}a hidden layer of {{ h }} units, {% endfor %}and {{ sizes[-1] }}
# output unit{{ "s" if sizes[-1] > 1 }}. How many parameters does it have?
# %% [raw]
# # END QUESTION
