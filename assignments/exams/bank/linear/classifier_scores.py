# %% [raw]
# # BEGIN QUESTION
# name: classifier_scores
# type: number
# points: 2
# title: Marking a classifier
# topics: [T2.10]
# low: 0.05
# high: 0.95
# %% tags=["variant"]
import numpy as np

from reference.linear import metrics
from reference.misconceptions import misconceptions_of

NAMES = {"precision": "precision of class 1", "recall": "recall of class 1", "macro": "macro-averaged F₁"}


def variant(rng):
    ask = str(rng.choice(["precision", "recall", "macro", "macro"]))
    return {"M": rng.integers(0, 8, size=(3, 3)) + np.diag(rng.integers(2, 9, size=3)), "ask": ask, "name": NAMES[ask]}


def value(v, function=metrics.precision_recall_f1):
    M = np.array(v["M"])
    y, y_hat = (np.repeat(i.ravel(), M.ravel()) for i in np.indices((3, 3)))
    if v["ask"] == "macro":
        return float(function(y, y_hat, 3, "macro").f1)
    return float(getattr(function(y, y_hat, 3), v["ask"])[0])


def answer(v):
    return value(v)


def mistakes(v):
    keys = ("T2.10/f1_of_means", "T2.10/arithmetic_mean") if v["ask"] == "macro" else ("T2.10/transposed",)
    named = {m.key: (m.message, value(v, m.mutant)) for m in misconceptions_of(metrics.precision_recall_f1, *keys)}
    M = np.array(v["M"])
    return named | {"T2.10/share_right": ("That is the share of all right answers.", np.trace(M) / M.sum())}


# %% [markdown]
# Confusion matrix of a classifier; **rows are the true classes** 1, 2, 3, columns the answers:
#
# $${{ M | tex }}.$$
#
# What is its {{ name }}?
# %% [raw]
# # END QUESTION
