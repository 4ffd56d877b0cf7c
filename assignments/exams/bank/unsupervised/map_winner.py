# %% [raw]
# # BEGIN QUESTION
# name: map_winner
# type: number
# points: 1
# title: Who wins
# topics: [T14.3]
# integer: true
# low: 1
# high: 5
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.unsupervised import som


def variant(rng):
    return {"W": rng.integers(-4, 5, size=(5, 2)), "x": rng.integers(-6, 7, size=2) / 2}


def winner(function, v):
    return int(function(np.array(v["W"], dtype=float), np.array(v["x"]))) + 1


def answer(v):
    return winner(som.som_bmu, v)


def mistakes(v):
    found = misconceptions_of(som.som_bmu, "T14.3/dot_bmu", "T14.3/farthest")
    return {m.key: (m.message, winner(m.mutant, v)) for m in found}


def accept(v):
    far = np.sort(((np.array(v["W"]) - v["x"]) ** 2).sum(axis=1))
    return far[0] < far[1]


# %% [markdown]
# The units 1 to 5 of a self-organising map have the weights {% for w in W %}${{ w | tex }}${{ ", " if not loop.last }}{% endfor %}. Which one wins for the sample ${{ x | tex }}$? Give its number.
# %% [raw]
# # END QUESTION
