# %% [raw]
# # BEGIN QUESTION
# name: attention_slopes
# type: matrix
# points: 3
# title: Attention backwards
# topics: [T7.7]
# %% tags=["variant"]
import numpy as np

from reference.attention import scaled
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "q": rng.choice([-2, -1, 1, 2], size=2), "K": rng.choice([-1, 0, 1, 2], size=(3, 2)),
        "V": rng.integers(-2, 4, size=3), "do": int(rng.choice([-2, -1, 1, 2, 3])), "ask": str(rng.choice(["q", "V"])),
    }  # fmt: skip


def slopes(function, v):
    q, K, V = (np.array(v[n], dtype=float) for n in ("q", "K", "V"))
    found = function(q[None], K, V[:, None], np.array([[float(v["do"])]]))
    return found.dQ[0] if v["ask"] == "q" else found.dV[:, 0]


def answer(v):
    return slopes(scaled.attention_backward, v)


def mistakes(v):
    if v["ask"] == "q":
        found = misconceptions_of(scaled.attention_backward, "T7.7/no_row_term", "T7.7/no_scale_back")
        return {m.key: (m.message, slopes(m.mutant, v)) for m in found}
    q, K, V = (np.array(v[n], dtype=float) for n in ("q", "K", "V"))
    times_v = slopes(scaled.attention_backward, v) * V
    unscaled = slopes(scaled.attention_backward, v | {"q": q * np.sqrt(2)})
    return {
        "T7.7/times_value": ("The output is linear in the values: its slope is the weight.", times_v),
        "T7.2/no_scale": ("Divide by √d.", unscaled),
    }


def difficulty(v):
    return 1.3 if v["ask"] == "q" else 0.8


# %% [markdown]
# A query attends to three keys, the rows of $K$, with scaled dot products; the values are numbers:
#
# $$q = {{ q | tex }}, \qquad K = {{ K | tex }}, \qquad V = {{ V | tex }}.$$
#
# The derivative of the loss by the output is {{ do }}. Give its derivatives by the {% if ask == "q" %}entries of $q${% else %}three values{% endif %}.
# %% [raw]
# # END QUESTION
