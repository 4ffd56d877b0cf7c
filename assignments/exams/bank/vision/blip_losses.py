# %% [raw]
# # BEGIN QUESTION
# name: blip_losses
# type: number
# points: 3
# title: Contrast and matching
# topics: [T9.6]
# low: 0.001
# high: 100
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.vision import blip


def variant(rng):
    ask = str(rng.choice(["itc", "itm"]))
    if ask == "itm":
        return {"ask": ask, "logits": rng.integers(-2, 4, size=(3, 2)), "match": rng.permutation([1, 0, int(rng.integers(2))])}
    soft = rng.choice([0.6, 0.7, 0.8, 0.9], size=2)
    return {
        "ask": ask,
        "i2t": rng.integers(-2, 7, size=(2, 2)) / 2,
        "t2i": rng.integers(-2, 7, size=(2, 2)) / 2,
        "soft": [[soft[0], 1 - soft[0]], [1 - soft[1], soft[1]]],
    }


def loss(function, v):
    if v["ask"] == "itm":
        return float(function(np.array(v["logits"], dtype=float), np.array(v["match"])))
    return float(function(*(np.array(v[name], dtype=float) for name in ("i2t", "t2i", "soft"))))


def answer(v):
    return loss(blip.itc_loss if v["ask"] == "itc" else blip.itm_loss, v)


def mistakes(v):
    found = misconceptions_of(blip.itc_loss if v["ask"] == "itc" else blip.itm_loss)
    return {m.key: (m.message, loss(m.mutant, v)) for m in found}


def difficulty(v):
    return 1.3 if v["ask"] == "itc" else 0.9


# %% [markdown]
# {% if ask == "itc" %}A batch of BLIP has two pairs of image and text. The scaled similarities of each image with the texts (a row an
# image) are $S$, those of each text with the images (a row a text) are $S'$; the rows of $Y$ are the **soft targets** of both:
#
# $$S = {{ i2t | tex }}, \qquad S' = {{ t2i | tex }}, \qquad Y = {{ soft | tex }}.$$
#
# What is the image–text **contrastive** loss of the batch (natural logarithm)?{% else %}The matching head of BLIP gives three pairs of image and text two logits each, class 0 (does not match) and class 1 (matches):
#
# | pair | class 0 | class 1 | truth |
# |---|---|---|---|
# {% for row in logits %}| {{ loop.index }} | {{ row[0] }} | {{ row[1] }} | {{ "matches" if match[loop.index0] else "does not match" }} |
# {% endfor %}
#
# What is the image–text **matching** loss of these pairs (natural logarithm)?{% endif %}
# %% [raw]
# # END QUESTION
