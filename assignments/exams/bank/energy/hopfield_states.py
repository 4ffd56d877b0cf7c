# %% [raw]
# # BEGIN QUESTION
# name: hopfield_states
# type: matrix
# points: 3
# title: Recalling step by step
# topics: [T11.2]
# %% tags=["variant"]
import numpy as np

from reference.energy import hopfield
from reference.misconceptions import misconceptions_of


def variant(rng):
    W = np.triu(rng.integers(-2, 3, size=(4, 4)), 1)
    return {"W": W + W.T, "s": rng.choice([-1, 1], size=4), "order": rng.permutation(4)[:3]}


def states(function, v):
    """The state after each of the updates."""
    W, s, order = np.array(v["W"], dtype=float), np.array(v["s"], dtype=float), np.array(v["order"])
    return [function(W, s, order[: i + 1]) for i in range(len(order))]


def answer(v):
    return states(hopfield.hopfield_update, v)


def mistakes(v):
    found = misconceptions_of(hopfield.hopfield_update, "T11.2/sync", "T11.2/sign_zero")
    return {m.key: (m.message, states(m.mutant, v)) for m in found}


# %% [markdown]
# A Hopfield network with thresholds of 0 has the weights and the state
#
# $$W = {{ W | tex }}, \qquad s = {{ s | tex }}.$$
#
# Unit {{ order[0] + 1 }} is updated, then unit {{ order[1] + 1 }}, then unit {{ order[2] + 1 }} (counted from 1); a field of 0 gives $+1$. Give the state after each update, a row each.
# %% [raw]
# # END QUESTION
