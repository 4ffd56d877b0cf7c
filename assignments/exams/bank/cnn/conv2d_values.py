# %% [raw]
# # BEGIN QUESTION
# name: conv2d_values
# type: matrix
# points: 3
# title: Two-dimensional convolution
# topics: [T5.2]
# %% tags=["variant"]
import numpy as np

from reference.cnn import conv
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "x": rng.integers(-2, 4, size=(2, 3, 3)),
        "w": rng.integers(-2, 3, size=(2, 2, 2)),
        "b": int(rng.choice([-2, -1, 1, 2])),
    }


def convolved(function, v, channels=None, bias=True):
    x, w = np.array(v["x"], dtype=float)[:channels], np.array(v["w"], dtype=float)[:channels]
    return function(x[None], w[None], np.array([float(v["b"])]) if bias else None)[0, 0]


def answer(v):
    return convolved(conv.conv2d, v)


def mistakes(v):
    (flip,) = misconceptions_of(conv.conv2d, "T5.2/flip")
    return {
        flip.key: (flip.message, convolved(flip.mutant, v)),
        "T5.2/one_channel": ("Sum over input channels.", convolved(conv.conv2d, v, channels=1)),
        "T5.2/no_bias": ("The filter has a bias.", convolved(conv.conv2d, v, bias=False)),
    }


def accept(v):
    return all(np.count_nonzero(k) >= 3 for k in v["w"])


# %% [markdown]
# A convolution layer as in deep learning (the kernel is **not** flipped), with stride 1 and without padding, receives an image
# of two channels and has one filter:
#
# $$x_1 = {{ x[0] | tex }}, \quad x_2 = {{ x[1] | tex }}, \qquad w_1 = {{ w[0] | tex }}, \quad w_2 = {{ w[1] | tex }}, \quad b = {{ b }}.$$
#
# What does it put out, before any activation?
# %% [raw]
# # END QUESTION
