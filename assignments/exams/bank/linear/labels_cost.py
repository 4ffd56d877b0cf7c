# %% [raw]
# # BEGIN QUESTION
# name: labels_cost
# type: number
# points: 2
# title: A cost of several labels
# topics: [T2.7]
# low: 0.05
# high: 100
# %% tags=["variant"]
import numpy as np

from reference.linear import softmax
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "A": rng.integers(1, 10, size=(2, 2)) / 10, "Y": rng.integers(0, 2, size=(2, 2)),
        "W": [int(w) for w in rng.choice([-2, -1, 1, 2, 3], size=2)], "lam": float(rng.choice([0.1, 0.2, 0.5])),
    }  # fmt: skip


def cost(function, v):
    return float(function(np.array(v["A"]), np.array(v["Y"], dtype=float), [np.array([[float(w)]]) for w in v["W"]], v["lam"]))


def answer(v):
    return cost(softmax.multilabel_logistic_cost, v)


def mistakes(v):
    keys = ["T2.7/mean", "T2.7/lam_full", "T2.7/last_layer_only"] + ["T2.7/positive_only"] * (0 in np.ravel(v["Y"]))
    return {m.key: (m.message, cost(m.mutant, v)) for m in misconceptions_of(softmax.multilabel_logistic_cost, *keys)}


# %% [markdown]
# A network with two sigmoid outputs answers to two samples with $A$, the labels are $Y$ (rows are outputs, columns samples). It has two layers, each with one weight: {{ W[0] }} and {{ W[1] }}.
#
# $$A = {{ A | tex }}, \qquad Y = {{ Y | tex }}.$$
#
# What is its logistic cost, **summed** over outputs and samples, plus $\frac{\lambda}{2}$ times the sum of the squared weights, with $\lambda = {{ lam | neat }}$?
# %% [raw]
# # END QUESTION
