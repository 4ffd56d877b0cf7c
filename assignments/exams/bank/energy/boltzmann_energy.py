# %% [raw]
# # BEGIN QUESTION
# name: boltzmann_energy
# type: number
# points: 2
# title: Energy of a Boltzmann machine
# topics: [T11.3]
# %% tags=["variant"]
import numpy as np

from reference.energy import boltzmann
from reference.misconceptions import misconceptions_of


def variant(rng):
    W = np.triu(rng.integers(-3, 4, size=(3, 3)), 1)
    return {"W": W + W.T, "b": rng.integers(-3, 4, size=3) / 2, "s": rng.integers(0, 2, size=3)}


def energy(function, v):
    return float(function(*(np.array(v[name], dtype=float) for name in ("s", "W", "b"))))


def answer(v):
    return energy(boltzmann.bm_energy, v)


def mistakes(v):
    return {m.key: (m.message, energy(m.mutant, v)) for m in misconceptions_of(boltzmann.bm_energy)}


# %% [markdown]
# What is the energy of the state $s = {{ s | tex }}$ of a Boltzmann machine with the weights and biases
#
# $$W = {{ W | tex }}, \qquad b = {{ b | tex }}?$$
# %% [raw]
# # END QUESTION
