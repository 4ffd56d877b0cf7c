# %% [raw]
# # BEGIN QUESTION
# name: top_k_share
# type: number
# points: 1
# title: Among the best
# topics: [T2.10]
# %% tags=["variant"]
import numpy as np

from reference.linear import metrics
from reference.misconceptions import misconceptions_of


def variant(rng):
    scores = np.stack([rng.permutation(np.arange(1, 9))[:5] for _ in range(5)])
    return {"scores": scores, "y": rng.integers(0, 5, size=5), "k": int(rng.choice([2, 3]))}


def share(function, v):
    return float(function(np.array(v["scores"], dtype=float), np.array(v["y"]), v["k"]))


def answer(v):
    return share(metrics.top_k_accuracy, v)


def mistakes(v):
    keys = ("T2.10/top_one", "T2.10/kth_only", "T2.10/lowest")
    return {m.key: (m.message, share(m.mutant, v)) for m in misconceptions_of(metrics.top_k_accuracy, *keys)}


# %% [markdown]
# The scores of five samples (rows) for the classes 0 to 4 (columns) are
#
# $${{ scores | tex }};$$
#
# the true classes are {{ y | join(", ") }}. What is the top-{{ k }} accuracy, a share?
# %% [raw]
# # END QUESTION
