# %% [raw]
# # BEGIN QUESTION
# name: layer_norm_slopes
# type: matrix
# points: 3
# title: Layer norm backwards
# topics: [T4.10]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.training import norms


def variant(rng):
    return {"x": rng.choice(np.arange(0, 8), size=3, replace=False), "gamma": rng.choice([0.5, 1, 2, 3], size=3), "dy": rng.integers(-2, 4, size=3)}


def slope(function, v):
    return function(*(np.array(v[n], dtype=float) for n in ("x", "gamma", "dy")), 0.0).dx


def answer(v):
    return slope(norms.layer_norm_backward, v)


def mistakes(v):
    keys = ("T4.10/statistics_constant", "T4.10/mean_only", "T4.10/gamma_outside")
    return {m.key: (m.message, slope(m.mutant, v)) for m in misconceptions_of(norms.layer_norm_backward, *keys)}


def accept(v):
    return np.abs(answer(v)).max() > 0.05


# %% [markdown]
# Layer norm with $\gamma = {{ gamma | tex }}$ and $\epsilon = 0$ normalises the features $x = {{ x | tex }}$ of a token. The derivatives of the loss by its three outputs are ${{ dy | tex }}$. Give the derivatives by the three features.
# %% [raw]
# # END QUESTION
