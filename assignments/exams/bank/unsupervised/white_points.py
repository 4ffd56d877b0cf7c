# %% [raw]
# # BEGIN QUESTION
# name: white_points
# type: matrix
# points: 3
# title: Whitening
# topics: [T14.1]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.unsupervised import components

TURNS = [((3, 4), (4, -3)), ((4, 3), (3, -4)), ((1, 1), (1, -1)), ((2, 1), (1, -2)), ((1, 2), (2, -1)), ((0, 1), (1, 0))]


def variant(rng):
    u, w = np.array(TURNS[int(rng.integers(len(TURNS)))])
    a, b = rng.choice([1, 2, 3, 4], size=2, replace=False)
    X = rng.integers(-3, 4, size=2) + np.array([a * u, -a * u, b * w, -b * w])
    return {"X": rng.permutation(X), "ask": int(rng.integers(4))}


def white(function, v):
    return function(np.array(v["X"], dtype=float))[v["ask"]]


def answer(v):
    return white(components.whiten_zca, v)


def mistakes(v):
    keys = ("T14.1/scaled_only", "T14.1/not_centred", "T14.1/variance_for_deviation")
    return {m.key: (m.message, white(m.mutant, v)) for m in misconceptions_of(components.whiten_zca, *keys)}


def accept(v):
    return np.std(v["X"], axis=0).min() > 0 and abs(np.corrcoef(np.array(v["X"]).T)[0, 1]) > 0.1


# %% [markdown]
# Four points of the plane (a point a row) lie in pairs on two orthogonal lines through their mean:
#
# $$X = {{ X | tex }}.$$
#
# Where is ${{ X[ask] | tex }}$ after ZCA whitening (covariance with $N$ in the denominator)?
# %% [raw]
# # END QUESTION
