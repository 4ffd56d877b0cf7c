# %% [raw]
# # BEGIN QUESTION
# name: separable_output
# type: number
# points: 2
# title: A separable convolution
# topics: [T5.3]
# %% tags=["variant"]
import numpy as np

from reference.cnn import conv
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "x": rng.integers(-2, 4, size=(2, 2, 2)), "w": rng.choice([-2, -1, 1, 2], size=(2, 2, 2)), "mix": rng.choice([-2, -1, 2, 3], size=2),
    }  # fmt: skip


def output(function, v):
    x, w = (np.array(v[n], dtype=float) for n in "xw")
    return function(x[None], w[:, None], np.array(v["mix"], dtype=float).reshape(1, 2, 1, 1)).ravel()[0].item()


def answer(v):
    return output(conv.depthwise_separable_conv2d, v)


def mistakes(v):
    x, w = (np.array(v[n], dtype=float) for n in "xw")
    named = {m.key: (m.message, output(m.mutant, v)) for m in misconceptions_of(conv.depthwise_separable_conv2d, "T5.2/flip")}
    mixed = float(np.sum(np.sum(x, axis=0) * np.tensordot(np.array(v["mix"], dtype=float), w, axes=1)))
    return named | {
        "T5.3/sep_no_pointwise": ("Depthwise alone does not mix channels.", float(np.sum(x * w))),
        "T5.3/full": ("In the depthwise part each filter sees one channel.", mixed),
    }


# %% [markdown]
# An image of 2×2 pixels has two channels $x_1, x_2$. A depthwise-separable convolution has the 2×2 filters $w_1, w_2$ (not flipped, no bias, no padding), and a 1×1 convolution
# with one filter, the weights ({{ mix | join(", ") }}):
#
# $$x_1 = {{ x[0] | tex }}, \quad x_2 = {{ x[1] | tex }}, \quad w_1 = {{ w[0] | tex }}, \quad w_2 = {{ w[1] | tex }}.$$
#
# What is the output?
# %% [raw]
# # END QUESTION
