# %% [raw]
# # BEGIN QUESTION
# name: moco_value
# type: number
# points: 2
# title: Loss of MoCo
# topics: [T12.4]
# low: 0
# high: 200
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import moco

LONG = [[3, 4], [4, 3], [6, 8], [8, 6], [5, 12], [12, 5], [0, 2], [2, 0], [-3, 4], [4, -3], [-4, -3], [0, -1], [-6, 8]]  # lengths are whole

UNIT = [[1, 0], [0, 1], [-1, 0], [0, -1], [0.6, 0.8], [0.8, -0.6], [-0.8, 0.6]]


def variant(rng):
    q, k = rng.choice(LONG, size=2, replace=False)
    return {"q": q, "k": k, "queue": rng.choice(UNIT, size=3, replace=False), "tau": float(rng.choice([0.5, 2, 0.25]))}


def loss(function, v):
    q, k, queue = (np.array(x, dtype=float) for x in ([v["q"]], [v["k"]], v["queue"]))
    return float(function(q, k, queue, v["tau"]))


def answer(v):
    return loss(moco.moco_loss, v)


def mistakes(v):
    found = misconceptions_of(moco.moco_loss, "T12.4/positive_last", "T12.4/not_normalised", "T12.4/times_tau")
    return {m.key: (m.message, loss(m.mutant, v)) for m in found}


# %% [markdown]
# MoCo's encoders give an image the query $q = {{ q | tex }}$ and the key $k = {{ k | tex }}$. In the queue are the unit vectors {% for x in queue %}${{ x | tex }}${{ ", " if not loop.last }}{% endfor %}. What is the loss of this image at the temperature
# $\tau = {{ tau | neat }}$?
# %% [raw]
# # END QUESTION
