# %% [raw]
# # BEGIN QUESTION
# name: norm_slopes
# type: matrix
# points: 3
# title: Batch norm backwards
# topics: [T4.10]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.training import norms


def variant(rng):
    return {"x": rng.choice(np.arange(0, 8), size=3, replace=False), "gamma": int(rng.choice([-2, 2, 3])), "dy": rng.integers(-2, 4, size=3)}


def slope(function, v):
    x, dy = (np.array(v[n], dtype=float)[:, None] for n in ("x", "dy"))
    return function(x, np.array([float(v["gamma"])]), dy, 0.0).dx[:, 0]


def answer(v):
    return slope(norms.batch_norm_backward, v)


def mistakes(v):
    keys = ("T4.10/statistics_constant", "T4.10/mean_only", "T4.10/no_gamma")
    return {m.key: (m.message, slope(m.mutant, v)) for m in misconceptions_of(norms.batch_norm_backward, *keys)}


def accept(v):
    return np.abs(slope(norms.batch_norm_backward, v)).max() > 0.05


# %% [markdown]
# Batch norm with $\gamma = {{ gamma }}$ and $\epsilon = 0$ normalises a batch of three values, $x = {{ x | tex }}$. The derivatives of the loss by its three outputs are ${{ dy | tex }}$. Give the derivatives by the three inputs.
# %% [raw]
# # END QUESTION
