# %% [raw]
# # BEGIN QUESTION
# name: byol_value
# type: number
# points: 3
# title: Loss of BYOL
# topics: [T12.5]
# low: 0
# high: 8
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import byol

LONG = [[3, 4], [4, 3], [6, 8], [8, 6], [5, 12], [12, 5], [0, 2], [2, 0], [-3, 4], [4, -3], [-4, -3], [0, -1], [-6, 8]]  # lengths are whole


def variant(rng):
    p1, p2, z1, z2 = rng.choice(LONG, size=4, replace=False)
    return {"both": bool(rng.integers(2)), "p1": p1, "p2": p2, "z1": z1, "z2": z2}


def vectors(v, *names):
    return [np.array([v[name]], dtype=float) for name in names]


def loss(function, v):
    if v["both"]:
        return float(function(*vectors(v, "p1", "p2", "z1", "z2")))
    return float(function(np.array([v["p1"], v["p2"]], dtype=float), np.array([v["z1"], v["z2"]], dtype=float)))


def answer(v):
    return loss(byol.byol_symmetric_loss if v["both"] else byol.byol_loss, v)


def mistakes(v):
    keys = ("T12.5/no_norm", "T12.5/summed", "T12.5/feature_mean")
    found = misconceptions_of(byol.byol_symmetric_loss) if v["both"] else misconceptions_of(byol.byol_loss, *keys)
    return {m.key: (m.message, loss(m.mutant, v)) for m in found}


# %% [markdown]
# {% if both %}BYOL sees two views of one image. Its online network predicts $p_1 = {{ p1 | tex }}$ and $p_2 = {{ p2 | tex }}$ from them, the target network projects them to $z_1 = {{ z1 | tex }}$ and $z_2 = {{ z2 | tex }}$. What is the
# **symmetric** loss, both directions together?{% else %}For two images, BYOL's online network predicts ${{ p1 | tex }}$ and ${{ p2 | tex }}$; the target network gives their other views ${{ z1 | tex }}$ and ${{ z2 | tex }}$. What is the loss of the batch, in
# this one direction?{% endif %}
# %% [raw]
# # END QUESTION
