# %% [raw]
# # BEGIN QUESTION
# name: closest_rotation
# type: matrix
# points: 3
# title: Symmetric decorrelation
# topics: [T14.1]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.unsupervised import components


def variant(rng):
    W = rng.integers(-3, 4, size=(2, 2))
    return {"W": W}


def rotated(function, v):
    return function(np.array(v["W"], dtype=float))


def answer(v):
    return rotated(components.symmetric_decorrelation, v)


def mistakes(v):
    return {m.key: (m.message, rotated(m.mutant, v)) for m in misconceptions_of(components.symmetric_decorrelation)}


def accept(v):
    return abs(np.linalg.det(v["W"])) > 0.5


# %% [markdown]
# After a step of FastICA, the unmixing matrix is
#
# $$W = {{ W | tex }}.$$
#
# Make its rows orthonormal again by **symmetric** decorrelation, $(W W^\top)^{-1/2}\, W$.
# %% [raw]
# # END QUESTION
