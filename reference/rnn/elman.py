r"""The Elman network: a layer whose hidden state is an input of its next step; and its gradients through time.

$h_t = \tanh(W_{ih} x_t + b_{ih} + W_{hh} h_{t-1} + b_{hh})$, arrays (batch, time, feature).

Sources: `001_93c4fdc1f7522504.txt` (outline: recurrent networks); the standard formulas, named as in torch.
"""

from collections.abc import Mapping
from typing import NamedTuple

from reference._array import Array, as_floats, check_ndim, check_samples, check_shape, namespace, transpose

NAMES = ("W_ih", "W_hh", "b_ih", "b_hh")


class Outputs(NamedTuple):
    """The state after each step, (B, T, H), and after the last one, (B, H)."""

    H: Array
    h: Array


class Cache(NamedTuple):
    """What the backward pass needs of the forward pass."""

    X: Array
    h0: Array
    H: Array
    W_ih: Array
    W_hh: Array


class Gradients(NamedTuple):
    """The derivatives by all that goes in, of the shapes of what goes in."""

    dX: Array
    dh0: Array
    dW_ih: Array
    dW_hh: Array
    db_ih: Array
    db_hh: Array


def check_cell(rows: int, x: Array, h: Array, W_ih: Array, W_hh: Array, b_ih: Array, b_hh: Array) -> None:
    """Raises ValueError unless the arguments of a cell fit; its weights have `rows` times H rows."""
    check_ndim("x", x, "(B, D)", 2)
    check_samples("x", x)
    check_ndim("h", h, "(B, H)", 2)
    check_shape("h", h, "(B, H)", x.shape[0], h.shape[1])
    g, times = rows * h.shape[1], "" if rows == 1 else str(rows)
    check_shape("W_ih", W_ih, f"({times}H, D)", g, x.shape[1])
    check_shape("W_hh", W_hh, f"({times}H, H)", g, h.shape[1])
    check_shape("b_ih", b_ih, f"({times}H,)", g)
    check_shape("b_hh", b_hh, f"({times}H,)", g)


def along_time(states: list[Array], h: Array) -> Array:
    """The states (B, H) of all steps as (B, T, H); of no step, too."""
    xp = namespace(h)
    return xp.stack(states, axis=1) if states else xp.zeros_like(h)[:, None, :][:, :0, :]


def rnn_cell(x: Array, h: Array, W_ih: Array, W_hh: Array, b_ih: Array, b_hh: Array) -> Array:
    r"""$\tanh(W_{ih} x + b_{ih} + W_{hh} h + b_{hh})$: one step.

    Args:
        x: (B, D) float. h: (B, H) float, the state before. W_ih: (H, D). W_hh: (H, H). b_ih, b_hh: (H,).

    Returns:
        (B, H) float, the state after.

    Raises:
        ValueError: shapes that do not fit, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, recurrent networks; Elman 1990.

    >>> import numpy as np
    >>> one, half, none = np.ones((1, 1)), np.full((1, 1), 0.5), np.zeros(1)
    >>> rnn_cell(one, np.zeros((1, 1)), one, half, none, none).round(6).tolist()
    [[0.761594]]
    """
    x, h, W_ih, W_hh, b_ih, b_hh = as_floats(x, h, W_ih, W_hh, b_ih, b_hh)
    check_cell(1, x, h, W_ih, W_hh, b_ih, b_hh)
    return namespace(x).tanh(x @ transpose(W_ih) + b_ih + h @ transpose(W_hh) + b_hh)


def rnn_forward(
    X: Array, h0: Array, params: Mapping[str, Array], return_cache: bool = False
) -> Outputs | tuple[Outputs, Cache]:
    """All steps from the start state h0, one after the other with the same weights.

    Args:
        X: (B, T, D) float; T may be 0. h0: (B, H) float. params: W_ih, W_hh, b_ih, b_hh of `rnn_cell`.
        return_cache: also give what `rnn_backward` needs.

    Returns:
        (H, h): (B, T, H) and (B, H) float; with `return_cache`, that and the cache.

    Raises:
        ValueError: shapes that do not fit, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, recurrent networks.
    """
    X, h0, *weights = as_floats(X, h0, *(params[name] for name in NAMES))
    check_ndim("X", X, "(B, T, D)", 3)
    check_ndim("h0", h0, "(B, H)", 2)
    check_shape("h0", h0, "(B, H)", X.shape[0], h0.shape[1])
    h, states = h0, []
    for t in range(X.shape[1]):
        h = rnn_cell(X[:, t, :], h, *weights)
        states.append(h)
    out = Outputs(along_time(states, h0), h)
    return (out, Cache(X, h0, out.H, weights[0], weights[1])) if return_cache else out


def rnn_backward(cache: Cache, dH: Array) -> Gradients:
    r"""Backpropagation through time: $d = dH_t + W_{hh}^\top da_{t+1}$, $da_t = d \odot (1 - h_t^2)$, summed.

    Args:
        cache: of `rnn_forward`. dH: (B, T, H) float, the loss's derivative by each state, not through later ones.

    Returns:
        (dX, dh0, dW_ih, dW_hh, db_ih, db_hh), summed over the batch.

    Raises:
        ValueError: a dH of another shape than H.

    Source: `001_93c4fdc1f7522504.txt`, recurrent networks; Werbos 1990.
    """
    return _backward(cache, dH, cache.X.shape[1] or 1)


def truncated_bptt(cache: Cache, dH: Array, k: int) -> Gradients:
    """The same with the state cut off (detached) after every k steps: no derivative flows back over a cut.

    Args:
        cache: of `rnn_forward`. dH: (B, T, H) float. k: 1 or more; with k ≥ T it is `rnn_backward`.

    Returns:
        (dX, dh0, dW_ih, dW_hh, db_ih, db_hh): of the losses of all steps.

    Raises:
        ValueError: a dH of another shape than H, a k below 1.

    Source: `001_93c4fdc1f7522504.txt`, recurrent networks; Williams and Peng 1990.
    """
    if k < 1:
        raise ValueError(f"k: expected at least 1 step, got {k}")
    return _backward(cache, dH, k)


def _backward(cache: Cache, dH: Array, k: int) -> Gradients:
    """Through time, with a cut after steps k, 2k, …"""
    X, h0, H, W_ih, W_hh, dH = as_floats(*cache, dH)
    xp = namespace(X)
    check_shape("dH", dH, "(B, T, H)", *H.shape)
    carried, dW_ih, dW_hh = xp.zeros_like(h0), xp.zeros_like(W_ih), xp.zeros_like(W_hh)
    db, dX = xp.zeros_like(W_hh[:, 0]), []
    for t in reversed(range(X.shape[1])):
        if (t + 1) % k == 0:
            carried = xp.zeros_like(h0)
        before = H[:, t - 1, :] if t else h0
        da = (dH[:, t, :] + carried) * (1 - H[:, t, :] ** 2)
        dW_ih = dW_ih + transpose(da) @ X[:, t, :]
        dW_hh = dW_hh + transpose(da) @ before
        db = db + xp.sum(da, axis=0)
        dX.append(da @ W_ih)
        carried = da @ W_hh
    dX = xp.stack(dX[::-1], axis=1) if dX else xp.zeros_like(X)
    return Gradients(dX, carried, dW_ih, dW_hh, db, db)
