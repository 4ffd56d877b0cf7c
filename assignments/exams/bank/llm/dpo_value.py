# %% [raw]
# # BEGIN QUESTION
# name: dpo_value
# type: number
# points: 2
# title: Preferences without a reward model
# topics: [T8.9]
# %% tags=["variant"]
import numpy as np

from reference.llm import alignment
from reference.misconceptions import misconceptions_of

NAMES = ("logp_w", "logp_l", "ref_w", "ref_l")


def variant(rng):
    drawn = [int(n) for n in rng.integers(-15, -5, size=4)]
    return dict(zip(NAMES, drawn, strict=True)) | {"beta": float(rng.choice([0.1, 0.2, 0.5]))}


def loss(function, v):
    return float(function(*(np.array([float(v[n])]) for n in NAMES), v["beta"]))


def answer(v):
    return loss(alignment.dpo_loss, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(alignment.dpo_loss)}


# %% [markdown]
# Log-probabilities (natural logarithm) of the preferred and of the rejected answer:
#
# | | preferred | rejected |
# |---|---|---|
# | model that is trained | {{ logp_w }} | {{ logp_l }} |
# | frozen reference | {{ ref_w }} | {{ ref_l }} |
#
# What is the DPO loss, with $\beta = {{ beta | neat }}$?
# %% [raw]
# # END QUESTION
