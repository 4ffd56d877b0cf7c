# %% [raw]
# # BEGIN QUESTION
# name: state_jacobian
# type: matrix
# points: 3
# title: How a state depends on an earlier one
# topics: [T6.5]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rnn import gradients

LEVELS = [-0.8, -0.6, -0.5, 0, 0.5, 0.6, 0.8]


def variant(rng):
    return {"W": rng.choice([-2, -1, -0.5, 0.5, 1, 2], size=(2, 2)), "h": rng.choice(LEVELS, size=(2, 2))}


def product(function, v):
    return function(np.array(v["W"], dtype=float), np.array(v["h"], dtype=float))


def answer(v):
    return product(gradients.jacobian_product, v)


def mistakes(v):
    return {m.key: (m.message, product(m.mutant, v)) for m in misconceptions_of(gradients.jacobian_product)}


# %% [markdown]
# A recurrent network $h_t = \tanh(W_{ih} x_t + W h_{t-1} + b)$ with two units has
#
# $$W = {{ W | tex }}, \qquad h_1 = {{ h[0] | tex }}, \qquad h_2 = {{ h[1] | tex }}.$$
#
# Give the Jacobian $\partial h_2 / \partial h_0$; its rows belong to the entries of $h_2$.
# %% [raw]
# # END QUESTION
