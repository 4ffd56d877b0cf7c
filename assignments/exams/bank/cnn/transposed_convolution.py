# %% [raw]
# # BEGIN QUESTION
# name: transposed_convolution
# type: matrix
# points: 3
# title: A transposed convolution
# topics: [T5.3]
# %% tags=["variant"]
import numpy as np

from reference.cnn import conv
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "x": rng.choice([-2, -1, 1, 2, 3], size=(2, 2)),
        "w": rng.integers(-2, 4, size=(2, 2)),
        "stride": int(rng.choice([1, 2])),
    }


def image(function, v):
    x, w = (np.array(v[name], dtype=float)[None, None] for name in ("x", "w"))
    return function(x, w, stride=v["stride"])[0, 0]


def answer(v):
    return image(conv.conv_transpose2d, v)


def mistakes(v):
    found = misconceptions_of(conv.conv_transpose2d, "T5.2/flip", "T5.3/inverse")
    return {m.key: (m.message, image(m.mutant, v)) for m in found}


def accept(v):
    return np.linalg.matrix_rank(np.array(v["w"])) == 2


# %% [markdown]
# A transposed convolution (as in torch's `ConvTranspose2d`) with stride {{ stride }}, no padding and no bias has one input and one output
# channel and the kernel $w$. Which image does it make of $x$?
#
# $$x = {{ x | tex }}, \qquad w = {{ w | tex }}.$$
# %% [raw]
# # END QUESTION
