# %% [raw]
# # BEGIN QUESTION
# name: real_tokens
# type: matrix
# points: 1
# title: Sentences of different lengths
# topics: [T6.7]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rnn import seq2seq


def variant(rng):
    return {"lengths": [int(n) for n in rng.integers(1, 7, size=4)], "T": 6}


def mask(function, v):
    return function(np.array(v["lengths"]), v["T"]).astype(int)


def answer(v):
    return mask(seq2seq.length_mask, v)


def mistakes(v):
    return {m.key: (m.message, mask(m.mutant, v)) for m in misconceptions_of(seq2seq.length_mask)}


# %% [markdown]
# An encoder reads a batch of sentences with {{ lengths | join(", ") }} tokens, padded at the end to {{ T }} steps. Give the mask of the batch: a
# row a sentence, 1 where a token is real, 0 where it is padding.
# %% [raw]
# # END QUESTION
