# %% [raw]
# # BEGIN QUESTION
# name: clip_value
# type: number
# points: 3
# title: Loss of CLIP
# topics: [T9.5]
# low: 0.001
# high: 100
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.vision import clip

LONG = [[3, 4], [4, 3], [6, 8], [8, 6], [5, 12], [12, 5], [0, 2], [2, 0], [-3, 4], [4, -3], [0, 1], [3, 0]]  # lengths are whole


def variant(rng):
    drawn = rng.choice(LONG, size=4, replace=False)
    return {"img": drawn[:2], "txt": drawn[2:], "scale": float(rng.choice([0.5, 1.5, 2, 2.5]))}


def loss(function, v):
    return function(*(np.array(v[name], dtype=float) for name in ("img", "txt")), v["scale"])


def answer(v):
    return loss(clip.clip_loss, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(clip.clip_loss)}


# %% [markdown]
# A batch of CLIP has two pairs. The encoders give for its images and its texts (a row each, the pairs in order)
#
# $$I = {{ img | tex }}, \qquad T = {{ txt | tex }}.$$
#
# The learned scale is $s = \ln(1/\tau) = {{ scale | neat }}$. What is the loss of the batch (natural logarithm)?
# %% [raw]
# # END QUESTION
