# %% [raw]
# # BEGIN QUESTION
# name: hinge_value
# type: number
# points: 3
# title: Multiclass hinge loss
# topics: [T2.2]
# low: 0
# %% tags=["variant"]
import numpy as np

from reference.linear import hinge
from reference.misconceptions import misconceptions_of


def variant(rng):
    # With three classes the worst violation and the sum of all cannot be told apart under the rule of `accept`.
    C = int(rng.integers(4, 6))
    return {
        "s": [int(i) for i in rng.integers(-20, 21, size=C)],
        "y": int(rng.integers(C)),
        "delta": int(rng.integers(1, 11)),
    }


def loss(function, v):
    return float(function(np.array([v["s"]], dtype=float), np.array([v["y"]]), v["delta"]))


def answer(v):
    return loss(hinge.multiclass_hinge, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(hinge.multiclass_hinge)}


def accept(v):
    margins = [s - v["s"][v["y"]] + v["delta"] for j, s in enumerate(v["s"]) if j != v["y"]]
    return 0 not in margins and 2 <= sum(m > 0 for m in margins) <= len(v["s"]) - 2


def difficulty(v):
    return len(v["s"]) / 4


# %% [markdown]
# A linear classifier gives one sample the scores $s = {{ s | tex }}$ for the classes 0 to {{ s | length - 1 }}. Its true
# class is $y = {{ y }}$, and the margin is $\Delta = {{ delta }}$. What is the multiclass hinge loss
# $\sum_{j \ne y} \max(0, \dots)$ of this sample?
# %% [raw]
# # END QUESTION
