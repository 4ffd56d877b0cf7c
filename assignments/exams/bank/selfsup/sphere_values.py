# %% [raw]
# # BEGIN QUESTION
# name: sphere_values
# type: number
# points: 3
# title: Aligned and even
# topics: [T12.9]
# low: -100
# high: 100
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import representations

LONG = [[3, 4], [4, 3], [6, 8], [8, 6], [5, 12], [12, 5], [0, 2], [2, 0], [-3, 4], [4, -3], [-4, -3], [0, -1], [-6, 8]]  # lengths are whole
FUNCTIONS = {"alignment": representations.alignment, "uniformity": representations.uniformity}


def variant(rng):
    return {"ask": str(rng.choice(list(FUNCTIONS))), "X": rng.choice(LONG, size=4, replace=False), "t": int(rng.integers(1, 4))}


def value(function, v):
    X = np.array(v["X"], dtype=float)
    return float(function(X[:2], X[2:], 2) if v["ask"] == "alignment" else function(X[:3], v["t"]))


def answer(v):
    return value(FUNCTIONS[v["ask"]], v)


def mistakes(v):
    keys = ("T12.9/not_normalised", "T12.9/entry_mean") if v["ask"] == "alignment" else ()
    return {m.key: (m.message, value(m.mutant, v)) for m in misconceptions_of(FUNCTIONS[v["ask"]], *keys)}


def accept(v):
    X = np.array(v["X"], dtype=float)
    X /= np.linalg.norm(X, axis=1, keepdims=True)
    return len({tuple(np.round(x, 6)) for x in X}) == 4


# %% [markdown]
# {% if ask == "alignment" %}The first views of two images are at ${{ X[0] | tex }}$ and ${{ X[1] | tex }}$, their second views at ${{ X[2] | tex }}$ and ${{ X[3] | tex }}$. What is the **alignment** of this representation (on the unit sphere, with squared
# distances)?{% else %}Three images are at ${{ X[0] | tex }}$, ${{ X[1] | tex }}$ and ${{ X[2] | tex }}$. What is the **uniformity** of this representation (on the unit sphere, with $t = {{ t }}$)?{% endif %}
# %% [raw]
# # END QUESTION
