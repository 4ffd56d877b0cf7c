# %% [raw]
# # BEGIN QUESTION
# name: head_of_key
# type: number
# points: 1
# title: Grouped queries
# topics: [T7.6]
# integer: true
# low: 0
# %% tags=["variant"]
import numpy as np

from reference.attention import modern
from reference.misconceptions import misconceptions_of


def variant(rng):
    kv, n = int(rng.choice([2, 3, 4, 6, 8])), int(rng.choice([2, 3, 4, 5, 7, 8]))
    return {"kv": kv, "n": n, "heads": kv * n, "head": int(rng.integers(1, kv * n - 1))}


def used(function, v):
    return function(np.arange(v["kv"], dtype=float).reshape(1, -1, 1, 1), v["n"])[0, v["head"], 0, 0].item()


def answer(v):
    return used(modern.repeat_kv, v)


def mistakes(v):
    named = {m.key: (m.message, used(m.mutant, v)) for m in misconceptions_of(modern.repeat_kv, "T7.6/tiled_heads")}
    return named | {"T7.6/group_size": ("Divide by the number of query heads that share a key head.", v["head"] // v["kv"])}


def accept(v):
    return v["kv"] != v["n"]


# %% [markdown]
# A transformer has {{ heads }} query heads and {{ kv }} key–value heads (grouped-query attention). Which key head does query head {{ head }} use? Both are
# **counted from 0**.
# %% [raw]
# # END QUESTION
