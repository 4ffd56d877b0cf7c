# %% [raw]
# # BEGIN QUESTION
# name: sampled_tokens
# type: matrix
# points: 1
# title: Drawing with a uniform number
# topics: [T8.5]
# %% tags=["variant"]
import numpy as np

from reference.llm import decoding
from reference.misconceptions import misconceptions_of


def variant(rng):
    p = (1 + rng.multinomial(16, [0.25] * 4)) / 20
    return {"p": p, "u": np.round(rng.choice(np.arange(1, 50), size=3, replace=False) / 50 - 0.005, 3)}


def drawn(function, v):
    return [int(function(np.array(v["p"]), u)) for u in v["u"]]


def answer(v):
    return drawn(decoding.sample_from, v)


def mistakes(v):
    keys = ("T8.5/argmax", "T8.5/not_cumulative")
    named = {m.key: (m.message, drawn(m.mutant, v)) for m in misconceptions_of(decoding.sample_from, *keys)}
    return named | {"T8.5/from_1": ("Tokens are counted from 0.", [t + 1 for t in answer(v)])}


# %% [markdown]
# The next token is 0, 1, 2 or 3 with the probabilities {{ p | join(", ") }}. It is drawn with a number $u$ from [0, 1): the first token whose cumulative probability is above $u$. Which tokens do $u = {{ u | join(", ") }}$ give?
# %% [raw]
# # END QUESTION
