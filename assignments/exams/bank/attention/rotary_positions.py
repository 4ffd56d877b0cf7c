# %% [raw]
# # BEGIN QUESTION
# name: rotary_positions
# type: matrix
# points: 3
# title: Rotary positions
# topics: [T7.6]
# %% tags=["variant"]
import numpy as np

from reference.attention import modern
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "x": rng.choice([-2, -1, 0, 1, 2], size=4),
        "p": int(rng.integers(1, 9)),
        "base": int(rng.choice([16, 100, 400])),
        "layout": str(rng.choice(modern.LAYOUTS)),
    }


def turned(function, v):
    return function(np.array(v["x"], dtype=float)[None], np.array([v["p"]]), float(v["base"]), v["layout"])[0]


def answer(v):
    return turned(modern.rope, v)


def mistakes(v):
    return {m.key: (m.message, turned(m.mutant, v)) for m in misconceptions_of(modern.rope)}


def accept(v):
    return sum(map(bool, v["x"])) >= 2


# %% [markdown]
# A query $q = {{ x | tex }}$ stands at position {{ p }} (counted from 0). Give it after the rotation of RoPE with the base {{ base }} and the layout
# {% if layout == "interleaved" %}of the paper, where pairs are neighbouring entries: (first, second), (third, fourth){% else %}"half" of LLaMA in Hugging Face's library, where pairs are (first, third), (second, fourth){% endif %};
# the first pair turns fastest.
# %% [raw]
# # END QUESTION
