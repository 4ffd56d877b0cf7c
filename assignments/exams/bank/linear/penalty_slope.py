# %% [raw]
# # BEGIN QUESTION
# name: penalty_slope
# type: matrix
# points: 1
# title: Gradient of the L2 penalty
# topics: [T2.4]
# %% tags=["variant"]
import numpy as np

from reference.linear import hinge
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "W": rng.choice([-4, -3, -2, -1, 1, 2, 3, 4], size=(2, 2)),
        "lam": float(rng.choice([0.1, 0.2, 0.25, 0.3, 0.5])),
        "form": str(rng.choice(["lam", "half"])),
    }


def gradient(function, v):
    return function(np.array(v["W"], dtype=float), v["lam"], v["form"])


def answer(v):
    return gradient(hinge.l2_gradient, v)


def mistakes(v):
    return {m.key: (m.message, gradient(m.mutant, v)) for m in misconceptions_of(hinge.l2_gradient)}


# %% [markdown]
# A loss has the penalty ${{ "\\lambda" if form == "lam" else "\\frac\\lambda2" }} \sum_{ij} W_{ij}^2$ with $\lambda = {{ lam | neat }}$ and
#
# $$W = {{ W | tex }}.$$
#
# Give the gradient of the penalty with respect to $W$.
# %% [raw]
# # END QUESTION
