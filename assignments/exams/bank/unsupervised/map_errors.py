# %% [raw]
# # BEGIN QUESTION
# name: map_errors
# type: number
# points: 2
# title: How good a map is
# topics: [T14.3]
# low: 0
# high: 100
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.unsupervised import som

FUNCTIONS = {"quantization": som.quantization_error, "topographic": som.topographic_error}


def variant(rng):
    return {"ask": str(rng.choice(list(FUNCTIONS))), "W": rng.choice(np.arange(0, 20), size=4, replace=False), "X": rng.choice(np.arange(0, 40), size=5, replace=False) / 2}


def error(function, v):
    W, X = (np.array(v[name], dtype=float)[:, None] for name in ("W", "X"))
    return float(function(W, X) if v["ask"] == "quantization" else function(W, X, np.column_stack([np.arange(4), np.zeros(4)])))


def answer(v):
    return error(FUNCTIONS[v["ask"]], v)


def mistakes(v):
    return {m.key: (m.message, error(m.mutant, v)) for m in misconceptions_of(FUNCTIONS[v["ask"]])}


def accept(v):
    """No sample is as near to one unit as to another."""
    far = np.sort(np.abs(np.array(v["X"])[:, None] - v["W"]), axis=1)
    return np.diff(far, axis=1).min() > 0


# %% [markdown]
# The four units of a self-organising map stand in a line, neighbours 1 apart. Their weights (numbers) are ${{ W | tex }}$. What is the {% if ask == "quantization" %}quantisation error{% else %}topographic error (the share of samples whose two nearest units are more than 1 apart){% endif %} of the map on the samples
# {{ X | map("neat") | join(", ") }}?
# %% [raw]
# # END QUESTION
