# %% [raw]
# # BEGIN QUESTION
# name: hopfield_value
# type: number
# points: 2
# title: Energy of a state
# topics: [T11.2]
# %% tags=["variant"]
import numpy as np

from reference.energy import hopfield
from reference.misconceptions import misconceptions_of


def variant(rng):
    W = np.triu(rng.integers(-3, 4, size=(3, 3)), 1)
    return {"W": W + W.T, "s": rng.choice([-1, 1], size=3), "theta": rng.integers(-2, 3, size=3) / 2}


def energy(function, v):
    return float(function(*(np.array(v[name], dtype=float) for name in ("W", "s", "theta"))))


def answer(v):
    return energy(hopfield.hopfield_energy, v)


def mistakes(v):
    return {m.key: (m.message, energy(m.mutant, v)) for m in misconceptions_of(hopfield.hopfield_energy)}


# %% [markdown]
# What is the energy of the state $s = {{ s | tex }}$ in a Hopfield network with
#
# $$W = {{ W | tex }}$$
#
# and the thresholds $\theta = {{ theta | tex }}$ (a unit is on when its field reaches its threshold)?
# %% [raw]
# # END QUESTION
