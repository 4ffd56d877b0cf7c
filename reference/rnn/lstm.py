r"""Cells with gates: LSTM, its form of 1997 without a forget gate, and GRU. Rows are stacked as in torch.

LSTM, rows i, f, g, o: $c = \sigma(f) c_{t-1} + \sigma(i)\tanh(g)$, $h = \sigma(o)\tanh(c)$.

Sources: `001_93c4fdc1f7522504.txt` (milestone of 1997; "solved" vanishing gradients: it mitigates them); Hochreiter and
Schmidhuber 1997 (no forget gate), Gers et al. 2000 (with it), Cho et al. 2014 (GRU).
"""

from collections.abc import Mapping
from typing import NamedTuple

from reference._array import Array, as_floats, check_at_least, check_ndim, check_shape, namespace, transpose
from reference.neurons.activations import sigmoid
from reference.rnn.elman import NAMES, along_time, check_cell


class State(NamedTuple):
    """Hidden state and cell state, (B, H) each."""

    h: Array
    c: Array


class LSTMOutputs(NamedTuple):
    """The hidden state after each step, (B, T, H), and both states after the last one."""

    H: Array
    state: State


class LSTMGradients(NamedTuple):
    """The derivatives by all that goes into a cell."""

    dx: Array
    dh: Array
    dc: Array
    dW_ih: Array
    dW_hh: Array
    db_ih: Array
    db_hh: Array


def _parts(a: Array, n: int) -> list[Array]:
    """The columns of `a` in n equal parts."""
    width = a.shape[1] // n
    return [a[:, k * width : (k + 1) * width] for k in range(n)]


def _net(x: Array, h: Array, W_ih: Array, W_hh: Array, b_ih: Array, b_hh: Array) -> Array:
    return x @ transpose(W_ih) + b_ih + h @ transpose(W_hh) + b_hh


def _check(rows: int, x: Array, h: Array, c: Array, *weights: Array) -> None:
    check_cell(rows, x, h, *weights)
    check_shape("c", c, "(B, H)", *h.shape)


def lstm_cell(x: Array, h: Array, c: Array, W_ih: Array, W_hh: Array, b_ih: Array, b_hh: Array) -> State:
    r"""$c' = \sigma(f) c + \sigma(i)\tanh(g)$, $h' = \sigma(o)\tanh(c')$; the rows of W and b are i, f, g, o.

    Args:
        x: (B, D) float. h, c: (B, H) float. W_ih: (4H, D). W_hh: (4H, H). b_ih, b_hh: (4H,).

    Returns:
        (h, c): (B, H) float each.

    Raises:
        ValueError: shapes that do not fit, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, LSTM; Gers et al. 2000.

    >>> import numpy as np
    >>> ones, none = np.ones((4, 1)), np.zeros(4)
    >>> state = lstm_cell(np.array([[1.0]]), np.array([[0.5]]), np.array([[2.0]]), ones, ones, none, none)
    >>> [round(float(s[0, 0]), 6) for s in state]
    [0.803554, 2.375175]
    """
    x, h, c, *weights = as_floats(x, h, c, W_ih, W_hh, b_ih, b_hh)
    _check(4, x, h, c, *weights)
    xp = namespace(x)
    i, f, g, o = _parts(_net(x, h, *weights), 4)
    c = sigmoid(f) * c + sigmoid(i) * xp.tanh(g)
    return State(sigmoid(o) * xp.tanh(c), c)


def lstm_cell_1997(x: Array, h: Array, c: Array, W_ih: Array, W_hh: Array, b_ih: Array, b_hh: Array) -> State:
    r"""$c' = c + \sigma(i)\tanh(g)$, $h' = \sigma(o)\tanh(c')$: nothing is forgotten; the rows are i, g, o.

    Args:
        x: (B, D) float. h, c: (B, H) float. W_ih: (3H, D). W_hh: (3H, H). b_ih, b_hh: (3H,).

    Returns:
        (h, c): (B, H) float each.

    Raises:
        ValueError: shapes that do not fit, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, milestone of 1997; Hochreiter and Schmidhuber 1997.
    """
    x, h, c, *weights = as_floats(x, h, c, W_ih, W_hh, b_ih, b_hh)
    _check(3, x, h, c, *weights)
    xp = namespace(x)
    i, g, o = _parts(_net(x, h, *weights), 3)
    c = c + sigmoid(i) * xp.tanh(g)
    return State(sigmoid(o) * xp.tanh(c), c)


