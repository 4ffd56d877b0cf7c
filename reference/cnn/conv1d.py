"""Convolution of one vector with one kernel: local connection and weight sharing, forward and backward.

Source: `002_3f85b5039545d858.txt` (locally connected and shared weights). The deck writes h ∗ k, yet its sum does not
flip the kernel: it is a cross-correlation; only `convolve1d` flips. There is no padding here.
"""

from typing import NamedTuple

from reference._array import Array, as_float, as_floats, check_ndim, check_option, check_shape, like, namespace
from reference.cnn.sizes import conv_output_size
from reference.neurons.activations import ACTIVATIONS

KINDS = ("full", "local", "shared")


class Conv1dGrads(NamedTuple):
    """dh: (n,), dw: (k,), db: scalar."""

    dh: Array
    dw: Array
    db: Array


def _windows1d(h: Array, k: int) -> Array:
    """(n,) → (n−k+1, k), row i is h[i : i+k]."""
    check_ndim("h", h, "(n,)", 1)
    m = conv_output_size(h.shape[0], k)
    return namespace(h).stack([h[j : j + m] for j in range(k)], axis=1)


def cross_correlate1d(h: Array, w: Array) -> Array:
    r"""$y_i = \sum_j h_{i+j} w_j$, without padding.

    Args:
        h: (n,) float. w: (k,) float, k ≤ n.

    Returns:
        (n−k+1,) float.

    Source: `002_3f85b5039545d858.txt`, locally connected and shared weights.

    >>> import numpy as np
    >>> cross_correlate1d(np.array([1.0, 2, 4, 7, 11]), np.array([1.0, 2, 3])).tolist()
    [17.0, 31.0, 51.0]
    """
    h, w = as_floats(h, w)
    check_ndim("w", w, "(k,)", 1)
    return _windows1d(h, w.shape[0]) @ w


def convolve1d(h: Array, w: Array) -> Array:
    r"""$y_i = \sum_j h_{i+j} w_{k-1-j}$: the kernel is flipped. (n,), (k,) → (n−k+1,) float."""
    return cross_correlate1d(h, namespace(h, w).flip(w))


def conv1d_layer(h: Array, w: Array, b: float | Array, g: str = "identity") -> Array:
    r"""$y_i = g(\sum_j h_{i+j} w_j + b_i)$.

    Args:
        h: (n,) float. w: (k,) float. b: one number for all positions, or (n−k+1,) float. g: a name of `ACTIVATIONS`.

    Returns:
        (n−k+1,) float.

    Source: `002_3f85b5039545d858.txt`, locally connected and shared weights.
    """
    check_option("g", g, tuple(ACTIVATIONS))
    y = cross_correlate1d(h, w)
    if getattr(b, "ndim", 0):
        check_shape("b", b, "(n−k+1,)", y.shape[0])
        b = like(b, y)
    return ACTIVATIONS[g](y + b)


def conv1d_backward(h: Array, w: Array, dout: Array) -> Conv1dGrads:
    r"""$dw = h \star dout$, $dh = $ full convolution of dout with w, $db = \sum_i dout_i$ (one bias for all positions).

    Args:
        h: (n,) float. w: (k,) float. dout: (n−k+1,) float, the gradient before the activation.

    Returns:
        dh (n,), dw (k,), db scalar.

    Source: `002_3f85b5039545d858.txt`, locally connected and shared weights (backward pass: standard).
    """
    h, w, dout = as_floats(h, w, dout)
    xp = namespace(h, w, dout)
    check_ndim("h", h, "(n,)", 1)
    check_ndim("w", w, "(k,)", 1)
    k = w.shape[0]
    check_shape("dout", dout, "(n−k+1,)", conv_output_size(h.shape[0], k))
    border = xp.zeros_like(w)[1:]
    return Conv1dGrads(convolve1d(xp.concat([border, dout, border]), w), cross_correlate1d(h, dout), xp.sum(dout))


def toeplitz_matrix(w: Array, n: int) -> Array:
    """The matrix T with T @ h = cross_correlate1d(h, w): row i holds w from column i on. (k,) → (n−k+1, n) float."""
    w = as_float(w)
    xp = namespace(w)
    check_ndim("w", w, "(k,)", 1)
    rest = conv_output_size(n, w.shape[0]) - 1
    zeros = xp.zeros(rest, dtype=w.dtype, device=getattr(w, "device", None))
    return xp.stack([xp.concat([zeros[:i], w, zeros[i:]]) for i in range(rest + 1)])


def layer_param_count(kind: str, n: int, k: int) -> int:
    """Weights and biases from n inputs to n−k+1 outputs: dense, locally connected, or with one shared kernel and bias.

    Args:
        kind: full, local, shared.

    Source: `002_3f85b5039545d858.txt`, receptive fields.
    """
    check_option("kind", kind, KINDS)
    m = conv_output_size(n, k)
    return {"full": m * n + m, "local": m * k + m, "shared": k + 1}[kind]


def locally_connected1d(x: Array, W: Array) -> Array:
    r"""$y_i = \sum_j x_{i+j} W_{ij}$: local like a convolution, yet each position has its own weights.

    Args:
        x: (n,) float. W: (n−k+1, k) float.

    Returns:
        (n−k+1,) float.

    Source: `002_3f85b5039545d858.txt`, receptive fields.
    """
    x, W = as_floats(x, W)
    xp = namespace(x, W)
    check_ndim("W", W, "(n−k+1, k)", 2)
    seen = _windows1d(x, W.shape[1])
    check_shape("W", W, "(n−k+1, k)", *seen.shape)
    return xp.sum(seen * W, axis=1)
