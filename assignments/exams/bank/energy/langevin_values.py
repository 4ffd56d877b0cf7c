# %% [raw]
# # BEGIN QUESTION
# name: langevin_values
# type: matrix
# points: 2
# title: A step of Langevin's dynamics
# topics: [T11.1]
# %% tags=["variant"]
import numpy as np

from reference.energy import models
from reference.misconceptions import misconceptions_of


def variant(rng):
    a, b = rng.choice([1, 2, 3, 4], size=2, replace=False)
    return {
        "a": a, "b": b, "x": rng.choice([-3, -2, -1, 1, 2, 3], size=2), "eps": float(rng.choice([0.01, 0.04, 0.09, 0.16, 0.25])),
        "noise": rng.choice([-2, -1.5, -0.5, 0.5, 1.5, 2], size=2),
    }  # fmt: skip


def step(function, v):
    x = np.array([v["x"]], dtype=float)
    return function(x, x * [v["a"], v["b"]], v["eps"], np.array([v["noise"]]))[0]


def answer(v):
    return step(models.langevin_step, v)


def mistakes(v):
    return {m.key: (m.message, step(m.mutant, v)) for m in misconceptions_of(models.langevin_step)}


# %% [markdown]
# An energy-based model has $E(x) = \tfrac{ {{- a -}} }{2}x_1^2 + \tfrac{ {{- b -}} }{2}x_2^2$. From $x = {{ x | tex }}$, make one step of Langevin's dynamics with $\varepsilon = {{ eps | neat }}$ (drift $\varepsilon/2$ times the slope) and the standard
# normal numbers $z = {{ noise | tex }}$. Where does it lead?
# %% [raw]
# # END QUESTION
