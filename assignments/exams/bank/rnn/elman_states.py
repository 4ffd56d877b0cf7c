# %% [raw]
# # BEGIN QUESTION
# name: elman_states
# type: matrix
# points: 3
# title: States of a recurrent network
# topics: [T6.1]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rnn import elman


def variant(rng):
    return {
        "x": rng.choice([-2, -1, 0, 1, 2], size=3),
        "h0": float(rng.choice([-1, -0.5, 0.5, 1])),
        "w_in": float(rng.choice([-1, -0.5, 0.5, 1])),
        "w": float(rng.choice([-1, -0.5, 0.5, 1, 2])),
        "b_in": float(rng.choice([-0.5, 0, 0.5])),
        "b": float(rng.choice([-1, -0.5, 0.5, 1])),
    }


def states(v, forward=elman.rnn_forward):
    params = {"W_ih": np.array([[v["w_in"]]]), "W_hh": np.array([[v["w"]]]), "b_ih": np.array([v["b_in"]]), "b_hh": np.array([v["b"]])}
    x, h0 = np.array(v["x"], dtype=float).reshape(1, 3, 1), np.array([[v["h0"]]])
    return forward(x, h0, params).H.ravel()


def answer(v):
    return states(v)


def mistakes(v):
    named = {
        m.key: (m.message, states(v, m.mutant))
        for m in misconceptions_of(elman.rnn_forward, "T6.1/from_h0", "T6.1/h0_ignored")
    }
    for m in misconceptions_of(elman.rnn_cell, "T6.1/linear", "T6.1/one_bias"):
        h, found = np.array([[v["h0"]]]), []
        for x in v["x"]:
            h = m.mutant(np.array([[float(x)]]), h, *(np.array([[v[n]]]) for n in ("w_in", "w")), np.array([v["b_in"]]), np.array([v["b"]]))
            found.append(h.item())
        named[m.key] = (m.message, found)
    return named


# %% [markdown]
# An Elman network has one input and one unit with tanh. Its weights are $W_{ih} = {{ w_in | neat }}$, $W_{hh} = {{ w | neat }}$, its
# biases $b_{ih} = {{ b_in | neat }}$ and $b_{hh} = {{ b | neat }}$, as in torch. It starts in the state $h_0 = {{ h0 | neat }}$ and reads
# $x_1, x_2, x_3 = {{ x | join(", ") }}$. Give its states $h_1, h_2, h_3$.
# %% [raw]
# # END QUESTION
