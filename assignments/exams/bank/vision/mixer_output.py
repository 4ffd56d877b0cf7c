# %% [raw]
# # BEGIN QUESTION
# name: mixer_output
# type: matrix
# points: 3
# title: A mixer while it is trained
# topics: [T9.3]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.vision import fast


def variant(rng):
    return {
        "x": rng.integers(-2, 5, size=(2, 2)),
        "w": rng.integers(-1, 3, size=(3, 3)),
        "gamma": float(rng.choice([0.5, 1, 2])),
        "beta": float(rng.integers(-2, 3)),
        "mean": float(rng.integers(1, 4)),
        "var": float(rng.choice([4, 16, 25])),
    }


def output(function, v):
    bn = (*(np.array([v[name]]) for name in ("gamma", "beta", "mean", "var")), 0.0)
    x, w = (np.array(v[name], dtype=float)[None, None] for name in "xw")
    return function(x, w, bn)[0, 0]


def answer(v):
    return output(fast.repmixer_train, v)


def mistakes(v):
    return {m.key: (m.message, output(m.mutant, v)) for m in misconceptions_of(fast.repmixer_train)}


def accept(v):
    x, w = np.array(v["x"]), np.array(v["w"])
    mixed = [(w[1 - i : 3 - i, 1 - j : 3 - j] * x).sum() for i in (0, 1) for j in (0, 1)]
    return len(set(mixed)) > 1  # else the batch has no spread


# %% [markdown]
# Before it is fused, the token mixer of a FastViT computes $x + \mathrm{BN}(\mathrm{conv}(x))$, a depthwise 3×3 convolution (zero padding,
# not flipped) and batch norm with its **running** statistics: mean {{ mean | neat }}, variance {{ var | neat }}, $\gamma = {{ gamma | neat }}$,
# $\beta = {{ beta | neat }}$, $\epsilon = 0$. Give its output for the one channel
#
# $$x = {{ x | tex }}, \qquad w = {{ w | tex }}.$$
# %% [raw]
# # END QUESTION
