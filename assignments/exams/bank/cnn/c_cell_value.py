# %% [raw]
# # BEGIN QUESTION
# name: c_cell_value
# type: number
# points: 2
# title: What tolerates a shift
# topics: [T5.7]
# low: 0.01
# high: 1
# %% tags=["variant"]
import numpy as np

from reference.cnn import neocognitron
from reference.misconceptions import misconceptions_of

BLUR = [0.25, 0.5, 1]


def variant(rng):
    return {"s": rng.integers(0, 5, size=(2, 2)), "d": rng.choice(BLUR, size=(2, 2))}


def value(function, v):
    return np.asarray(function(np.array(v["s"], dtype=float)[None], np.array(v["d"], dtype=float), 1)).ravel()[0].item()


def answer(v):
    return value(neocognitron.c_layer, v)


def mistakes(v):
    return {m.key: (m.message, value(m.mutant, v)) for m in misconceptions_of(neocognitron.c_layer, "T5.7/no_saturation", "T5.7/max_pool")}


# %% [markdown]
# A C-cell of the Neocognitron takes the sum of its window of S-cells $s$, weighted with $d$, and answers with $\psi(x) = \frac{x}{1 + x}$ of it:
#
# $$s = {{ s | tex }}, \qquad d = {{ d | tex }}.$$
#
# What does it answer?
# %% [raw]
# # END QUESTION
