"""Wrong versions of the functions in `reference.cnn.conv`, with the message that names each mistake."""

from reference._array import as_float, namespace
from reference.cnn.conv import (
    causal_conv1d,
    conv2d,
    conv2d_backward,
    conv3d,
    conv_transpose2d,
    depthwise_separable_conv2d,
    dilated_conv1d,
    grouped_conv2d,
    im2col,
    pointwise_conv2d,
)
from reference.misconceptions import misconception

NO_FLIP_2D = "Deep-learning convolution does not flip."
PER_CHANNEL = "Sum over input channels."
ZERO_PAD = "Zero padding, on both sides."
GROUPS = "Each group sees C/g channels."
EFFECTIVE = "Effective size is d(k−1)+1."
TRANSPOSED = "Transposed weights are [in,out,k,k]."


def _flipped(w):
    """The kernel turned round in every spatial axis."""
    return namespace(w).flip(w, axis=tuple(range(2, w.ndim)))


def _swapped(w):
    """The first two axes of the weights exchanged."""
    return namespace(w).permute_dims(w, (1, 0, *range(2, w.ndim)))


# -- T5.2: two dimensions ----------------------------------------------------------------------------------------------


def _last_channel(x, w, b, stride, padding, dilation, groups):
    """A loop over channels that assigns where it should add: the last channel of each group is what remains."""
    share = w.shape[1]
    kept = namespace(x).stack([x[:, c, ...] for c in range(share - 1, x.shape[1], share)], axis=1)
    conv = conv3d if x.ndim == 5 else conv2d
    return conv(kept, w[:, share - 1 :, ...], b, stride, padding, dilation, groups)


def _edge_pad(x, padding):
    """The border's own values instead of zeros, on every spatial axis."""
    xp = namespace(x)
    sizes = padding if isinstance(padding, tuple) else (padding,) * (x.ndim - 2)
    for axis, p in enumerate(sizes, start=2):
        at = [min(max(i, 0), x.shape[axis] - 1) for i in range(-p, x.shape[axis] + p)]
        x = xp.take(x, xp.asarray(at, device=getattr(x, "device", None)), axis=axis)
    return x