def lstm_forward(X: Array, state: tuple[Array, Array], params: Mapping[str, Array]) -> LSTMOutputs:
    """All steps of `lstm_cell` from a start state.

    Args:
        X: (B, T, D) float; T may be 0. state: (h, c), (B, H) float each. params: W_ih, W_hh, b_ih, b_hh of `lstm_cell`.

    Returns:
        (H, (h, c)): (B, T, H) float, and the state after the last step.

    Raises:
        ValueError: shapes that do not fit, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, LSTM.
    """
    X, h0, c0, *weights = as_floats(X, *state, *(params[name] for name in NAMES))
    check_ndim("X", X, "(B, T, D)", 3)
    check_ndim("h", h0, "(B, H)", 2)
    check_shape("h", h0, "(B, H)", X.shape[0], h0.shape[1])
    check_shape("c", c0, "(B, H)", *h0.shape)
    now, states = State(h0, c0), []
    for t in range(X.shape[1]):
        now = lstm_cell(X[:, t, :], now.h, now.c, *weights)
        states.append(now.h)
    return LSTMOutputs(along_time(states, h0), now)


def lstm_backward_cell(
    x: Array,
    h: Array,
    c: Array,
    W_ih: Array,
    W_hh: Array,
    b_ih: Array,
    b_hh: Array,
    dh: Array,
    dc: Array,
) -> LSTMGradients:
    r"""The derivatives of `lstm_cell`: $\delta = dc + dh\,\sigma(o)(1 - \tanh^2 c')$ reaches c, i, f and g.

    Args:
        x … b_hh: of `lstm_cell`. dh, dc: (B, H) float, the loss's derivatives by h' and c', the latter not through h'.

    Returns:
        (dx, dh, dc, dW_ih, dW_hh, db_ih, db_hh), summed over the batch.

    Raises:
        ValueError: shapes that do not fit, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, LSTM; the chain rule on `lstm_cell`.
    """
    x, h, c, W_ih, W_hh, b_ih, b_hh, dh, dc = as_floats(x, h, c, W_ih, W_hh, b_ih, b_hh, dh, dc)
    _check(4, x, h, c, W_ih, W_hh, b_ih, b_hh)
    check_shape("dh", dh, "(B, H)", *h.shape)
    check_shape("dc", dc, "(B, H)", *h.shape)
    xp = namespace(x)
    i, f, g, o = _parts(_net(x, h, W_ih, W_hh, b_ih, b_hh), 4)
    i, f, g, o = sigmoid(i), sigmoid(f), xp.tanh(g), sigmoid(o)
    squashed = xp.tanh(f * c + i * g)
    delta = dc + dh * o * (1 - squashed**2)
    da = xp.concat(
        [delta * g * i * (1 - i), delta * c * f * (1 - f), delta * i * (1 - g**2), dh * squashed * o * (1 - o)], axis=1
    )
    db = xp.sum(da, axis=0)
    return LSTMGradients(da @ W_ih, da @ W_hh, delta * f, transpose(da) @ x, transpose(da) @ h, db, db)


def gru_cell(x: Array, h: Array, W_ih: Array, W_hh: Array, b_ih: Array, b_hh: Array) -> Array:
    r"""$n = \tanh(a_n + \sigma(r) \odot b_n)$, $h' = (1 - \sigma(z)) n + \sigma(z) h$; the rows are r, z, n.

    a = W_ih x + b_ih and b = W_hh h + b_hh: the reset gate acts after the product with W_hh, as in torch.

    Args:
        x: (B, D) float. h: (B, H) float. W_ih: (3H, D). W_hh: (3H, H). b_ih, b_hh: (3H,).

    Returns:
        (B, H) float.

    Raises:
        ValueError: shapes that do not fit, an empty batch.

    Source: Cho et al. 2014, in torch's form; `001_93c4fdc1f7522504.txt` names LSTM alone.
    """
    x, h, W_ih, W_hh, b_ih, b_hh = as_floats(x, h, W_ih, W_hh, b_ih, b_hh)
    check_cell(3, x, h, W_ih, W_hh, b_ih, b_hh)
    a_r, a_z, a_n = _parts(x @ transpose(W_ih) + b_ih, 3)
    b_r, b_z, b_n = _parts(h @ transpose(W_hh) + b_hh, 3)
    z = sigmoid(a_z + b_z)
    n = namespace(x).tanh(a_n + sigmoid(a_r + b_r) * b_n)
    return (1 - z) * n + z * h


def lstm_param_count(D: int, H: int, two_biases: bool = True) -> int:
    """4(HD + H² + 2H) as in torch, or 4(HD + H² + H) with one bias as in textbooks.

    Args:
        D, H: sizes of input and state, at least 1. two_biases: whether input and state have a bias each.

    Raises:
        ValueError: a size below 1.

    Source: `001_93c4fdc1f7522504.txt`, LSTM.

    >>> lstm_param_count(64, 128), lstm_param_count(64, 128, two_biases=False)
    (99328, 98816)
    """
    check_at_least(1, D=D, H=H)
    return 4 * (H * D + H * H + (2 if two_biases else 1) * H)
