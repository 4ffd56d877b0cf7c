"""Wrong versions of the functions in `reference.cnn.conv1d`, with the message that names each mistake."""

from reference._array import namespace
from reference.cnn.conv1d import (
    Conv1dGrads,
    conv1d_backward,
    conv1d_layer,
    convolve1d,
    cross_correlate1d,
    layer_param_count,
    locally_connected1d,
    toeplitz_matrix,
)
from reference.misconceptions import misconception
from reference.neurons.activations import ACTIVATIONS

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


@misconception(cross_correlate1d, "T5.1/length", LENGTH)
def _correlate_length(h, w):
    return cross_correlate1d(h, w)[:-1]


@misconception(cross_correlate1d, "T5.1/one_index", "j starts at 0.")
def _correlate_one_index(h, w):
    return _from_one(h, w)


@misconception(cross_correlate1d, "T5.1/same_pad", "No padding here.")
def _correlate_same(h, w):
    return cross_correlate1d(_around(h, w.shape[0] // 2), w)


@misconception(convolve1d, "T5.1/no_flip", "A true convolution flips the kernel.")
def _convolve_no_flip(h, w):
    return cross_correlate1d(h, w)


@misconception(convolve1d, "T5.1/length", LENGTH)
def _convolve_length(h, w):
    return convolve1d(h, w)[:-1]


@misconception(convolve1d, "T5.1/same_pad", "No padding here.")
def _convolve_same(h, w):
    return convolve1d(_around(h, w.shape[0] // 2), w)


@misconception(conv1d_layer, "T5.1/flip", FLIP)
def _layer_flip(h, w, b, g="identity"):
    return ACTIVATIONS[g](convolve1d(h, w) + b)


@misconception(conv1d_layer, "T5.1/one_index", "j starts at 0.")
def _layer_one_index(h, w, b, g="identity"):
    return ACTIVATIONS[g](_from_one(h, w) + b)


@misconception(conv1d_layer, "T5.1/bias_outside", "The bias belongs inside the activation.")
def _layer_bias_outside(h, w, b, g="identity"):
    return ACTIVATIONS[g](cross_correlate1d(h, w)) + b


@misconception(conv1d_layer, "T5.1/no_bias", "Add the bias at every position.")
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


@misconception(conv1d_backward, "T5.1/db_position", "The bias is shared: sum dout over positions.")
def _back_db(h, w, dout):
    return conv1d_backward(h, w, dout)._replace(db=dout)


@misconception(toeplitz_matrix, "T5.1/flip", FLIP)
def _toeplitz_flip(w, n):
    return toeplitz_matrix(namespace(w).flip(w), n)


@misconception(toeplitz_matrix, "T5.1/same_pad", "No padding here.")
def _toeplitz_same(w, n):
    k = w.shape[0]
    return toeplitz_matrix(w, n + 2 * (k // 2))[:, k // 2 : k // 2 + n]


@misconception(toeplitz_matrix, "T5.1/transposed", "One row an output, one column an input.")
def _toeplitz_transposed(w, n):
    return namespace(w).matrix_transpose(toeplitz_matrix(w, n))


@misconception(layer_param_count, "T5.1/unshared", "All positions share the same k weights.")
def _count_unshared(kind, n, k):
    return layer_param_count("local" if kind == "shared" else kind, n, k)


@misconception(layer_param_count, "T5.1/length", LENGTH)
def _count_length(kind, n, k):
    return {"full": n * n + n, "local": n * k + n, "shared": k + 1}[kind]


@misconception(layer_param_count, "T5.1/no_bias", "Count the biases, too: one an output, or one shared.")
def _count_no_bias(kind, n, k):
    return layer_param_count(kind, n, k) - (1 if kind == "shared" else n - k + 1)


@misconception(locally_connected1d, "T5.1/shared", "Each position has its own k weights: row i of W.")
def _local_shared(x, W):
    return cross_correlate1d(x, W[0, :])


@misconception(locally_connected1d, "T5.1/flip", FLIP)
def _local_flip(x, W):
    return locally_connected1d(x, namespace(W).flip(W, axis=1))


@misconception(locally_connected1d, "T5.1/length", LENGTH)
def _local_length(x, W):
    return locally_connected1d(x, W)[:-1]
