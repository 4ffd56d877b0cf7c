# %% [raw]
# # BEGIN QUESTION
# name: soft_weights
# type: matrix
# points: 2
# title: Following softly
# topics: [T13.5]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import continuous


def variant(rng):
    target, online = rng.integers(-5, 6, size=(2, 3))
    return {"target": target, "online": online, "tau": float(rng.choice([0.05, 0.1, 0.2, 0.25]))}


def weights(function, v):
    return function({"w": np.array(v["target"], dtype=float)}, {"w": np.array(v["online"], dtype=float)}, v["tau"])["w"]


def answer(v):
    return weights(continuous.soft_update, v)


def mistakes(v):
    return {m.key: (m.message, weights(m.mutant, v)) for m in misconceptions_of(continuous.soft_update)}


# %% [markdown]
# The weights of a critic are ${{ online | tex }}$, those of its target network ${{ target | tex }}$. Give the target's weights after a soft update with $\tau = {{ tau | neat }}$.
# %% [raw]
# # END QUESTION
