# %% [raw]
# # BEGIN QUESTION
# name: penalty_slopes
# type: matrix
# points: 2
# title: Where a conservative penalty pushes
# topics: [T13.6]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import offline


def variant(rng):
    return {"q": rng.integers(-2, 5, size=(2, 3)) / 2, "a": rng.integers(0, 3, size=2)}


def slopes(function, v):
    return function(np.array(v["q"]), np.array(v["a"]))


def answer(v):
    return slopes(offline.cql_penalty_grad, v)


def mistakes(v):
    return {m.key: (m.message, slopes(m.mutant, v)) for m in misconceptions_of(offline.cql_penalty_grad)}


# %% [markdown]
# In two states of a data set, the actions {{ a[0] + 1 }} and {{ a[1] + 1 }} (counted from 1) were taken. A critic gives the three actions the values (a state a row)
#
# $$Q = {{ q | tex }}.$$
#
# Give the gradient of the penalty of conservative Q-learning (CQL), the mean over the two states, with respect to $Q$.
# %% [raw]
# # END QUESTION
