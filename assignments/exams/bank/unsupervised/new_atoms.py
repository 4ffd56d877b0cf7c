# %% [raw]
# # BEGIN QUESTION
# name: new_atoms
# type: matrix
# points: 3
# title: Learning a dictionary
# topics: [T14.2]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.unsupervised import sparse


def variant(rng):
    A = rng.integers(-1, 3, size=(3, 2))
    return {"A": A, "X": rng.integers(-3, 5, size=(3, 2))}


def atoms(function, v):
    return function(np.eye(2), np.array(v["A"], dtype=float), np.array(v["X"], dtype=float))


def answer(v):
    return atoms(sparse.dictionary_update, v)


def mistakes(v):
    found = misconceptions_of(sparse.dictionary_update, "T14.2/unnormalised", "T14.2/correlation_only")
    return {m.key: (m.message, atoms(m.mutant, v)) for m in found}


def accept(v):
    A, X = np.array(v["A"]), np.array(v["X"])
    return np.linalg.matrix_rank(A) == 2 and np.linalg.norm(X.T @ A @ np.linalg.inv(A.T @ A), axis=0).min() > 0.1


# %% [markdown]
# Three samples (rows of $X$) have the codes in the rows of $A$:
#
# $$X = {{ X | tex }}, \qquad A = {{ A | tex }}.$$
#
# The method of optimal directions takes the dictionary $D$ with the least $\sum_n \lVert x_n - D a_n\rVert^2$ and gives its atoms (the columns) the length 1. Give $D$.
# %% [raw]
# # END QUESTION
