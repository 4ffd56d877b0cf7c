# %% [raw]
# # BEGIN QUESTION
# name: next_sentence
# type: number
# points: 2
# title: Does the second sentence follow?
# topics: [T8.3]
# low: 0.001
# high: 100
# %% tags=["variant"]
import numpy as np

from reference.llm import bert
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"logits": rng.integers(-2, 4, size=(3, 2)), "follows": rng.permutation([1, 0, int(rng.integers(2))])}


def loss(function, v):
    return float(function(np.array(v["logits"], dtype=float), np.array(v["follows"])))


def answer(v):
    return loss(bert.nsp_loss, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(bert.nsp_loss)}


# %% [markdown]
# BERT's head for the next sentence gives three pairs of sentences two logits each; as in the original code, class 0 means "follows":
#
# | pair | class 0 | class 1 | truth |
# |---|---|---|---|
# {% for row in logits %}| {{ loop.index }} | {{ row[0] }} | {{ row[1] }} | {{ "follows" if follows[loop.index0] else "drawn at random" }} |
# {% endfor %}
#
# What is the loss of this batch (natural logarithm)?
# %% [raw]
# # END QUESTION
