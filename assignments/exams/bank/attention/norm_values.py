# %% [raw]
# # BEGIN QUESTION
# name: norm_values
# type: matrix
# points: 2
# title: Normalising a token
# topics: [T7.5, T7.6]
# %% tags=["variant"]
import numpy as np

from reference.attention import layers, modern
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "x": rng.integers(-4, 9, size=4),
        "gamma": rng.choice([0.5, 1, 2], size=4),
        "beta": rng.choice([-1, 0, 1], size=4),
        "kind": str(rng.choice(["layer norm", "RMS norm"])),
    }


def layer(v, function=layers.layer_norm):
    return function(*(np.array(v[n], dtype=float) for n in ("x", "gamma", "beta")), 0.0)


def rms(v, function=modern.rms_norm):
    return function(np.array(v["x"], dtype=float), np.array(v["gamma"], dtype=float), 0.0)


def answer(v):
    return layer(v) if v["kind"] == "layer norm" else rms(v)


def mistakes(v):
    if v["kind"] == "layer norm":
        named = {m.key: (m.message, layer(v, m.mutant)) for m in misconceptions_of(layers.layer_norm, "T7.5/unbiased")}
        rooted = rms(v) + np.array(v["beta"], dtype=float)
        return named | {"T7.5/not_centred": ("Layer norm subtracts the mean.", rooted)}
    return {m.key: (m.message, rms(v, m.mutant)) for m in misconceptions_of(modern.rms_norm, "T7.6/centred", "T7.6/sum_not_mean")}


def accept(v):
    return len(set(v["x"])) > 1 and any(v["x"])


# %% [markdown]
# The features of a token are $x = {{ x | tex }}$. Give what **{{ kind }}** makes of it, with $\epsilon = 0$ and
# {% if kind == "layer norm" %}$\gamma = {{ gamma | tex }}$, $\beta = {{ beta | tex }}${% else %}the gain $g = {{ gamma | tex }}${% endif %}.
# %% [raw]
# # END QUESTION
