# %% [raw]
# # BEGIN QUESTION
# name: layer_volume
# type: number
# points: 3
# title: Volume of a layer of Glow
# topics: [T10.3]
# low: -10000
# high: 10000
# %% tags=["variant"]
import numpy as np

from reference.generative import flows
from reference.misconceptions import misconceptions_of


def variant(rng):
    H, W = int(rng.integers(2, 9)), int(rng.integers(2, 9))
    scale = rng.choice([-2, -0.5, 0.5, 2, 3, 4], size=3)
    return {"kind": str(rng.choice(["actnorm", "conv"])), "H": H, "W": W, "scale": scale, "M": rng.integers(-3, 4, size=(2, 2))}


def logdet(v, actnorm=flows.actnorm, conv=flows.invertible_1x1):
    if v["kind"] == "actnorm":
        return float(actnorm(np.zeros((1, 3, v["H"], v["W"])), np.array(v["scale"]), np.zeros(3)).logdet[0])
    return float(conv(np.zeros((1, 2, v["H"], v["W"])), np.array(v["M"], dtype=float)).logdet[0])


def answer(v):
    return logdet(v)


def mistakes(v):
    function = flows.actnorm if v["kind"] == "actnorm" else flows.invertible_1x1
    found = misconceptions_of(function, "T10.3/hw_factor", "T10.3/det_not_log")
    named = {m.key: (m.message, logdet(v, m.mutant, m.mutant)) for m in found}
    one = logdet(v) / (v["H"] * v["W"])
    return named | {"T10.3/one_side": ("H·W pixels, not H alone.", v["H"] * one)}


def accept(v):
    return v["kind"] == "actnorm" or abs(round(np.linalg.det(v["M"]))) > 1


# %% [markdown]
# A layer of Glow works on feature maps of {{ H }}×{{ W }} pixels with {{ 3 if kind == "actnorm" else 2 }} channels.
# {% if kind == "actnorm" %}Its actnorm multiplies the channels by ${{ scale | tex }}$ and adds a bias to each.{% else %}Its 1×1 convolution multiplies the channels of each pixel by
#
# $${{ M | tex }}.$$
# {% endif %}
# What is the logarithm of the absolute value of its Jacobian's determinant?
# %% [raw]
# # END QUESTION
