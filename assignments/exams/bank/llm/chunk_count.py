# %% [raw]
# # BEGIN QUESTION
# name: chunk_count
# type: number
# points: 1
# title: Chunks of a document
# topics: [T8.6]
# integer: true
# low: 2
# %% tags=["variant"]
from reference.llm import retrieval
from reference.misconceptions import misconceptions_of


def variant(rng):
    size = int(rng.integers(8, 21)) * 8
    return {"n": int(rng.integers(400, 2000)), "size": size, "overlap": int(rng.integers(1, size // 16)) * 8}


def count(function, v):
    return len(function(list(range(v["n"])), v["size"], v["overlap"]))


def answer(v):
    return count(retrieval.chunk_tokens, v)


def mistakes(v):
    return {m.key: (m.message, count(m.mutant, v)) for m in misconceptions_of(retrieval.chunk_tokens)}


# %% [markdown]
# A document of {{ n }} tokens is cut into chunks of {{ size }} tokens; neighbours share {{ overlap }} tokens. The last chunk may be shorter, but holds at least one token that
# no chunk before it holds. How many chunks are there?
# %% [raw]
# # END QUESTION
