# %% [raw]
# # BEGIN QUESTION
# name: sparse_code
# type: matrix
# points: 3
# title: A step towards a sparse code
# topics: [T14.2]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.unsupervised import sparse


def variant(rng):
    c = float(rng.choice([-0.8, -0.6, 0.6, 0.8]))  # the atoms' product: L = 1 + |c|
    return {"D": [[1, c], [0, round((1 - c * c) ** 0.5, 1)]], "x": rng.choice([-5, -4, -3, -2, 2, 3, 4, 5], size=2), "lam": float(rng.choice([0.5, 1, 1.5])), "n": int(rng.integers(1, 3))}


def code(function, v):
    return function(np.array(v["D"], dtype=float), np.array(v["x"], dtype=float), v["lam"], v["n"])


def answer(v):
    return code(sparse.ista, v)


def mistakes(v):
    keys = ("T14.2/lam_not_scaled", "T14.2/step_sign", "T14.2/hard", "T14.2/no_penalty")
    return {m.key: (m.message, code(m.mutant, v)) for m in misconceptions_of(sparse.ista, *keys)}


# %% [markdown]
# A dictionary has two atoms, the columns of $D$; a sample $x$ is to be coded with few of them:
#
# $$D = {{ D | tex }}, \qquad x = {{ x | tex }}, \qquad \min_a\; \tfrac12 \lVert x - D a\rVert^2 + {{ lam | neat }}\,\lVert a\rVert_1.$$
#
# Give the code after {{ "one step" if n == 1 else "two steps" }} of ISTA from $a = 0$, with $L = {{ 1 + (D[0][1] | abs) }}$, the largest eigenvalue of $D^\top D$.
# %% [raw]
# # END QUESTION
