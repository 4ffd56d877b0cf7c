# %% [raw]
# # BEGIN QUESTION
# name: found_sources
# type: number
# points: 2
# title: Have the sources been found?
# topics: [T14.1]
# low: 0
# high: 1
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.unsupervised import components

FLAT = np.array([[1, 1, -1, -1], [1, -1, 1, -1], [1, -1, -1, 1]])  # uncorrelated with each other


def variant(rng):
    mix = rng.choice([-3, -2, -1, 1, 2, 3, 4], size=(2, 2))
    sources = FLAT[rng.permutation(3)[:2]]
    return {"sources": sources, "found": mix @ sources}


def score(function, v):
    return float(function(np.array(v["found"], dtype=float).T, np.array(v["sources"], dtype=float).T))


def answer(v):
    return score(components.ica_score, v)


def mistakes(v):
    return {m.key: (m.message, score(m.mutant, v)) for m in misconceptions_of(components.ica_score)}


def accept(v):
    return abs(np.linalg.det(np.array(v["found"]) @ np.array(v["sources"]).T)) > 0


# %% [markdown]
# Two true sources and what a method found, in four samples (columns; all means are 0):
#
# $$S = {{ sources | tex }}, \qquad \hat S = {{ found | tex }}.$$
#
# How good is it: what is the mean $|\text{correlation}|$ of the found sources with the true ones, under the pairing that makes it largest?
# %% [raw]
# # END QUESTION
