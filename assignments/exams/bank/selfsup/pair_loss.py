# %% [raw]
# # BEGIN QUESTION
# name: pair_loss
# type: number
# points: 2
# title: Contrastive loss
# topics: [T12.1]
# low: 0
# high: 100
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import triplet


def variant(rng):
    d = [float(x) for x in rng.choice([0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4], size=4, replace=False)]
    return {"d": d, "same": rng.permutation([1, 0, 0, int(rng.integers(2))]), "margin": int(rng.integers(2, 4))}


def loss(function, v):
    return float(function(np.array(v["d"]), np.array(v["same"]), v["margin"]))


def answer(v):
    return loss(triplet.contrastive_loss, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(triplet.contrastive_loss)}


# %% [markdown]
# What is the contrastive loss (with its factor ½) of these four pairs together, with the margin {{ margin }}?
#
# | distance | {{ d | map("neat") | join(" | ") }} |
# |---|---|---|---|---|
# | classes | {% for s in same %}{{ "the same" if s else "different" }} | {% endfor %}
# %% [raw]
# # END QUESTION
