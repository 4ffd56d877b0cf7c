# %% [raw]
# # BEGIN QUESTION
# name: kept_boxes
# type: multiple
# points: 2
# title: Non-maximum suppression
# topics: [T5.8]
# %% tags=["variant"]
import numpy as np

from reference.cnn import boxes
from reference.misconceptions import misconceptions_of


def variant(rng):
    corner = rng.integers(0, 4, size=(5, 2))
    size = rng.integers(3, 6, size=(5, 2))
    scores = rng.choice(np.arange(10, 99), size=5, replace=False) / 100
    return {"boxes": np.concatenate([corner, corner + size], axis=1), "scores": scores, "threshold": float(rng.choice([0.3, 0.4, 0.5]))}


def kept(function, v):
    return [int(i) for i in function(np.array(v["boxes"], dtype=float), np.array(v["scores"]), v["threshold"])]


def options(v):
    found, iou = kept(boxes.nms, v), boxes.box_iou(*(np.array(v["boxes"], dtype=float),) * 2)
    wrong = {}
    for i in range(5):
        if i not in found:
            by = next(j for j in found if iou[i, j] > v["threshold"] and v["scores"][j] > v["scores"][i])
            wrong[f"box {'VWXYZ'[i]}"] = f"It overlaps a box with a higher score ({v['scores'][by]:g}) by {iou[i, by]:.2f}."
    return {"right": [f"box {'VWXYZ'[i]}" for i in found], "wrong": wrong}


def accept(v):
    iou = boxes.box_iou(*(np.array(v["boxes"], dtype=float),) * 2)
    found = kept(boxes.nms, v)
    chain = kept(misconceptions_of(boxes.nms, "T5.8/dropped_drops")[0].mutant, v)  # a box that was dropped matters
    return np.abs(iou - v["threshold"]).min() > 0.02 and 2 <= len(found) <= 3 and set(chain) != set(found)


# %% [markdown]
# A detector finds five boxes (corners $x_1, y_1, x_2, y_2$) with these scores:
#
# | box | corners | score |
# |---|---|---|
# {% for b in boxes %}| {{ "VWXYZ"[loop.index0] }} | ({{ b | join(", ") }}) | {{ scores[loop.index0] }} |
# {% endfor %}
# Which of them does non-maximum suppression keep, if a box is dropped whose IoU with a kept one is above {{ threshold }}?
# %% [raw]
# # END QUESTION
