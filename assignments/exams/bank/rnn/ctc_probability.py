# %% [raw]
# # BEGIN QUESTION
# name: ctc_probability
# type: number
# points: 3
# title: Labelling without alignment
# topics: [T6.6]
# low: 0.001
# high: 1
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rnn import ctc

WORDS = {"ab": [1, 2], "ba": [2, 1], "aa": [1, 1], "bb": [2, 2]}


def variant(rng):
    rows = [[int(n) for n in 1 + rng.multinomial(7, [1 / 3] * 3)] for _ in range(3)]  # tenths, none 0
    return {"p": [[n / 10 for n in row] for row in rows], "word": str(rng.choice(list(WORDS)))}


def probability(function, v):
    return float(np.exp(-float(function(np.log(np.array(v["p"])), WORDS[v["word"]]))))


def answer(v):
    return probability(ctc.ctc_loss, v)


def mistakes(v):
    twice = v["word"][0] == v["word"][1]
    keys = ["T6.6/skip_always"] if twice else ["T6.6/never_skip", "T6.6/one_end", "T6.6/best_path"]
    return {m.key: (m.message, probability(m.mutant, v)) for m in misconceptions_of(ctc.ctc_loss, *keys)}


def difficulty(v):
    return 0.8 if v["word"][0] == v["word"][1] else 1.2


# %% [markdown]
# In three steps a network gives these probabilities for the blank and the letters a and b:
#
# | step | blank | a | b |
# |---|---|---|---|
# {% for row in p %}| {{ loop.index }} | {{ row | join(" | ") }} |
# {% endfor %}
# What is the probability of the labelling **{{ word }}**, as CTC defines it?
# %% [raw]
# # END QUESTION
