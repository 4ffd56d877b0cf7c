# %% [raw]
# # BEGIN QUESTION
# name: reinforce_gradient
# type: matrix
# points: 3
# title: Gradient of REINFORCE
# topics: [T13.3]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import policy


def variant(rng):
    return {
        "z": rng.integers(-2, 3, size=(2, 3)) / 2, "a": rng.integers(0, 3, size=2), "G": rng.choice([-2, -1, 1, 2, 3, 4], size=2),
        "b": rng.choice([-1, -0.5, 0.5, 1, 1.5], size=2),
    }  # fmt: skip


def gradient(function, v):
    z, a, G, b = (np.array(v[name]) for name in ("z", "a", "G", "b"))
    return function(z, a, G.astype(float), b)


def answer(v):
    return gradient(policy.reinforce_grad_logits, v)


def mistakes(v):
    keys = ("T13.3/onehot_first", "T13.3/not_divided", "T13.3/no_baseline", "T13.3/prob_not_log")
    return {m.key: (m.message, gradient(m.mutant, v)) for m in misconceptions_of(policy.reinforce_grad_logits, *keys)}


def accept(v):
    return v["G"][0] != v["b"][0] and v["G"][1] != v["b"][1]


# %% [markdown]
# In two steps a policy had these logits (a step a row), took the actions {{ a[0] + 1 }} and {{ a[1] + 1 }} (counted from 1), and the returns onward were {{ G[0] }} and {{ G[1] }}; the baselines are {{ b[0] | neat }} and {{ b[1] | neat }}.
#
# $${{ z | tex }}$$
#
# Give the gradient of REINFORCE's loss (to be **minimised**, the mean over the steps) with respect to the logits.
# %% [raw]
# # END QUESTION
