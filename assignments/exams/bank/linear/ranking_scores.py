# %% [raw]
# # BEGIN QUESTION
# name: ranking_scores
# type: number
# points: 2
# title: A curve in one number
# topics: [T2.10]
# low: 0.05
# high: 0.98
# %% tags=["variant"]
import numpy as np

from reference.linear import metrics
from reference.misconceptions import misconceptions_of

NAMES = {"auc": "area under its ROC curve", "ap": "average precision"}


def variant(rng):
    scores = rng.choice(np.arange(2, 20), size=6, replace=False) / 20
    if rng.integers(2):
        scores[1] = scores[0]
    y = rng.permutation([1, 1, 1, 0, 0, 0])
    ask = "auc" if scores[0] == scores[1] else str(rng.choice(["auc", "ap"]))
    return {"scores": scores, "y": y, "ask": ask, "name": NAMES[ask]}


def value(function, v):
    return float(function(np.array(v["scores"]), np.array(v["y"])))


def right(v):
    return metrics.roc_auc if v["ask"] == "auc" else metrics.average_precision


def answer(v):
    return value(right(v), v)


def mistakes(v):
    if v["ask"] == "ap":
        keys = ["T2.10/roc_area", "T2.10/every_rank"]
    else:
        tied = v["scores"][0] == v["scores"][1] and v["y"][0] != v["y"][1]
        keys = ["T2.10/reversed"] + ["T2.10/tie_full", "T2.10/tie_zero"] * tied
    named = {}
    for m in misconceptions_of(right(v), *keys):
        told = m.message if "tie" not in m.key else f"{m.message[:-1]}, not {'1' if 'full' in m.key else '0'}."
        named[m.key] = (told, value(m.mutant, v))
    return named


# %% [markdown]
# A classifier gives six samples these scores (larger means positive):
#
# | score | {{ scores | join(" | ") }} |
# |---|---|---|---|---|---|---|
# | truth | {{ y | join(" | ") }} |
#
# What is the {{ name }}?
# %% [raw]
# # END QUESTION
