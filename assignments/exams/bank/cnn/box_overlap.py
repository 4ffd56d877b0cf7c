# %% [raw]
# # BEGIN QUESTION
# name: box_overlap
# type: number
# points: 2
# title: How much two boxes overlap
# topics: [T5.8]
# low: 0.02
# high: 0.95
# %% tags=["variant"]
import numpy as np

from reference.cnn import boxes
from reference.misconceptions import misconceptions_of


def variant(rng):
    corner = rng.integers(0, 5, size=(2, 2))
    size = rng.integers(3, 9, size=(2, 2))
    return {"boxes": np.concatenate([corner, corner + size], axis=1)}


def overlap(function, v):
    a, b = np.array(v["boxes"], dtype=float)
    return function(a[None], b[None]).item()


def answer(v):
    return overlap(boxes.box_iou, v)


def mistakes(v):
    keys = ("T5.8/no_subtraction", "T5.8/plus_one", "T5.8/smaller_area")
    return {m.key: (m.message, overlap(m.mutant, v)) for m in misconceptions_of(boxes.box_iou, *keys)}


# %% [markdown]
# Two boxes are given by their upper left and lower right corners, $(x_1, y_1, x_2, y_2)$: ${{ boxes[0] | tex }}$ and ${{ boxes[1] | tex }}$. What is their IoU (intersection over union)?
# %% [raw]
# # END QUESTION
