# %% [raw]
# # BEGIN QUESTION
# name: inception_output
# type: matrix
# points: 1
# title: Branches of an Inception block
# topics: [T5.6]
# %% tags=["variant"]
import numpy as np

from reference.cnn import blocks
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "channels": [8 * int(n) for n in rng.integers(1, 17, size=4)],
        "N": int(rng.choice([2, 4, 8])),
        "side": int(rng.choice([7, 8, 14])),
    }


def shape(function, v):
    return list(function([np.zeros((v["N"], C, v["side"], v["side"])) for C in v["channels"]]).shape)


def answer(v):
    return shape(blocks.inception_concat, v)


def mistakes(v):
    found = misconceptions_of(blocks.inception_concat, "T5.6/add_vs_concat", "T5.6/concat_batch")
    return {m.key: (m.message, shape(m.mutant, v)) for m in found}


# %% [markdown]
# An Inception block sends a batch of {{ N }} feature maps of {{ side }} × {{ side }} pixels through four branches that keep the size:
#
# | branch | 1×1 | 3×3 | 5×5 | pooling |
# |---|---|---|---|---|
# | channels that it makes | {{ channels | join(" | ") }} |
#
# Give the shape $(N, C, H, W)$ of the block's output.
# %% [raw]
# # END QUESTION
