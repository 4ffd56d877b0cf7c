r"""The Jordan network: what feeds back is the output, through a context that decays.

$s_t = y_{t-1} + \mu s_{t-1}$, $s_1 = y_0$, $h_t = \tanh(W_{xh} x_t + W_{yh} s_t + b_h)$, $y_t = W_{hy} h_t + b_y$.

Sources: `001_93c4fdc1f7522504.txt` (milestone of 1986); Jordan 1986. An Elman network feeds back the hidden state.
"""

from typing import NamedTuple

from reference._array import Array, as_floats, check_ndim, check_samples, check_shape, namespace, transpose
from reference.rnn.elman import along_time


class JordanOutputs(NamedTuple):
    """Hidden states (B, T, H) and outputs (B, T, O) of all steps."""

    H: Array
    Y: Array


def jordan_rnn_forward(
    X: Array,
    y0: Array,
    W_xh: Array,
    W_yh: Array,
    b_h: Array,
    W_hy: Array,
    b_y: Array,
    mu: float = 0.0,
) -> JordanOutputs:
    r"""All steps; the context of the first one is y0, of the others $y_{t-1} + \mu s_{t-1}$. The output is linear.

    Args:
        X: (B, T, D) float; T may be 0. y0: (B, O) float. W_xh: (H, D). W_yh: (H, O). b_h: (H,). W_hy: (O, H).
        b_y: (O,).
        mu: how much of the old context stays; 0 is a plain feedback of the output.

    Returns:
        (H, Y): (B, T, H) and (B, T, O) float.

    Raises:
        ValueError: shapes that do not fit, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, milestone of 1986.

    >>> import numpy as np
    >>> one, half, none = np.ones((1, 1)), np.full((1, 1), 0.5), np.zeros(1)
    >>> x = np.array([[[1.0], [0.0], [0.0]]])
    >>> jordan_rnn_forward(x, np.zeros((1, 1)), one, half, none, 2 * one, none).Y.round(6).ravel().tolist()
    [1.523188, 1.28403, 1.13254]
    """
    X, y0, W_xh, W_yh, b_h, W_hy, b_y = as_floats(X, y0, W_xh, W_yh, b_h, W_hy, b_y)
    _check(X, y0, W_xh, W_yh, b_h, W_hy, b_y)
    xp = namespace(X)
    s, y, hidden, outputs = xp.zeros_like(y0), y0, [], []
    for t in range(X.shape[1]):
        s = y + mu * s
        h = xp.tanh(X[:, t, :] @ transpose(W_xh) + s @ transpose(W_yh) + b_h)
        y = h @ transpose(W_hy) + b_y
        hidden.append(h)
        outputs.append(y)
    return JordanOutputs(along_time(hidden, y0 @ transpose(W_yh)), along_time(outputs, y0))


def _check(X: Array, y0: Array, W_xh: Array, W_yh: Array, b_h: Array, W_hy: Array, b_y: Array) -> None:
    """Raises ValueError unless all shapes fit."""
    check_ndim("X", X, "(B, T, D)", 3)
    check_samples("X", X)
    check_ndim("y0", y0, "(B, O)", 2)
    check_ndim("W_xh", W_xh, "(H, D)", 2)
    hidden, outputs = W_xh.shape[0], y0.shape[1]
    check_shape("y0", y0, "(B, O)", X.shape[0], outputs)
    check_shape("W_xh", W_xh, "(H, D)", hidden, X.shape[2])
    check_shape("W_yh", W_yh, "(H, O)", hidden, outputs)
    check_shape("b_h", b_h, "(H,)", hidden)
    check_shape("W_hy", W_hy, "(O, H)", outputs, hidden)
    check_shape("b_y", b_y, "(O,)", outputs)
