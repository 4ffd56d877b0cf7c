# %% [raw]
# # BEGIN QUESTION
# name: prototype_distances
# type: matrix
# points: 2
# title: The nearest prototype
# topics: [T2.11]
# %% tags=["variant"]
import numpy as np

from reference.linear import neighbours
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"P": rng.integers(-4, 6, size=(3, 2)), "Q": rng.integers(-3, 5, size=(2, 2))}


def table(v, distances=neighbours.pairwise_sq_dists, nearest=neighbours.nearest_prototype):
    """For each query its squared distances from the prototypes, and its class."""
    Q, P = (np.array(v[name], dtype=float) for name in "QP")
    return np.column_stack([distances(Q, P), nearest(Q, P)])


def answer(v):
    return table(v)


def mistakes(v):
    keys = ("T2.11/root", "T2.11/no_two", "T2.11/manhattan")
    named = {m.key: (m.message, table(v, m.mutant)) for m in misconceptions_of(neighbours.pairwise_sq_dists, *keys)}
    keys = ("T2.11/template_without_norm", "T2.11/farthest")
    found = misconceptions_of(neighbours.nearest_prototype, *keys)
    return named | {m.key: (m.message, table(v, nearest=m.mutant)) for m in found}


def accept(v):
    return all(len(set(row[:3])) == 3 for row in answer(v).tolist())


# %% [markdown]
# The classes 0, 1, 2 have the prototypes $p_0 = {{ P[0] | tex }}$, $p_1 = {{ P[1] | tex }}$ and $p_2 = {{ P[2] | tex }}$. For each of the
# samples ${{ Q[0] | tex }}$ and ${{ Q[1] | tex }}$ give a row of four numbers: its **squared** Euclidean distances from $p_0$, $p_1$ and
# $p_2$, and the class of the nearest prototype.
# %% [raw]
# # END QUESTION
