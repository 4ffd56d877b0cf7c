# %% [raw]
# # BEGIN QUESTION
# name: class_map
# type: matrix
# points: 3
# title: Where a network looks
# topics: [T5.9]
# %% tags=["variant"]
import numpy as np

from reference.cnn import inspection
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"acts": rng.integers(0, 5, size=(2, 2, 2)), "grads": rng.choice([-1, -0.5, 0, 0.5, 1], size=(2, 2, 2)), "kind": str(rng.choice(["Grad-CAM", "Grad-CAM", "saliency"]))}


def value(function, v):
    acts, grads = (np.array(v[n], dtype=float) for n in ("acts", "grads"))
    return function(acts, grads) if v["kind"] == "Grad-CAM" else function(grads)


def right(v):
    return inspection.grad_cam if v["kind"] == "Grad-CAM" else inspection.saliency


def answer(v):
    return value(right(v), v)


def mistakes(v):
    keys = ("T5.9/no_relu", "T5.9/weights_summed", "T5.9/not_pooled") if v["kind"] == "Grad-CAM" else ("T5.9/signed", "T5.9/abs_of_max")
    return {m.key: (m.message, value(m.mutant, v)) for m in misconceptions_of(right(v), *keys)}


# %% [markdown]
# {% if kind == "Grad-CAM" %}The last convolution of a network gives two maps $A_1, A_2$; the gradients of a class's score by them are $G_1, G_2$:
#
# $$A_1 = {{ acts[0] | tex }}, \quad A_2 = {{ acts[1] | tex }}, \quad G_1 = {{ grads[0] | tex }}, \quad G_2 = {{ grads[1] | tex }}.$$
#
# Give the map of **Grad-CAM**.{% else %}The gradients of a class's score by the two channels of an image of 2×2 pixels are
#
# $$G_1 = {{ grads[0] | tex }}, \quad G_2 = {{ grads[1] | tex }}.$$
#
# Give the **saliency map**, the largest absolute value over the channels.{% endif %}
# %% [raw]
# # END QUESTION
