# %% [raw]
# # BEGIN QUESTION
# name: linear_code
# type: matrix
# points: 3
# title: The best linear autoencoder
# topics: [T10.2]
# %% tags=["variant"]
import numpy as np

from reference.generative import vae
from reference.misconceptions import misconceptions_of

TURNS = [((1, 0), (0, 1)), ((1, 1), (1, -1)), ((2, 1), (1, -2)), ((1, 2), (2, -1)), ((3, 1), (1, -3)), ((1, 3), (3, -1))]


def variant(rng):
    u, w = np.array(TURNS[int(rng.integers(len(TURNS)))])
    a, b = rng.choice([1, 2, 3, 4], size=2, replace=False)
    X = rng.integers(-4, 5, size=2) + np.array([s * a * u + t * b * w for s in (1, -1) for t in (1, -1)])
    return {"X": rng.permutation(X), "ask": int(rng.integers(4))}


def back(function, v):
    return function(np.array(v["X"], dtype=float), 1).recon[v["ask"]]


def answer(v):
    return back(vae.linear_autoencoder_pca, v)


def mistakes(v):
    return {m.key: (m.message, back(m.mutant, v)) for m in misconceptions_of(vae.linear_autoencoder_pca)}


# %% [markdown]
# A linear autoencoder (with biases) codes points of the plane by **one** number. It is trained until the squared error is least on the four points
#
# $$X = {{ X | tex }} \quad\text{(a point a row)}.$$
#
# What does it make of ${{ X[ask] | tex }}$?
# %% [raw]
# # END QUESTION
