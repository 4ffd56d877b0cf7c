"""Convolution of one vector with one kernel: local connection and weight sharing, forward and backward.

Source: `002_3f85b5039545d858.txt` (locally connected and shared weights). The deck writes h ∗ k, yet its sum does not
flip the kernel: it is a cross-correlation; only `convolve1d` flips. There is no padding here.
"""

from typing import NamedTuple

from reference._array import Array, as_float, as_floats, check_ndim, check_option, check_shape, like, namespace
from reference._misconceptions import misconception
from reference.activations import ACTIVATIONS
from reference.counting import conv_output_size

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


# -- misconceptions ----------------------------------------------------------------------------------------------------

FLIP = "The formula does not flip the kernel."
LENGTH = "Valid output has n−k+1 entries."


def _around(h, k):
    """k zeros on both sides of a vector."""
    xp = namespace(h)
    zeros = xp.zeros(k, dtype=h.dtype, device=getattr(h, "device", None))
    return xp.concat([zeros, h, zeros])


def _from_one(h, w):
    return cross_correlate1d(h, w) - h[: h.shape[0] - w.shape[0] + 1] * w[0]


@misconception(cross_correlate1d, "T5.1/flip", FLIP)
def _correlate_flip(h, w):
    return convolve1d(h, w)


@misconception(cross_correlate1d, "T5.1/length", LENGTH, "slip")
def _correlate_length(h, w):
    return cross_correlate1d(h, w)[:-1]


@misconception(cross_correlate1d, "T5.1/one_index", "j starts at 0.", "slip")
def _correlate_one_index(h, w):
    return _from_one(h, w)


@misconception(cross_correlate1d, "T5.1/same_pad", "No padding here.", "convention")
def _correlate_same(h, w):
    return cross_correlate1d(_around(h, w.shape[0] // 2), w)


@misconception(convolve1d, "T5.1/no_flip", "A true convolution flips the kernel.")
def _convolve_no_flip(h, w):
    return cross_correlate1d(h, w)


@misconception(convolve1d, "T5.1/length", LENGTH, "slip")
def _convolve_length(h, w):
    return convolve1d(h, w)[:-1]


@misconception(convolve1d, "T5.1/same_pad", "No padding here.", "convention")
def _convolve_same(h, w):
    return convolve1d(_around(h, w.shape[0] // 2), w)


@misconception(conv1d_layer, "T5.1/flip", FLIP)
def _layer_flip(h, w, b, g="identity"):
    return ACTIVATIONS[g](convolve1d(h, w) + b)


@misconception(conv1d_layer, "T5.1/one_index", "j starts at 0.", "slip")
def _layer_one_index(h, w, b, g="identity"):
    return ACTIVATIONS[g](_from_one(h, w) + b)


@misconception(conv1d_layer, "T5.1/bias_outside", "The bias belongs inside the activation.")
def _layer_bias_outside(h, w, b, g="identity"):
    return ACTIVATIONS[g](cross_correlate1d(h, w)) + b


@misconception(conv1d_layer, "T5.1/no_bias", "Add the bias at every position.", "slip")
def _layer_no_bias(h, w, b, g="identity"):
    return ACTIVATIONS[g](cross_correlate1d(h, w))


@misconception(conv1d_backward, "T5.1/dh_corr", "The input gradient is a full convolution with the flipped order.")
def _back_dh_corr(h, w, dout):
    right = conv1d_backward(h, w, dout)
    return right._replace(dh=cross_correlate1d(_around(dout, w.shape[0] - 1), w))


@misconception(conv1d_backward, "T5.1/flip", FLIP)
def _back_flip(h, w, dout):
    right = conv1d_backward(h, w, dout)
    return right._replace(dw=convolve1d(h, dout))


@misconception(conv1d_backward, "T5.1/unshared", "All positions share the same k weights.")
def _back_unshared(h, w, dout):
    xp = namespace(h, w, dout)
    seen = xp.stack([h[j : j + dout.shape[0]] for j in range(w.shape[0])], axis=1)
    return Conv1dGrads(conv1d_backward(h, w, dout).dh, dout[:, None] * seen, xp.sum(dout))


@misconception(conv1d_backward, "T5.1/db_position", "The bias is shared: sum dout over positions.", "convention")
def _back_db(h, w, dout):
    return conv1d_backward(h, w, dout)._replace(db=dout)


@misconception(toeplitz_matrix, "T5.1/flip", FLIP)
def _toeplitz_flip(w, n):
    return toeplitz_matrix(namespace(w).flip(w), n)


@misconception(toeplitz_matrix, "T5.1/same_pad", "No padding here.", "convention")
def _toeplitz_same(w, n):
    k = w.shape[0]
    return toeplitz_matrix(w, n + 2 * (k // 2))[:, k // 2 : k // 2 + n]


@misconception(toeplitz_matrix, "T5.1/transposed", "One row an output, one column an input.", "slip")
def _toeplitz_transposed(w, n):
    return namespace(w).matrix_transpose(toeplitz_matrix(w, n))


@misconception(layer_param_count, "T5.1/unshared", "All positions share the same k weights.")
def _count_unshared(kind, n, k):
    return layer_param_count("local" if kind == "shared" else kind, n, k)


@misconception(layer_param_count, "T5.1/length", LENGTH, "slip")
def _count_length(kind, n, k):
    return {"full": n * n + n, "local": n * k + n, "shared": k + 1}[kind]


@misconception(layer_param_count, "T5.1/no_bias", "Count the biases, too: one an output, or one shared.", "slip")
def _count_no_bias(kind, n, k):
    return layer_param_count(kind, n, k) - (1 if kind == "shared" else n - k + 1)


@misconception(locally_connected1d, "T5.1/shared", "Each position has its own k weights: row i of W.")
def _local_shared(x, W):
    return cross_correlate1d(x, W[0, :])


@misconception(locally_connected1d, "T5.1/flip", FLIP)
def _local_flip(x, W):
    return locally_connected1d(x, namespace(W).flip(W, axis=1))


@misconception(locally_connected1d, "T5.1/length", LENGTH, "slip")
def _local_length(x, W):
    return locally_connected1d(x, W)[:-1]
