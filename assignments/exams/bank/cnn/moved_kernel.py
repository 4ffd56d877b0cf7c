# %% [raw]
# # BEGIN QUESTION
# name: moved_kernel
# type: number
# points: 3
# title: A deformable convolution
# topics: [T5.3]
# %% tags=["variant"]
import numpy as np

from reference.cnn import deform
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "x": rng.integers(0, 10, size=(3, 3)),
        "w": rng.choice([-2, -1, 1, 2], size=(2, 2)),
        "moves": rng.choice([0, 0.5, 1], size=(4, 2)),
    }


def value(function, v):
    """Of the first of the four windows."""
    offsets = np.zeros((1, 8, 2, 2))
    offsets[0, :, 0, 0] = np.ravel(v["moves"])
    return float(function(np.array(v["x"], dtype=float)[None, None], offsets, np.array(v["w"], dtype=float)[None, None])[0, 0, 0, 0])


def answer(v):
    return value(deform.deform_conv2d, v)


def mistakes(v):
    found = misconceptions_of(deform.deform_conv2d, "T5.3/offset_order", "T5.3/rigid")
    return {m.key: (m.message, value(m.mutant, v)) for m in found}


def accept(v):
    return sum(any(x % 1 for x in move) for move in v["moves"]) in (1, 2)


# %% [markdown]
# A deformable convolution (stride 1, no padding, no bias) has the image $x$ and the kernel $w$:
#
# $$x = {{ x | tex }}, \qquad w = {{ w | tex }}.$$
#
# In its window at the upper left, the four positions of the kernel move by
#
# | position of the kernel | down | to the right |
# |---|---|---|
# | upper left | {{ moves[0][0] | neat }} | {{ moves[0][1] | neat }} |
# | upper right | {{ moves[1][0] | neat }} | {{ moves[1][1] | neat }} |
# | lower left | {{ moves[2][0] | neat }} | {{ moves[2][1] | neat }} |
# | lower right | {{ moves[3][0] | neat }} | {{ moves[3][1] | neat }} |
#
# pixels. What does this window give (bilinear interpolation between pixels)?
# %% [raw]
# # END QUESTION
