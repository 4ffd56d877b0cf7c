# %% [raw]
# # BEGIN QUESTION
# name: boltzmann_law
# type: matrix
# points: 2
# title: From energies to probabilities
# topics: [T11.1]
# %% tags=["variant"]
import numpy as np

from reference.energy import models
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"E": rng.integers(-6, 7, size=3) / 2, "T": float(rng.choice([0.5, 2, 3, 4]))}


def answer(v):
    return models.boltzmann_probs(np.array(v["E"]), v["T"])


def mistakes(v):
    found = misconceptions_of(models.boltzmann_probs)
    return {m.key: (m.message, m.mutant(np.array(v["E"]), v["T"])) for m in found}


# %% [markdown]
# A model has three states with the energies ${{ E | tex }}$. With which probabilities is it in them at the temperature $T = {{ T | neat }}$?
# %% [raw]
# # END QUESTION
