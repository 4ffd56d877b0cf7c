# %% [raw]
# # BEGIN QUESTION
# name: barlow_value
# type: number
# points: 3
# title: Barlow Twins
# topics: [T12.8]
# low: 0
# high: 100
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import barlow


def variant(rng):
    z1, z2 = rng.integers(-1, 3, size=(2, 4, 2))
    return {"z1": z1, "z2": z2, "lam": float(rng.choice([0.1, 0.2, 0.5]))}


def loss(function, v):
    return float(function(np.array(v["z1"], dtype=float), np.array(v["z2"], dtype=float), v["lam"]))


def answer(v):
    return loss(barlow.barlow_loss, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(barlow.barlow_loss)}


def accept(v):
    return min(np.std(v["z1"], axis=0).min(), np.std(v["z2"], axis=0).min()) > 0


# %% [markdown]
# The two views of four images have the embeddings (an image a row)
#
# $$z = {{ z1 | tex }}, \qquad z' = {{ z2 | tex }}.$$
#
# What is the loss of Barlow Twins with $\lambda = {{ lam | neat }}$?
# %% [raw]
# # END QUESTION
