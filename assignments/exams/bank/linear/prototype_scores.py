# %% [raw]
# # BEGIN QUESTION
# name: prototype_scores
# type: matrix
# points: 2
# title: Prototypes as a linear classifier
# topics: [T2.11]
# %% tags=["variant"]
import numpy as np

from reference.linear import neighbours
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"P": rng.integers(-4, 6, size=(3, 2)), "q": rng.integers(-3, 5, size=2)}


def scores(function, v):
    found = function(np.array(v["P"], dtype=float))
    return found.W @ np.array(v["q"], dtype=float) + found.b


def answer(v):
    return scores(neighbours.prototype_classifier, v)


def mistakes(v):
    return {m.key: (m.message, scores(m.mutant, v)) for m in misconceptions_of(neighbours.prototype_classifier)}


def accept(v):
    return all(map(any, v["P"]))


# %% [markdown]
# A classifier chooses the class whose prototype, a row of $P$, is nearest. It can be written as a linear one, $s = W x + b$ with $W = P$, whose largest score is always that of the nearest prototype:
#
# $$P = {{ P | tex }}.$$
#
# Which scores does the sample ${{ q | tex }}$ get, if $b$ adds nothing beyond what this needs (a class with the prototype 0 has $b = 0$)?
# %% [raw]
# # END QUESTION
