# %% [raw]
# # BEGIN QUESTION
# name: activation_slope
# type: number
# points: 2
# title: Slope of an activation
# topics: [T3.1]
# digits: 3
# low: 0.001
# high: 1
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.neurons import activations

NAMES = {"sigmoid": r"\sigma(z) = \frac{1}{1 + e^{-z}}", "tanh": r"\tanh(z)", "softplus": r"\ln(1 + e^z)"}


def variant(rng):
    name = str(rng.choice(list(NAMES)))
    return {"f": name, "formula": NAMES[name], "z": float(rng.choice([-1, 1]) * rng.integers(1, 13)) / 4}


def answer(v):
    return float(activations.activation_derivative(v["f"], np.array(v["z"])))


def mistakes(v):
    keys = ["T3.1/deriv_of_output"] * (v["f"] != "softplus") + ["T3.1/tanh_sq"] * (v["f"] == "tanh")
    named = {
        m.key: (m.message, float(m.mutant(v["f"], np.array(v["z"]))))
        for m in (misconceptions_of(activations.activation_derivative, *keys) if keys else ())
    }
    value = float(activations.ACTIVATIONS[v["f"]](np.array(v["z"])))
    return named | {"T3.1/value": ("That is the activation itself, not its slope.", value)}


# %% [markdown]
# What is the slope $f'(z)$ of the activation $f(z) = {{ formula }}$ at $z = {{ z | neat }}$?
# %% [raw]
# # END QUESTION
