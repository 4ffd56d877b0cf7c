# %% [raw]
# # BEGIN QUESTION
# name: triplet_slopes
# type: matrix
# points: 3
# title: Where a triplet pulls
# topics: [T12.1]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import triplet


def variant(rng):
    return {"X": rng.integers(-3, 4, size=(3, 2)), "alpha": int(rng.integers(1, 10))}


def slopes(function, v):
    found = function(*(np.array([x], dtype=float) for x in v["X"]), v["alpha"])
    return [g[0] for g in found]


def loss(v):
    return float(triplet.triplet_loss(*(np.array([x], dtype=float) for x in v["X"]), v["alpha"]))


def answer(v):
    return slopes(triplet.triplet_loss_grad, v)


def mistakes(v):
    found = misconceptions_of(triplet.triplet_loss_grad, "T12.1/no_factor_2", "T12.1/swapped", "T12.1/anchor_by_positive_only")
    return {m.key: (m.message, slopes(m.mutant, v)) for m in found}


def accept(v):
    return loss(v) > 0


# %% [markdown]
# An anchor is at $a = {{ X[0] | tex }}$, its positive at $p = {{ X[1] | tex }}$, its negative at $n = {{ X[2] | tex }}$. The triplet loss is $\big[\lVert a - p\rVert^2 - \lVert a - n\rVert^2 + {{ alpha }}\big]_+$. Give its gradients with respect to $a$, $p$ and
# $n$, a row each.
# %% [raw]
# # END QUESTION
