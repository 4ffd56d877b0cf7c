# %% [raw]
# # BEGIN QUESTION
# name: lstm_step
# type: matrix
# points: 3
# title: One step of an LSTM
# topics: [T6.4]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rnn import lstm

ALL = ["i", "f", "g", "o"]


def variant(rng):
    old = bool(rng.integers(4) == 0)
    nets = [float(a) for a in rng.choice([-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2], size=4, replace=False)]
    return {"c": float(rng.choice([-2, -1, -0.5, 0.5, 1, 2])), "nets": dict(zip(ALL, nets, strict=True)), "year": 1997 if old else 2000}


def step(function, v):
    rows = [v["nets"][n] for n in ALL if n != "f" or v["year"] == 2000]
    W, zero = np.array(rows)[:, None], np.zeros(len(rows))
    state = function(np.ones((1, 1)), np.zeros((1, 1)), np.array([[v["c"]]]), W, 0 * W, zero, zero)
    return [state.c.item(), state.h.item()]


def answer(v):
    return step(lstm.lstm_cell if v["year"] == 2000 else lstm.lstm_cell_1997, v)


def mistakes(v):
    if v["year"] == 2000:
        keys = ("T6.4/g_sigmoid", "T6.4/h_from_old_c", "T6.4/no_tanh_c", "T6.4/f_on_input")
        return {m.key: (m.message, step(m.mutant, v)) for m in misconceptions_of(lstm.lstm_cell, *keys)}
    named = {m.key: (m.message, step(m.mutant, v)) for m in misconceptions_of(lstm.lstm_cell_1997)}
    with_f = step(lstm.lstm_cell, v | {"year": 2000})
    return named | {"T6.4/forget_gate": ("The cell of 1997 has no forget gate.", with_f)}


# %% [markdown]
# The cell state of an LSTM with one unit{{ ", in the form of 1997 (without a forget gate)," if year == 1997 }} is $c = {{ c | neat }}$. In the next step the net
# inputs, before any activation, are
#
# | {{ "input gate $i$ | candidate $g$ | output gate $o$" if year == 1997 else "input gate $i$ | forget gate $f$ | candidate $g$ | output gate $o$" }} |
# |{{ "---|---|---" if year == 1997 else "---|---|---|---" }}|
# | {{ nets.i | neat }} |{% if year == 2000 %} {{ nets.f | neat }} |{% endif %} {{ nets.g | neat }} | {{ nets.o | neat }} |
#
# Give the new cell state and the new hidden state, $(c', h')$.
# %% [raw]
# # END QUESTION
