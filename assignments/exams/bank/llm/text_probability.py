# %% [raw]
# # BEGIN QUESTION
# name: text_probability
# type: number
# points: 2
# title: Log-probability of a text
# topics: [T8.2]
# low: -30
# high: -0.01
# %% tags=["variant"]
import numpy as np

from reference.llm import causal
from reference.misconceptions import misconceptions_of

ROWS = [[50, 30, 20], [60, 25, 15], [70, 20, 10], [40, 35, 25], [80, 15, 5], [55, 35, 10]]  # hundredths


def variant(rng):
    rows = [[int(p) for p in rng.permutation(ROWS[int(rng.integers(len(ROWS)))])] for _ in range(4)]
    return {"p": rows, "ids": [int(i) for i in rng.integers(3, size=4)]}


def log_prob(function, v):
    return float(function(np.log(np.array([v["p"]]) / 100), np.array([v["ids"]]))[0])


def answer(v):
    return log_prob(causal.sequence_log_prob, v)


def mistakes(v):
    return {m.key: (m.message, log_prob(m.mutant, v)) for m in misconceptions_of(causal.sequence_log_prob)}


# %% [markdown]
# A causal language model with the tokens A, B and C reads **{% for i in ids %}{{ "ABC"[i] }}{{ " " if not loop.last }}{% endfor %}**. Its softmax gives, position by position,
#
# | position | token that is read | A | B | C |
# |---|---|---|---|---|
# {% for row in p %}| {{ loop.index }} | {{ "ABC"[ids[loop.index0]] }} | {{ (row[0] / 100) | neat }} | {{ (row[1] / 100) | neat }} | {{ (row[2] / 100) | neat }} |
# {% endfor %}
#
# What is the log-probability (natural logarithm) of the text, its first token being given?
# %% [raw]
# # END QUESTION
