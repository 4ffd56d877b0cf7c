# %% [raw]
# # BEGIN QUESTION
# name: score_loss
# type: number
# points: 3
# title: Score matching
# topics: [T11.1]
# low: -100
# high: 1000
# %% tags=["variant"]
import numpy as np

from reference.energy import models
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"a": float(rng.choice([0.5, 1, 2, 3])), "m": int(rng.choice([-2, -1, 1, 2])), "x": rng.integers(-3, 4, size=3)}


def loss(function, v):
    x = np.array(v["x"], dtype=float)
    return float(function(-v["a"] * (x - v["m"])[:, None], np.full(3, -v["a"])))


def answer(v):
    return loss(models.score_matching_loss, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(models.score_matching_loss)}


# %% [markdown]
# A model says that numbers have the score $s(x) = -{{ a | neat }}\,(x {{ "%+d" | format(-m) }})$. What is its loss of (Hyvärinen's) score matching on the data {{ x | join(", ") }}?
# %% [raw]
# # END QUESTION
