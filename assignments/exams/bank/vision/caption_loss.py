# %% [raw]
# # BEGIN QUESTION
# name: caption_loss
# type: number
# points: 2
# title: Learning to caption
# topics: [T9.6]
# low: 0.01
# high: 20
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.vision import blip

ROWS = [[50, 30, 20], [60, 20, 20], [70, 20, 10], [40, 40, 20], [80, 10, 10], [50, 25, 25]]  # hundredths


def variant(rng):
    rows = [[int(p) for p in rng.permutation(ROWS[int(rng.integers(len(ROWS)))])] for _ in range(3)]
    return {"p": rows, "words": [int(i) for i in rng.integers(3, size=3)], "eps": float(rng.choice([0.1, 0.2, 0.3]))}


def loss(function, v):
    return float(function(np.log(np.array([v["p"]]) / 100), np.array([v["words"]]), v["eps"]))


def answer(v):
    return loss(blip.captioning_loss, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(blip.captioning_loss)}


# %% [markdown]
# A captioner with the words A, B and C reads the caption **{% for w in words %}{{ "ABC"[w] }}{{ " " if not loop.last }}{% endfor %}**, whose first word is given.
# After each word of it, the decoder's probabilities for the **next** word are
#
# | after word | A | B | C |
# |---|---|---|---|
# {% for row in p %}| {{ loop.index }} ({{ "ABC"[words[loop.index0]] }}) | {{ (row[0] / 100) | neat }} | {{ (row[1] / 100) | neat }} | {{ (row[2] / 100) | neat }} |
# {% endfor %}
#
# What is its loss, the mean over the words that are predicted, with label smoothing $\epsilon = {{ eps | neat }}$ (the true word's label
# is $1 - \epsilon + \epsilon/3$, the others' $\epsilon/3$; natural logarithm)?
# %% [raw]
# # END QUESTION
