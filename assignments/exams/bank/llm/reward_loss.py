# %% [raw]
# # BEGIN QUESTION
# name: reward_loss
# type: number
# points: 2
# title: A reward model
# topics: [T8.4]
# %% tags=["variant"]
import numpy as np

from reference.llm import alignment
from reference.misconceptions import misconceptions_of


def variant(rng):
    K = int(rng.choice([3, 4]))
    return {"r": rng.choice(np.arange(-4, 7) / 2, size=K, replace=False)}


def loss(function, v):
    return float(function(np.array([v["r"]], dtype=float)))


def answer(v):
    return loss(alignment.reward_model_loss, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(alignment.reward_model_loss)}


# %% [markdown]
# A reward model scores the {{ r | length }} answers to a prompt, which people ranked from best to worst, with {{ r | join(", ") }} (in this order, the best first). What is its loss as
# in InstructGPT, the mean over all pairs of answers?
# %% [raw]
# # END QUESTION
