# %% [raw]
# # BEGIN QUESTION
# name: window_columns
# type: matrix
# points: 2
# title: Windows as columns
# topics: [T5.2]
# %% tags=["variant"]
import numpy as np

from reference.cnn import conv
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"x": rng.integers(0, 10, size=(2, 3, 2)), "k": int(rng.choice([2, 3]))}


def columns(function, v):
    return function(np.array(v["x"], dtype=float)[None], v["k"], 1)[0]


def answer(v):
    return columns(conv.im2col, v)


def mistakes(v):
    return {m.key: (m.message, columns(m.mutant, v)) for m in misconceptions_of(conv.im2col, "T5.2/column_order")}


# %% [markdown]
# An image of 3 rows and 2 columns has the channels
#
# $$x_1 = {{ x[0] | tex }}, \qquad x_2 = {{ x[1] | tex }}.$$
#
# For a convolution with a kernel of {{ k }} rows and 1 column (stride 1, no padding) its windows are written as the **columns** of a matrix, window by window, row by row of the image; within a column all of channel 1 comes before channel 2. Give the matrix.
# %% [raw]
# # END QUESTION
