# %% [raw]
# # BEGIN QUESTION
# name: copied_actions
# type: matrix
# points: 2
# title: Which actions to copy
# topics: [T13.6]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import offline


def variant(rng):
    return {"adv": rng.choice([-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2, 3], size=3, replace=False), "lam": float(rng.choice([0.5, 2, 4])), "clip": int(rng.choice([2, 3, 10]))}


def weights(function, v):
    return function(np.array(v["adv"]), v["lam"], v["clip"])


def answer(v):
    return weights(offline.awac_weights, v)


def mistakes(v):
    keys = ("T13.6/times_lambda", "T13.6/normalised", "T13.6/clip_before")
    return {m.key: (m.message, weights(m.mutant, v)) for m in misconceptions_of(offline.awac_weights, *keys)}


def accept(v):
    return min(answer(v)) < max(answer(v)) == v["clip"]


# %% [markdown]
# An agent copies the actions of a data set, each weighted by its advantage (AWAC) with $\lambda = {{ lam | neat }}$; no weight is above {{ clip }}. Three actions have the advantages ${{ adv | tex }}$. With which weights are they copied?
# %% [raw]
# # END QUESTION
