# %% [raw]
# # BEGIN QUESTION
# name: ce_gradient
# type: matrix
# points: 3
# title: Gradient of the cross-entropy
# topics: [T2.6]
# %% tags=["variant"]
import numpy as np

from reference.linear import softmax
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"z": rng.integers(-2, 4, size=(2, 3)), "y": [int(k) for k in rng.integers(0, 3, size=2)]}


def gradient(function, v):
    return function(np.array(v["z"], dtype=float), np.array(v["y"]))


def answer(v):
    return gradient(softmax.cross_entropy_grad, v)


def mistakes(v):
    keys = ("T2.6/grad_p", "T2.6/grad_no_mean", "T2.6/axis")
    named = {m.key: (m.message, gradient(m.mutant, v)) for m in misconceptions_of(softmax.cross_entropy_grad, *keys)}
    return named | {"T2.6/grad_sign": ("The loss falls when the true logit grows: mind the sign.", -answer(v))}


def accept(v):
    return all(len(set(row)) == 3 for row in v["z"])


# %% [markdown]
# The logits of two samples (rows) are
#
# $$z = {{ z | tex }},$$
#
# and their classes are {{ y[0] }} and {{ y[1] }} (counted from 0). The loss is the **mean** over the samples of the
# cross-entropy of the softmax. Give its gradient with respect to $z$, to four decimals.
# %% [raw]
# # END QUESTION
