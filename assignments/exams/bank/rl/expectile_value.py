# %% [raw]
# # BEGIN QUESTION
# name: expectile_value
# type: number
# points: 2
# title: An asymmetric loss
# topics: [T13.6]
# low: 0
# high: 100
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import offline


def variant(rng):
    target = rng.integers(-3, 5, size=3)
    return {"target": target, "value": target - rng.choice([-3, -2, -1, -0.5, 0.5, 1, 2, 3], size=3), "tau": float(rng.choice([0.7, 0.8, 0.9]))}


def loss(function, v):
    return float(function(np.array(v["target"]) - np.array(v["value"]), v["tau"]))


def answer(v):
    return loss(offline.expectile_loss, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(offline.expectile_loss)}


# %% [markdown]
# Implicit Q-learning fits values of states by expectile regression with $\tau = {{ tau | neat }}$. The values are ${{ value | tex }}$, their targets ${{ target | tex }}$. What is the mean loss?
# %% [raw]
# # END QUESTION
