"""Wrong versions of the functions in `reference.rnn.lstm`, with the message that names each mistake."""

from reference._array import namespace, transpose
from reference.misconceptions import misconception
from reference.neurons.activations import sigmoid
from reference.rnn.lstm import (
    LSTMGradients,
    LSTMOutputs,
    State,
    gru_cell,
    lstm_backward_cell,
    lstm_cell,
    lstm_cell_1997,
    lstm_forward,
    lstm_param_count,
)


def _gates(n, x, h, W_ih, W_hh, b_ih, b_hh):
    net = x @ transpose(W_ih) + b_ih + h @ transpose(W_hh) + b_hh
    size = h.shape[1]
    return namespace(x, h), [net[:, k * size : (k + 1) * size] for k in range(n)]


@misconception(lstm_cell, "T6.4/gate_order", "torch stacks i, f, g, o.")
def _gate_order(x, h, c, *weights):
    xp, (i, f, o, g) = _gates(4, x, h, *weights)
    c = sigmoid(f) * c + sigmoid(i) * xp.tanh(g)
    return State(sigmoid(o) * xp.tanh(c), c)


@misconception(lstm_cell, "T6.4/g_sigmoid", "The candidate uses tanh.")
def _g_sigmoid(x, h, c, *weights):
    xp, (i, f, g, o) = _gates(4, x, h, *weights)
    c = sigmoid(f) * c + sigmoid(i) * sigmoid(g)
    return State(sigmoid(o) * xp.tanh(c), c)


@misconception(lstm_cell, "T6.4/h_from_old_c", "h uses the new cell state.")
def _h_from_old_c(x, h, c, *weights):
    xp, (_, _, _, o) = _gates(4, x, h, *weights)
    return State(sigmoid(o) * xp.tanh(c), lstm_cell(x, h, c, *weights).c)


@misconception(lstm_cell, "T6.4/no_tanh_c", "Squash c before the output gate.")
def _no_tanh_c(x, h, c, *weights):
    _, (_, _, _, o) = _gates(4, x, h, *weights)
    new = lstm_cell(x, h, c, *weights).c
    return State(sigmoid(o) * new, new)


@misconception(lstm_cell, "T6.4/f_on_input", "f multiplies the old cell, i the candidate.")
def _f_on_input(x, h, c, *weights):
    xp, (i, f, g, o) = _gates(4, x, h, *weights)
    c = sigmoid(i) * c + sigmoid(f) * xp.tanh(g)
    return State(sigmoid(o) * xp.tanh(c), c)


@misconception(lstm_cell, "T6.4/one_bias", "torch has two bias vectors.")
def _one_bias(x, h, c, W_ih, W_hh, b_ih, b_hh):
    return lstm_cell(x, h, c, W_ih, W_hh, b_ih, 0 * b_hh)


@misconception(lstm_cell_1997, "T6.4/no_tanh_c", "Squash c before the output gate.")
def _no_tanh_c_1997(x, h, c, *weights):
    _, (_, _, o) = _gates(3, x, h, *weights)
    new = lstm_cell_1997(x, h, c, *weights).c
    return State(sigmoid(o) * new, new)


@misconception(lstm_cell_1997, "T6.4/forgets", "The cell of 1997 keeps all of c: it has no forget gate.")
def _forgets(x, h, c, *weights):
    xp, (i, g, o) = _gates(3, x, h, *weights)
    c = (1 - sigmoid(i)) * c + sigmoid(i) * xp.tanh(g)
    return State(sigmoid(o) * xp.tanh(c), c)


@misconception(lstm_cell_1997, "T6.4/g_sigmoid", "The candidate uses tanh.")
def _g_sigmoid_1997(x, h, c, *weights):
    xp, (i, g, o) = _gates(3, x, h, *weights)
    c = c + sigmoid(i) * sigmoid(g)
    return State(sigmoid(o) * xp.tanh(c), c)


@misconception(lstm_forward, "T6.4/no_cell_carry", "Both states, h and c, go from step to step.")
def _no_cell_carry(X, state, params):
    h, c = state
    xp, states, new = namespace(X, h), [], State(h, c)
    for t in range(X.shape[1]):
        new = lstm_cell(X[:, t, :], new.h, c, *(params[n] for n in ("W_ih", "W_hh", "b_ih", "b_hh")))
        states.append(new.h)
    return LSTMOutputs(xp.stack(states, axis=1) if states else lstm_forward(X, state, params).H, new)


