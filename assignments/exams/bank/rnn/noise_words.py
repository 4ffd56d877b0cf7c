# %% [raw]
# # BEGIN QUESTION
# name: noise_words
# type: matrix
# points: 2
# title: Drawing negative words
# topics: [T6.8]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rnn import word_vectors

POWERS = [1, 16, 81, 256, 625, 1296, 2401, 4096, 6561]


def variant(rng):
    return {"counts": rng.choice(POWERS, size=3, replace=False)}


def law(function, v):
    return function(np.array(v["counts"], dtype=float))


def answer(v):
    return law(word_vectors.noise_distribution, v)


def mistakes(v):
    return {m.key: (m.message, law(m.mutant, v)) for m in misconceptions_of(word_vectors.noise_distribution)}


# %% [markdown]
# A corpus has three words, which occur {{ counts[0] }}, {{ counts[1] }} and {{ counts[2] }} times. With which probabilities does word2vec draw them as
# negative samples (exponent ¾)?
# %% [raw]
# # END QUESTION
