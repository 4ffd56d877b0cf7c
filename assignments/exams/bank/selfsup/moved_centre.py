# %% [raw]
# # BEGIN QUESTION
# name: moved_centre
# type: matrix
# points: 2
# title: A centre that follows
# topics: [T12.8]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import dino


def variant(rng):
    return {"t": rng.integers(-3, 5, size=(3, 2)), "c": rng.integers(-3, 4, size=2) / 2, "m": float(rng.choice([0.7, 0.8, 0.9]))}


def centre(function, v):
    return function(np.array(v["c"]), np.array(v["t"], dtype=float), v["m"])


def answer(v):
    return centre(dino.dino_center, v)


def mistakes(v):
    return {m.key: (m.message, centre(m.mutant, v)) for m in misconceptions_of(dino.dino_center)}


# %% [markdown]
# DINO's teacher gives the three images of a batch the scores
#
# $${{ t | tex }}$$
#
# (an image a row). The centre was ${{ c | tex }}$. What is it after the batch, with $m = {{ m | neat }}$?
# %% [raw]
# # END QUESTION
