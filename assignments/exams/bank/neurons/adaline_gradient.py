# %% [raw]
# # BEGIN QUESTION
# name: adaline_gradient
# type: matrix
# points: 4
# title: Gradient of an Adaline
# topics: [T1.7]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.neurons import adaline


def variant(rng):
    return {
        "X": rng.integers(-2, 4, size=(3, 2)),
        "y": [int(s) for s in rng.choice([-1, 1], size=3)],
        "w": [float(k) / 2 for k in rng.integers(-4, 5, size=2)],
        "b": float(rng.integers(-2, 3)) / 2,
    }


def gradient(function, v):
    dw, db = function(*(np.array(v[name], dtype=float) for name in ("X", "y", "w")), v["b"])
    return [*dw.tolist(), float(db)]


def answer(v):
    return gradient(adaline.adaline_gradient, v)


def mistakes(v):
    return {m.key: (m.message, gradient(m.mutant, v)) for m in misconceptions_of(adaline.adaline_gradient)}


def accept(v):
    return len(set(v["y"])) == 2 and len({tuple(x) for x in v["X"]}) == 3


# %% [markdown]
# An Adaline has the linear activation $a_i = w\cdot x_i + b$ and the cost $J = \tfrac12\sum_i (y_i - a_i)^2$, a **sum** over
# the samples. Its weights are $w = {{ w | tex }}$ and $b = {{ b | neat }}$.
#
# | sample | $x_1$ | $x_2$ | $y$ |
# |---|---|---|---|
# {% for x in X %}| {{ loop.index }} | {{ x[0] }} | {{ x[1] }} | {{ y[loop.index0] }} |
# {% endfor %}
#
# Give $\left(\frac{\partial J}{\partial w_1}, \frac{\partial J}{\partial w_2}, \frac{\partial J}{\partial b}\right)$.
# %% [raw]
# # END QUESTION
