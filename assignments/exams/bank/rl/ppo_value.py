# %% [raw]
# # BEGIN QUESTION
# name: ppo_value
# type: number
# points: 2
# title: Loss of PPO
# topics: [T13.4]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import actor_critic


def variant(rng):
    return {"ratio": rng.choice([0.4, 0.5, 0.6, 0.9, 1.1, 1.4, 1.5, 2], size=3), "adv": rng.choice([-3, -2, -1, 1, 2, 3], size=3), "eps": float(rng.choice([0.1, 0.2, 0.3]))}


def loss(function, v):
    return float(function(np.array(v["ratio"]), np.array(v["adv"], dtype=float), v["eps"]))


def answer(v):
    return loss(actor_critic.ppo_clip_loss, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(actor_critic.ppo_clip_loss)}


# %% [markdown]
# For three actions, the ratios of the new to the old probability are {{ ratio | map("neat") | join(", ") }} and the advantages {{ adv | join(", ") }}. What is PPO's clipped loss (to be minimised, a mean) with $\varepsilon = {{ eps | neat }}$?
# %% [raw]
# # END QUESTION
