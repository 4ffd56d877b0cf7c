# %% [raw]
# # BEGIN QUESTION
# name: hard_triplets
# type: matrix
# points: 3
# title: Hard and semi-hard
# topics: [T12.1]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import triplet

LABELS = [0, 0, 1, 1, 1]


def variant(rng):
    D = np.zeros((5, 5), dtype=int)
    D[np.triu_indices(5, 1)] = rng.permutation(np.arange(1, 13))[:10]
    return {"D": D + D.T}


def mined(function, v):
    """The hard triplets, positions counted from 1."""
    return function(np.array(v["D"], dtype=float), np.array(LABELS), "hard", 1.0) + 1


def answer(v):
    return mined(triplet.mine_triplets, v)


def mistakes(v):
    named = {m.key: (m.message, mined(m.mutant, v)) for m in misconceptions_of(triplet.mine_triplets, "T12.1/easiest")}
    hard, easy = answer(v), named["T12.1/easiest"][1]
    named["T12.1/nearest_positive"] = ("Hard: the farthest positive.", np.column_stack([hard[:, :1], easy[:, 1], hard[:, 2]]))
    named["T12.1/farthest_negative"] = ("Hard: the nearest negative.", np.column_stack([hard[:, :1], hard[:, 1], easy[:, 2]]))
    return named


# %% [markdown]
# Images 1 and 2 are of one class, images 3, 4 and 5 of another. Their squared distances are
#
# $${{ D | tex }}.$$
#
# Give, for each of the five images as an anchor, its **hard** triplet (anchor, positive, negative), a row each, with the numbers of the images.
# %% [raw]
# # END QUESTION
