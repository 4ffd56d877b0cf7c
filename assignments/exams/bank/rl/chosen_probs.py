# %% [raw]
# # BEGIN QUESTION
# name: chosen_probs
# type: matrix
# points: 2
# title: A policy of logits
# topics: [T13.3]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import policy


def variant(rng):
    odds = rng.choice([1, 2, 3, 4, 6], size=(2, 3))  # e^logit: logits are logarithms of whole numbers
    return {"odds": odds}


def logits(v):
    return np.log(np.array(v["odds"], dtype=float))


def answer(v):
    return policy.softmax_policy(logits(v))


def mistakes(v):
    return {m.key: (m.message, m.mutant(logits(v))) for m in misconceptions_of(policy.softmax_policy)}


def accept(v):
    odds = np.array(v["odds"])
    one_best = all((row == row.max()).sum() == 1 for row in odds)
    return one_best and (np.log(odds).sum(axis=1) > 0.5).all()


# %% [markdown]
# A policy network gives these logits in two states, for three actions:
#
# | state | action 1 | action 2 | action 3 |
# |---|---|---|---|
# {% for row in odds %}| {{ loop.index }} | {% for x in row %}{{ "0" if x == 1 else "$\\ln " ~ x ~ "$" }} | {% endfor %}
# {% endfor %}
#
# With which probabilities does the policy choose each action? One row for each state.
# %% [raw]
# # END QUESTION
