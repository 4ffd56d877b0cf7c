# %% [raw]
# # BEGIN QUESTION
# name: shrunk_values
# type: matrix
# points: 2
# title: Soft thresholding
# topics: [T14.2]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.unsupervised import sparse


def variant(rng):
    return {"u": rng.integers(-8, 9, size=5) / 2, "t": float(rng.choice([0.5, 1, 1.5, 2]))}


def answer(v):
    return sparse.soft_threshold(np.array(v["u"]), v["t"])


def mistakes(v):
    return {m.key: (m.message, m.mutant(np.array(v["u"]), v["t"])) for m in misconceptions_of(sparse.soft_threshold)}


# %% [markdown]
# Give the soft thresholding of $u = {{ u | tex }}$ with the threshold {{ t | neat }}.
# %% [raw]
# # END QUESTION
