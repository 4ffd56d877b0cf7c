# %% [raw]
# # BEGIN QUESTION
# name: video_convolution
# type: matrix
# points: 3
# title: A convolution over time
# topics: [T5.2, T5.3]
# %% tags=["variant"]
import numpy as np

from reference.cnn import conv
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"x": rng.integers(0, 6, size=(3, 2, 3)), "w": rng.integers(-2, 3, size=(2, 2, 2))}


def maps(function, v, w=None):
    """One row a step in time: the maps have a single row of pixels."""
    x, w = (np.array(a, dtype=float)[None, None] for a in (v["x"], v["w"] if w is None else w))
    return function(x, w)[0, 0, :, 0, :]


def answer(v):
    return maps(conv.conv3d, v)


def mistakes(v):
    named = {m.key: (m.message, maps(m.mutant, v)) for m in misconceptions_of(conv.conv3d, "T5.2/flip")}
    first = np.array(v["w"]) * np.array([1, 0])[:, None, None]
    return named | {"T5.3/one_frame": ("The kernel sums over both frames that it covers.", maps(conv.conv3d, v, first))}


# %% [markdown]
# A grey video has three frames of 2 × 3 pixels. A 3-D convolution (stride 1, no padding, no bias, not flipped, as in deep learning) has
# a kernel of two frames of 2 × 2 weights:
#
# $$x_1 = {{ x[0] | tex }}, \quad x_2 = {{ x[1] | tex }}, \quad x_3 = {{ x[2] | tex }}, \qquad
# w_1 = {{ w[0] | tex }}, \quad w_2 = {{ w[1] | tex }}.$$
#
# Its output has two frames of 1 × 2 pixels. Give one row for each of them.
# %% [raw]
# # END QUESTION
