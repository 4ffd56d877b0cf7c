# %% [raw]
# # BEGIN QUESTION
# name: prefix_output
# type: matrix
# points: 2
# title: A trained prefix
# topics: [T8.7]
# %% tags=["variant"]
import numpy as np

from reference.llm import finetuning
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "q": rng.choice([-2, -1, 1, 2], size=2), "K": rng.choice([-1, 0, 1, 2], size=(2, 2)), "V": rng.integers(-3, 6, size=(2, 2)),
        "Pk": rng.choice([-1, 1, 2], size=2), "Pv": rng.integers(-3, 6, size=2),
    }  # fmt: skip


def output(function, v):
    q, K, V, Pk, Pv = (np.array(v[n], dtype=float) for n in ("q", "K", "V", "Pk", "Pv"))
    return function(q[None], K, V, Pk[None], Pv[None])[0]


def answer(v):
    return output(finetuning.prefix_attention, v)


def mistakes(v):
    return {m.key: (m.message, output(m.mutant, v)) for m in misconceptions_of(finetuning.prefix_attention)}


# %% [markdown]
# Prefix tuning puts one trained key, ${{ Pk | tex }}$, with the value ${{ Pv | tex }}$ before those of the input, the rows of $K$ and $V$:
#
# $$K = {{ K | tex }}, \qquad V = {{ V | tex }}.$$
#
# What does scaled dot-product attention answer to the query ${{ q | tex }}$?
# %% [raw]
# # END QUESTION
