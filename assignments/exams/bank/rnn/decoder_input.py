# %% [raw]
# # BEGIN QUESTION
# name: decoder_input
# type: matrix
# points: 1
# title: Teacher forcing
# topics: [T6.7]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rnn import seq2seq


def variant(rng):
    first, second = (rng.choice(np.arange(10, 40), size=3, replace=False) for _ in range(2))
    return {"ids": [[*first, 2], [*second[:2], 2, 0]], "bos": 1}


def rows(function, v):
    return function(np.array(v["ids"]), v["bos"])


def answer(v):
    return rows(seq2seq.shift_right, v)


def mistakes(v):
    keys = ("T6.7/shift_left", "T6.7/sees_the_answer", "T6.7/replaced")
    return {m.key: (m.message, rows(m.mutant, v)) for m in misconceptions_of(seq2seq.shift_right, *keys)}


# %% [markdown]
# A decoder should write the two sentences that are the rows of
#
# $${{ ids | tex }},$$
#
# where 2 ends a sentence and 0 is padding. It is trained with teacher forcing; token {{ bos }} starts a sentence. Which four tokens does it **read** for each of them?
# %% [raw]
# # END QUESTION
