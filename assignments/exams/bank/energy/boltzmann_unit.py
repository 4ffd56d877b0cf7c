# %% [raw]
# # BEGIN QUESTION
# name: boltzmann_unit
# type: number
# points: 3
# title: A stochastic unit
# topics: [T11.3]
# low: 0
# high: 1
# %% tags=["variant"]
import numpy as np

from reference.energy import boltzmann
from reference.misconceptions import misconceptions_of


def variant(rng):
    W = np.triu(rng.choice([-2, -1, -0.5, 0.5, 1, 2], size=(3, 3)), 1)
    return {
        "W": W + W.T, "b": rng.integers(-3, 4, size=3) / 2, "s": rng.integers(0, 2, size=3),
        "i": int(rng.integers(3)), "T": float(rng.choice([0.5, 2, 4])),
    }  # fmt: skip


def on(function, v):
    s, W, b = (np.array(v[name], dtype=float) for name in ("s", "W", "b"))
    return float(function(s, v["i"], W, b, v["T"]))


def answer(v):
    return on(boltzmann.bm_conditional, v)


def mistakes(v):
    return {m.key: (m.message, on(m.mutant, v)) for m in misconceptions_of(boltzmann.bm_conditional)}


# %% [markdown]
# A Boltzmann machine of three units (0 or 1) has
#
# $$W = {{ W | tex }}, \qquad b = {{ b | tex }}.$$
#
# {% set others = [0, 1, 2] | reject("equalto", i) | list %}Unit {{ others[0] + 1 }} is {{ "on" if s[others[0]] else "off" }}, unit {{ others[1] + 1 }} is {{ "on" if s[others[1]] else "off" }} (counted from 1). With which probability is unit {{ i + 1 }} on at the temperature $T = {{ T | neat }}$?
# %% [raw]
# # END QUESTION
