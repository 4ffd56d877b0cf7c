# %% [raw]
# # BEGIN QUESTION
# name: reinforce_value
# type: number
# points: 2
# title: Loss of REINFORCE
# topics: [T13.3]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import policy


def variant(rng):
    return {
        "p": [int(n) for n in rng.choice([10, 20, 25, 40, 50, 60, 75, 80], size=3)], "G": rng.choice([-2, -1, 1, 2, 3, 4], size=3),
        "b": rng.choice([-1, -0.5, 0.5, 1, 1.5], size=3),
    }  # fmt: skip


def loss(function, v):
    p = np.array(v["p"]) / 100
    z = np.log(np.stack([p, 1 - p], axis=1))
    return float(function(z, np.zeros(3, dtype=int), np.array(v["G"], dtype=float), np.array(v["b"])))


def answer(v):
    return loss(policy.reinforce_loss, v)


def mistakes(v):
    keys = ("T13.3/sign", "T13.3/prob_not_log", "T13.3/no_baseline", "T13.3/past_rewards")
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(policy.reinforce_loss, *keys)}


# %% [markdown]
# In three steps, a policy took actions to which it gave the probabilities {{ p | join(" %, ") }} %. The returns onward were {{ G | join(", ") }}, the baselines are {{ b | map("neat") | join(", ") }}. What is REINFORCE's loss, the mean over the steps?
# %% [raw]
# # END QUESTION
