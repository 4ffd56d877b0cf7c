# %% [raw]
# # BEGIN QUESTION
# name: receptive_field
# type: number
# points: 2
# title: Receptive field
# topics: [T5.5]
# integer: true
# low: 5
# high: 120
# %% tags=["variant"]
from reference.cnn import sizes
from reference.misconceptions import misconceptions_of


def variant(rng):
    layers = []
    for _ in range(int(rng.integers(3, 5))):
        if layers and len(layers[-1]) == 3 and rng.random() < 0.5:
            layers.append([2, 2])  # a pooling layer
        else:
            layers.append([int(rng.choice([3, 5])), int(rng.choice([1, 1, 2])), int(rng.choice([1, 1, 2]))])
    return {"layers": layers}


def field(function, v):
    return int(function([tuple(layer) for layer in v["layers"]])[0])


def answer(v):
    return field(sizes.receptive_field, v)


def mistakes(v):
    found = {m.key: (m.message, field(m.mutant, v)) for m in misconceptions_of(sizes.receptive_field)}
    return {key: entry for key, entry in found.items() if key != "T5.5/rf_no_dilation" or entry[1] != answer(v)}


def accept(v):
    return any(layer[1] == 2 for layer in v["layers"][:-1])


def difficulty(v):
    return len(v["layers"]) / 3


# %% [markdown]
# A network has these layers, from the input on:
#
# {% for layer in layers %}{{ loop.index }}. {% if layer | length == 2 %}max-pooling, {{ layer[0] }}×{{ layer[0] }}, stride {{ layer[1] }}{% else
# %}convolution, {{ layer[0] }}×{{ layer[0] }}, stride {{ layer[1] }}{{ ", dilation 2" if layer[2] == 2 }}{% endif %}
# {% endfor %}
#
# How many pixels of the input, in one direction, does one unit of the last layer see?
# %% [raw]
# # END QUESTION
