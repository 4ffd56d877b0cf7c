# %% [raw]
# # BEGIN QUESTION
# name: dense_search
# type: matrix
# points: 1
# title: Searching with vectors
# topics: [T8.6]
# %% tags=["variant"]
import numpy as np

from reference.llm import retrieval
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"q": rng.choice([-2, -1, 1, 2, 3], size=2), "D": rng.integers(-4, 7, size=(4, 2))}


def ranking(function, v):
    return [int(i) for i in function(np.array(v["q"], dtype=float), np.array(v["D"], dtype=float), 3, "cosine")]


def answer(v):
    return ranking(retrieval.dense_retrieve, v)


def mistakes(v):
    keys = ("T8.6/not_normalised", "T8.6/ascending", "T8.6/unsorted")
    return {m.key: (m.message, ranking(m.mutant, v)) for m in misconceptions_of(retrieval.dense_retrieve, *keys)}


def accept(v):
    D, q = np.array(v["D"], dtype=float), np.array(v["q"], dtype=float)
    if not np.all(np.any(D, axis=1)):
        return False
    cosines = np.sort(D @ q / np.linalg.norm(D, axis=1) / np.linalg.norm(q))
    return np.diff(cosines).min() > 0.02 and len(set((D @ q).tolist())) == 4


# %% [markdown]
# A query has the embedding ${{ q | tex }}$, four documents, numbered from 0, have the rows of
#
# $${{ D | tex }}.$$
#
# Give the numbers of the **three** documents that are nearest by cosine, the best first.
# %% [raw]
# # END QUESTION
