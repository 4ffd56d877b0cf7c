# %% [raw]
# # BEGIN QUESTION
# name: attention_score
# type: number
# points: 2
# title: Types of attention
# topics: [T7.1]
# %% tags=["variant"]
import numpy as np

from reference.attention import scores
from reference.misconceptions import misconceptions_of

FORMULAS = {"scaled": "", "general": r"q^\top W k", "additive": r"v^\top \tanh(W_1 q + W_2 k)"}
LEVELS = [-1, -0.5, 0.5, 1]


def variant(rng):
    kind = str(rng.choice(list(FORMULAS)))
    return {
        "kind": kind, "formula": FORMULAS[kind], "q": rng.choice([-2, -1, 1, 2, 3], size=2), "k": rng.choice([-2, -1, 1, 2], size=2),
        "W": rng.choice(LEVELS, size=(2, 2)), "W2": rng.choice(LEVELS, size=(2, 2)), "v": rng.choice([-2, -1, 1, 2], size=2),
    }  # fmt: skip


def score(function, v):
    q, k, W, W2, w = (np.array(v[name], dtype=float) for name in ("q", "k", "W", "W2", "v"))
    return function(q[None], k[None], v["kind"], W=W, W1=W, W2=W2, v=w).item()


def answer(v):
    return score(scores.attention_scores, v)


def mistakes(v):
    keys = {
        "scaled": ("T7.1/no_scale", "T7.1/scale_d"), "general": ("T7.1/w_transposed",),
        "additive": ("T7.1/tanh_outside", "T7.1/weights_swapped"),
    }[v["kind"]]  # fmt: skip
    return {m.key: (m.message, score(m.mutant, v)) for m in misconceptions_of(scores.attention_scores, *keys)}


def difficulty(v):
    return {"scaled": 0.7, "general": 0.9, "additive": 1.2}[v["kind"]]


# %% [markdown]
# A query is $q = {{ q | tex }}$, a key is $k = {{ k | tex }}$. What is their score
# {% if kind == "scaled" %}in **scaled dot-product** attention?{% else %}in **{{ kind }}** attention, ${{ formula }}$, with
# {% if kind == "general" %}
# $$W = {{ W | tex }}?$$
# {% else %}
# $$W_1 = {{ W | tex }}, \qquad W_2 = {{ W2 | tex }}, \qquad v = {{ v | tex }}?$$
# {% endif %}{% endif %}
# %% [raw]
# # END QUESTION
