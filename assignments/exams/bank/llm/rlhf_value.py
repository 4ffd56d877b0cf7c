# %% [raw]
# # BEGIN QUESTION
# name: rlhf_value
# type: number
# points: 2
# title: A reward with a leash
# topics: [T8.4]
# %% tags=["variant"]
import numpy as np

from reference.llm import alignment
from reference.misconceptions import misconceptions_of


def variant(rng):
    p, ref = (float(x) for x in rng.choice([0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8], size=2, replace=False))
    return {"r": float(rng.integers(-4, 9)) / 4, "p": p, "ref": ref, "beta": float(rng.choice([0.1, 0.2, 0.5]))}


def reward(function, v):
    return function(np.array([v["r"]]), np.log([v["p"]]), np.log([v["ref"]]), v["beta"]).item()


def answer(v):
    return reward(alignment.rlhf_reward, v)


def mistakes(v):
    return {m.key: (m.message, reward(m.mutant, v)) for m in misconceptions_of(alignment.rlhf_reward)}


def accept(v):
    return v["r"] != 0


# %% [markdown]
# The reward model marks an answer with {{ r | neat }}. The model that is being trained writes this answer with the probability {{ p | neat }}, the frozen supervised model with {{ ref | neat }}. Which reward
# enters the PPO step of RLHF, with $\beta = {{ beta | neat }}$?
# %% [raw]
# # END QUESTION
