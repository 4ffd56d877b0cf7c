# %% [raw]
# # BEGIN QUESTION
# name: nearest_codes
# type: matrix
# points: 2
# title: Codes of a VQ-VAE
# topics: [T10.5]
# %% tags=["variant"]
import numpy as np

from reference.generative import vq
from reference.misconceptions import misconceptions_of


def variant(rng):
    E = rng.permutation([[i, j] for i in range(-2, 3) for j in range(-2, 3)])[:4]
    return {"E": E, "z": rng.integers(-9, 10, size=(4, 2)) / 4}


def codes(function, v):
    return function(np.array(v["z"]), np.array(v["E"], dtype=float)).idx


def answer(v):
    return codes(vq.vector_quantize, v)


def mistakes(v):
    found = misconceptions_of(vq.vector_quantize, "T10.5/dot_product", "T10.5/farthest")
    return {m.key: (m.message, codes(m.mutant, v)) for m in found}


def accept(v):
    """No vector is as near to a second code."""
    far = ((np.array(v["z"])[:, None] - np.array(v["E"])[None]) ** 2).sum(axis=2)
    far.sort(axis=1)
    return len(set(answer(v).tolist())) > 1 and (far[:, 1] > far[:, 0]).all()


# %% [markdown]
# A VQ-VAE has the codes $e_0$ to $e_3$, the rows of $E$. Its encoder gives four vectors, the rows of $z$:
#
# $$E = {{ E | tex }}, \qquad z = {{ z | tex }}.$$
#
# Which code takes the place of each vector? Give the four numbers.
# %% [raw]
# # END QUESTION
