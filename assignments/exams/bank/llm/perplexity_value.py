# %% [raw]
# # BEGIN QUESTION
# name: perplexity_value
# type: number
# points: 2
# title: Perplexity
# topics: [T8.2]
# low: 1
# high: 1000
# %% tags=["variant"]
import numpy as np

from reference.llm import causal
from reference.misconceptions import misconceptions_of


def variant(rng):
    given = str(rng.choice(["probabilities", "losses"]))
    values = rng.choice([2, 4, 5, 8, 10, 16, 20, 25], size=4) if given == "probabilities" else rng.integers(1, 17, size=4) / 4
    return {"given": given, "values": values}


def value(function, v):
    x = np.array(v["values"], dtype=float)
    return function(np.log(x) if v["given"] == "probabilities" else x).item()


def answer(v):
    return value(causal.perplexity, v)


def mistakes(v):
    return {m.key: (m.message, value(m.mutant, v)) for m in misconceptions_of(causal.perplexity)}


# %% [markdown]
# {% if given == "probabilities" %}A language model gives the four words of a text the probabilities {% for n in values %}1/{{ n }}{{ ", " if not loop.last }}{% endfor %}.{% else %}A language model has the losses {{ values | join(", ") }} (natural logarithm) on the four words of a text.{% endif %}
# What is its perplexity?
# %% [raw]
# # END QUESTION
