# %% [raw]
# # BEGIN QUESTION
# name: matched_anchors
# type: matrix
# points: 2
# title: Which anchor answers for which box
# topics: [T5.8]
# %% tags=["variant"]
import numpy as np

from reference.cnn import boxes
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"iou": rng.integers(0, 19, size=(5, 2)) / 20, "high": 0.7, "low": float(rng.choice([0.3, 0.4]))}


def codes(function, v):
    return [int(c) for c in function(np.array(v["iou"]), v["high"], v["low"])]


def answer(v):
    return codes(boxes.match_anchors, v)


def mistakes(v):
    keys = ("T5.8/codes_swapped", "T5.8/nobody_ignored", "T5.8/low_is_enough", "T5.8/always_best")
    return {m.key: (m.message, codes(m.mutant, v)) for m in misconceptions_of(boxes.match_anchors, *keys)}


def accept(v):
    return len(set(answer(v))) >= 3 and all(a != b for a, b in v["iou"])


# %% [markdown]
# The overlaps (IoU) of five anchors, the rows, with two true boxes, the columns 0 and 1, are
#
# $${{ iou | tex }}.$$
#
# An anchor answers for the box that it overlaps most, if by {{ high }} or more. Below {{ low }} it is background (−1), between them it is ignored (−2). Give five numbers: the box (0 or 1), −1 or −2 of each anchor.
# %% [raw]
# # END QUESTION
