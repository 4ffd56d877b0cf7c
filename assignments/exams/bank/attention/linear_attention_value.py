# %% [raw]
# # BEGIN QUESTION
# name: linear_attention_value
# type: number
# points: 2
# title: Linear attention
# topics: [T7.1]
# %% tags=["variant"]
import numpy as np

from reference.attention import scores
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "q": int(rng.choice([-2, -1, 1, 2])),
        "k": rng.choice([-2, -1, 1, 2, 3], size=3, replace=False),
        "v": rng.integers(-3, 6, size=3),
    }


def value(function, v):
    return function(np.array([[float(v["q"])]]), *(np.array(v[n], dtype=float)[:, None] for n in "kv")).item()


def answer(v):
    return value(scores.linear_attention, v)


def mistakes(v):
    named = {m.key: (m.message, value(m.mutant, v)) for m in misconceptions_of(scores.linear_attention, "T7.1/not_normalised", "T7.1/softmax_kept")}
    hard = scores.hard_attention(np.array([v["q"]]) * np.array([v["k"]], dtype=float), np.array(v["v"], dtype=float)[:, None]).item()
    return named | {"T7.1/hard": ("All values take part, with their weights.", hard)}


def accept(v):
    return len(set(v["v"])) == 3


# %% [markdown]
# Linear attention weighs values with $\varphi(q)\,\varphi(k)$, normalised, where $\varphi(z) = z + 1$ for $z > 0$ and $e^z$ else. All vectors are numbers: the query
# is {{ q }}, the keys are {{ k | join(", ") }}, their values {{ v | join(", ") }}. What is the output?
# %% [raw]
# # END QUESTION
