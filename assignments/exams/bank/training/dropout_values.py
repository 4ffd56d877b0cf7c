# %% [raw]
# # BEGIN QUESTION
# name: dropout_values
# type: matrix
# points: 3
# title: Dropout
# topics: [T4.6]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.training import regularisers


def variant(rng):
    return {
        "x": [int(k) for k in rng.choice([-4, -3, -2, -1, 1, 2, 3, 4, 5, 6], size=6)],
        "mask": [int(k) for k in rng.integers(0, 2, size=6)],
        "p": float(rng.choice([0.2, 0.25, 0.6, 0.75])),
        "mode": str(rng.choice(["inverted", "original"])),
        "train": bool(rng.integers(3)),
    }


def output(function, v):
    return function(np.array(v["x"], dtype=float), np.array(v["mask"], dtype=bool), v["p"], v["mode"], train=v["train"])


def answer(v):
    return output(regularisers.dropout, v)


def mistakes(v):
    right = answer(v)
    named = {m.key: (m.message, output(m.mutant, v)) for m in misconceptions_of(regularisers.dropout)}
    other = output(regularisers.dropout, v | {"mode": "inverted" if v["mode"] == "original" else "original"})
    named["T4.6/other_mode"] = ("That is the other of the two modes: when is the scale applied?", other)
    return {key: (text, value) for key, (text, value) in named.items() if not np.allclose(value, right)}


def accept(v):
    return 2 <= sum(v["mask"]) <= 4


def difficulty(v):
    return 1.0 if v["train"] else 0.8


# %% [markdown]
# A dropout layer with **drop** probability $p = {{ p | neat }}$ receives $x = {{ x | tex }}$. Dropout is
# {{ "**inverted**: the scale is applied during training" if mode == "inverted" else "in its **original** form of 2012: the scale is applied in the test" }}.
# {% if train %}In a **training** step the mask (1 keeps a unit) is $m = {{ mask | tex }}$.{% else %}The network is being
# **tested**; the mask of the last training step was $m = {{ mask | tex }}$ (1 keeps a unit).{% endif %} What does the layer put
# out?
# %% [raw]
# # END QUESTION
