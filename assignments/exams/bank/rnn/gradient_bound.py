# %% [raw]
# # BEGIN QUESTION
# name: gradient_bound
# type: number
# points: 2
# title: How fast a gradient can vanish or explode
# topics: [T6.5]
# digits: 3
# low: 0.0001
# high: 100000
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rnn import gradients

SIZES = [0.3, 0.4, 0.6, 0.8, 1.2, 1.5, 2]


def variant(rng):
    a, b = (float(x) for x in rng.choice(SIZES, size=2, replace=False))
    W = [[[a, b], [b, a]], [[a, -b], [b, a]], [[0, a], [b, 0]]][int(rng.integers(3))]
    return {"W": W, "f": str(rng.choice(["tanh", "sigmoid"])), "T": int(rng.integers(3, 9))}


def bound(function, v):
    return function(np.array(v["W"], dtype=float), 1.0 if v["f"] == "tanh" else 0.25, v["T"])


def answer(v):
    return bound(gradients.gradient_norm_bound, v)


def mistakes(v):
    keys = ["T6.5/frobenius"] + ["T6.5/gamma_once"] * (v["f"] == "sigmoid") + ["T6.5/spectral"] * (v["W"][0][0] != 0)
    named = {m.key: (m.message, bound(m.mutant, v)) for m in misconceptions_of(gradients.gradient_norm_bound, *keys)}
    if v["f"] == "sigmoid":
        named["T6.5/gamma_1"] = ("The slope of the sigmoid is at most ¼.", bound(gradients.gradient_norm_bound, v | {"f": "tanh"}))
    return named


# %% [markdown]
# The recurrent weights of a network with the activation {{ "tanh" if f == "tanh" else "σ (sigmoid)" }} are
#
# $$W_{hh} = {{ W | tex }}.$$
#
# By which number is the spectral norm $\lVert \partial h_{ {{ T }} } / \partial h_0 \rVert$ bounded whatever the inputs are: what is the product
# of the bounds of its {{ T }} steps? (Three significant digits.)
# %% [raw]
# # END QUESTION
