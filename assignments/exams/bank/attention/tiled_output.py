# %% [raw]
# # BEGIN QUESTION
# name: tiled_output
# type: matrix
# points: 3
# title: Attention in tiles
# topics: [T7.2, T7.7]
# %% tags=["variant"]
import numpy as np

from reference.attention import scaled
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"q": rng.integers(-1, 3, size=4), "K": rng.integers(-1, 3, size=(4, 4)), "V": rng.integers(-3, 7, size=4)}


def output(function, v):
    """Output and logarithm of the sum, with two keys a tile."""
    out, lse = function(*(np.array(v[name], dtype=float) for name in "qK"), np.array(v["V"], dtype=float)[:, None], 2)
    return [out.item(), float(lse)]


def answer(v):
    return output(scaled.tiled_attention, v)


def mistakes(v):
    return {m.key: (m.message, output(m.mutant, v)) for m in misconceptions_of(scaled.tiled_attention)}


# %% [markdown]
# The scaled dot-product attention of one query $q = {{ q | tex }}$ is computed in tiles of two keys (two rows of $K$), so that no more than
# two scores are held at once. The keys have the values (numbers) $V$:
#
# $$K = {{ K | tex }}, \qquad V = {{ V | tex }}.$$
#
# Give the output, and the number that is kept for the backward pass: $\ln \sum_j e^{s_j}$ over all scores $s_j$.
# %% [raw]
# # END QUESTION
