# %% [raw]
# # BEGIN QUESTION
# name: class_scores
# type: matrix
# points: 2
# title: Scores of a linear classifier
# topics: [T2.1]
# %% tags=["variant"]
import numpy as np

from reference.linear import hinge
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "W": rng.integers(-3, 4, size=(3, 3)),
        "b": [int(i) for i in rng.choice([-3, -2, -1, 1, 2, 3], size=3)],
        "x": [int(i) for i in rng.choice([-3, -2, -1, 1, 2, 3], size=3)],
    }


def scores(function, v):
    return function(np.array([v["x"]], dtype=float), np.array(v["W"], dtype=float), np.array(v["b"], dtype=float))[0]


def answer(v):
    return scores(hinge.linear_scores, v)


def mistakes(v):
    keys = ("T2.1/transpose", "T2.1/no_bias")
    return {m.key: (m.message, scores(m.mutant, v)) for m in misconceptions_of(hinge.linear_scores, *keys)}


# %% [markdown]
# A linear classifier with a row of $W$ for each class has
#
# $$W = {{ W | tex }}, \qquad b = {{ b | tex }}.$$
#
# Which scores does it give the classes for $x = {{ x | tex }}$?
# %% [raw]
# # END QUESTION
