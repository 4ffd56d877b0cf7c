# %% [raw]
# # BEGIN QUESTION
# name: decoded_box
# type: matrix
# points: 2
# title: From an anchor to a box
# topics: [T5.8]
# %% tags=["variant"]
import numpy as np

from reference.cnn import boxes
from reference.misconceptions import misconceptions_of


def variant(rng):
    corner, size = rng.integers(0, 9, size=2), rng.choice([4, 8, 10, 12, 20], size=2)
    offset = rng.choice([-0.5, -0.25, -0.1, 0.1, 0.25, 0.5], size=2)
    return {
        "anchor": [*corner, *(corner + size)],
        "t": [*offset, *rng.choice([-0.5, -0.2, 0.2, 0.4, 0.5], size=2)],
    }


def box(function, v):
    return function(*(np.array([v[n]], dtype=float) for n in ("anchor", "t")))[0]


def answer(v):
    return box(boxes.decode_boxes, v)


def mistakes(v):
    return {m.key: (m.message, box(m.mutant, v)) for m in misconceptions_of(boxes.decode_boxes)}


# %% [markdown]
# A detector has an anchor with the corners $(x_1, y_1, x_2, y_2) = {{ anchor | tex }}$. For it the network predicts
# $(t_x, t_y, t_w, t_h) = {{ t | tex }}$: the offset of the centres in sizes of the anchor, and the natural logarithm of the ratio of the
# sizes. Which box is that? Give its corners $(x_1, y_1, x_2, y_2)$.
# %% [raw]
# # END QUESTION
