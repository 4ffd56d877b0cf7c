# %% [raw]
# # BEGIN QUESTION
# name: balanced_codes
# type: matrix
# points: 3
# title: Balanced assignments
# topics: [T12.8]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import dino


def variant(rng):
    return {"S": rng.integers(0, 4, size=(3, 2)), "eps": float(rng.choice([0.5, 2])), "n": int(rng.integers(1, 3))}


def codes(function, v):
    return function(np.array(v["S"], dtype=float), v["eps"], v["n"])


def answer(v):
    return codes(dino.sinkhorn, v)


def mistakes(v):
    keys = ("T12.8/plain_softmax", "T12.8/columns_last", "T12.8/eps_times", *(("T12.8/one_round",) if v["n"] > 1 else ()))
    return {m.key: (m.message, codes(m.mutant, v)) for m in misconceptions_of(dino.sinkhorn, *keys)}


# %% [markdown]
# SwAV gives three images (rows) these scores for two prototypes (columns):
#
# $$S = {{ S | tex }}.$$
#
# Balance them: begin with $e^{S/\varepsilon}$, $\varepsilon = {{ eps | neat }}$; {{ "one round" if n == 1 else "two rounds, each" }} scales the columns to equal sums of {{ "3/2" }} and then the rows to sums of 1. Give the soft assignments.
# %% [raw]
# # END QUESTION
