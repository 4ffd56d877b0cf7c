# %% [raw]
# # BEGIN QUESTION
# name: regression_value
# type: number
# points: 2
# title: Regression loss
# topics: [T2.5]
# low: 0
# %% tags=["variant"]
import numpy as np

from reference.linear import regression
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "s": rng.integers(-3, 4, size=(2, 3)),
        "y": rng.integers(-3, 4, size=(2, 3)),
        "q": int(rng.integers(1, 4)),
    }


def loss(function, v):
    return float(function(np.array(v["s"], dtype=float), np.array(v["y"], dtype=float), v["q"]))


def answer(v):
    return loss(regression.lq_loss, v)


def mistakes(v):
    keys = ["T2.5/all_elements", "T2.5/sum_not_mean", "T2.5/half"] + ["T2.5/no_abs"] * (v["q"] % 2)
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(regression.lq_loss, *keys)}


def difficulty(v):
    return 0.9 + 0.1 * v["q"]


# %% [markdown]
# A model with three outputs predicts $s$ for two samples (rows), whose targets are $y$:
#
# $$s = {{ s | tex }}, \qquad y = {{ y | tex }}.$$
#
# What is the loss $\frac{1}{N} \sum_i \sum_j |s_{ij} - y_{ij}|^{{ "{" ~ q ~ "}" }}$, a mean over **samples** of a sum over
# outputs?
# %% [raw]
# # END QUESTION
