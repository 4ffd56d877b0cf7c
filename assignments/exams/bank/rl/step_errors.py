# %% [raw]
# # BEGIN QUESTION
# name: step_errors
# type: matrix
# points: 2
# title: Errors of a critic
# topics: [T13.4]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import actor_critic


def variant(rng):
    return {"r": rng.integers(-2, 4, size=3), "v": rng.choice([-2, -1, -0.5, 0.5, 1, 2, 3], size=4), "gamma": float(rng.choice([0.5, 0.8, 0.9]))}


def errors(function, v):
    return function(np.array(v["r"], dtype=float), np.array(v["v"]), np.array([False, False, True]), v["gamma"])


def answer(v):
    return errors(actor_critic.td_error, v)


def mistakes(v):
    return {m.key: (m.message, errors(m.mutant, v)) for m in misconceptions_of(actor_critic.td_error)}


# %% [markdown]
# The last three steps of an episode gave the rewards ${{ r | tex }}$. A critic values the three states before them and the one after the last at ${{ v | tex }}$. Give its three TD errors, with $\gamma = {{ gamma | neat }}$.
# %% [raw]
# # END QUESTION
