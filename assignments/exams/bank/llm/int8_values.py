# %% [raw]
# # BEGIN QUESTION
# name: int8_values
# type: matrix
# points: 2
# title: Weights in eight bits
# topics: [T8.7]
# %% tags=["variant"]
import numpy as np

from reference.llm import finetuning
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"x": rng.choice(np.arange(-30, 31), size=4, replace=False) / 20}


def quantised(function, v):
    return function(np.array(v["x"], dtype=float)).q


def answer(v):
    return quantised(finetuning.quantize_absmax_int8, v)


def mistakes(v):
    keys = ["T8.7/scale_128", "T8.7/truncated"] + ["T8.7/maximum_signed"] * (max(v["x"]) < max(map(abs, v["x"])) and max(v["x"]) > 0)
    return {m.key: (m.message, quantised(m.mutant, v)) for m in misconceptions_of(finetuning.quantize_absmax_int8, *keys)}


def accept(v):
    scaled = np.array(v["x"]) / np.abs(v["x"]).max() * 127
    return np.abs(scaled % 1 - 0.5).min() > 0.02  # no half is rounded


# %% [markdown]
# The weights ({{ x | join(", ") }}) are quantised to 8 bits with one absmax scale (symmetric, from −127 to 127). Give the four whole numbers.
# %% [raw]
# # END QUESTION
