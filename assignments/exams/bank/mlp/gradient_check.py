# %% [raw]
# # BEGIN QUESTION
# name: gradient_check
# type: number
# points: 2
# title: Checking a gradient
# topics: [T3.7]
# low: 0.0001
# high: 2
# digits: 3
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.mlp import gradcheck


def variant(rng):
    n = rng.choice([-3, -2, -1.5, -0.5, 0.25, 0.5, 1, 2, 4], size=3, replace=False)
    return {"n": n, "a": np.round(n * (1 + rng.choice([-0.05, -0.02, -0.01, 0, 0.01, 0.03, 0.1], size=3)), 4)}


def error(function, v):
    return abs(float(function(np.array(v["a"]), np.array(v["n"]))))


def answer(v):
    return error(gradcheck.relative_error, v)


def mistakes(v):
    return {m.key: (m.message, error(m.mutant, v)) for m in misconceptions_of(gradcheck.relative_error, "T3.7/absolute", "T3.7/mean_error")}


# %% [markdown]
# A backward pass gives the gradient $a = {{ a | tex }}$, central differences give $n = {{ n | tex }}$. What is the relative error, the largest of $|a_i - n_i| / \max(|a_i|, |n_i|)$? (Three significant digits.)
# %% [raw]
# # END QUESTION
