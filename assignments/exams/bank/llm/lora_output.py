# %% [raw]
# # BEGIN QUESTION
# name: lora_output
# type: matrix
# points: 3
# title: A layer with LoRA
# topics: [T8.7]
# %% tags=["variant"]
import numpy as np

from reference.llm import finetuning
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "x": rng.choice([-2, -1, 1, 2, 3], size=2), "W": rng.integers(-2, 4, size=(2, 2)), "A": rng.integers(-2, 3, size=(2, 2)),
        "B": rng.integers(-2, 3, size=(2, 2)), "alpha": int(rng.choice([4, 8, 16])), "ask": str(rng.choice(["output", "merged"])),
    }  # fmt: skip


def value(function, v):
    x, W, A, B = (np.array(v[n], dtype=float) for n in ("x", "W", "A", "B"))
    return function(x[None], W, A, B, v["alpha"])[0] if v["ask"] == "output" else function(W, A, B, v["alpha"])


def right(v):
    return finetuning.lora_forward if v["ask"] == "output" else finetuning.lora_merge


def answer(v):
    return value(right(v), v)


def mistakes(v):
    return {m.key: (m.message, value(m.mutant, v)) for m in misconceptions_of(right(v))}


# %% [markdown]
# A layer without bias has the frozen weights $W_0$ and a LoRA update with $\alpha = {{ alpha }}$:
#
# $$W_0 = {{ W | tex }}, \qquad A = {{ A | tex }}, \qquad B = {{ B | tex }}.$$
#
# {% if ask == "output" %}What does it answer to the input ${{ x | tex }}$?{% else %}Give the weights after the update was merged into them.{% endif %}
# %% [raw]
# # END QUESTION
