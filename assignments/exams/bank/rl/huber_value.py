# %% [raw]
# # BEGIN QUESTION
# name: huber_value
# type: number
# points: 2
# title: A loss for outliers
# topics: [T13.2]
# low: 0
# high: 100
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import value


def variant(rng):
    target = rng.integers(-3, 4, size=3)
    return {"pred": target + rng.choice([-4, -3, -1, -0.5, 0.5, 1, 3, 4, 5], size=3), "target": target, "delta": float(rng.choice([0.5, 1.5, 2]))}


def loss(function, v):
    return float(function(np.array(v["pred"]), np.array(v["target"], dtype=float), v["delta"]))


def answer(v):
    return loss(value.huber_loss, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(value.huber_loss)}


# %% [markdown]
# A Q-network predicted ${{ pred | tex }}$, the targets are ${{ target | tex }}$. What is the mean Huber loss with $\delta = {{ delta | neat }}$?
# %% [raw]
# # END QUESTION
