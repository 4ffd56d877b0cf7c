# %% [raw]
# # BEGIN QUESTION
# name: rank_value
# type: number
# points: 2
# title: Effective rank
# topics: [T12.9]
# low: 1
# high: 2
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import representations

TURNS = [[(3, 4), (-4, 3)], [(4, 3), (3, -4)], [(5, 12), (12, -5)], [(1, 0), (0, 1)], [(0, 1), (-1, 0)], [(8, 6), (-6, 8)]]


def variant(rng):
    turn = np.array(TURNS[int(rng.integers(len(TURNS)))])
    a, b = rng.choice([-5, -4, -3, -2, -1, 1, 2, 3, 4, 5], size=2, replace=False)
    return {"Z": np.array([a * turn[0], b * turn[1]])}


def answer(v):
    return float(representations.effective_rank(np.array(v["Z"], dtype=float)))


def mistakes(v):
    found = misconceptions_of(representations.effective_rank)
    return {m.key: (m.message, float(m.mutant(np.array(v["Z"], dtype=float)))) for m in found}


# %% [markdown]
# A representation gives two images the rows of
#
# $$Z = {{ Z | tex }},$$
#
# which are orthogonal to each other. What is its effective rank?
# %% [raw]
# # END QUESTION
