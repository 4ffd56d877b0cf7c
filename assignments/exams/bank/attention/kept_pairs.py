# %% [raw]
# # BEGIN QUESTION
# name: kept_pairs
# type: number
# points: 2
# title: What the masks keep
# topics: [T7.2]
# integer: true
# low: 1
# %% tags=["variant"]
import numpy as np

from reference.attention import scaled
from reference.misconceptions import misconceptions_of


def variant(rng):
    T = int(rng.integers(5, 13))
    return {"T": T, "lengths": [int(n) for n in rng.integers(2, T, size=2)]}


def count(v, causal=scaled.causal_mask, padding=scaled.padding_mask):
    return int((causal(v["T"]) & padding(np.array(v["lengths"]), v["T"])[:, None, :]).sum())


def answer(v):
    return count(v)


def mistakes(v):
    named = {m.key: (m.message, count(v, m.mutant)) for m in misconceptions_of(scaled.causal_mask, "T7.2/strict_causal")}
    named |= {
        m.key: (m.message, count(v, padding=m.mutant))
        for m in misconceptions_of(scaled.padding_mask, "T7.2/one_more", "T7.2/mask_inverted")
    }
    both = sum(n * (n + 1) // 2 for n in v["lengths"])
    return named | {"T7.2/queries_masked": ("Padding masks keys; its own queries are computed, too.", both)}


# %% [markdown]
# A batch has two sequences with {{ lengths[0] }} and {{ lengths[1] }} tokens, both padded to {{ T }} positions **at the end**. In each, every one of the {{ T }} queries (those
# of the padding, too) attends to the keys that two masks keep: the causal mask, and the one that masks the keys of the padding.
#
# How many pairs (query, key) are kept in the whole batch?
# %% [raw]
# # END QUESTION
