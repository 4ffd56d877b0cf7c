# %% [raw]
# # BEGIN QUESTION
# name: l1_value
# type: number
# points: 1
# title: The L1 penalty of a network
# topics: [T4.9]
# low: 0.01
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.training import more_regularisers


def variant(rng):
    return {
        "W1": rng.choice(np.arange(-6, 7), size=(2, 2)) / 2,
        "W2": rng.choice(np.arange(-6, 7), size=(1, 2)) / 2,
        "b": [float(i) / 2 for i in rng.choice([-3, -2, -1, 1, 2, 3], size=2)],
        "lam": float(rng.choice([0.01, 0.05, 0.1, 0.2])),
    }


def penalty(function, v, *names):
    return float(function([np.array(v[n]) for n in ("W1", "W2", *names)], v["lam"]))


def answer(v):
    return penalty(more_regularisers.l1_penalty, v)


def mistakes(v):
    named = {m.key: (m.message, penalty(m.mutant, v)) for m in misconceptions_of(more_regularisers.l1_penalty)}
    return named | {"T4.9/biases": ("Biases are not penalised.", penalty(more_regularisers.l1_penalty, v, "b"))}


# %% [markdown]
# A network computes $W_2\, \mathrm{ReLU}(W_1 x + b)$ with
#
# $$W_1 = {{ W1 | tex }}, \qquad b = {{ b | tex }}, \qquad W_2 = {{ W2 | tex }}.$$
#
# How large is its L1 penalty with $\lambda = {{ lam | neat }}$, if biases are not penalised?
# %% [raw]
# # END QUESTION
