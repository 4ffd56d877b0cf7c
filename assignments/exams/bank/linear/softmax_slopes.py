# %% [raw]
# # BEGIN QUESTION
# name: softmax_slopes
# type: matrix
# points: 3
# title: All slopes of a softmax
# topics: [T2.6]
# %% tags=["variant"]
import numpy as np

from reference.linear import softmax
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"z": rng.choice(np.arange(-4, 5) / 2, size=3, replace=False)}


def jacobian(function, v):
    return function(np.array(v["z"], dtype=float))


def answer(v):
    return jacobian(softmax.softmax_jacobian, v)


def mistakes(v):
    found = misconceptions_of(softmax.softmax_jacobian, "T2.6/diagonal_only", "T2.6/no_diagonal")
    named = {m.key: (m.message, jacobian(m.mutant, v)) for m in found}
    return named | {"T2.6/sign": ("Raising a logit raises its own probability.", -answer(v))}


# %% [markdown]
# Three logits are $z = {{ z | tex }}$, and $p$ is their softmax. Give the matrix of the derivatives $\partial p_i / \partial z_j$ (row $i$, column $j$).
# %% [raw]
# # END QUESTION
