# %% [raw]
# # BEGIN QUESTION
# name: rbm_values
# type: number
# points: 3
# title: Energies of a restricted Boltzmann machine
# topics: [T11.4]
# low: -40
# high: 40
# %% tags=["variant"]
import numpy as np

from reference.energy import rbm
from reference.misconceptions import misconceptions_of

FUNCTIONS = {"energy": rbm.rbm_energy, "free": rbm.rbm_free_energy, "likelihood": rbm.rbm_exact_log_likelihood}


def variant(rng):
    b, c, W = rng.integers(-3, 4, size=2) / 2, rng.integers(-3, 4, size=2) / 2, rng.integers(-2, 3, size=(2, 2))
    return {"ask": str(rng.choice(list(FUNCTIONS))), "v": rng.integers(0, 2, size=2), "h": rng.integers(0, 2, size=2), "W": W, "b": b, "c": c}


def value(function, v):
    v_, h, W, b, c = (np.array(x, dtype=float) for x in ([v["v"]], [v["h"]], v["W"], v["b"], v["c"]))
    return float((function(v_, h, W, b, c) if v["ask"] == "energy" else function(v_, W, b, c))[0])


def answer(v):
    return value(FUNCTIONS[v["ask"]], v)


def mistakes(v):
    return {m.key: (m.message, value(m.mutant, v)) for m in misconceptions_of(FUNCTIONS[v["ask"]])}


def accept(v):
    return sum(v["v"]) > 0


# %% [markdown]
# A restricted Boltzmann machine with $E = -b^\top v - c^\top h - v^\top W h$ has
#
# $$W = {{ W | tex }}, \qquad b = {{ b | tex }}, \qquad c = {{ c | tex }}.$$
#
# What is {% if ask == "energy" %}the energy of $v = {{ v | tex }}$, $h = {{ h | tex }}${% elif ask == "free" %}the **free energy** of $v = {{ v | tex }}${% else %}$\ln p(v)$ of $v = {{ v | tex }}$ (16 states in all; sum out the hidden units first){% endif %}?
# %% [raw]
# # END QUESTION
