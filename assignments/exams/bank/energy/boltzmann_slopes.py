# %% [raw]
# # BEGIN QUESTION
# name: boltzmann_slopes
# type: matrix
# points: 3
# title: Two phases
# topics: [T11.3]
# %% tags=["variant"]
import numpy as np

from reference.energy import boltzmann
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"w": float(rng.integers(-4, 5) / 2), "b": rng.integers(-3, 4, size=2) / 2, "data": rng.integers(0, 2, size=(4, 2))}


def slopes(function, v):
    W = np.array([[0, v["w"]], [v["w"], 0]])
    dW, db = function(np.array(v["data"], dtype=float), W, np.array(v["b"]))
    return [dW[0, 1], *db]


def answer(v):
    return slopes(boltzmann.bm_gradient, v)


def mistakes(v):
    found = misconceptions_of(boltzmann.bm_gradient, "T11.3/phases_swapped", "T11.3/no_negative", "T11.3/data_summed")
    return {m.key: (m.message, slopes(m.mutant, v)) for m in found}


def accept(v):
    return v["w"] and np.sum(v["data"]) > 1


# %% [markdown]
# A Boltzmann machine of two units (0 or 1, $T = 1$) has the weight $w = {{ w | neat }}$ between them and the biases $b = {{ b | tex }}$. Its four training samples are {% for s in data %}${{ s | tex }}${{ ", " if not loop.last }}{% endfor %}.
#
# Give the derivatives of the mean log-likelihood with respect to $(w,\; b_1,\; b_2)$. The model has four states only.
# %% [raw]
# # END QUESTION
