# %% [raw]
# # BEGIN QUESTION
# name: largest_error
# type: number
# points: 2
# title: How good is an approximation?
# topics: [T3.8]
# low: 0.01
# high: 50
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.mlp import approximation


def variant(rng):
    return {
        "end": int(rng.integers(2, 6)),
        "p": float(rng.integers(2, 25)) / 4,
        "q": float(rng.integers(-4, 5)) / 4,
        "s": float(rng.integers(1, 4)) / 2,
    }


def error(function, v):
    return function(lambda x: v["q"] + v["p"] * np.maximum(x - v["s"], 0), lambda x: x**2, 0.0, float(v["end"]))


def answer(v):
    return error(approximation.sup_error, v)


def mistakes(v):
    notes = {
        "T3.8/exactness": "Look between the ends of the interval, too.",
        "T3.8/mean_error": "The bound is on the largest error, not on the mean.",
        "T3.8/signed_error": "Take the magnitude of the difference before the maximum.",
    }
    return {m.key: (notes[m.key], error(m.mutant, v)) for m in misconceptions_of(approximation.sup_error)}


# %% [markdown]
# A network with one hidden ReLU computes $\hat f(x) = {{ q | neat }} + {{ p | neat }} \max(0, x - {{ s | neat }})$. With which **largest error**
# $\max_x |\hat f(x) - f(x)|$ does it approximate $f(x) = x^2$ on the interval $[0, {{ end }}]$?
# %% [raw]
# # END QUESTION
