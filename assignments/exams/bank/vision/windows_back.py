# %% [raw]
# # BEGIN QUESTION
# name: windows_back
# type: matrix
# points: 2
# title: From windows to an image
# topics: [T9.2]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.vision import swin


def variant(rng):
    H, W = (int(n) for n in rng.choice([[4, 4], [4, 6], [6, 4]]))
    return {"windows": rng.integers(0, 10, size=(H * W // 4, 4)), "H": H, "W": W}


def image(function, v):
    return function(np.array(v["windows"])[:, :, None], 2, v["H"], v["W"])[0, :, :, 0]


def answer(v):
    return image(swin.window_reverse, v)


def mistakes(v):
    keys = ["T9.2/transpose_missing", "T9.2/by_columns"] + ["T9.2/strided"] * (v["H"] == v["W"])
    return {m.key: (m.message, image(m.mutant, v)) for m in misconceptions_of(swin.window_reverse, *keys)}


# %% [markdown]
# A Swin layer has cut an image of {{ H }} rows and {{ W }} columns of tokens (here a token is one number) into windows of 2×2 neighbours.
# The windows, one a row, are
#
# $${{ windows | tex }}.$$
#
# Windows run row by row over the image, tokens row by row over a window. Give the image.
# %% [raw]
# # END QUESTION
