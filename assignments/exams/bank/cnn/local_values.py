# %% [raw]
# # BEGIN QUESTION
# name: local_values
# type: matrix
# points: 2
# title: Local, but not shared
# topics: [T5.1]
# %% tags=["variant"]
import numpy as np

from reference.cnn import conv1d
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"x": rng.choice([-3, -2, -1, 1, 2, 3], size=5), "W": rng.choice([-2, -1, 1, 2, 3], size=(4, 2))}


def output(function, v):
    return function(np.array(v["x"], dtype=float), np.array(v["W"], dtype=float))


def answer(v):
    return output(conv1d.locally_connected1d, v)


def mistakes(v):
    return {m.key: (m.message, output(m.mutant, v)) for m in misconceptions_of(conv1d.locally_connected1d, "T5.1/shared", "T5.1/flip")}


# %% [markdown]
# A locally connected layer (windows of 2, stride 1, no padding, no biases) has the weights $W$, a row for each output. Its input is $x = {{ x | tex }}$:
#
# $$W = {{ W | tex }}.$$
#
# Give its four outputs.
# %% [raw]
# # END QUESTION
