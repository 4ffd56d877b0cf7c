# %% [raw]
# # BEGIN QUESTION
# name: map_step
# type: matrix
# points: 3
# title: A step of a self-organising map
# topics: [T14.3]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.unsupervised import som


def variant(rng):
    return {"W": rng.choice(np.arange(-6, 13), size=4, replace=False), "x": float(rng.integers(-10, 21) / 2), "lr": float(rng.choice([0.5, 0.2])), "sigma": float(rng.choice([0.5, 2, 1.5]))}


def moved(function, v):
    grid = np.column_stack([np.arange(4), np.zeros(4)])
    return function(np.array(v["W"], dtype=float)[:, None], grid, np.array([v["x"]]), v["lr"], v["sigma"])[:, 0]


def answer(v):
    return moved(som.som_update, v)


def mistakes(v):
    return {m.key: (m.message, moved(m.mutant, v)) for m in misconceptions_of(som.som_update)}


def accept(v):
    far = np.sort(np.abs(np.array(v["W"]) - v["x"]))
    return far[0] < far[1]


# %% [markdown]
# The four units of a self-organising map stand in a line, neighbours 1 apart. Their weights (numbers) are ${{ W | tex }}$. Give them after the sample $x = {{ x | neat }}$, with the learning rate $\eta = {{ lr | neat }}$ and the Gaussian neighbourhood of width
# $\sigma = {{ sigma | neat }}$.
# %% [raw]
# # END QUESTION
