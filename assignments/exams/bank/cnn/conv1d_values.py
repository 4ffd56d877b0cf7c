# %% [raw]
# # BEGIN QUESTION
# name: conv1d_values
# type: matrix
# points: 3
# title: One-dimensional convolution
# topics: [T5.1]
# %% tags=["variant"]
import numpy as np

from reference.cnn import conv1d
from reference.misconceptions import misconceptions_of


def variant(rng):
    relu = bool(rng.integers(2))
    return {
        "h": [int(k) for k in rng.integers(-4, 5, size=int(rng.integers(5, 8)))],
        "w": [int(k) for k in rng.integers(-3, 4, size=3)],
        "flip": bool(rng.integers(2)),
        "relu": relu,
        "b": int(rng.choice([-2, -1, 1, 2])) if relu else 0,
    }


def layer(function, v, flip):
    h, w = np.array(v["h"], dtype=float), np.array(v["w"], dtype=float)
    return function(h, w[::-1] if flip else w, float(v["b"]), "relu" if v["relu"] else "identity")


def answer(v):
    return layer(conv1d.conv1d_layer, v, v["flip"])


def mistakes(v):
    note = "Turn the kernel round." if v["flip"] else "The formula does not flip the kernel."
    named = {"T5.1/flip": (note, layer(conv1d.conv1d_layer, v, not v["flip"]))}
    if v["relu"]:
        named |= {
            m.key: (m.message, layer(m.mutant, v, v["flip"]))
            for m in misconceptions_of(conv1d.conv1d_layer, "T5.1/bias_outside", "T5.1/no_bias")
        }
        named["T5.1/no_relu"] = ("A ReLU never puts out a negative number.", layer(conv1d.conv1d_layer, v | {"relu": False}, v["flip"]))
    return named


def accept(v):
    return v["w"][0] != v["w"][2] and 0 not in (v["w"][0], v["w"][2])


def difficulty(v):
    return (len(v["h"]) - 2) / 4 * (1.2 if v["relu"] else 1)


# %% [markdown]
# A layer without padding (stride 1) receives $h = {{ h | tex }}$ and has the kernel $w = {{ w | tex }}$.
# {% if flip %}It computes a **true convolution**, $\sum_j h_{i+j}\, w_{2-j}$ for $j = 0, 1, 2$ (the kernel is flipped){% else %}It
# computes $\sum_j h_{i+j}\, w_j$ for $j = 0, 1, 2$, as the layer of the lecture (cross-correlation){% endif %}{% if relu %}, adds
# the bias $b = {{ b }}$ to it, and applies the ReLU $\max(0, \cdot)$.{% else %}, without bias or activation.{% endif %} What does
# it put out?
# %% [raw]
# # END QUESTION
