# %% [raw]
# # BEGIN QUESTION
# name: perceptron_trace
# type: matrix
# points: 4
# title: Perceptron by hand
# topics: [T1.4]
# show_shape: false
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.neurons import perceptron

MAX_EPOCHS = 6


def variant(rng):
    cells = rng.choice(49, size=4, replace=False)
    ones = rng.choice(4, size=int(rng.integers(1, 4)), replace=False)
    return {
        "X": [[int(c) // 7 - 3, int(c) % 7 - 3] for c in cells],
        "y": [int(i in ones) for i in range(4)],
        "order": [int(i) for i in rng.permutation(4)],
        "eta": float(rng.choice([0.5, 1, 2])),
        "threshold": str(rng.choice(["ge", "gt"])),
    }


def fit(function, v, threshold=None):
    return function(
        np.array(v["X"], dtype=float), np.array(v["y"], dtype=float), eta=v["eta"], max_epochs=MAX_EPOCHS,
        order=v["order"], threshold=threshold or v["threshold"],
    )  # fmt: skip


def answer(v):
    return fit(perceptron.perceptron_fit, v).history


def mistakes(v):
    other = fit(perceptron.perceptron_fit, v, "gt" if v["threshold"] == "ge" else "ge").history
    (no_bias,) = misconceptions_of(perceptron.perceptron_fit, "T1.4/no_bias_update")
    return {
        "T1.3/strict": ("That is the other firing rule: look at a net input of exactly 0.", other),
        no_bias.key: (no_bias.message, fit(no_bias.mutant, v).history),
    }


def accept(v):
    result = fit(perceptron.perceptron_fit, v)
    return result.converged and 3 <= result.updates <= 8 and all(len(rows) for _, rows in mistakes(v).values())


def difficulty(v):
    return fit(perceptron.perceptron_fit, v).epochs / 4


# %% [markdown]
# A perceptron with outputs 0 and 1 fires when its net input is
# {{ "**at least 0**" if threshold == "ge" else "**greater than 0**" }}. It starts with $b = 0$ and $w = (0, 0)$, its
# learning rate is $\eta = {{ eta | neat }}$, and it learns by $w \leftarrow w + \eta\,(y - \hat y)\,x$,
# $b \leftarrow b + \eta\,(y - \hat y)$ after each sample.
#
# | sample | 1 | 2 | 3 | 4 |
# |---|---|---|---|---|
# | $x$ | {% for i in order %}$({{ X[i][0] }}, {{ X[i][1] }})$ | {% endfor %}
# | $y$ | {% for i in order %}{{ y[i] }} | {% endfor %}
#
# The samples come again and again in this order until all four are right. Give $(b, w_1, w_2)$ after **every update**, a
# row each; a sample that is right changes nothing and has no row.
# %% [raw]
# # END QUESTION
