# %% [raw]
# # BEGIN QUESTION
# name: cached_attention
# type: matrix
# points: 3
# title: One more token
# topics: [T8.5]
# %% tags=["variant"]
import numpy as np

from reference.llm import decoding
from reference.misconceptions import misconceptions_of

NAMES = ("q", "K", "V", "k", "v")


def variant(rng):
    return {
        "q": rng.integers(-1, 3, size=4),
        "K": rng.integers(-1, 3, size=(2, 4)),
        "V": rng.integers(-3, 6, size=(2, 2)),
        "k": rng.integers(-1, 3, size=4),
        "v": rng.integers(-3, 6, size=2),
    }


def output(function, v):
    return function(*(np.array(v[name], dtype=float) for name in NAMES)).out


def answer(v):
    return output(decoding.kv_cache_step, v)


def mistakes(v):
    found = misconceptions_of(decoding.kv_cache_step, "T8.5/itself_missing", "T8.5/cache_no_scale")
    return {m.key: (m.message, output(m.mutant, v)) for m in found}


# %% [markdown]
# A decoder with one head of four dimensions has written two tokens. Its cache holds their keys and values (a row each)
#
# $$K = {{ K | tex }}, \qquad V = {{ V | tex }}.$$
#
# The next token has the query $q = {{ q | tex }}$, the key $k = {{ k | tex }}$ and the value $v = {{ v | tex }}$. What does
# scaled dot-product attention give for it?
# %% [raw]
# # END QUESTION
