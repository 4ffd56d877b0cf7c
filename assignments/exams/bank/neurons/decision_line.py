# %% [raw]
# # BEGIN QUESTION
# name: decision_line
# type: matrix
# points: 2
# title: Boundary of a neuron
# topics: [T1.5]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.neurons import boolean


def variant(rng):
    w1, w2 = rng.choice([-6, -5, -4, -3, -2, 2, 3, 4, 5, 6], size=2)
    return {"w": [int(w1), int(w2)], "b": int(rng.choice([-6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6]))}


def line(function, v):
    return [float(part) for part in function(np.array(v["w"], dtype=float), v["b"])]


def answer(v):
    return line(boolean.decision_line, v)


def mistakes(v):
    (inverted,) = misconceptions_of(boolean.decision_line, "T1.5/slope_inverted")
    slope, intercept = answer(v)
    return {
        inverted.key: (inverted.message, line(inverted.mutant, v)),
        "T1.5/signs": ("Bring the other terms to the other side: their signs change.", [-slope, -intercept]),
        "T1.5/intercept_sign": ("The bias changes its side of the equation, too.", [slope, -intercept]),
    }


def accept(v):
    return abs(v["w"][0]) != abs(v["w"][1])


# %% [markdown]
# A neuron has the weights $w = {{ w | tex }}$ and the bias $b = {{ b }}$. Its boundary $w\cdot x + b = 0$ is a line in the
# plane with $x_1$ on the horizontal and $x_2$ on the vertical axis. Give its slope and its intercept (the value of $x_2$ at
# $x_1 = 0$), to four decimals.
# %% [raw]
# # END QUESTION
