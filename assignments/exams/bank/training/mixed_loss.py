# %% [raw]
# # BEGIN QUESTION
# name: mixed_loss
# type: number
# points: 2
# title: Softened targets
# topics: [T4.9]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.training import more_regularisers as more


def variant(rng):
    y, other = (int(c) for c in rng.permutation(3)[:2])
    return {
        "z": rng.choice(np.arange(-2, 7) / 2, size=3, replace=False), "y": y, "other": other, "kind": str(rng.choice(["smoothing", "mixup"])),
        "eps": float(rng.choice([0.1, 0.2, 0.3])), "lam": float(rng.choice([0.6, 0.7, 0.8, 0.9])),
    }  # fmt: skip


def loss(v, smooth=more.smooth_labels, mix=more.mixup, cross=more.soft_cross_entropy):
    z = np.array([v["z"]], dtype=float)
    if v["kind"] == "smoothing":
        return float(cross(z, smooth(np.array([v["y"]]), 3, v["eps"])))
    targets = np.eye(3)[[v["y"], v["other"]]]
    return float(cross(z, mix(np.zeros((2, 1)), targets, v["lam"], np.array([1, 0])).Y[:1]))


def answer(v):
    return loss(v)


def mistakes(v):
    if v["kind"] == "smoothing":
        found = misconceptions_of(more.smooth_labels, "T4.9/smooth_others_only", "T4.9/not_normalised")
        named = {m.key: (m.message, loss(v, smooth=m.mutant)) for m in found}
    else:
        found = misconceptions_of(more.mixup, "T4.9/labels_not_mixed", "T4.9/lam_swapped")
        named = {m.key: (m.message, loss(v, mix=m.mutant)) for m in found}
    found = misconceptions_of(more.soft_cross_entropy, "T4.9/softmax_twice")
    return named | {m.key: (m.message, loss(v, cross=m.mutant)) for m in found}


# %% [markdown]
# A network gives {{ "a sample" if kind == "smoothing" else "a mixed sample" }} the logits ${{ z | tex }}$ for the classes 0, 1, 2.
# {% if kind == "smoothing" %}Its class is {{ y }}. What is the cross-entropy with **label smoothing**, $\epsilon = {{ eps | neat }}$?{% else %}It was made by **mix-up** with $\lambda = {{ lam | neat }}$ of a sample of class {{ y }} (with the weight $\lambda$) and one of class {{ other }}. What is its cross-entropy?{% endif %} (Natural logarithm.)
# %% [raw]
# # END QUESTION
