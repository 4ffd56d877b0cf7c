# %% [raw]
# # BEGIN QUESTION
# name: many_steps
# type: number
# points: 2
# title: A target of several steps
# topics: [T13.6]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import offline


def variant(rng):
    return {"r": rng.integers(-2, 5, size=int(rng.integers(2, 5))), "end": int(rng.choice([-4, -2, 2, 4, 5, 8])), "done": bool(rng.random() < 0.3), "gamma": float(rng.choice([0.5, 0.8, 0.9]))}


def target(function, v):
    return float(function(np.array(v["r"], dtype=float), float(v["end"]), v["done"], v["gamma"]))


def answer(v):
    return target(offline.n_step_target, v)


def mistakes(v):
    keys = ("T13.6/no_done" if v["done"] else "T13.6/bootstrap_power", "T13.6/undiscounted")
    return {m.key: (m.message, target(m.mutant, v)) for m in misconceptions_of(offline.n_step_target, *keys)}


# %% [markdown]
# {{ r | length }} steps gave the rewards {{ r | join(", ") }}{{ "; the last one ended the episode" if done }}. A critic gives the state after them the value {{ end }}. What is the {{ r | length }}-step target of the first state, with $\gamma = {{ gamma | neat }}$?
# %% [raw]
# # END QUESTION
