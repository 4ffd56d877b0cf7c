# %% [raw]
# # BEGIN QUESTION
# name: masked_pixel
# type: number
# points: 2
# title: A masked convolution
# topics: [T10.1]
# %% tags=["variant"]
import numpy as np

from reference.generative import autoregressive
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"x": rng.integers(0, 6, size=(3, 3)), "w": rng.integers(-3, 4, size=(3, 3)), "kind": str(rng.choice(["A", "B"]))}


def output(function, v):
    return float(np.sum(np.array(v["x"]) * np.array(v["w"]) * function(3, v["kind"])))


def answer(v):
    return output(autoregressive.pixelcnn_mask, v)


def mistakes(v):
    named = {m.key: (m.message, output(m.mutant, v)) for m in misconceptions_of(autoregressive.pixelcnn_mask)}
    return named | {"T10.1/no_mask": ("Later pixels are masked.", float(np.sum(np.array(v["x"]) * np.array(v["w"]))))}


# %% [markdown]
# A PixelCNN convolves an image with masked filters (mask A in its first layer, mask B in later ones; kernels are not flipped). For one pixel, its
# surroundings $x$ (the pixel itself in the middle) and the filter $w$ before masking are
#
# $$x = {{ x | tex }}, \qquad w = {{ w | tex }}.$$
#
# What is the output at this pixel with **mask {{ kind }}**?
# %% [raw]
# # END QUESTION
