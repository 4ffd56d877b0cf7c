# %% [raw]
# # BEGIN QUESTION
# name: vicreg_value
# type: number
# points: 3
# title: Loss of VICReg
# topics: [T12.7]
# low: 0
# high: 1000
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import vicreg


def variant(rng):
    z1, z2 = rng.integers(-1, 3, size=(2, 3, 2)) / 2
    return {"z1": z1, "z2": z2, "lam": int(rng.choice([2, 5, 10])), "mu": int(rng.choice([3, 4, 8])), "nu": int(rng.choice([1, 6]))}


def loss(function, v):
    z1, z2 = np.array(v["z1"]), np.array(v["z2"])
    return float(function(z1, z2, lam=v["lam"], mu=v["mu"], nu=v["nu"], eps=0.0))


def answer(v):
    return loss(vicreg.vicreg_loss, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(vicreg.vicreg_loss)}


# %% [markdown]
# The two views of three images have the embeddings (an image a row)
#
# $$z = {{ z1 | tex }}, \qquad z' = {{ z2 | tex }}.$$
#
# What is the loss of VICReg in the paper's form, with the weights $\lambda = {{ lam }}$ (invariance), $\mu = {{ mu }}$ (variance), $\nu = {{ nu }}$ (covariance), and with $\gamma = 1$, $\epsilon = 0$?
# %% [raw]
# # END QUESTION
