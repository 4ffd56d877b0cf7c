# %% [raw]
# # BEGIN QUESTION
# name: patch_rows
# type: matrix
# points: 3
# title: An image as a sequence of patches
# topics: [T9.1]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.vision import vit


def variant(rng):
    channels = int(rng.integers(1, 3))
    rows, columns = (4, 4) if channels == 1 else (2, 6)
    return {"x": rng.integers(0, 10, size=(channels, rows, columns))}


def patches(function, v):
    return function(np.array(v["x"], dtype=float)[None], 2)[0]


def answer(v):
    return patches(vit.patchify, v)


def mistakes(v):
    keys = ("T9.1/patch_order",) if len(v["x"]) == 1 else ("T9.1/channel_last",)
    return {
        m.key: (m.message, patches(m.mutant, v)) for m in misconceptions_of(vit.patchify, *keys, "T9.1/reshape_only")
    }


# %% [markdown]
# {% if x | length == 1 %}A grey image{% else %}An image with two channels{% endif %} goes into a vision transformer with patches
# of 2×2 pixels:
#
# {% if x | length == 1 %}$$x = {{ x[0] | tex }}.$${% else %}$$x_1 = {{ x[0] | tex }}, \qquad x_2 = {{ x[1] | tex }}.$${% endif %}
#
# Give the sequence of patches before the projection, one row a patch. Patches run row by row over the image; a patch is
# flattened {% if x | length == 1 %}row by row.{% else %}channel by channel, each channel row by row.{% endif %}
# %% [raw]
# # END QUESTION
