# %% [raw]
# # BEGIN QUESTION
# name: between_pixels
# type: number
# points: 2
# title: A place between pixels
# topics: [T5.3]
# %% tags=["variant"]
import numpy as np

from reference.cnn import deform
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"img": rng.integers(0, 9, size=(3, 3)), "y": int(rng.integers(1, 8)) / 4, "x": int(rng.integers(1, 8)) / 4}


def value(function, v):
    return float(function(np.array(v["img"], dtype=float), v["y"], v["x"]))


def answer(v):
    return value(deform.bilinear_sample, v)


def mistakes(v):
    return {m.key: (m.message, value(m.mutant, v)) for m in misconceptions_of(deform.bilinear_sample)}


def accept(v):
    return v["y"] % 1 and v["x"] % 1


# %% [markdown]
# A deformable convolution reads an image at row {{ y }}, column {{ x }}, both counted from 0 at the centre of the first pixel:
#
# $${{ img | tex }}.$$
#
# Which value does it get by bilinear interpolation?
# %% [raw]
# # END QUESTION
