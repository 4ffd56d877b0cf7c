# %% [raw]
# # BEGIN QUESTION
# name: carrier_attention
# type: matrix
# points: 3
# title: Attention through carriers
# topics: [T9.3]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.vision import fast


def variant(rng):
    return {"x": rng.integers(-4, 9, size=(2, 2)), "ct": rng.integers(-4, 9, size=2)}


def uniform(x):
    """Attention with equal scores: each token becomes the mean of all."""
    return np.broadcast_to(x.mean(axis=-2, keepdims=True), x.shape)


def state(function, v):
    """A row for each window: its two tokens, its carrier."""
    found = function(np.array(v["x"], dtype=float)[None, :, :, None], np.array(v["ct"], dtype=float)[None, :, None], uniform)
    return np.column_stack([found[0][0, :, :, 0], found[1][0, :, 0]])


def answer(v):
    return state(fast.hierarchical_attention, v)


def mistakes(v):
    return {m.key: (m.message, state(m.mutant, v)) for m in misconceptions_of(fast.hierarchical_attention)}


# %% [markdown]
# A FasterViT layer has two windows with two tokens each, and one carrier a window (all of them numbers):
#
# | | tokens | carrier |
# |---|---|---|
# | window 1 | {{ x[0] | join(", ") }} | {{ ct[0] }} |
# | window 2 | {{ x[1] | join(", ") }} | {{ ct[1] }} |
#
# Let all attention weights be equal, so that what attends together is replaced by its mean. The layer has two steps of attention,
# hierarchical as in the paper, without residuals. Give a row (token, token, carrier) for each window after both steps.
# %% [raw]
# # END QUESTION
