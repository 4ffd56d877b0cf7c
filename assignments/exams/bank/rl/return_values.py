# %% [raw]
# # BEGIN QUESTION
# name: return_values
# type: matrix
# points: 2
# title: Returns
# topics: [T13.1]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import bellman


def variant(rng):
    return {"r": rng.integers(-3, 6, size=4), "gamma": float(rng.choice([0.5, 0.8, 0.9])), "end": int(rng.choice([0, 2, 4, 5, 10]))}


def returns(function, v):
    return function(np.array(v["r"], dtype=float), v["gamma"], v["end"])


def answer(v):
    return returns(bellman.discounted_returns, v)


def mistakes(v):
    keys = ("T13.1/gamma_on_r", "T13.1/forward", "T13.1/no_discount", *(("T13.1/terminal_value",) if v["end"] else ()))
    return {m.key: (m.message, returns(m.mutant, v)) for m in misconceptions_of(bellman.discounted_returns, *keys)}


# %% [markdown]
# Four steps gave the rewards ${{ r | tex }}$ (each one **after** acting at its time). {% if end %}The run was cut off there; the last state has the value {{ end }}.{% else %}Then the episode ended.{% endif %} Give the return from each of the four times onward, with
# $\gamma = {{ gamma | neat }}$.
# %% [raw]
# # END QUESTION
