# %% [raw]
# # BEGIN QUESTION
# name: residual_law
# type: matrix
# points: 2
# title: After a rejected draft
# topics: [T8.10]
# %% tags=["variant"]
import numpy as np

from reference.llm import speculative
from reference.misconceptions import misconceptions_of


def variant(rng):
    p, q = (rng.multinomial(16, [1 / 4] * 4) + 1 for _ in range(2))
    return {"p": p / 20, "q": q / 20}


def law(function, v):
    return function(np.array(v["p"]), np.array(v["q"]))


def answer(v):
    return law(speculative.residual_distribution, v)


def mistakes(v):
    return {m.key: (m.message, law(m.mutant, v)) for m in misconceptions_of(speculative.residual_distribution)}


def accept(v):
    return sum(a > b for a, b in zip(v["p"], v["q"], strict=True)) >= 2


# %% [markdown]
# A small model drafts a token from $q = {{ q | tex }}$; the large model has the distribution $p = {{ p | tex }}$ and **rejects** the draft. With which probabilities is the token drawn that replaces it?
# %% [raw]
# # END QUESTION
