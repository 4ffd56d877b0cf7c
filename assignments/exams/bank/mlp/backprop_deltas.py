# %% [raw]
# # BEGIN QUESTION
# name: backprop_deltas
# type: matrix
# points: 4
# title: Backpropagation by hand
# topics: [T3.4]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.mlp import networks


def variant(rng):
    return {
        "Wh": rng.choice([-1.0, -0.5, 0.5, 1.0], size=(2, 2)),
        "Wo": rng.choice([-1.0, -0.5, 0.5, 1.0], size=2),
        "x": [int(k) for k in rng.choice([-2, -1, 1, 2], size=2)],
        "y": int(rng.integers(2)),
    }


def backprop(function, v):
    """(ŷ, δo, δh1, δh2), and h."""
    found = function(np.array([v["x"]], dtype=float), np.array([[float(v["y"])]]), np.array(v["Wh"]), np.array([v["Wo"]]))
    y_hat, delta_o = found["y_hat"][0, 0], found["delta_o"][0, 0]
    return [float(y_hat), float(delta_o), *found["delta_h"][0].tolist()], found["h"][0]


def answer(v):
    return backprop(networks.backprop_two_layer, v)[0]


def mistakes(v):
    keys = ("T3.4/sign", "T3.4/no_sigmoid_deriv_hidden", "T3.4/half", "T3.3/linear_output")
    return {m.key: (m.message, backprop(m.mutant, v)[0]) for m in misconceptions_of(networks.backprop_two_layer, *keys)}


def accept(v):
    (_, delta_o, *delta_h), h = backprop(networks.backprop_two_layer, v)
    return abs(delta_o) >= 0.02 and min(map(abs, delta_h)) >= 0.002 and abs(h[0] - h[1]) >= 0.05


# %% [markdown]
# A network with two inputs, two hidden units and one output has no biases and the sigmoid
# $\sigma(z) = 1 / (1 + e^{-z})$ in the hidden units **and** in the output:
#
# $$h = \sigma(W_h x), \quad \hat y = \sigma(w_o \cdot h), \qquad W_h = {{ Wh | tex }}, \quad w_o = {{ Wo | tex }}.$$
#
# The input is $x = {{ x | tex }}$, the target $y = {{ y }}$ and the loss $L = \tfrac12(\hat y - y)^2$. Give
# $(\hat y, \delta^o, \delta^h_1, \delta^h_2)$ to four decimals, where each $\delta$ is the derivative of $L$ with respect to the
# net input (before the sigmoid) of that unit.
# %% [raw]
# # END QUESTION
