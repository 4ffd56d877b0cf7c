# %% [raw]
# # BEGIN QUESTION
# name: carriers
# type: matrix
# points: 2
# title: Carrier tokens
# topics: [T9.3]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.vision import fast


def variant(rng):
    return {"x": rng.integers(0, 9, size=(4, 8))}


def tokens(function, v):
    return function(np.array(v["x"], dtype=float)[None, :, :, None], 4, 4)[0, :, 0]


def answer(v):
    return tokens(fast.carrier_tokens, v)


def mistakes(v):
    return {m.key: (m.message, tokens(m.mutant, v)) for m in misconceptions_of(fast.carrier_tokens)}


# %% [markdown]
# A FasterViT layer cuts 4×8 tokens (here a token is one number) into two windows of 4×4. Each window gets **four carrier tokens**, the
# averages of its 2×2 equal parts.
#
# $${{ x | tex }}$$
#
# Give the eight carriers: those of the left window first, in each window row by row.
# %% [raw]
# # END QUESTION
