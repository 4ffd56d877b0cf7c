# %% [raw]
# # BEGIN QUESTION
# name: nade_value
# type: number
# points: 3
# title: NADE
# topics: [T10.1]
# low: -30
# high: 0
# %% tags=["variant"]
import numpy as np

from reference.generative import autoregressive
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "w": rng.integers(-2, 3, size=3),
        "V": rng.integers(-2, 3, size=3),
        "b": rng.integers(-2, 3, size=3) / 2,
        "c": float(rng.integers(-2, 3) / 2),
        "x": rng.integers(0, 2, size=3),
    }


def log_prob(function, v):
    x, w, V, b = (np.array(v[name], dtype=float) for name in ("x", "w", "V", "b"))
    return float(function(x[None, :], w[None, :], V[:, None], b, np.array([v["c"]]))[0])


def answer(v):
    return log_prob(autoregressive.nade_log_prob, v)


def mistakes(v):
    return {m.key: (m.message, log_prob(m.mutant, v)) for m in misconceptions_of(autoregressive.nade_log_prob)}


def accept(v):
    return v["x"][0] + v["x"][1] > 0


# %% [markdown]
# A NADE for three bits has one hidden unit, $h_d = \sigma\big(c + \sum_{j<d} w_j x_j\big)$, and $p(x_d = 1 \mid x_{<d}) = \sigma(b_d + V_d h_d)$ with
#
# $$w = {{ w | tex }}, \quad c = {{ c | neat }}, \quad V = {{ V | tex }}, \quad b = {{ b | tex }}.$$
#
# What is $\ln p(x)$ for $x = {{ x | tex }}$?
# %% [raw]
# # END QUESTION
