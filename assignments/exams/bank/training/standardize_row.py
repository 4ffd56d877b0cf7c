# %% [raw]
# # BEGIN QUESTION
# name: standardize_row
# type: matrix
# points: 2
# title: Standardisation without leakage
# topics: [T4.5]
# %% tags=["variant"]
import numpy as np

from reference.training.initialisation import standardize


def variant(rng):
    return {"X": np.stack([rng.integers(0, 10, size=4), 5 * rng.integers(1, 13, size=4)], axis=1),
            "x": [int(rng.integers(0, 10)), 5 * int(rng.integers(1, 13))]}  # fmt: skip


def row(v, rows, ddof=0):
    """The row x, scaled with the statistics of `rows`."""
    X = np.array(rows, dtype=float)
    _, mean, std = standardize(X, ddof=ddof)
    return standardize(np.array([v["x"]], dtype=float), mean, std).Z[0], std


def answer(v):
    return row(v, v["X"])[0]


def mistakes(v):
    z, std = row(v, v["X"])
    return {
        "T4.5/ddof1": ("Population std (ddof=0) here.", row(v, v["X"], ddof=1)[0]),
        "T4.5/variance": ("Divide by the standard deviation.", z / std),
        "T4.5/test_stats": ("Scale test data with the training statistics.", row(v, [*v["X"], v["x"]])[0]),
        "T4.5/centred": ("Centring is only half of it: divide as well.", z * std),
    }


def accept(v):
    return all(len(set(column)) == 4 for column in zip(*v["X"], strict=True)) and bool(np.all(np.abs(answer(v)) > 0.05))


# %% [markdown]
# The training set has four samples (rows) with two features,
#
# $$X = {{ X | tex }},$$
#
# and a test sample is $x = {{ x | tex }}$. Standardise the test sample so that nothing about the test data leaks into the
# scaling; the standard deviation is that of the population (ddof = 0). Give its two features to four decimals.
# %% [raw]
# # END QUESTION
