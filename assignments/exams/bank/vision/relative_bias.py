# %% [raw]
# # BEGIN QUESTION
# name: relative_bias
# type: number
# points: 2
# title: Where a relative position is looked up
# topics: [T9.2]
# integer: true
# low: 0
# high: 500
# %% tags=["variant"]
from reference.misconceptions import misconceptions_of
from reference.vision import swin


def variant(rng):
    M = int(rng.integers(3, 9))
    query, key = rng.integers(0, M, size=(2, 2))
    return {"M": M, "query": query, "key": key}


def looked_up(function, v):
    M = v["M"]
    (r, c), (u, w) = v["query"], v["key"]
    return function(M)[r * M + c, u * M + w]


def answer(v):
    return looked_up(swin.relative_position_index, v)


def mistakes(v):
    return {m.key: (m.message, looked_up(m.mutant, v)) for m in misconceptions_of(swin.relative_position_index)}


# %% [markdown]
# In windows of {{ M }}×{{ M }} tokens, the bias of each pair of tokens is looked up in a table with a row for each relative position
# $(\Delta r, \Delta c)$, query less key. Its rows are sorted by $\Delta r$, those of the same $\Delta r$ by $\Delta c$, smallest first.
#
# The query is at (row, column) = ({{ query[0] }}, {{ query[1] }}), the key at ({{ key[0] }}, {{ key[1] }}), counted from 0. In which row of the
# table, **counted from 0**, is their bias?
# %% [raw]
# # END QUESTION
