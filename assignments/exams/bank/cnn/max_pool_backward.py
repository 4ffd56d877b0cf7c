# %% [raw]
# # BEGIN QUESTION
# name: max_pool_backward
# type: matrix
# points: 3
# title: Backward through max-pooling
# topics: [T5.4]
# %% tags=["variant"]
import numpy as np

from reference.cnn import pool
from reference.misconceptions import misconceptions_of


def variant(rng):
    stride = int(rng.integers(1, 3))
    size = 2 if stride == 2 else 3
    return {
        "x": rng.integers(0, 6, size=(4, 4)),
        "stride": stride,
        "dout": rng.choice([-2, -1, 0.5, 1, 2, 3, 4], size=(size, size)),
    }


def backward(function, v):
    x, dout = np.array(v["x"], dtype=float), np.array(v["dout"], dtype=float)
    return function(x[None, None], dout[None, None], 2, v["stride"])[0, 0]


def answer(v):
    return backward(pool.max_pool2d_backward, v)


def mistakes(v):
    keys = ["T5.4/last_tie", "T5.4/split_tie", "T5.4/all_max", "T5.4/order_F"] + ["T5.4/assign"] * (v["stride"] == 1)
    return {m.key: (m.message, backward(m.mutant, v)) for m in misconceptions_of(pool.max_pool2d_backward, *keys)}


def accept(v):
    x, s = np.array(v["x"]), v["stride"]
    windows = [x[i : i + 2, j : j + 2] for i in range(0, 3, s) for j in range(0, 3, s)]
    return 1 <= sum((w == w.max()).sum() > 1 for w in windows) <= 3


def difficulty(v):
    return 1.0 if v["stride"] == 2 else 1.6


# %% [markdown]
# A max-pooling layer with 2×2 windows and stride {{ stride }} receives $x$. In the backward pass the gradient of its output is
# $g$:
#
# $$x = {{ x | tex }}, \qquad g = {{ dout | tex }}.$$
#
# If a window has several maxima, its gradient goes to the first one in row-major order (from left to right, then down). Give
# the gradient with respect to $x$.
# %% [raw]
# # END QUESTION
