# %% [raw]
# # BEGIN QUESTION
# name: binomial_deviance_value
# type: number
# points: 3
# title: Binomial deviance
# topics: [T12.2]
# low: 0
# high: 1000
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import multi_similarity


def variant(rng):
    a, b, c = (float(s) for s in rng.choice([-0.2, 0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9], size=3, replace=False))
    return {"S": [[1, a, b], [a, 1, c], [b, c, 1]], "alpha": float(rng.choice([1, 2, 4])), "beta": float(rng.choice([5, 10, 20])), "lam": float(rng.choice([0.4, 0.5, 0.6]))}


def loss(function, v):
    return float(function(np.array(v["S"]), np.array([0, 0, 1]), v["alpha"], v["beta"], v["lam"]))


def answer(v):
    return loss(multi_similarity.binomial_deviance_loss, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(multi_similarity.binomial_deviance_loss)}


# %% [markdown]
# A batch has three images, the first two of one class, the third of another. Their similarities are
#
# $$S = {{ S | tex }}.$$
#
# The binomial deviance of an anchor is the mean of $\ln(1 + e^{\alpha(\lambda - S)})$ over its positives plus the mean of $\ln(1 + e^{\beta(S - \lambda)})$ over its negatives. What is the **sum** over the three anchors, with $\alpha = {{ alpha | neat }}$,
# $\beta = {{ beta | neat }}$, $\lambda = {{ lam | neat }}$ (a set without pairs contributes 0)?
# %% [raw]
# # END QUESTION
