# %% [raw]
# # BEGIN QUESTION
# name: blip_row
# type: matrix
# points: 2
# title: Soft targets and hard negatives
# topics: [T9.6]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.vision import blip


def variant(rng):
    return {
        "sim": rng.choice([-1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5], size=3, replace=False),
        "own": int(rng.integers(1, 4)),
        "ask": str(rng.choice(["targets", "negatives"])),
        "alpha": float(rng.choice([0.2, 0.3, 0.4, 0.6])),
    }


def row(function, v):
    """Of three equal rows that which belongs to the image."""
    sim = np.array([v["sim"]] * 3, dtype=float)
    return function(sim, *([v["alpha"]] if v["ask"] == "targets" else []))[v["own"] - 1]


def answer(v):
    return row(blip.momentum_soft_targets if v["ask"] == "targets" else blip.hard_negative_weights, v)


def mistakes(v):
    if v["ask"] == "targets":
        found = misconceptions_of(blip.momentum_soft_targets, "T9.6/alpha_swapped", "T9.6/no_softmax")
    else:
        found = misconceptions_of(blip.hard_negative_weights)
    return {m.key: (m.message, row(m.mutant, v)) for m in found}


# %% [markdown]
# {% if ask == "targets" %}The momentum encoders of BLIP{% else %}The encoders of BLIP{% endif %} find the similarities
# ${{ sim | tex }}$ of an image with the three texts of its batch; text {{ own }} is its own.
# {% if ask == "targets" %}Give its row of the **soft targets** for the contrastive loss, with $\alpha = {{ alpha | neat }}$.{% else %}Give the
# chances with which each text is drawn as the **hard negative** of this image for the matching loss.{% endif %}
# %% [raw]
# # END QUESTION
