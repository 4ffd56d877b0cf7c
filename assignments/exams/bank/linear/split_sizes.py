# %% [raw]
# # BEGIN QUESTION
# name: split_sizes
# type: matrix
# points: 1
# title: Three parts of the data
# topics: [T2.8]
# %% tags=["variant"]
import numpy as np

from reference.linear import model_selection
from reference.misconceptions import misconceptions_of

PARTS = [(0.6, 0.2, 0.2), (0.7, 0.15, 0.15), (0.8, 0.1, 0.1), (0.5, 0.25, 0.25), (0.7, 0.2, 0.1)]


def variant(rng):
    return {"n": int(rng.integers(51, 400)), "parts": list(PARTS[int(rng.integers(len(PARTS)))])}


def sizes(function, v):
    return [len(part) for part in function(v["n"], tuple(v["parts"]), np.arange(v["n"]))]


def answer(v):
    return sizes(model_selection.train_val_test_split, v)


def mistakes(v):
    found = misconceptions_of(model_selection.train_val_test_split, "T2.8/remainder_last")
    named = {m.key: (m.message, sizes(m.mutant, v)) for m in found}
    return named | {"T2.8/lost": ("Every sample belongs to a part.", [int(v["n"] * f + 1e-9) for f in v["parts"]])}


# %% [markdown]
# {{ n }} samples are split into {{ (100 * parts[0]) | round | int }} % for training, {{ (100 * parts[1]) | round | int }} % for validation and {{ (100 * parts[2]) | round | int }} % for the test. Each part gets the whole samples of its share (rounded down); of those that are left over, the training part gets
# one, then the validation part. Give the three sizes.
# %% [raw]
# # END QUESTION
