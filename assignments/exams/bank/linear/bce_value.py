# %% [raw]
# # BEGIN QUESTION
# name: bce_value
# type: number
# points: 3
# title: Binary cross-entropy
# topics: [T2.7]
# digits: 4
# low: 0.05
# high: 20
# %% tags=["variant"]
import numpy as np

from reference.linear import softmax
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "a": [float(k) / 20 for k in rng.choice(np.arange(1, 20), size=4, replace=False)],
        "y": [int(k) for k in rng.integers(0, 2, size=4)],
        "reduction": str(rng.choice(["sum", "mean"])),
    }


def cost(function, v, reduction=None):
    return float(function(np.array(v["a"]), np.array(v["y"], dtype=float), reduction or v["reduction"]))


def answer(v):
    return cost(softmax.binary_cross_entropy, v)


def mistakes(v):
    keys = ("T2.7/no_minus", "T2.7/positive_only")
    named = {m.key: (m.message, cost(m.mutant, v)) for m in misconceptions_of(softmax.binary_cross_entropy, *keys)}
    other = "mean" if v["reduction"] == "sum" else "sum"
    return named | {
        "T2.7/mean": ("Look at whether the sum or the mean is asked for.", cost(softmax.binary_cross_entropy, v, other)),
        "T2.7/log10": ("Use the natural logarithm.", answer(v) / float(np.log(10))),
    }


def accept(v):
    return 0 < sum(v["y"]) < 4


# %% [markdown]
# A model gives four samples the probabilities $a = {{ a | tex }}$ of belonging to class 1; their labels are
# $y = {{ y | tex }}$. What is the binary cross-entropy, the **{{ reduction }}** over the samples (natural logarithm)?
# %% [raw]
# # END QUESTION
