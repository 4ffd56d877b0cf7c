# %% [raw]
# # BEGIN QUESTION
# name: spread_value
# type: number
# points: 2
# title: Has it collapsed?
# topics: [T12.9]
# low: 0
# high: 1
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import representations

LONG = [[3, 4], [4, 3], [6, 8], [8, 6], [5, 12], [12, 5], [0, 2], [2, 0], [-3, 4], [4, -3], [-4, -3], [0, -1], [-6, 8]]  # lengths are whole


def variant(rng):
    return {"Z": rng.choice(LONG, size=3, replace=False)}


def answer(v):
    return float(representations.collapse_std(np.array(v["Z"], dtype=float)))


def mistakes(v):
    found = misconceptions_of(representations.collapse_std, "T12.9/not_normalised", "T12.9/std_of_rows")
    return {m.key: (m.message, float(m.mutant(np.array(v["Z"], dtype=float)))) for m in found}


# %% [markdown]
# To see whether a representation has collapsed, one looks at the standard deviation of each feature over a batch, after every row was given the length 1 ($N$ in the denominator), and takes the mean over the features. What is it for
#
# $$Z = {{ Z | tex }} \quad\text{(an image a row)?}$$
# %% [raw]
# # END QUESTION
