# %% [raw]
# # BEGIN QUESTION
# name: changed_image
# type: matrix
# points: 1
# title: Augmentation
# topics: [T4.9]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.training import more_regularisers as more


def variant(rng):
    return {"x": rng.integers(1, 10, size=(3, 3)), "crop": bool(rng.integers(3)), "top": int(rng.integers(0, 4)), "left": int(rng.integers(0, 4))}


def changed(function, v):
    x = np.array(v["x"], dtype=float)[None, None]
    if v["crop"]:
        return function(x, np.array([v["top"]]), np.array([v["left"]]), 2, 1)[0, 0]
    return function(x, np.array([True]))[0, 0]


def right(v):
    return more.crop_images if v["crop"] else more.flip_images


def answer(v):
    return changed(right(v), v)


def mistakes(v):
    keys = ("T4.9/corners_swapped", "T4.9/border_repeated") if v["crop"] else ("T4.9/flip_rows",)
    return {m.key: (m.message, changed(m.mutant, v)) for m in misconceptions_of(right(v), *keys)}


# %% [markdown]
# An image of 3×3 pixels is
#
# $${{ x | tex }}.$$
#
# {% if crop %}A frame of zeros, one pixel wide, is put around it; then a window of 2×2 pixels is cut out whose upper left corner is at row {{ top }}, column {{ left }} of the framed image, counted from 0. Give the window.{% else %}Give its mirror image, left and right exchanged.{% endif %}
# %% [raw]
# # END QUESTION
