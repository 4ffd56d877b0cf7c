# %% [raw]
# # BEGIN QUESTION
# name: s_plane
# type: matrix
# points: 3
# title: A plane of S-cells
# topics: [T5.7]
# %% tags=["variant"]
import numpy as np

from reference.cnn import neocognitron
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "u": rng.integers(0, 3, size=(2, 4)),
        "a": rng.integers(0, 3, size=(2, 2)),
        "b": int(rng.integers(1, 5)),
        "r": float(rng.choice([0.5, 1, 2, 4])),
    }


def plane(function, v):
    u, a = (np.array(v[name], dtype=float)[None] for name in "ua")
    return function(u, a[None], np.array([float(v["b"])]), np.full((2, 2), 0.25), v["r"])[0, 0]


def answer(v):
    return plane(neocognitron.s_layer, v)


def mistakes(v):
    return {m.key: (m.message, plane(m.mutant, v)) for m in misconceptions_of(neocognitron.s_layer)}


def accept(v):
    return (answer(v) > 0).any()


# %% [markdown]
# A plane of S-cells of the Neocognitron looks at the image $u$ with the **same** template $a$ at each position. The cell whose
# window holds the pixels $u_i$ answers
#
# $$r \cdot \max\Bigl(0,\; \frac{1 + \sum_i a_i u_i}{1 + \frac{r}{1 + r}\, b\, v} - 1\Bigr), \qquad v = \sqrt{\textstyle\sum_i \frac14 u_i^2},$$
#
# with $b = {{ b }}$, $r = {{ r | neat }}$ and
#
# $$u = {{ u | tex }}, \qquad a = {{ a | tex }}.$$
#
# What do the three cells answer, from left to right?
# %% [raw]
# # END QUESTION
