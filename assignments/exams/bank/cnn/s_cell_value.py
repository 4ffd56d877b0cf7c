# %% [raw]
# # BEGIN QUESTION
# name: s_cell_value
# type: number
# points: 2
# title: A cell of the Neocognitron
# topics: [T5.7]
# low: 0.01
# high: 100
# %% tags=["variant"]
import numpy as np

from reference.cnn import neocognitron
from reference.misconceptions import misconceptions_of


KEYS = ("T5.7/linear_inhibition", "T5.7/subtractive", "T5.7/other_kappa")


def variant(rng):
    return {
        "u": rng.integers(0, 3, size=4), "a": rng.integers(0, 4, size=4), "b": int(rng.integers(1, 5)),
        "r": float(rng.choice([0.5, 1, 2, 4])),
    }  # fmt: skip


def value(function, v):
    return float(function(np.array(v["u"], dtype=float), np.array(v["a"], dtype=float), v["b"], np.full(4, 0.25), v["r"]))


def answer(v):
    return value(neocognitron.s_cell, v)


def mistakes(v):
    return {m.key: (m.message, value(m.mutant, v)) for m in misconceptions_of(neocognitron.s_cell, *KEYS)}


# %% [markdown]
# An S-cell of the Neocognitron answers to its inputs $u = {{ u | tex }}$ with
#
# $$r \cdot \max\Bigl(0,\; \frac{1 + \sum_i a_i u_i}{1 + \frac{r}{1 + r}\, b\, v} - 1\Bigr), \qquad v = \sqrt{\textstyle\sum_i \frac14 u_i^2}.$$
#
# Its excitatory weights are $a = {{ a | tex }}$, its inhibitory weight is $b = {{ b }}$, its selectivity $r = {{ r | neat }}$. What does it answer?
# %% [raw]
# # END QUESTION
