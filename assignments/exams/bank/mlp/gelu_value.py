# %% [raw]
# # BEGIN QUESTION
# name: gelu_value
# type: number
# points: 1
# title: A smooth ReLU
# topics: [T3.1]
# low: -2
# high: 4
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.neurons import activations


def variant(rng):
    z = float(rng.choice(np.arange(-50, 61))) / 20
    return {"z": z, "ask": str(rng.choice(["value", "slope"]))}


def right(v):
    return activations.gelu if v["ask"] == "value" else activations.gelu_derivative


def value(function, v):
    return function(np.array([v["z"]])).item()


def answer(v):
    return value(right(v), v)


def mistakes(v):
    keys = ("T3.1/gelu_sigmoid", "T3.1/gelu_gate") if v["ask"] == "value" else ("T3.1/gelu_product", "T3.1/deriv_of_output")
    return {m.key: (m.message, value(m.mutant, v)) for m in misconceptions_of(right(v), *keys)}


# %% [markdown]
# GELU is $g(z) = z\,\Phi(z)$, with $\Phi$ the distribution function of the standard normal distribution. What is {{ "its value" if ask == "value" else "its slope" }} at $z = {{ z | neat }}$ (exact form, no approximation)?
# %% [raw]
# # END QUESTION
