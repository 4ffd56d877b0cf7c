# %% [raw]
# # BEGIN QUESTION
# name: media_seen
# type: matrix
# points: 2
# title: Which image a token sees
# topics: [T9.7]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.vision import flamingo

WORDS = ["a", "cat", "the", "dog", "big", "tree", "on", "two", "birds", "red", "car", "and"]


def variant(rng):
    words = [str(w) for w in rng.choice(WORDS, size=8, replace=False)]
    for i in rng.choice(7, size=int(rng.integers(2, 4)), replace=False):
        words[i] = "<image>"
    return {"tokens": words}


def seen(function, v):
    """For each token the number of the image it sees, 0 for none."""
    is_image = np.array([t == "<image>" for t in v["tokens"]])
    mask = function(is_image, int(is_image.sum()))
    return [int(row.argmax()) + 1 if row.any() else 0 for row in mask]


def answer(v):
    return seen(flamingo.media_mask, v)


def mistakes(v):
    found = misconceptions_of(flamingo.media_mask, "T9.7/next_image", "T9.7/from_first")
    first = ("Only the most recent image is attended.", [min(n, 1) for n in answer(v)])
    return {m.key: (m.message, seen(m.mutant, v)) for m in found} | {"T9.7/first_image": first}


def accept(v):
    return v["tokens"][0] != "<image>"  # else nothing comes before the first image


# %% [markdown]
# Flamingo reads
#
# `{{ tokens | join(" ") }}`
#
# Each word between spaces is a token, and so is `<image>`. To which image does each of the {{ tokens | length }} tokens attend in the
# gated cross-attention? Give the images' numbers in the order of the tokens, counted from 1, and 0 for a token that attends to
# none; `<image>` itself attends to its own image.
# %% [raw]
# # END QUESTION
