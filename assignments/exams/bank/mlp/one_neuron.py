# %% [raw]
# # BEGIN QUESTION
# name: one_neuron
# type: number
# points: 2
# title: A single neuron
# topics: [T3.2]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.mlp import dense

NAMES = {"sigmoid": r"\sigma(z) = \frac{1}{1 + e^{-z}}", "tanh": r"\tanh(z)", "relu": r"\max(0, z)"}


def variant(rng):
    g = str(rng.choice(list(NAMES)))
    return {
        "g": g,
        "formula": NAMES[g],
        "x": [float(i) / 2 for i in rng.choice([-3, -2, -1, 1, 2, 3], size=3)],
        "w": [float(i) / 2 for i in rng.choice([-4, -3, -2, -1, 1, 2, 3, 4], size=3)],
        "w0": float(rng.choice([-2, -1, 1, 2])) / 2,
    }


def output(function, v, **changed):
    v = v | changed
    return float(function(np.array(v["x"]), np.array(v["w"]), v["w0"], v["g"]))


def answer(v):
    return output(dense.neuron, v)


def mistakes(v):
    keys = ["T3.2/bias_in_sum"] + ["T3.2/no_activation"] * (output(dense.neuron, v) != output(dense.neuron, v, g="identity"))
    named = {m.key: (m.message, output(m.mutant, v)) for m in misconceptions_of(dense.neuron, *keys)}
    return named | {"T3.2/no_bias": ("The bias w₀ belongs to the sum.", output(dense.neuron, v, w0=0.0))}


def accept(v):
    return abs(output(dense.neuron, v, g="identity")) < 4 and answer(v) != 0


# %% [markdown]
# A neuron has the weights $w = {{ w | tex }}$, the bias $w_0 = {{ w0 | neat }}$ and the activation $g(z) = {{ formula }}$. What is its output
# for $x = {{ x | tex }}$?
# %% [raw]
# # END QUESTION
