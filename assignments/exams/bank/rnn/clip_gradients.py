# %% [raw]
# # BEGIN QUESTION
# name: clip_gradients
# type: matrix
# points: 2
# title: Clipping
# topics: [T6.5]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rnn import gradients

SETS = [([3, 4], [12]), ([4, 3], [12]), ([6, 8], [24]), ([1, 2], [2]), ([2, 4], [4]), ([4, 4], [2]), ([2, 3], [6]), ([1, 4], [8])]


def variant(rng):
    first, second = SETS[int(rng.integers(len(SETS)))]
    signs = rng.choice([-1, 1], size=3)
    norm = float(np.sqrt(np.sum(np.square([*first, *second]))))
    by = str(rng.choice(["norm", "value"]))
    limit = norm * float(rng.choice([0.2, 0.5, 1.5, 2])) if by == "norm" else float(rng.choice([0.5, 1, 1.5, 2, 3]))
    return {"a": first * signs[:2], "b": second * signs[2:], "by": by, "limit": round(limit, 6)}


def clipped(function, v):
    found = function([np.array(v["a"], dtype=float), np.array(v["b"], dtype=float)], v["limit"])
    return np.concatenate(found.grads if hasattr(found, "grads") else found)


def answer(v):
    return clipped(gradients.clip_grad_norm if v["by"] == "norm" else gradients.clip_grad_value, v)


def within(v):
    return np.sqrt(np.sum(np.square([*v["a"], *v["b"]]))) <= v["limit"]


def mistakes(v):
    if v["by"] == "value":
        found = misconceptions_of(gradients.clip_grad_value, *["T6.5/by_norm", "T6.5/zeroed"], *["T6.5/above_only"] * (min(*v["a"], *v["b"]) < 0))
    else:
        keys = ["T6.5/always_scale"] if within(v) else ["T6.5/per_tensor", "T6.5/sum_not_root"]
        found = misconceptions_of(gradients.clip_grad_norm, *keys)
    return {m.key: (m.message, clipped(m.mutant, v)) for m in found}


# %% [markdown]
# A model has two parameter tensors, with the gradients ${{ a | tex }}$ and ${{ b | tex }}$. They are clipped
# {% if by == "norm" %}to the **norm** {{ limit | neat }}, as `torch.nn.utils.clip_grad_norm_` does it{% else %}to the **value** {{ limit | neat }}, as
# `torch.nn.utils.clip_grad_value_` does it{% endif %}. Give the three entries after it, in the same order.
# %% [raw]
# # END QUESTION
