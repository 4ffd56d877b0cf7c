# %% [raw]
# # BEGIN QUESTION
# name: online_softmax
# type: matrix
# points: 3
# title: A softmax that reads its scores once
# topics: [T7.7]
# %% tags=["variant"]
import numpy as np

from reference.attention import scaled
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"scores": rng.integers(-1, 5, size=(2, 2)), "values": rng.integers(-3, 6, size=(2, 2))}


def state(function, v):
    now = (np.asarray(-np.inf), np.asarray(0.0), np.zeros(1))
    for s, values in zip(np.array(v["scores"], dtype=float), np.array(v["values"], dtype=float), strict=True):
        now = function(*now, s, values[:, None])
    return [float(now.m), float(now.l), now.o.item()]


def answer(v):
    return state(scaled.online_softmax_step, v)


def mistakes(v):
    rises = max(v["scores"][1]) > max(v["scores"][0])
    keys = ["T7.7/normalised_blocks"] + (["T7.7/no_rescale"] if rises else ["T7.7/block_maximum"])
    return {m.key: (m.message, state(m.mutant, v)) for m in misconceptions_of(scaled.online_softmax_step, *keys)}


def accept(v):
    return max(v["scores"][1]) != max(v["scores"][0])


# %% [markdown]
# Attention is computed in tiles of two keys. The scores of one query are ({{ scores[0] | join(", ") }}) in the first tile and ({{ scores[1] | join(", ") }}) in the second,
# the values (numbers) ({{ values[0] | join(", ") }}) and ({{ values[1] | join(", ") }}). Which state $(m, l, o)$ is kept after **both** tiles: the largest score, the sum of
# $e^{s - m}$, and the same sum weighted with the values?
# %% [raw]
# # END QUESTION
