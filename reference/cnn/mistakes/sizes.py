"""Wrong versions of the functions in `reference.cnn.sizes`, with the message that names each mistake."""

from reference.cnn.sizes import (
    ReceptiveField,
    _layers,
    conv_macs,
    conv_output_size,
    conv_param_count,
    conv_transpose_output_size,
    receptive_field,
)
from reference.misconceptions import misconception


@misconception(conv_output_size, "T5.5/forgot_plus1", "Add 1 after dividing.")
def _size_no_plus1(n, k, stride=1, padding=0, dilation=1):
    return conv_output_size(n, k, stride, padding, dilation) - 1


@misconception(conv_output_size, "T5.5/ceil", "Round down.")
def _size_ceil(n, k, stride=1, padding=0, dilation=1):
    return -(-(n + 2 * padding - dilation * (k - 1) - 1) // stride) + 1


@misconception(conv_output_size, "T5.5/pad_once", "Padding counts on both sides.")
def _size_pad_once(n, k, stride=1, padding=0, dilation=1):
    return (n + padding - dilation * (k - 1) - 1) // stride + 1


@misconception(conv_output_size, "T5.3/dilated_k", "Effective size is d(k−1)+1.")
def _size_dilated_k(n, k, stride=1, padding=0, dilation=1):
    return (n + 2 * padding - dilation * k) // stride + 1


@misconception(conv_transpose_output_size, "T5.5/forgot_plus1", "Add 1: one pixel already gives k pixels.")
def _transpose_no_plus1(n, k, stride, padding, dilation=1, output_padding=0):
    return conv_transpose_output_size(n, k, stride, padding, dilation, output_padding) - 1


@misconception(conv_transpose_output_size, "T5.5/pad_once", "Padding counts on both sides.")
def _transpose_pad_once(n, k, stride, padding, dilation=1, output_padding=0):
    return conv_transpose_output_size(n, k, stride, padding, dilation, output_padding) + padding


@misconception(conv_transpose_output_size, "T5.5/forward_size", "A transposed convolution enlarges: multiply by s.")
def _transpose_forward(n, k, stride, padding, dilation=1, output_padding=0):
    return (n + 2 * padding - dilation * (k - 1) - 1) // stride + 1


@misconception(conv_transpose_output_size, "T5.3/dilated_k", "Effective size is d(k−1)+1.")
def _transpose_dilated_k(n, k, stride, padding, dilation=1, output_padding=0):
    return (n - 1) * stride - 2 * padding + dilation * k + output_padding


@misconception(receptive_field, "T5.5/rf_no_jump", "Multiply by the product of earlier strides.")
def _rf_no_jump(layers):
    return receptive_field(layers)._replace(rf=1 + sum((k - 1) * d for k, _, d in _layers(layers)))


@misconception(receptive_field, "T5.5/rf_own_stride", "A layer's own stride counts for the layers after it only.")
def _rf_own_stride(layers):
    r = j = 1
    for k, s, d in _layers(layers):
        j *= s
        r += (k - 1) * d * j
    return ReceptiveField(r, j)


@misconception(receptive_field, "T5.5/rf_adds_k", "A layer adds k−1 steps, not k: one pixel is already seen.")
def _rf_adds_k(layers):
    r = j = 1
    for k, s, d in _layers(layers):
        r, j = r + k * d * j, j * s
    return ReceptiveField(r, j)


@misconception(receptive_field, "T5.5/rf_no_dilation", "Dilation widens a layer: (k−1)·d steps.")
def _rf_no_dilation(layers):
    return receptive_field([(k, s) for k, s, _ in _layers(layers)])


@misconception(conv_param_count, "T5.5/bias_per_weight", "One bias per output channel.")
def _params_bias_per_kernel(c_in, c_out, k, groups=1, bias=True):
    return c_out * (c_in // groups) * (k * k + bool(bias))


@misconception(conv_param_count, "T5.5/no_bias", "Each output channel has a bias, too.")
def _params_no_bias(c_in, c_out, k, groups=1, bias=True):
    return conv_param_count(c_in, c_out, k, groups, bias=False)


@misconception(conv_param_count, "T5.5/one_channel", "A filter has k² weights for each input channel.")
def _params_one_channel(c_in, c_out, k, groups=1, bias=True):
    return c_out * (k * k + bool(bias))


@misconception(conv_param_count, "T5.3/group_weights", "Each group sees C/g channels.")
def _params_group_weights(c_in, c_out, k, groups=1, bias=True):
    return conv_param_count(c_in, c_out, k, 1, bias)


@misconception(conv_macs, "T5.5/macs_no_space", "Multiply by the number of output positions.")
def _macs_no_space(h_out, w_out, c_in, c_out, k, groups=1):
    return conv_param_count(c_in, c_out, k, groups, bias=False)


@misconception(conv_macs, "T5.5/macs_flops", "One multiply-accumulate counts once, not twice.")
def _macs_flops(h_out, w_out, c_in, c_out, k, groups=1):
    return 2 * conv_macs(h_out, w_out, c_in, c_out, k, groups)


@misconception(conv_macs, "T5.3/group_weights", "Each group sees C/g channels.")
def _macs_group_weights(h_out, w_out, c_in, c_out, k, groups=1):
    return conv_macs(h_out, w_out, c_in, c_out, k)
