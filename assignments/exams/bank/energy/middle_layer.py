# %% [raw]
# # BEGIN QUESTION
# name: middle_layer
# type: matrix
# points: 2
# title: Between two layers
# topics: [T11.6]
# %% tags=["variant"]
import numpy as np

from reference.energy import dbm
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "v": rng.integers(0, 2, size=2), "h2": rng.integers(0, 2, size=2), "W1": rng.integers(-2, 3, size=(2, 2)),
        "W2": rng.integers(-2, 3, size=(2, 2)), "c1": rng.integers(-3, 4, size=2) / 2,
    }  # fmt: skip


def on(function, v):
    params = {name: np.array(v[name], dtype=float) for name in ("W1", "W2", "c1")} | {"b": np.zeros(2), "c2": np.zeros(2)}
    return function(np.array([v["v"]], dtype=float), np.array([v["h2"]], dtype=float), params)[0]


def answer(v):
    return on(dbm.dbm_conditional_h1, v)


def mistakes(v):
    found = misconceptions_of(dbm.dbm_conditional_h1, "T11.6/bottom_up_only", "T11.6/no_bias")
    return {m.key: (m.message, on(m.mutant, v)) for m in found}


def accept(v):
    return v["W2"] != np.transpose(v["W2"]).tolist()


# %% [markdown]
# In a deep Boltzmann machine, the links are
#
# $$W^1 = {{ W1 | tex }} \;(\text{visible} \times h^1), \qquad W^2 = {{ W2 | tex }} \;(h^1 \times h^2),$$
#
# and $h^1$ has the biases ${{ c1 | tex }}$. Give the probabilities that the two units of $h^1$ are on, given $v = {{ v | tex }}$ and $h^2 = {{ h2 | tex }}$.
# %% [raw]
# # END QUESTION
