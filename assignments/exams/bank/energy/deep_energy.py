# %% [raw]
# # BEGIN QUESTION
# name: deep_energy
# type: number
# points: 2
# title: Energy of a deep Boltzmann machine
# topics: [T11.6]
# %% tags=["variant"]
import numpy as np

from reference.energy import dbm
from reference.misconceptions import misconceptions_of

SIZES = {"v": 2, "h1": 2, "h2": 1, "b": 2, "c1": 2, "c2": 1}


def variant(rng):
    states = {name: rng.integers(0, 2, size=SIZES[name]) for name in ("v", "h1", "h2")}
    biases = {name: rng.integers(-3, 4, size=SIZES[name]) / 2 for name in ("b", "c1", "c2")}
    return states | {"W1": rng.integers(-3, 4, size=(2, 2)), "W2": rng.integers(-3, 4, size=(2, 1))} | biases


def energy(function, v):
    states = [np.array([v[name]], dtype=float) for name in ("v", "h1", "h2")]
    return float(function(*states, *(np.array(v[name], dtype=float) for name in ("W1", "W2", "b", "c1", "c2")))[0])


def answer(v):
    return energy(dbm.dbm_energy, v)


def mistakes(v):
    return {m.key: (m.message, energy(m.mutant, v)) for m in misconceptions_of(dbm.dbm_energy)}


# %% [markdown]
# A deep Boltzmann machine has the weights and biases
#
# $$W^1 = {{ W1 | tex }}, \quad W^2 = {{ W2 | tex }}, \quad b = {{ b | tex }}, \quad c^1 = {{ c1 | tex }}, \quad c^2 = {{ c2[0] | neat }}.$$
#
# What is the energy of $v = {{ v | tex }}$, $h^1 = {{ h1 | tex }}$, $h^2 = {{ h2[0] }}$?
# %% [raw]
# # END QUESTION
