# %% [raw]
# # BEGIN QUESTION
# name: made_mask
# type: matrix
# points: 3
# title: Masks of MADE
# topics: [T10.1]
# %% tags=["variant"]
import numpy as np

from reference.generative import autoregressive
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "m_in": rng.permutation(4) + 1,
        "m_hidden": rng.integers(1, 4, size=4),
        "ask": str(rng.choice(["hidden", "output"])),
    }


def mask(function, v):
    hidden, output = function(np.array(v["m_in"]), [np.array(v["m_hidden"])])
    return (hidden if v["ask"] == "hidden" else output).astype(int)


def answer(v):
    return mask(autoregressive.made_masks, v)


def mistakes(v):
    strict = "T10.1/strict_hidden" if v["ask"] == "hidden" else "T10.1/ge_output"
    found = misconceptions_of(autoregressive.made_masks, strict, "T10.1/masks_transposed")
    return {m.key: (m.message, mask(m.mutant, v)) for m in found}


def accept(v):
    return len(set(v["m_hidden"])) > 1


# %% [markdown]
# MADE masks the weights of a network with four inputs, one layer of four hidden units, and an output for each input. The inputs have the places
# $m = {{ m_in | tex }}$ in the order, the hidden units the numbers ${{ m_hidden | tex }}$.
#
# Give the mask of the weights **{{ "from the inputs to the hidden units" if ask == "hidden" else "from the hidden units to the outputs" }}**: entry
# $(i, j)$ is 1 where {{ "hidden unit $i$ may see input $j$" if ask == "hidden" else "output $i$ may see hidden unit $j$" }}, else 0.
# %% [raw]
# # END QUESTION
