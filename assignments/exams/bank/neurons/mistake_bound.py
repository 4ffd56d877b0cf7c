# %% [raw]
# # BEGIN QUESTION
# name: mistake_bound
# type: number
# points: 2
# title: How many mistakes a perceptron makes
# topics: [T1.4]
# digits: 4
# low: 1
# high: 10000
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.neurons import perceptron


def variant(rng):
    X = rng.integers(-4, 5, size=(4, 2))
    w, b = rng.choice([-2, -1, 1, 2, 3], size=2), int(rng.integers(-2, 3))
    return {"X": X, "w": w, "b": b, "y": np.sign(X @ w + b).astype(int)}


def bound(function, v):
    X, y, w = (np.array(v[n], dtype=float) for n in "Xyw")
    return float(function(X, y, w, float(v["b"])))


def answer(v):
    return bound(perceptron.perceptron_mistake_bound, v)


def mistakes(v):
    return {m.key: (m.message, bound(m.mutant, v)) for m in misconceptions_of(perceptron.perceptron_mistake_bound)}


def accept(v):
    return 0 not in v["y"] and len(set(v["y"])) == 2


# %% [markdown]
# A perceptron with a bias (a weight of a constant input 1) learns the samples $x_i$, the rows of $X$, with the labels $y_i$ from zero weights. The weights $w^* = {{ w | tex }}$ with the bias $b^* = {{ b }}$ separate them:
#
# $$X = {{ X | tex }}, \qquad y = {{ y | tex }}.$$
#
# What is the bound $(R / \gamma)^2$ for the number of its mistakes that this separation proves? (Four significant digits.)
# %% [raw]
# # END QUESTION