@misconception(conv2d, "T5.2/flip", NO_FLIP_2D)
def _conv_flip(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    return conv2d(x, _flipped(w), b, stride, padding, dilation, groups)


@misconception(conv2d, "T5.2/per_channel", PER_CHANNEL)
def _conv_per_channel(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    return _last_channel(x, w, b, stride, padding, dilation, groups)


@misconception(conv2d, "T5.2/pad_value", ZERO_PAD)
def _conv_pad_value(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    return conv2d(_edge_pad(x, padding), w, b, stride, 0, dilation, groups)


@misconception(conv2d, "T5.3/group_weights", GROUPS)
def _conv_group_weights(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    return conv2d(x[:, : w.shape[1], ...], w, b, stride, padding, dilation, 1)


@misconception(conv2d, "T5.3/no_gaps", "Dilation d leaves d−1 pixels between the pixels that the kernel reads.")
def _conv_no_gaps(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    return conv2d(x, w, b, stride, padding, 1, groups)


@misconception(conv2d_backward, "T5.2/flip", NO_FLIP_2D)
def _conv_back_flip(x, w, dout, stride=1, padding=0, dilation=1, groups=1):
    g = conv2d_backward(x, _flipped(w), dout, stride, padding, dilation, groups)
    return g._replace(dw=_flipped(g.dw))


@misconception(conv2d_backward, "T5.2/stride_dx", "With stride the gradient is dilated before the full convolution.")
def _conv_back_stride(x, w, dout, stride=1, padding=0, dilation=1, groups=1):
    right = conv2d_backward(x, w, dout, stride, padding, dilation, groups)
    full = conv_transpose2d(dout, w, None, 1, 0, 0, dilation, groups)
    ph, pw = padding if isinstance(padding, tuple) else (padding, padding)
    dx, seen = namespace(x).zeros_like(right.dx), full[:, :, ph : ph + x.shape[2], pw : pw + x.shape[3]]
    dx[:, :, : seen.shape[2], : seen.shape[3]] = seen
    return right._replace(dx=dx)


@misconception(conv2d_backward, "T5.2/db_axis", "db sums over batch and space, one value per filter.")
def _conv_back_db(x, w, dout, stride=1, padding=0, dilation=1, groups=1):
    right = conv2d_backward(x, w, dout, stride, padding, dilation, groups)
    return right._replace(db=namespace(dout).sum(dout, axis=0))


@misconception(conv2d_backward, "T5.2/dw_mean", "dw sums over the batch; a mean belongs in dout.")
def _conv_back_mean(x, w, dout, stride=1, padding=0, dilation=1, groups=1):
    right = conv2d_backward(x, w, dout, stride, padding, dilation, groups)
    return right._replace(dw=right.dw / x.shape[0])


@misconception(im2col, "T5.2/pad_value", ZERO_PAD)
def _columns_pad_value(x, kh, kw, stride=1, padding=0):
    return im2col(_edge_pad(x, padding), kh, kw, stride, 0)


@misconception(im2col, "T5.2/column_order", "In a column the channel is the outermost index, then row, then column.")
def _columns_order(x, kh, kw, stride=1, padding=0):
    xp = namespace(x)
    right = im2col(x, kh, kw, stride, padding)
    n, _, windows = right.shape
    apart = xp.permute_dims(xp.reshape(right, (n, x.shape[1], kh * kw, windows)), (0, 2, 1, 3))
    return xp.reshape(apart, right.shape)


@misconception(im2col, "T5.2/windows_as_rows", "Each window is a column: (N, C·kh·kw, L).")
def _columns_transposed(x, kh, kw, stride=1, padding=0):
    return namespace(x).matrix_transpose(im2col(x, kh, kw, stride, padding))


# -- T5.3: types of convolution ----------------------------------------------------------------------------------------


@misconception(conv_transpose2d, "T5.3/inverse", "Transposed convolution is the adjoint, not the inverse.")
def _transpose_inverse(x, w, b=None, stride=1, padding=0, output_padding=0, dilation=1, groups=1):
    xp = namespace(x, w)
    x, w = as_float(x), as_float(w)
    out = conv_transpose2d(x, w, b, stride, padding, output_padding, dilation, groups)
    pixels = out.shape[1] * out.shape[2] * out.shape[3]
    units = xp.reshape(
        xp.eye(pixels, dtype=w.dtype, device=getattr(w, "device", None)), (pixels, *out.shape[1:])
    )  # one image a pixel: the layer's matrix, column by column
    matrix = xp.reshape(conv2d(units, w, None, stride, padding, dilation, groups), (pixels, -1))
    inverse = xp.linalg.pinv(matrix)
    return xp.reshape(xp.reshape(x, (x.shape[0], -1)) @ inverse, out.shape) + (
        0 if b is None else xp.reshape(b, (-1, 1, 1))
    )


@misconception(conv_transpose2d, "T5.3/weight_order", TRANSPOSED)
def _transpose_order(x, w, b=None, stride=1, padding=0, output_padding=0, dilation=1, groups=1):
    return conv_transpose2d(x, _swapped(w), b, stride, padding, output_padding, dilation, groups)


@misconception(conv_transpose2d, "T5.3/group_weights", GROUPS)
def _transpose_group_weights(x, w, b=None, stride=1, padding=0, output_padding=0, dilation=1, groups=1):
    b = None if b is None else b[: w.shape[1]]
    return conv_transpose2d(x, w, b, stride, padding, output_padding, dilation, 1)


@misconception(conv_transpose2d, "T5.3/dilated_k", EFFECTIVE)
def _transpose_dilated_k(x, w, b=None, stride=1, padding=0, output_padding=0, dilation=1, groups=1):
    return conv_transpose2d(x, w, b, stride, padding, output_padding, 1, groups)


@misconception(conv_transpose2d, "T5.2/flip", NO_FLIP_2D)
def _transpose_flip(x, w, b=None, stride=1, padding=0, output_padding=0, dilation=1, groups=1):
    return conv_transpose2d(x, _flipped(w), b, stride, padding, output_padding, dilation, groups)


@misconception(depthwise_separable_conv2d, "T5.3/sep_no_pointwise", "Depthwise alone does not mix channels.")
def _separable_no_pointwise(x, w_dw, w_pw):
    return conv2d(x, w_dw, groups=x.shape[1])


@misconception(depthwise_separable_conv2d, "T5.3/group_weights", GROUPS)
def _separable_all_channels(x, w_dw, w_pw):
    xp = namespace(x, w_dw)
    return conv2d(conv2d(xp.sum(x, axis=1, keepdims=True), w_dw), w_pw)


@misconception(depthwise_separable_conv2d, "T5.2/flip", NO_FLIP_2D)
def _separable_flip(x, w_dw, w_pw):
    return depthwise_separable_conv2d(x, _flipped(w_dw), w_pw)


@misconception(dilated_conv1d, "T5.3/dilated_k", EFFECTIVE)
def _dilated_length(x, w, dilation):
    right = dilated_conv1d(x, w, dilation)
    return right[:, :, : max(0, right.shape[2] - dilation + 1)]


@misconception(dilated_conv1d, "T5.3/no_gaps", "Dilation d leaves d−1 inputs between the inputs that the kernel reads.")
def _dilated_no_gaps(x, w, dilation):
    return dilated_conv1d(x, w, 1)


@misconception(dilated_conv1d, "T5.2/flip", NO_FLIP_2D)
def _dilated_flip(x, w, dilation):
    return dilated_conv1d(x, _flipped(w), dilation)


def _padded1d(x, w, dilation, left, right):
    xp = namespace(x)
    border = [xp.zeros((*x.shape[:2], p), dtype=x.dtype, device=getattr(x, "device", None)) for p in (left, right)]
    return dilated_conv1d(xp.concat([border[0], x, border[1]], axis=2), w, dilation)


@misconception(causal_conv1d, "T5.3/future_leak", "Causal means padding on the left only.")
def _causal_leak(x, w, dilation):
    reach = (w.shape[2] - 1) * dilation
    return _padded1d(x, w, dilation, reach // 2, reach - reach // 2)


@misconception(causal_conv1d, "T5.3/dilated_k", EFFECTIVE)
def _causal_dilated_k(x, w, dilation):
    return _padded1d(x, w, dilation, w.shape[2] - 1, 0)


@misconception(causal_conv1d, "T5.3/no_gaps", "Dilation d leaves d−1 inputs between the inputs that the kernel reads.")
def _causal_no_gaps(x, w, dilation):
    return causal_conv1d(x, w, 1)


@misconception(causal_conv1d, "T5.2/flip", NO_FLIP_2D)
def _causal_flip(x, w, dilation):
    return causal_conv1d(x, _flipped(w), dilation)


@misconception(pointwise_conv2d, "T5.2/per_channel", PER_CHANNEL)
def _pointwise_per_channel(x, w, b=None):
    return _last_channel(x, w, b, 1, 0, 1, 1)


@misconception(pointwise_conv2d, "T5.2/weight_order", "Weights are [out,in,1,1].")
def _pointwise_order(x, w, b=None):
    return pointwise_conv2d(x, _swapped(w), b)


@misconception(pointwise_conv2d, "T5.2/no_bias", "Add one bias per filter.")
def _pointwise_no_bias(x, w, b=None):
    return pointwise_conv2d(x, w)


@misconception(grouped_conv2d, "T5.3/group_weights", GROUPS)
def _grouped_first_block(x, w, groups, b=None):
    return conv2d(x[:, : w.shape[1], ...], w, b)


@misconception(grouped_conv2d, "T5.3/interleaved", "A group is a block of neighbouring channels.")
def _grouped_interleaved(x, w, groups, b=None):
    xp = namespace(x)
    n, c, height, width = x.shape
    apart = xp.permute_dims(xp.reshape(x, (n, c // groups, groups, height, width)), (0, 2, 1, 3, 4))
    return grouped_conv2d(xp.reshape(apart, x.shape), w, groups, b)


@misconception(grouped_conv2d, "T5.2/per_channel", PER_CHANNEL)
def _grouped_per_channel(x, w, groups, b=None):
    return _last_channel(x, w, b, 1, 0, 1, groups)


@misconception(grouped_conv2d, "T5.2/flip", NO_FLIP_2D)
def _grouped_flip(x, w, groups, b=None):
    return grouped_conv2d(x, _flipped(w), groups, b)


@misconception(conv3d, "T5.2/flip", NO_FLIP_2D)
def _conv3d_flip(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    return conv3d(x, _flipped(w), b, stride, padding, dilation, groups)


@misconception(conv3d, "T5.2/per_channel", PER_CHANNEL)
def _conv3d_per_channel(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    return _last_channel(x, w, b, stride, padding, dilation, groups)


@misconception(conv3d, "T5.2/pad_value", ZERO_PAD)
def _conv3d_pad_value(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    return conv3d(_edge_pad(x, padding), w, b, stride, 0, dilation, groups)
