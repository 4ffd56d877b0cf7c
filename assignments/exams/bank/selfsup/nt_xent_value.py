# %% [raw]
# # BEGIN QUESTION
# name: nt_xent_value
# type: number
# points: 3
# title: Loss of SimCLR
# topics: [T12.3]
# low: 0
# high: 100
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import simclr

LONG = [[3, 4], [4, 3], [6, 8], [8, 6], [5, 12], [12, 5], [0, 2], [2, 0], [-3, 4], [4, -3], [-4, -3], [0, -1], [-6, 8]]  # lengths are whole


def variant(rng):
    drawn = rng.choice(LONG, size=4, replace=False)
    return {"z1": drawn[:2], "z2": drawn[2:], "tau": float(rng.choice([0.5, 2, 0.25]))}


def loss(function, v):
    return float(function(*(np.array(v[name], dtype=float) for name in ("z1", "z2")), v["tau"]))


def answer(v):
    return loss(simclr.nt_xent_loss, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(simclr.nt_xent_loss)}


# %% [markdown]
# A batch of SimCLR has two images. Their first and second views are (an image a row)
#
# $$z = {{ z1 | tex }}, \qquad z' = {{ z2 | tex }}.$$
#
# What is the loss (NT-Xent) of the batch at the temperature $\tau = {{ tau | neat }}$?
# %% [raw]
# # END QUESTION
