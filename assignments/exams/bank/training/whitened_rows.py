# %% [raw]
# # BEGIN QUESTION
# name: whitened_rows
# type: matrix
# points: 3
# title: Whitening
# topics: [T4.5]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.training import initialisation

MIXES = [[[2, 0], [0, 1]], [[1, 0], [0, 3]], [[3, 4], [-8, 6]], [[6, 8], [-4, 3]], [[4, 3], [-6, 8]], [[8, 6], [-3, 4]]]  # no axis has two entries of one size


def variant(rng):
    mix = np.array(MIXES[int(rng.integers(len(MIXES)))])
    signs = np.array([[1, 0], [-1, 0], [0, 1], [0, -1]])[rng.permutation(4)]
    return {"X": signs @ mix + rng.integers(-3, 4, size=2)}


def whitened(function, v):
    return function(np.array(v["X"], dtype=float), 0.0)


def answer(v):
    return whitened(initialisation.pca_whiten, v)


def mistakes(v):
    keys = ("T4.5/rotate_only", "T4.5/variance", "T4.5/not_centred")
    return {m.key: (m.message, whitened(m.mutant, v)) for m in misconceptions_of(initialisation.pca_whiten, *keys)}


# %% [markdown]
# Four samples are the rows of $X$:
#
# $$X = {{ X | tex }}.$$
#
# Whiten them by PCA, with the covariance over the four samples (divided by 4) and $\epsilon = 0$. Of the two new features that with the larger variance in $X$ comes first; of each principal axis the entry that is largest in absolute value
# counts as positive. Give the four rows.
# %% [raw]
# # END QUESTION
