# %% [raw]
# # BEGIN QUESTION
# name: sgns_gradient
# type: matrix
# points: 3
# title: Gradient of a word vector
# topics: [T6.8]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rnn import word_vectors

LEVELS = [-2, -1, -0.5, 0.5, 1, 2]


def variant(rng):
    return {"v": rng.choice(LEVELS, size=2), "u": rng.choice(LEVELS, size=2), "U": rng.choice(LEVELS, size=(2, 2))}


def slope(function, v):
    return function(*(np.array(v[name], dtype=float) for name in ("v", "u", "U"))).dv


def answer(v):
    return slope(word_vectors.sgns_loss_grad, v)


def mistakes(v):
    keys = ("T6.8/negative_sign", "T6.8/mean_of_negatives", "T6.8/gradient_sign", "T6.8/no_minus_one")
    return {m.key: (m.message, slope(m.mutant, v)) for m in misconceptions_of(word_vectors.sgns_loss_grad, *keys)}


# %% [markdown]
# Skip-gram with negative sampling sees a word with the centre vector $v = {{ v | tex }}$, a word of its context with $u_o = {{ u | tex }}$, and two
# negative samples with the context vectors ${{ U[0] | tex }}$ and ${{ U[1] | tex }}$. Give the gradient of its loss by $v$.
# %% [raw]
# # END QUESTION
