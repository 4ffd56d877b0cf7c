# %% [raw]
# # BEGIN QUESTION
# name: adapter_output
# type: matrix
# points: 2
# title: An adapter
# topics: [T8.7]
# %% tags=["variant"]
import numpy as np

from reference.llm import finetuning
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"h": rng.choice([-2, -1, 1, 2, 3], size=2), "Wd": rng.choice([-2, -1, 1, 2], size=(2, 2)), "Wu": rng.choice([-2, -1, 1, 2], size=(2, 2)), "b": rng.integers(-1, 2, size=2)}


def output(function, v):
    h, Wd, Wu, b = (np.array(v[n], dtype=float) for n in ("h", "Wd", "Wu", "b"))
    return function(h[None], Wd, np.zeros(2), Wu, b)[0]


def answer(v):
    return output(finetuning.adapter_forward, v)


def mistakes(v):
    return {m.key: (m.message, output(m.mutant, v)) for m in misconceptions_of(finetuning.adapter_forward)}


# %% [markdown]
# An adapter with ReLU sits behind a frozen layer whose output is $h = {{ h | tex }}$. It projects down with $W_d$ (no bias) and up with $W_u$ and the bias ${{ b | tex }}$:
#
# $$W_d = {{ Wd | tex }}, \qquad W_u = {{ Wu | tex }}.$$
#
# What does it hand on?
# %% [raw]
# # END QUESTION
