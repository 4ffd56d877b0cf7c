# %% [raw]
# # BEGIN QUESTION
# name: fused_kernel
# type: matrix
# points: 3
# title: Three layers in one kernel
# topics: [T9.3]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.vision import fast


def variant(rng):
    return {
        "w": rng.integers(-4, 5, size=(3, 3)),
        "gamma": float(rng.choice([-2, -1, 0.5, 2, 3, 4])),
        "beta": int(rng.integers(-2, 3)),
        "mean": int(rng.integers(-3, 4)),
        "var": int(rng.choice([4, 16, 25])),
    }


def kernel(function, v):
    bn = (*(np.array([float(v[name])]) for name in ("gamma", "beta", "mean", "var")), 0.0)
    return function(np.array(v["w"], dtype=float)[None, None], bn).w[0, 0]


def answer(v):
    return kernel(fast.repmixer_fuse, v)


def mistakes(v):
    named = {m.key: (m.message, kernel(m.mutant, v)) for m in misconceptions_of(fast.repmixer_fuse)}
    wrong = v | {"var": v["var"] ** 2}  # whose root is the variance
    return named | {"T9.3/std_vs_var": ("Divide by √(var+ε).", kernel(fast.repmixer_fuse, wrong))}


# %% [markdown]
# A block of FastViT computes $x + \mathrm{BN}(\mathrm{DWConv}(x))$. In one of its channels the depthwise kernel is $w$, without
# bias; the batch norm has the scale $\gamma = {{ gamma | neat }}$, the shift $\beta = {{ beta }}$, the running mean ${{ mean }}$ and the
# running variance ${{ var }}$ (with $\epsilon = 0$):
#
# $$w = {{ w | tex }}.$$
#
# For inference the whole block becomes **one** convolution. Give its kernel for this channel.
# %% [raw]
# # END QUESTION
