# %% [raw]
# # BEGIN QUESTION
# name: patches_back
# type: matrix
# points: 2
# title: From patches to an image
# topics: [T9.1, T9.4]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.vision import vit


def variant(rng):
    return {"patches": rng.integers(0, 10, size=(6, 4)), "height": int(rng.choice([4, 6]))}


def image(function, v):
    return function(np.array(v["patches"], dtype=float)[None], 2, 1, v["height"])[0, 0]


def answer(v):
    return image(vit.unpatchify, v)


def mistakes(v):
    found = misconceptions_of(vit.unpatchify, "T9.1/patch_order", "T9.1/reshape_only")
    return {m.key: (m.message, image(m.mutant, v)) for m in found}


# %% [markdown]
# A masked autoencoder predicts the patches of a grey image of {{ height }} rows and {{ 24 // height }} columns. A patch has 2×2 pixels; its four
# numbers, row by row, are a row of
#
# $${{ patches | tex }},$$
#
# and the patches run row by row over the image. Give the image.
# %% [raw]
# # END QUESTION
