# %% [raw]
# # BEGIN QUESTION
# name: nf4_indices
# type: matrix
# points: 2
# title: Weights in four bits
# topics: [T8.7]
# %% tags=["variant"]
import numpy as np

from reference.llm import finetuning
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"x": rng.choice(np.arange(-30, 31), size=4, replace=False) / 20, "levels": np.round(finetuning.NF4, 3)}


def indices(function, v):
    return function(np.array(v["x"], dtype=float), 2).q


def answer(v):
    return indices(finetuning.nf4_quantize, v)


def mistakes(v):
    return {m.key: (m.message, indices(m.mutant, v)) for m in misconceptions_of(finetuning.nf4_quantize)}


def accept(v):
    blocks = np.reshape(v["x"], (2, 2))
    scaled = blocks / np.maximum(np.abs(blocks).max(axis=1, keepdims=True), 0.01)
    near = np.sort(np.abs(scaled[:, :, None] - np.array(finetuning.NF4)), axis=2)
    return (near[:, :, 1] - near[:, :, 0]).min() > 0.01  # rounded levels are enough


# %% [markdown]
# The weights $({{ x | join(",\\, ") }})$ are quantised to NF4 in blocks of **two**, each with its own absmax scale. The levels are
#
# | index | {% for i in range(8) %}{{ i }} | {% endfor %}
# |---|---|---|---|---|---|---|---|---|
# | level | {% for i in range(8) %}{{ levels[i] | neat }} | {% endfor %}
# | **index** | {% for i in range(8, 16) %}{{ i }} | {% endfor %}
# | level | {% for i in range(8, 16) %}{{ levels[i] | neat }} | {% endfor %}
#
# Give the index of each of the four weights.
# %% [raw]
# # END QUESTION
