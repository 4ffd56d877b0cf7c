# %% [raw]
# # BEGIN QUESTION
# name: slow_weights
# type: matrix
# points: 2
# title: A momentum encoder
# topics: [T12.4, T12.5]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import moco


def variant(rng):
    k, q = rng.integers(-4, 5, size=(2, 3))
    return {"k": k, "q": q, "m": float(rng.choice([0.6, 0.75, 0.8, 0.9]))}


def updated(function, v):
    return function(np.array(v["k"], dtype=float), np.array(v["q"], dtype=float), v["m"])


def answer(v):
    return updated(moco.momentum_update, v)


def mistakes(v):
    return {m.key: (m.message, updated(m.mutant, v)) for m in misconceptions_of(moco.momentum_update)}


# %% [markdown]
# After a step of the optimizer, the weights of MoCo's query encoder are ${{ q | tex }}$; those of the key encoder were ${{ k | tex }}$. What are the key encoder's weights after the momentum update with $m = {{ m | neat }}$?
# %% [raw]
# # END QUESTION
