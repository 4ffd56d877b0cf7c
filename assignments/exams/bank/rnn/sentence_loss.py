# %% [raw]
# # BEGIN QUESTION
# name: sentence_loss
# type: number
# points: 2
# title: The loss of padded sentences
# topics: [T6.7]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rnn import seq2seq


def variant(rng):
    lengths = [int(n) for n in rng.choice([1, 2, 3], size=2, replace=False)]
    return {"losses": np.round(rng.integers(2, 20, size=(2, 3)) / 4, 2), "lengths": lengths}


def loss(function, v):
    p = np.exp(-np.array(v["losses"], dtype=float))  # the probability of the right token, the first of two
    logits = np.stack([np.log(p), np.log1p(-p)], axis=2)
    return function(logits, np.zeros((2, 3), dtype=int), np.array(v["lengths"])).item()


def answer(v):
    return loss(seq2seq.masked_cross_entropy, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(seq2seq.masked_cross_entropy)}


# %% [markdown]
# A decoder's losses $-\log p$ for a batch of two padded sentences are
#
# | | token 1 | token 2 | token 3 |
# |---|---|---|---|
# {% for row in losses %}| sentence {{ loop.index }} | {{ row | join(" | ") }} |
# {% endfor %}
# The sentences have {{ lengths[0] }} and {{ lengths[1] }} real tokens; the rest is padding. What is the loss of the batch, if every real token weighs the same?
# %% [raw]
# # END QUESTION
