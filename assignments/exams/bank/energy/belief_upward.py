# %% [raw]
# # BEGIN QUESTION
# name: belief_upward
# type: matrix
# points: 2
# title: Up a deep belief network
# topics: [T11.5]
# %% tags=["variant"]
import numpy as np

from reference.energy import dbn
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "v": rng.integers(0, 2, size=2), "W1": rng.integers(-4, 5, size=(2, 2)) / 2, "c1": rng.integers(-2, 3, size=2) / 2,
        "W2": rng.choice([-2, -1, 1, 2], size=2), "c2": float(rng.integers(-2, 3) / 2),
    }  # fmt: skip


def upward(function, v):
    low = np.array(v["W1"]), np.zeros(2), np.array(v["c1"])
    high = np.array(v["W2"], dtype=float)[:, None], np.zeros(2), np.array([v["c2"]])
    h1, h2 = function(np.array([v["v"]], dtype=float), [low, high])
    return [*h1[0], h2[0, 0]]


def answer(v):
    return upward(dbn.dbn_upward, v)


def mistakes(v):
    found = misconceptions_of(dbn.dbn_upward, "T11.5/binary_up", "T11.5/no_biases")
    return {m.key: (m.message, upward(m.mutant, v)) for m in found}


def accept(v):
    return np.abs(np.array(answer(v))[:2] - 0.5).min() > 0.05


# %% [markdown]
# A deep belief network has two visible units, two units in $h^1$ and one in $h^2$:
#
# $$W^1 = {{ W1 | tex }} \;(\text{visible} \times h^1), \quad c^1 = {{ c1 | tex }}, \quad w^2 = {{ W2 | tex }} \;(h^1 \times h^2), \quad c^2 = {{ c2 | neat }}.$$
#
# For $v = {{ v | tex }}$, pass probabilities up as the greedy training does. Give $\big(p(h^1_1 = 1),\; p(h^1_2 = 1),\; p(h^2 = 1)\big)$.
# %% [raw]
# # END QUESTION
