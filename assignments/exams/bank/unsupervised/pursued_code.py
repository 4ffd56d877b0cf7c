# %% [raw]
# # BEGIN QUESTION
# name: pursued_code
# type: matrix
# points: 3
# title: Matching pursuit
# topics: [T14.2]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.unsupervised import sparse

ATOMS = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0.6, 0.8, 0], [0.8, 0, 0.6], [0, 0.6, 0.8], [0.8, -0.6, 0], [0, 0.8, -0.6]]


def variant(rng):
    atoms = [ATOMS[i] for i in rng.choice(len(ATOMS), size=3, replace=False)]
    return {"D": np.array(atoms).T, "x": rng.choice([-5, -4, -3, -2, -1, 1, 2, 3, 4, 5], size=3)}


def code(function, v):
    return function(np.array(v["D"], dtype=float), np.array(v["x"], dtype=float), 2)


def answer(v):
    return code(sparse.omp, v)


def mistakes(v):
    keys = ("T14.2/no_refit", "T14.2/signed_fit")
    return {m.key: (m.message, code(m.mutant, v)) for m in misconceptions_of(sparse.omp, *keys)}


def accept(v):
    """The atoms are independent, and neither x nor what is left of it is fitted equally well by two."""
    D, x = np.array(v["D"], dtype=float), np.array(v["x"], dtype=float)
    fits = []
    for _ in range(2):
        fits.append(np.sort(np.abs(D.T @ x)))
        best = D[:, np.abs(D.T @ x).argmax()]
        x = x - (best @ x) * best
    return abs(np.linalg.det(D)) > 0.1 and min(np.diff(fit).min() for fit in fits) > 0.05


# %% [markdown]
# The atoms of a dictionary are the columns of $D$. Code the sample $x$ with **two** of them by orthogonal matching pursuit:
#
# $$D = {{ D | tex }}, \qquad x = {{ x | tex }}.$$
#
# Give the code, three numbers.
# %% [raw]
# # END QUESTION
