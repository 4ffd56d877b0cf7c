# %% [raw]
# # BEGIN QUESTION
# name: belief_network
# type: number
# points: 3
# title: A sigmoid belief network
# topics: [T10.1]
# low: -30
# high: 0
# %% tags=["variant"]
import numpy as np

from reference.generative import autoregressive
from reference.misconceptions import misconceptions_of


def variant(rng):
    W = np.tril(rng.integers(-2, 3, size=(3, 3)), -1)
    return {"W": W, "c": rng.integers(-2, 3, size=3) / 2, "x": rng.integers(0, 2, size=3)}


def log_prob(function, v):
    x, W, c = (np.array(v[name], dtype=float) for name in ("x", "W", "c"))
    return float(function(x[None, :], W, c)[0])


def answer(v):
    return log_prob(autoregressive.fvsbn_log_prob, v)


def mistakes(v):
    return {m.key: (m.message, log_prob(m.mutant, v)) for m in misconceptions_of(autoregressive.fvsbn_log_prob)}


def accept(v):
    return sum(v["x"]) > 0 and np.count_nonzero(v["W"]) > 1


# %% [markdown]
# A fully visible sigmoid belief network has $p(x_d = 1 \mid x_{<d}) = \sigma\big(c_d + \sum_{j<d} W_{dj}x_j\big)$ with
#
# $$W = {{ W | tex }}, \qquad c = {{ c | tex }}.$$
#
# What is $\ln p(x)$ for $x = {{ x | tex }}$?
# %% [raw]
# # END QUESTION
