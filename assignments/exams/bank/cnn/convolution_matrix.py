# %% [raw]
# # BEGIN QUESTION
# name: convolution_matrix
# type: matrix
# points: 2
# title: A convolution as a matrix
# topics: [T5.1]
# %% tags=["variant"]
import numpy as np

from reference.cnn import conv1d
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"w": rng.choice([-3, -2, -1, 1, 2, 3], size=int(rng.choice([2, 3])), replace=False), "n": int(rng.integers(4, 6))}


def matrix(function, v):
    return function(np.array(v["w"], dtype=float), v["n"])


def answer(v):
    return matrix(conv1d.toeplitz_matrix, v)


def mistakes(v):
    named = {m.key: (m.message, matrix(m.mutant, v)) for m in misconceptions_of(conv1d.toeplitz_matrix, "T5.1/flip")}
    still = np.zeros_like(answer(v))
    still[:, : len(v["w"])] = v["w"]
    return named | {"T5.1/no_shift": ("The window moves on by one from output to output.", still)}


# %% [markdown]
# A convolutional layer (kernel ({{ w | join(", ") }}), not flipped, stride 1, no padding, no bias) maps {{ n }} numbers $x$ linearly: its output is $T x$. Give the matrix $T$.
# %% [raw]
# # END QUESTION
