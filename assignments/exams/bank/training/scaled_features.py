# %% [raw]
# # BEGIN QUESTION
# name: scaled_features
# type: matrix
# points: 1
# title: Between 0 and 1
# topics: [T4.5]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.training import initialisation


def variant(rng):
    columns = [rng.choice(np.arange(-4, 9), size=3, replace=False), 10 * rng.choice(np.arange(1, 9), size=3, replace=False)]
    return {"X": np.stack(columns, axis=1)}


def scaled(function, v):
    return function(np.array(v["X"], dtype=float))


def answer(v):
    return scaled(initialisation.min_max_scale, v)


def mistakes(v):
    return {m.key: (m.message, scaled(m.mutant, v)) for m in misconceptions_of(initialisation.min_max_scale)}


# %% [markdown]
# Three samples with two features are the rows of
#
# $$X = {{ X | tex }}.$$
#
# Scale them to [0, 1] (min–max scaling).
# %% [raw]
# # END QUESTION
