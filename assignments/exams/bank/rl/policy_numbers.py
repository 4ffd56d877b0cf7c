# %% [raw]
# # BEGIN QUESTION
# name: policy_numbers
# type: number
# points: 2
# title: A softmax policy
# topics: [T13.3]
# low: -10
# high: 10
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import policy


def variant(rng):
    return {"ask": str(rng.choice(["log", "entropy"])), "z": rng.integers(-4, 5, size=3) / 2, "a": int(rng.integers(3))}


def number(function, v):
    z = np.array([v["z"]])
    return float(function(z)) if v["ask"] == "entropy" else float(function(z, np.array([v["a"]]))[0])


def answer(v):
    return number(policy.entropy_bonus if v["ask"] == "entropy" else policy.log_prob, v)


def mistakes(v):
    if v["ask"] == "entropy":
        found = misconceptions_of(policy.entropy_bonus, "T13.3/entropy_negative", "T13.3/bits")
    else:
        found = misconceptions_of(policy.log_prob)
    return {m.key: (m.message, number(m.mutant, v)) for m in found}


# %% [markdown]
# A policy gives its three actions the logits ${{ z | tex }}$. What is {% if ask == "entropy" %}its entropy in nats{% else %}$\ln \pi(a)$ of action {{ a + 1 }} (counted from 1){% endif %}?
# %% [raw]
# # END QUESTION
