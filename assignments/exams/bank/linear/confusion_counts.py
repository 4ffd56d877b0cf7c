# %% [raw]
# # BEGIN QUESTION
# name: confusion_counts
# type: matrix
# points: 2
# title: A confusion matrix
# topics: [T2.10]
# %% tags=["variant"]
import numpy as np

from reference.linear import metrics
from reference.misconceptions import misconceptions_of


def variant(rng):
    y = rng.integers(3, size=9)
    return {"y": y, "y_hat": np.where(rng.random(9) < 0.5, y, rng.integers(3, size=9))}


def matrix(function, v):
    return function(np.array(v["y"]), np.array(v["y_hat"]), 3)


def answer(v):
    return matrix(metrics.confusion_matrix, v)


def mistakes(v):
    return {m.key: (m.message, matrix(m.mutant, v)) for m in misconceptions_of(metrics.confusion_matrix)}


# %% [markdown]
# A classifier with the classes 0, 1, 2 was tried on nine samples:
#
# | true class | {{ y | join(" | ") }} |
# |---|---|---|---|---|---|---|---|---|---|
# | its answer | {{ y_hat | join(" | ") }} |
#
# Give its confusion matrix of counts; **rows are the true classes**, columns the answers.
# %% [raw]
# # END QUESTION
