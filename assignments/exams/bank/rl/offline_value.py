# %% [raw]
# # BEGIN QUESTION
# name: offline_value
# type: number
# points: 2
# title: Learning from a data set
# topics: [T13.6]
# low: 0
# high: 50
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import offline

FUNCTIONS = {"clone": offline.behaviour_cloning_loss, "cql": offline.cql_penalty}


def variant(rng):
    return {"ask": str(rng.choice(list(FUNCTIONS))), "q": rng.integers(-2, 5, size=(2, 3)) / 2, "a": rng.integers(0, 3, size=2)}


def loss(function, v):
    return float(function(np.array(v["q"]), np.array(v["a"])))


def answer(v):
    return loss(FUNCTIONS[v["ask"]], v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(FUNCTIONS[v["ask"]])}


# %% [markdown]
# In two states of a data set, the actions {{ a[0] + 1 }} and {{ a[1] + 1 }} (counted from 1) were taken. {% if ask == "clone" %}A policy gives the three actions the logits (a state a row){% else %}A critic gives the three actions the values (a state a row){% endif %}
#
# $${{ q | tex }}.$$
#
# What is {{ "its loss of behaviour cloning" if ask == "clone" else "the penalty of conservative Q-learning (CQL), its mean over the two states, with weight 1" }}?
# %% [raw]
# # END QUESTION
