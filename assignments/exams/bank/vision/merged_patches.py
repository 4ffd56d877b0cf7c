# %% [raw]
# # BEGIN QUESTION
# name: merged_patches
# type: matrix
# points: 3
# title: Four neighbours become one token
# topics: [T9.2]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.vision import swin


def variant(rng):
    return {"x": rng.integers(-2, 8, size=(2, 2)), "W": rng.integers(-2, 4, size=(2, 4))}


def token(function, v):
    return function(np.array(v["x"], dtype=float)[None, :, :, None], np.array(v["W"], dtype=float), eps=0.0)[0, 0, 0]


def mean_of_neighbours(v):
    """What stands four times instead of the neighbours has no spread: the norm makes 0 of it, so it is left out."""
    return np.array(v["W"]).sum(axis=1) * np.mean(v["x"])


def answer(v):
    return token(swin.patch_merging, v)


def mistakes(v):
    found = misconceptions_of(swin.patch_merging, "T9.2/merge_order", "T9.2/no_norm")
    named = {m.key: (m.message, token(m.mutant, v)) for m in found}
    note = misconceptions_of(swin.patch_merging, "T9.2/merge_mean")[0].message
    return named | {"T9.2/merge_mean": (note, mean_of_neighbours(v))}


def accept(v):
    return np.std(v["x"]) > 0.5


# %% [markdown]
# Patch merging in a Swin transformer makes one token with two channels of four neighbours with one channel. It puts them side by side in
# the order of the positions (row, column) $(0,0), (1,0), (0,1), (1,1)$, applies layer norm (over these four numbers, $\gamma = 1$,
# $\beta = 0$, $\epsilon = 0$) and multiplies by $W$:
#
# $$x = {{ x | tex }}, \qquad W = {{ W | tex }}.$$
#
# Give the two numbers of the new token.
# %% [raw]
# # END QUESTION
