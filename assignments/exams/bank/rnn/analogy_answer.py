# %% [raw]
# # BEGIN QUESTION
# name: analogy_answer
# type: choice
# points: 1
# title: An analogy of word vectors
# topics: [T6.8]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rnn import word_vectors

WORDS = ["dax", "wug", "fep", "zib", "lorp", "mip", "tiv", "kel"]  # names that mean nothing: the vectors decide


def variant(rng):
    return {"words": [str(w) for w in rng.choice(WORDS, size=7, replace=False)], "E": rng.integers(-4, 5, size=(7, 2))}


def options(v):
    E = np.array(v["E"], dtype=float)
    right = word_vectors.analogy(E, 0, 1, 2)
    notes = {}
    for m in misconceptions_of(word_vectors.analogy):
        notes.setdefault(int(m.mutant(E, 0, 1, 2)), m.message)
    notes.pop(right, None)
    return {"right": [v["words"][right]], "wrong": {v["words"][i]: told for i, told in notes.items()}}


def accept(v):
    E = np.array(v["E"], dtype=float)
    query = E[1] - E[0] + E[2]
    if not np.any(query) or not np.all(np.any(E, axis=1)) or len({tuple(row) for row in v["E"]}) < 7:
        return False
    cosines = E[3:] @ query / np.sqrt((E[3:] ** 2).sum(axis=1) * (query @ query))
    best = np.sort(cosines)[::-1]
    return best[0] > 0.9 and best[0] - best[1] > 0.02 and len(options(v)["wrong"]) >= 3


# %% [markdown]
# A model has learned these word vectors:
#
# | {{ words | join(" | ") }} |
# |{% for w in words %}---|{% endfor %}
# | {% for e in E %}${{ e | tex }}$ | {% endfor %}
#
# How does it answer: "**{{ words[0] }}** is to **{{ words[1] }}** as **{{ words[2] }}** is to …" (largest cosine)?
# %% [raw]
# # END QUESTION
