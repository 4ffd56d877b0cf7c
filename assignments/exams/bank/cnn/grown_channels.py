# %% [raw]
# # BEGIN QUESTION
# name: grown_channels
# type: number
# points: 1
# title: Channels of a dense block
# topics: [T5.6]
# integer: true
# low: 1
# %% tags=["variant"]
import numpy as np

from reference.cnn import blocks
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"c": 8 * int(rng.integers(1, 10)), "layers": int(rng.integers(3, 9)), "k": 4 * int(rng.integers(2, 9))}


def channels(function, v):
    layer = lambda x: np.zeros((1, v["k"], 1, 1))  # noqa: E731
    return function(np.zeros((1, v["c"], 1, 1)), [layer] * v["layers"]).shape[1]


def answer(v):
    return channels(blocks.dense_block, v)


def mistakes(v):
    named = {m.key: (m.message, channels(m.mutant, v)) for m in misconceptions_of(blocks.dense_block, "T5.6/only_new")}
    return named | {"T5.6/last_only": ("Each layer adds its channels.", v["c"] + v["k"])}


# %% [markdown]
# A dense block (DenseNet) takes {{ c }} channels and has {{ layers }} layers, each of which makes {{ k }} new channels (the growth rate). How many channels does the block hand on?
# %% [raw]
# # END QUESTION
