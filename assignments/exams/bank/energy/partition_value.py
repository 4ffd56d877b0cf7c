# %% [raw]
# # BEGIN QUESTION
# name: partition_value
# type: number
# points: 3
# title: A partition function
# topics: [T11.1]
# low: -20
# high: 20
# %% tags=["variant"]
import numpy as np

from reference.energy import models
from reference.misconceptions import misconceptions_of


def variant(rng):
    a, b, c = rng.choice([-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2], size=3)
    return {"a": a, "b": b, "c": c}


def energies(v):
    states = [(1, 1), (1, -1), (-1, 1), (-1, -1)]
    return np.array([-v["a"] * x * y - v["b"] * x - v["c"] * y for x, y in states])


def answer(v):
    return float(models.log_partition(energies(v)))


def mistakes(v):
    return {m.key: (m.message, float(m.mutant(energies(v)))) for m in misconceptions_of(models.log_partition)}


def accept(v):
    return abs(v["b"]) != abs(v["c"])


# %% [markdown]
# Two units $x_1, x_2 \in \{-1, +1\}$ have the energy $E(x) = {{ -a | neat }}\,x_1 x_2 {{ "%+g" | format(-b) }}\,x_1 {{ "%+g" | format(-c) }}\,x_2$. What is $\ln Z$?
# %% [raw]
# # END QUESTION
