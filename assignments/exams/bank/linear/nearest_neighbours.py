# %% [raw]
# # BEGIN QUESTION
# name: nearest_neighbours
# type: choice
# points: 1
# title: Who is near?
# topics: [T2.11]
# %% tags=["variant"]
import numpy as np

from reference.linear import neighbours
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"X": rng.integers(-3, 5, size=(6, 2)), "y": rng.permutation([0, 0, 1, 1, 2, 2]), "q": rng.integers(-2, 4, size=2), "k": int(rng.choice([1, 3]))}


def called(v, function=neighbours.knn_predict, k=None):
    X, q = np.array(v["X"], dtype=float), np.array([v["q"]], dtype=float)
    return int(function(q, X, np.array(v["y"]), k or v["k"], 3)[0])


def options(v):
    right, notes = called(v), {}
    other = called(v, k=4 - v["k"])
    notes[other] = "Count the votes of the k nearest." if v["k"] == 3 else "Only the nearest decides for k = 1."
    for m in misconceptions_of(neighbours.knn_predict, "T2.11/farthest", "T2.11/template_without_norm"):
        notes.setdefault(called(v, m.mutant), m.message)
    notes.pop(right, None)
    return {"right": [f"class {right}"], "wrong": {f"class {c}": told for c, told in notes.items()}}


def accept(v):
    distances = ((np.array(v["X"]) - np.array(v["q"])) ** 2).sum(axis=1)
    votes = np.bincount(np.array(v["y"])[np.argsort(distances)[: v["k"]]], minlength=3)
    return len(set(distances.tolist())) == 6 and (votes == votes.max()).sum() == 1 and len(options(v)["wrong"]) == 2


# %% [markdown]
# Training samples:
#
# | sample | {% for x in X %}${{ x | tex }}$ | {% endfor %}
# |---|---|---|---|---|---|---|
# | class | {{ y | join(" | ") }} |
#
# Which class does the {{ k }}-nearest-neighbour classifier give ${{ q | tex }}$ (Euclidean distance)?
# %% [raw]
# # END QUESTION
