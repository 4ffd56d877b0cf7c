# %% [raw]
# # BEGIN QUESTION
# name: map_pass
# type: matrix
# points: 3
# title: Two samples, one after the other
# topics: [T14.3]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.unsupervised import som


def variant(rng):
    return {"W": rng.choice(np.arange(-3, 10), size=3, replace=False), "X": rng.choice(np.arange(-4, 12), size=2, replace=False), "order": rng.permutation(2), "sigma": float(rng.choice([0.5, 1, 2]))}


def fitted(function, v):
    grid = np.column_stack([np.arange(3), np.zeros(3)])
    X, W = (np.array(v[name], dtype=float)[:, None] for name in ("X", "W"))
    return function(X, W, grid, 0.5, v["sigma"], v["order"])[:, 0]


def answer(v):
    return fitted(som.som_fit, v)


def mistakes(v):
    keys = ("T14.3/all_at_once", "T14.3/winner_only", *(("T14.3/own_order",) if v["order"][0] else ()))
    return {m.key: (m.message, fitted(m.mutant, v)) for m in misconceptions_of(som.som_fit, *keys)}


def accept(v):
    """Both winners are clear."""
    grid = np.column_stack([np.arange(3), np.zeros(3)])
    first, second = (float(v["X"][i]) for i in v["order"])
    W = np.array(v["W"], dtype=float)[:, None]
    then = som.som_update(W, grid, np.array([first]), 0.5, v["sigma"])
    return all(np.diff(np.sort(np.abs(w[:, 0] - x)))[0] > 0.1 for w, x in ((W, first), (then, second)))


# %% [markdown]
# The three units of a self-organising map stand in a line, neighbours 1 apart. Their weights (numbers) are ${{ W | tex }}$. With the learning rate ½ and the Gaussian neighbourhood of width $\sigma = {{ sigma | neat }}$, the map sees the sample {{ X[order[0]] }}, then the sample {{ X[order[1]] }}. Give
# the weights after both.
# %% [raw]
# # END QUESTION
