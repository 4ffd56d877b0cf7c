# %% [raw]
# # BEGIN QUESTION
# name: lstm_slopes
# type: matrix
# points: 4
# title: Backwards through an LSTM cell
# topics: [T6.4]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rnn import lstm


def variant(rng):
    nets = [float(n) / 2 for n in rng.integers(-4, 5, size=4)]
    c, dh, dc = (float(n) / 2 for n in rng.choice([-4, -3, -2, -1, 1, 2, 3, 4], size=3))
    return {"nets": nets, "c": c, "dh": dh, "dc": dc}


def slopes(function, v):
    """By the net inputs of i, f, g, o and by the old cell; one unit without inputs, its nets are biases."""
    zero, none = np.zeros((1, 1)), np.zeros((4, 1))
    one = [np.array([[v[name]]]) for name in ("c", "dh", "dc")]
    found = function(zero, zero, one[0], none, none, np.array(v["nets"]), np.zeros(4), one[1], one[2])
    return [*found.db_ih.tolist(), found.dc.item()]


def answer(v):
    return slopes(lstm.lstm_backward_cell, v)


def mistakes(v):
    return {m.key: (m.message, slopes(m.mutant, v)) for m in misconceptions_of(lstm.lstm_backward_cell)}


def difficulty(v):
    return 1.3


# %% [markdown]
# An LSTM cell with one unit has the net inputs $(n_i, n_f, n_g, n_o) = {{ nets | tex }}$ and the old cell state $c = {{ c | neat }}$; it computes
#
# $$c' = \sigma(n_f)\, c + \sigma(n_i) \tanh(n_g), \qquad h' = \sigma(n_o) \tanh(c').$$
#
# From the steps after it come $\partial L / \partial h' = {{ dh | neat }}$ and, not through $h'$, $\partial L / \partial c' = {{ dc | neat }}$. Give
# $\Bigl(\frac{\partial L}{\partial n_i}, \frac{\partial L}{\partial n_f}, \frac{\partial L}{\partial n_g}, \frac{\partial L}{\partial n_o},
# \frac{\partial L}{\partial c}\Bigr)$.
# %% [raw]
# # END QUESTION
