# %% [raw]
# # BEGIN QUESTION
# name: cross_attention
# type: matrix
# points: 3
# title: A query and its keys
# topics: [T7.2]
# %% tags=["variant"]
import numpy as np

from reference.attention import scaled
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "q": rng.choice([-2, -1, 1, 2], size=4),
        "K": rng.choice([-1, 0, 1], size=(3, 4)),
        "V": rng.integers(-3, 7, size=(3, 4)),
        "padded": bool(rng.integers(2)),
    }


def output(function, v):
    q, K, V = (np.array(v[name], dtype=float) for name in ("q", "K", "V"))
    return function(q[None], K, V, np.array([[True, True, not v["padded"]]]))[0]


def answer(v):
    return output(scaled.scaled_dot_product_attention, v)


def mistakes(v):
    keys = ["T7.2/no_scale", "T7.2/scale_d", "T7.1/weights_on_keys"] + ["T7.2/mask_after", "T7.2/mask_inverted"] * v["padded"]
    found = misconceptions_of(scaled.scaled_dot_product_attention, *keys)
    return {m.key: (m.message, output(m.mutant, v)) for m in found}


# %% [markdown]
# The query $q = {{ q | tex }}$ attends with scaled dot products to three keys, the rows of $K$; their values are the rows of $V$:
#
# $$K = {{ K | tex }}, \qquad V = {{ V | tex }}.$$
#
# {% if padded %}The third key is padding and is masked. {% endif %}Give the output.
# %% [raw]
# # END QUESTION
