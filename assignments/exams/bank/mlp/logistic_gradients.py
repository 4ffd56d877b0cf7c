# %% [raw]
# # BEGIN QUESTION
# name: logistic_gradients
# type: matrix
# points: 4
# title: Logistic cost of a small network
# topics: [T2.7, T3.5]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.mlp import networks


def variant(rng):
    return {
        "W1": rng.choice([-4, -2, -1, 1, 2, 4], size=(2, 2)) / 4,
        "W2": rng.choice([-4, -2, -1, 1, 2, 4], size=2) / 2,
        "x": [int(i) for i in rng.choice([-2, -1, 1, 2, 3], size=2)],
        "y": int(rng.integers(2)),
        "lam": float(rng.choice([0.1, 0.2, 0.5])),
    }


def gradients(function, v, lam=None):
    """dW₁ and below it dW₂."""
    X, W1, W2 = np.array([v["x"]], dtype=float), np.array(v["W1"]), np.array([v["W2"]])
    found = function(X, np.array([[v["y"]]]), W1, W2, v["lam"] if lam is None else lam)
    return np.concatenate([found.dW1, found.dW2])


def answer(v):
    return gradients(networks.logistic_mlp_cost_grad, v)


def mistakes(v):
    found = misconceptions_of(networks.logistic_mlp_cost_grad, "T2.7/extra_deriv", "T2.7/lam_full")
    none = ("The penalty has a gradient, too.", gradients(networks.logistic_mlp_cost_grad, v, 0.0))
    return {m.key: (m.message, gradients(m.mutant, v)) for m in found} | {"T2.7/no_penalty": none}


def difficulty(v):
    return 1.2


# %% [markdown]
# A network without biases computes $h = \sigma(W_1 x)$ and $a = \sigma(w_2 \cdot h)$ with $\sigma(z) = 1 / (1 + e^{-z})$ and
#
# $$W_1 = {{ W1 | tex }}, \qquad w_2 = {{ W2 | tex }}.$$
#
# For the one sample $x = {{ x | tex }}$ with the label $y = {{ y }}$ its cost is
# $J = -y \ln a - (1 - y) \ln(1 - a) + \frac\lambda2 \bigl(\lVert W_1 \rVert^2 + \lVert w_2 \rVert^2\bigr)$ with $\lambda = {{ lam | neat }}$.
#
# Give the two rows of $\partial J / \partial W_1$ and below them $\partial J / \partial w_2$.
# %% [raw]
# # END QUESTION
