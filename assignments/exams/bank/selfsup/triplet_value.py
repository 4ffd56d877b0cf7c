# %% [raw]
# # BEGIN QUESTION
# name: triplet_value
# type: number
# points: 3
# title: Triplet loss
# topics: [T12.1]
# low: 0
# high: 1000
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import triplet


def variant(rng):
    return {"X": rng.integers(-2, 4, size=(3, 2)), "alpha": int(rng.integers(1, 6))}


def loss(function, v):
    X, found = np.array(v["X"], dtype=float), triplet.all_triplets(np.array([0, 0, 1]))
    return float(function(*(X[found[:, i]] for i in range(3)), v["alpha"]))


def answer(v):
    return loss(triplet.triplet_loss, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(triplet.triplet_loss)}


def accept(v):
    return len({tuple(x) for x in v["X"]}) == 3 and answer(v) > 0


# %% [markdown]
# Two images of one class are at ${{ X[0] | tex }}$ and ${{ X[1] | tex }}$, one of another class is at ${{ X[2] | tex }}$. What is the triplet loss of **all** triplets that they make, with the margin $\alpha = {{ alpha }}$ (the lecture's form:
# squared distances, a sum)?
# %% [raw]
# # END QUESTION
