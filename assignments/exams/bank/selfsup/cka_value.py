# %% [raw]
# # BEGIN QUESTION
# name: cka_value
# type: number
# points: 3
# title: Two representations compared
# topics: [T12.9]
# low: 0
# high: 1
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import representations


def variant(rng):
    X, Y = rng.integers(-1, 4, size=(2, 3, 2))
    return {"X": X, "Y": Y}


def value(function, v):
    return float(function(np.array(v["X"], dtype=float), np.array(v["Y"], dtype=float)))


def answer(v):
    return value(representations.linear_cka, v)


def mistakes(v):
    return {m.key: (m.message, value(m.mutant, v)) for m in misconceptions_of(representations.linear_cka)}


def accept(v):
    return all(np.std(v[name], axis=0).max() > 0 and np.std(v[name], axis=1).max() > 0 for name in ("X", "Y"))


# %% [markdown]
# Two networks represent the same three images by (an image a row)
#
# $$X = {{ X | tex }}, \qquad Y = {{ Y | tex }}.$$
#
# What is their linear CKA?
# %% [raw]
# # END QUESTION
