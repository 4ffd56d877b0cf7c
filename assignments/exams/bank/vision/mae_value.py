# %% [raw]
# # BEGIN QUESTION
# name: mae_value
# type: number
# points: 3
# title: Loss of a masked autoencoder
# topics: [T9.4]
# low: 0.01
# high: 100
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.vision import pretraining


def variant(rng):
    return {
        "pred": rng.integers(-2, 3, size=(3, 3)),
        "target": rng.integers(0, 7, size=(3, 3)),
        "removed": sorted(int(i) + 1 for i in rng.choice(3, size=int(rng.integers(1, 3)), replace=False)),
        "norm_pix": bool(rng.integers(2)),
    }


def loss(function, v):
    pred, target = (np.array(v[name], dtype=float)[None] for name in ("pred", "target"))
    mask = np.array([[i + 1 in v["removed"] for i in range(3)]])
    return function(pred, target, mask, v["norm_pix"])


def answer(v):
    return loss(pretraining.mae_loss, v)


def mistakes(v):
    keys = ["T9.4/loss_everywhere", "T9.4/mask_meaning"] + ["T9.4/norm_global", "T9.4/norm_off"] * v["norm_pix"]
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(pretraining.mae_loss, *keys)}


def accept(v):
    return all(len(set(row)) > 1 for row in v["target"])  # a patch of one colour has no variance


def difficulty(v):
    return 1.4 if v["norm_pix"] else 0.9


# %% [markdown]
# A masked autoencoder sees an image of three patches with three pixels each (the rows of $x$). It was given
# {% if removed | length == 2 %}one patch, the patches {{ removed[0] }} and {{ removed[1] }} were removed{% else %}two patches, patch {{ removed[0] }} was removed{% endif %}. Its prediction is $\hat x$:
#
# $$x = {{ target | tex }}, \qquad \hat x = {{ pred | tex }}.$$
#
# What is its loss (mean squared error){% if norm_pix %}, if each patch of the target is normalised with its own mean and variance (the
# variance divides by the number of pixels less one; $\epsilon = 0$){% else %}, without normalised targets{% endif %}?
# %% [raw]
# # END QUESTION
