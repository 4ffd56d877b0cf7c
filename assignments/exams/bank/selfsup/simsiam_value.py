# %% [raw]
# # BEGIN QUESTION
# name: simsiam_value
# type: number
# points: 2
# title: Loss of SimSiam
# topics: [T12.6]
# low: -1
# high: 1
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import simsiam

LONG = [[3, 4], [4, 3], [6, 8], [8, 6], [5, 12], [12, 5], [0, 2], [2, 0], [-3, 4], [4, -3], [-4, -3], [0, -1], [-6, 8]]  # lengths are whole


def variant(rng):
    p1, p2, z1, z2 = rng.choice(LONG, size=4, replace=False)
    return {"p1": p1, "p2": p2, "z1": z1, "z2": z2}


def loss(function, v):
    return float(function(*(np.array([v[name]], dtype=float) for name in ("p1", "p2", "z1", "z2"))))


def answer(v):
    return loss(simsiam.simsiam_loss, v)


def mistakes(v):
    keys = ("T12.6/sign", "T12.6/p_with_own_z", "T12.6/no_half", "T12.6/no_norm")
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(simsiam.simsiam_loss, *keys)}


# %% [markdown]
# SimSiam sees two views of one image. Their projections are $z_1 = {{ z1 | tex }}$ and $z_2 = {{ z2 | tex }}$, their predictions $p_1 = {{ p1 | tex }}$ and $p_2 = {{ p2 | tex }}$. What is the loss?
# %% [raw]
# # END QUESTION
