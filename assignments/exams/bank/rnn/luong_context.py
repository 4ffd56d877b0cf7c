# %% [raw]
# # BEGIN QUESTION
# name: luong_context
# type: matrix
# points: 3
# title: What the decoder reads
# topics: [T6.7, T7.1]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rnn import seq2seq


def variant(rng):
    return {
        "h": rng.choice([-1, 1, 2], size=2),
        "memory": rng.integers(-2, 3, size=(3, 2)),
        "W": rng.choice([-1, -0.5, 0, 0.5, 1], size=(2, 2)),
        "length": int(rng.choice([2, 3])),
    }


def context(function, v):
    h, memory, W = (np.array(v[name], dtype=float) for name in ("h", "memory", "W"))
    return function(h[None], memory[None], W, np.array([v["length"]])).context[0]


def answer(v):
    return context(seq2seq.luong_step, v)


def mistakes(v):
    keys = ["T6.7/dot", "T6.7/W_transposed", "T6.7/best_place"] + ["T6.7/padding_attended", "T6.7/mask_zero"] * (v["length"] < 3)
    return {m.key: (m.message, context(m.mutant, v)) for m in misconceptions_of(seq2seq.luong_step, *keys)}


# %% [markdown]
# A decoder in the state $h = {{ h | tex }}$ attends to the states of its encoder, the rows of $M$, with the score $h^\top W m_j$:
#
# $$M = {{ memory | tex }}, \qquad W = {{ W | tex }}.$$
#
# {% if length < 3 %}The last row of $M$ is padding. {% endif %}Give the context vector.
# %% [raw]
# # END QUESTION
