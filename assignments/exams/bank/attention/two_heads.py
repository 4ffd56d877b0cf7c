# %% [raw]
# # BEGIN QUESTION
# name: two_heads
# type: matrix
# points: 4
# title: Two heads
# topics: [T7.3]
# %% tags=["variant"]
import numpy as np

from reference.attention import heads
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"x": rng.choice([-1, 0, 1, 2], size=(2, 4)), "b": int(rng.choice([-1, 1, 2]))}


def output(function, v):
    x, E = np.array(v["x"], dtype=float)[None], np.eye(4)
    return function(x, x, np.concatenate([E, E, E]), np.zeros(12), E, np.array([0, 0, 0, v["b"]], dtype=float), 2)[0]


def answer(v):
    return output(heads.multi_head_attention, v)


def mistakes(v):
    keys = ("T7.3/reshape_only", "T7.3/scale_full", "T7.3/no_out_proj", "T7.3/one_head")
    return {m.key: (m.message, output(m.mutant, v)) for m in misconceptions_of(heads.multi_head_attention, *keys)}


# %% [markdown]
# Multi-head self-attention with two heads and width 4 is applied to two tokens, the rows of $x$; there is no mask. The projections of queries, keys, values
# **and** of the output have the identity as their weights. Their biases are 0, only that of the output projection is $(0,\, 0,\, 0,\, {{ b }})$:
#
# $$x = {{ x | tex }}.$$
#
# Give the output, a row for each token.
# %% [raw]
# # END QUESTION
