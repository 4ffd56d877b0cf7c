# %% [raw]
# # BEGIN QUESTION
# name: cosines
# type: matrix
# points: 2
# title: Similarities
# topics: [T12.2]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import multi_similarity

LONG = [[3, 4], [4, 3], [6, 8], [8, 6], [5, 12], [12, 5], [0, 2], [2, 0], [-3, 4], [4, -3], [-4, -3], [0, -1], [-6, 8]]  # lengths are whole


def variant(rng):
    return {"X": rng.choice(LONG, size=3, replace=False)}


def answer(v):
    return multi_similarity.cosine_similarity_matrix(np.array(v["X"], dtype=float))


def mistakes(v):
    found = misconceptions_of(multi_similarity.cosine_similarity_matrix)
    return {m.key: (m.message, m.mutant(np.array(v["X"], dtype=float))) for m in found}


# %% [markdown]
# Three images have the embeddings ${{ X[0] | tex }}$, ${{ X[1] | tex }}$ and ${{ X[2] | tex }}$. Give the matrix of their cosine similarities.
# %% [raw]
# # END QUESTION
