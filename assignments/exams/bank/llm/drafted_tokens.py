# %% [raw]
# # BEGIN QUESTION
# name: drafted_tokens
# type: number
# points: 2
# title: Speculative decoding
# topics: [T8.10]
# low: 1
# high: 20
# %% tags=["variant"]
import numpy as np

from reference.llm import speculative
from reference.misconceptions import misconceptions_of


def variant(rng):
    p, q = (rng.multinomial(7, [1 / 3] * 3) + 1 for _ in range(2))
    return {"p": p / 10, "q": q / 10, "gamma": int(rng.integers(2, 7))}


def alpha(v):
    """The chance that a draft is accepted."""
    q = np.array(v["q"])
    return round(float(q @ speculative.accept_probability(np.array(v["p"]), q)), 9)


def answer(v):
    return speculative.expected_tokens(alpha(v), v["gamma"])


def mistakes(v):
    keys = ("T8.10/linear_expectation", "T8.10/no_bonus", "T8.10/drafts_only")
    named = {m.key: (m.message, m.mutant(alpha(v), v["gamma"])) for m in misconceptions_of(speculative.expected_tokens, *keys)}
    overlap = float(np.array(v["p"]) @ np.array(v["q"]))
    return named | {"T8.10/overlap": ("A draft is accepted with Σ min(p, q).", speculative.expected_tokens(overlap, v["gamma"]))}


def accept(v):
    return 0.3 < alpha(v) < 0.95


# %% [markdown]
# In speculative decoding a small model drafts {{ gamma }} tokens, each from the distribution $q = {{ q | tex }}$ over three tokens; the large model's distribution is $p = {{ p | tex }}$ at every position. How many tokens
# does one pass of the large model yield on average?
# %% [raw]
# # END QUESTION
