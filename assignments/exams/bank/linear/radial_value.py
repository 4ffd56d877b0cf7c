# %% [raw]
# # BEGIN QUESTION
# name: radial_value
# type: number
# points: 1
# title: A radial basis function
# topics: [T2.9]
# low: 0.01
# high: 0.99
# %% tags=["variant"]
import numpy as np

from reference.linear import basis
from reference.misconceptions import misconceptions_of


def variant(rng):
    x, c = (float(a) for a in rng.choice(np.arange(-6, 9) / 2, size=2, replace=False))
    return {"x": x, "c": c, "s": float(rng.choice([0.5, 1.5, 2, 3]))}


def value(function, v):
    return function(np.array([v["x"]]), np.array([v["c"]]), v["s"]).item()


def answer(v):
    return value(basis.rbf_features, v)


def mistakes(v):
    return {m.key: (m.message, value(m.mutant, v)) for m in misconceptions_of(basis.rbf_features)}


# %% [markdown]
# A Gaussian basis function has its centre at {{ c | neat }} and the width (standard deviation) $s = {{ s | neat }}$; its largest value is 1. What is its value at $x = {{ x | neat }}$?
# %% [raw]
# # END QUESTION
