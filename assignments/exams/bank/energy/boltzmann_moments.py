# %% [raw]
# # BEGIN QUESTION
# name: boltzmann_moments
# type: matrix
# points: 3
# title: Means of a Boltzmann machine
# topics: [T11.3]
# %% tags=["variant"]
import numpy as np

from reference.energy import boltzmann
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"w": float(rng.choice([-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2])), "b": rng.integers(-4, 5, size=2) / 2}


def moments(function, v):
    found = function(np.array([[0, v["w"]], [v["w"], 0]]), np.array(v["b"]))
    return [*found.means, found.correlations[0, 1]]


def answer(v):
    return moments(boltzmann.bm_exact, v)


def mistakes(v):
    return {m.key: (m.message, moments(m.mutant, v)) for m in misconceptions_of(boltzmann.bm_exact)}


# %% [markdown]
# A Boltzmann machine of two units (0 or 1, $T = 1$) has the weight $w = {{ w | neat }}$ between them and the biases $b = {{ b | tex }}$. Give $\big(\langle s_1\rangle,\; \langle s_2\rangle,\; \langle s_1 s_2\rangle\big)$ in equilibrium.
# %% [raw]
# # END QUESTION
