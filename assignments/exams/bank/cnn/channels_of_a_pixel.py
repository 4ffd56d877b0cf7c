# %% [raw]
# # BEGIN QUESTION
# name: channels_of_a_pixel
# type: matrix
# points: 2
# title: Channels that are mixed
# topics: [T5.3]
# %% tags=["variant"]
import numpy as np

from reference.cnn import conv
from reference.misconceptions import misconceptions_of

SIZES = {"pointwise": (2, 4), "grouped": (4, 2)}


def variant(rng):
    kind = str(rng.choice(["pointwise", "grouped"]))
    return {"kind": kind, "x": rng.integers(-2, 5, size=4), "w": rng.choice([-2, -1, 1, 2, 3], size=SIZES[kind]), "b": rng.integers(-2, 3, size=SIZES[kind][0])}


def output(function, v):
    x = np.array(v["x"], dtype=float).reshape(1, 4, 1, 1)
    w, b = np.array(v["w"], dtype=float)[:, :, None, None], np.array(v["b"], dtype=float)
    return (function(x, w, b) if v["kind"] == "pointwise" else function(x, w, 2, b))[0, :, 0, 0]


def right(v):
    return conv.pointwise_conv2d if v["kind"] == "pointwise" else conv.grouped_conv2d


def answer(v):
    return output(right(v), v)


def mistakes(v):
    keys = ["T5.2/no_bias"] if v["kind"] == "pointwise" else ["T5.3/interleaved"]
    named = {m.key: (m.message, output(m.mutant, v)) for m in misconceptions_of(right(v), *keys)}
    if v["kind"] == "grouped":
        first = output(conv.grouped_conv2d, v | {"x": v["x"][:2] * 2})
        named["T5.3/one_block"] = ("Each group has channels of its own.", first)
    return named


def accept(v):
    return any(v["b"])


# %% [markdown]
# At one pixel an image has the four channels {{ x | join(", ") }}. A 1×1 convolution has the filters $w$ (a filter a row) and the biases {{ b | join(", ") }}{{ "; it works in **two groups**, each on two of the channels" if kind == "grouped" }}:
#
# $$w = {{ w | tex }}.$$
#
# Give its {{ b | length }} outputs at this pixel.
# %% [raw]
# # END QUESTION
