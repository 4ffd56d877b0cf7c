# %% [raw]
# # BEGIN QUESTION
# name: temperature_value
# type: number
# points: 2
# title: How random a policy should be
# topics: [T13.5]
# %% tags=["variant"]
import math

import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import continuous


def variant(rng):
    return {"alpha": float(rng.choice([0.2, 0.5, 2, 3])), "logp": rng.integers(-6, 7, size=3) / 2, "target": int(rng.choice([-3, -2, -1]))}


def loss(function, v):
    return float(function(np.array(math.log(v["alpha"])), np.array(v["logp"]), v["target"]))


def answer(v):
    return loss(continuous.temperature_loss, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(continuous.temperature_loss)}


# %% [markdown]
# SAC learns its temperature, now $\alpha = {{ alpha | neat }}$, by lowering $-\alpha\,\overline{\ln\pi + \bar H}$ with the wanted entropy $\bar H = {{ target }}$. In a batch, the three actions have $\ln \pi = {{ logp | tex }}$. What is the value of this loss?
# %% [raw]
# # END QUESTION
