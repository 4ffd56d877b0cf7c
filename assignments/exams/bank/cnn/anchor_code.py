# %% [raw]
# # BEGIN QUESTION
# name: anchor_code
# type: matrix
# points: 2
# title: A box seen from its anchor
# topics: [T5.8]
# %% tags=["variant"]
import numpy as np

from reference.cnn import boxes
from reference.misconceptions import misconceptions_of


def variant(rng):
    a, b = rng.integers(0, 6, size=(2, 2))
    sizes = rng.choice([2, 4, 5, 8, 10], size=(2, 2))
    return {"anchor": [*a, *(a + sizes[0])], "box": [*b, *(b + sizes[1])]}


def code(function, v):
    return function(*(np.array([v[n]], dtype=float) for n in ("anchor", "box")))[0]


def answer(v):
    return code(boxes.encode_boxes, v)


def mistakes(v):
    keys = ("T5.8/corners", "T5.8/no_log", "T5.8/box_size", "T5.8/pixels")
    return {m.key: (m.message, code(m.mutant, v)) for m in misconceptions_of(boxes.encode_boxes, *keys)}


# %% [markdown]
# A detector has an anchor with the corners $(x_1, y_1, x_2, y_2) = {{ anchor | tex }}$; the true box is ${{ box | tex }}$. Which four numbers $(t_x, t_y, t_w, t_h)$ should the network predict (offset of the centres in
# sizes of the anchor, natural logarithm of the ratio of the sizes)?
# %% [raw]
# # END QUESTION