@misconception(lstm_forward, "T6.4/zero_start", "The first step starts from the state that was given.")
def _zero_start(X, state, params):
    return lstm_forward(X, (0 * state[0], 0 * state[1]), params)


@misconception(lstm_forward, "T6.4/swapped_state", "The state is (h, c), in this order.")
def _swapped_state(X, state, params):
    return lstm_forward(X, (state[1], state[0]), params)


def _derivatives(x, h, c, W_ih, W_hh, b_ih, b_hh, dh, dc, *, through_h=True, keep=True, squash=True):
    """`lstm_backward_cell` with one part of it wrong."""
    xp, (i, f, g, o) = _gates(4, x, h, W_ih, W_hh, b_ih, b_hh)
    i, f, g, o = sigmoid(i), sigmoid(f), xp.tanh(g), sigmoid(o)
    new = f * c + i * g
    top = xp.tanh(new)
    delta = dc + (dh * o * (1 - top**2) if through_h else 0)
    da_o = dh * (top if squash else new) * o * (1 - o)
    da = xp.concat([delta * g * i * (1 - i), delta * c * f * (1 - f), delta * i * (1 - g**2), da_o], axis=1)
    db = xp.sum(da, axis=0)
    back = delta * f if keep else delta
    return LSTMGradients(da @ W_ih, da @ W_hh, back, transpose(da) @ x, transpose(da) @ h, db, db)


@misconception(lstm_backward_cell, "T6.4/no_path_through_h", "c′ is reached through h′, too: add dh·σ(o)(1 − tanh²c′).")
def _no_path_through_h(*args):
    return _derivatives(*args, through_h=False)


@misconception(lstm_backward_cell, "T6.4/no_forget_back", "To the old cell goes the derivative times the forget gate.")
def _no_forget_back(*args):
    return _derivatives(*args, keep=False)


@misconception(lstm_backward_cell, "T6.4/o_sees_c", "The output gate multiplies tanh(c′), not c′.")
def _o_sees_c(*args):
    return _derivatives(*args, squash=False)


def _gru_parts(x, h, W_ih, W_hh, b_ih, b_hh):
    a, b = x @ transpose(W_ih) + b_ih, h @ transpose(W_hh) + b_hh
    size = h.shape[1]
    return namespace(x, h), [[v[:, k * size : (k + 1) * size] for k in range(3)] for v in (a, b)]


@misconception(gru_cell, "T6.4/z_swapped", "z keeps the old state: (1 − z) n + z h.")
def _z_swapped(x, h, *weights):
    xp, ((a_r, a_z, a_n), (b_r, b_z, b_n)) = _gru_parts(x, h, *weights)
    z = sigmoid(a_z + b_z)
    return z * xp.tanh(a_n + sigmoid(a_r + b_r) * b_n) + (1 - z) * h


@misconception(gru_cell, "T6.4/reset_on_h", "torch's reset gate acts after the product with W_hh, its bias included.")
def _reset_on_h(x, h, W_ih, W_hh, b_ih, b_hh):
    xp, ((a_r, a_z, a_n), (b_r, b_z, _)) = _gru_parts(x, h, W_ih, W_hh, b_ih, b_hh)
    size = h.shape[1]
    z, r = sigmoid(a_z + b_z), sigmoid(a_r + b_r)
    n = xp.tanh(a_n + (r * h) @ transpose(W_hh[2 * size :, :]) + b_hh[2 * size :])
    return (1 - z) * n + z * h


@misconception(gru_cell, "T6.4/no_reset", "The reset gate scales what the candidate sees of the state.")
def _no_reset(x, h, *weights):
    xp, ((_, a_z, a_n), (_, b_z, b_n)) = _gru_parts(x, h, *weights)
    z = sigmoid(a_z + b_z)
    return (1 - z) * xp.tanh(a_n + b_n) + z * h


@misconception(lstm_param_count, "T6.4/three_gates", "An LSTM has four blocks of weights: i, f, g, o.")
def _three_gates(D, H, two_biases=True):
    return lstm_param_count(D, H, two_biases) // 4 * 3


@misconception(lstm_param_count, "T6.4/one_bias", "torch has two bias vectors.")
def _count_one_bias(D, H, two_biases=True):
    return lstm_param_count(D, H, two_biases=False)


@misconception(lstm_param_count, "T6.4/no_recurrent", "The state has weights, too: H² in each block.")
def _no_recurrent(D, H, two_biases=True):
    return lstm_param_count(D, H, two_biases) - 4 * H * H
