# %% [raw]
# # BEGIN QUESTION
# name: position_row
# type: matrix
# points: 2
# title: Where a token stands
# topics: [T7.4]
# %% tags=["variant"]
import numpy as np

from reference.attention import positions
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"p": int(rng.integers(1, 31)), "d": int(rng.choice([4, 6])), "base": int(rng.choice([16, 100, 1000, 10000]))}


def row(function, v):
    return np.asarray(function(v["p"] + 1, v["d"], float(v["base"])))[v["p"]]


def answer(v):
    return row(positions.sinusoidal_positional_encoding, v)


def mistakes(v):
    return {m.key: (m.message, row(m.mutant, v)) for m in misconceptions_of(positions.sinusoidal_positional_encoding)}


def accept(v):
    return np.abs(answer(v)[2:]).min() > 0.002  # all digits can be told apart


# %% [markdown]
# A transformer of width $d = {{ d }}$ uses sinusoidal positional encodings as in "Attention is all you need", with {{ base }} as the base of its frequencies.
# Give the encoding of position {{ p }}; positions are counted from 0. (Angles are in radians.)
# %% [raw]
# # END QUESTION
