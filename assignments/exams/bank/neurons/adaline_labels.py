# %% [raw]
# # BEGIN QUESTION
# name: adaline_labels
# type: matrix
# points: 1
# title: What an Adaline answers
# topics: [T1.7]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.neurons import adaline


def variant(rng):
    return {
        "X": rng.integers(-2, 4, size=(4, 2)),
        "w": [float(k) / 4 for k in rng.choice([-3, -2, -1, 1, 2, 3], size=2)],
        "b": float(rng.integers(-3, 4)) / 4,
        "labels": str(rng.choice(["pm1", "01"])),
    }


def called(function, v):
    return function(np.array(v["X"], dtype=float), np.array(v["w"]), v["b"], v["labels"])


def answer(v):
    return called(adaline.adaline_predict, v)


def mistakes(v):
    return {m.key: (m.message, called(m.mutant, v)) for m in misconceptions_of(adaline.adaline_predict)}


def accept(v):
    return len(set(answer(v).tolist())) == 2


# %% [markdown]
# An Adaline was trained with the labels {{ "−1 and +1" if labels == "pm1" else "0 and 1" }}; its activation is $a = w \cdot x + b$ with
# $w = {{ w | tex }}$, $b = {{ b | neat }}$. A threshold halfway between the labels makes its answer; a sample on the threshold gets
# the larger label. Which labels does it give the samples {% for x in X %}${{ x | tex }}${{ ", " if not loop.last }}{% endfor %}, in this order?
# %% [raw]
# # END QUESTION
