# %% [raw]
# # BEGIN QUESTION
# name: gru_step
# type: number
# points: 2
# title: One step of a GRU
# topics: [T6.4]
# low: -3
# high: 3
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rnn import lstm

LEVELS = [-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2]


def variant(rng):
    r, z, a = (float(x) for x in rng.choice(LEVELS, size=3, replace=False))
    return {
        "h": float(rng.choice([-1, -0.5, 0.5, 1])), "r": r, "z": z, "a": a,
        "w": float(rng.choice([-2, -1, 1, 2])), "b": float(rng.choice([-1, -0.5, 0.5, 1])),
    }  # fmt: skip


def step(function, v):
    W_ih, b_hh = np.array([[v["r"]], [v["z"]], [v["a"]]]), np.array([0, 0, v["b"]])
    W_hh = np.array([[0.0], [0.0], [v["w"]]])
    return function(np.ones((1, 1)), np.array([[v["h"]]]), W_ih, W_hh, np.zeros(3), b_hh).item()


def answer(v):
    return step(lstm.gru_cell, v)


def mistakes(v):
    return {m.key: (m.message, step(m.mutant, v)) for m in misconceptions_of(lstm.gru_cell)}


# %% [markdown]
# A gated recurrent unit in torch's form computes
#
# $$h' = (1 - z)\, n + z\, h, \qquad n = \tanh\bigl(a + r\, (w h + b)\bigr).$$
#
# Its state is $h = {{ h | neat }}$, with $w = {{ w | neat }}$ and $b = {{ b | neat }}$. The net inputs, before their activation, are {{ r | neat }} for the reset gate $r$
# and {{ z | neat }} for the update gate $z$; $a = {{ a | neat }}$ comes from the input. What is $h'$?
# %% [raw]
# # END QUESTION
