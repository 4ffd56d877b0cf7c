"""Output sizes, receptive fields, parameter and operation counts of convolutional layers.

Sources: `001_93c4fdc1f7522504.txt` (operations in CNNs, outline only), `002_3f85b5039545d858.txt` (receptive fields).
The formulas are the standard ones. Sizes are pixels along one axis, kernels are square; a
multiply-accumulate counts once.
"""

from collections.abc import Sequence
from typing import NamedTuple

from reference._misconceptions import misconception


class ReceptiveField(NamedTuple):
    """Input pixels that one output sees, and the input pixels between two neighbouring outputs."""

    rf: int
    jump: int


def _at_least(least: int, **sizes: int) -> None:
    for name, value in sizes.items():
        if value < least:
            raise ValueError(f"{name}: expected an integer ≥ {least}, got {value}")


def conv_output_size(n: int, k: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    r"""$\lfloor (n + 2p - d(k-1) - 1) / s \rfloor + 1$: what a convolution or a pooling makes of n pixels.

    Raises:
        ValueError: a size below 1, a negative padding, a kernel that does not fit.

    Source: `001_93c4fdc1f7522504.txt`, operations in CNNs (standard formula).

    >>> conv_output_size(224, 7, stride=2, padding=3)
    112
    """
    _at_least(1, n=n, k=k, stride=stride, dilation=dilation)
    _at_least(0, padding=padding)
    width, span = n + 2 * padding, dilation * (k - 1) + 1
    if span > width:
        raise ValueError(f"k: expected a kernel of at most n+2p = {width} pixels, got d(k−1)+1 = {span}")
    return (width - span) // stride + 1


def conv_transpose_output_size(
    n: int, k: int, stride: int, padding: int, dilation: int = 1, output_padding: int = 0
) -> int:
    r"""$(n-1)s - 2p + d(k-1) + op + 1$: what a transposed convolution makes of n pixels.

    Raises:
        ValueError: a size below 1, a negative padding, an output_padding ≥ max(stride, dilation), no pixel left.

    Source: `001_93c4fdc1f7522504.txt`, types of convolution (standard formula).
    """
    _at_least(1, n=n, k=k, stride=stride, dilation=dilation)
    _at_least(0, padding=padding, output_padding=output_padding)
    if output_padding >= max(stride, dilation):
        raise ValueError(f"output_padding: expected less than {max(stride, dilation)}, got {output_padding}")
    size = (n - 1) * stride - 2 * padding + dilation * (k - 1) + output_padding + 1
    if size < 1:
        raise ValueError(f"padding: expected at least one pixel of output, got {size}")
    return size


def receptive_field(layers: Sequence[tuple[int, ...]]) -> ReceptiveField:
    r"""$r \leftarrow r + (k-1)\,d\,j$ and then $j \leftarrow j s$ for each layer, from $r = j = 1$.

    Args:
        layers: (k, s) or (k, s, d) from the input upwards, pooling included.

    Returns:
        (rf, jump) in input pixels.

    Source: `002_3f85b5039545d858.txt`, receptive fields.

    >>> receptive_field([(3, 1), (2, 2), (3, 1), (2, 2)])
    ReceptiveField(rf=10, jump=4)
    """
    r = j = 1
    for k, s, d in _layers(layers):
        r, j = r + (k - 1) * d * j, j * s
    return ReceptiveField(r, j)


def _layers(layers: Sequence[tuple[int, ...]]) -> list[tuple[int, int, int]]:
    """(k, s, d) of each layer; d is 1 where it is left out."""
    for i, layer in enumerate(layers):
        if len(layer) not in (2, 3) or min(layer) < 1:
            raise ValueError(f"layers[{i}]: expected (k, s) or (k, s, d) with integers ≥ 1, got {layer}")
    return [(layer[0], layer[1], layer[2] if len(layer) == 3 else 1) for layer in layers]


def _check_groups(c_in: int, c_out: int, groups: int) -> None:
    _at_least(1, c_in=c_in, c_out=c_out, groups=groups)
    if c_in % groups or c_out % groups:
        raise ValueError(f"groups: expected a divisor of c_in = {c_in} and c_out = {c_out}, got {groups}")


def conv_param_count(c_in: int, c_out: int, k: int, groups: int = 1, bias: bool = True) -> int:
    r"""$c_{out}(c_{in}/g \cdot k^2 + 1)$; without the 1 when `bias` is false.

    Source: `001_93c4fdc1f7522504.txt`, operations in CNNs (standard formula).

    >>> conv_param_count(64, 128, 3)
    73856
    """
    _check_groups(c_in, c_out, groups)
    _at_least(1, k=k)
    return c_out * (c_in // groups * k * k + bool(bias))


def conv_macs(h_out: int, w_out: int, c_in: int, c_out: int, k: int, groups: int = 1) -> int:
    r"""$H' W' \cdot c_{out} \cdot c_{in}/g \cdot k^2$ multiply-accumulates; additions of the bias are not counted.

    Source: `001_93c4fdc1f7522504.txt`, operations in CNNs (standard formula).

    >>> conv_macs(56, 56, 64, 128, 3)
    231211008
    """
    _at_least(1, h_out=h_out, w_out=w_out)
    return h_out * w_out * conv_param_count(c_in, c_out, k, groups, bias=False)


# -- misconceptions ----------------------------------------------------------------------------------------------------


@misconception(conv_output_size, "T5.5/forgot_plus1", "Add 1 after dividing.", "slip")
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


@misconception(conv_transpose_output_size, "T5.5/forgot_plus1", "Add 1: one pixel already gives k pixels.", "slip")
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


@misconception(conv_param_count, "T5.5/no_bias", "Each output channel has a bias, too.", "slip")
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


@misconception(conv_macs, "T5.5/macs_flops", "One multiply-accumulate counts once, not twice.", "convention")
def _macs_flops(h_out, w_out, c_in, c_out, k, groups=1):
    return 2 * conv_macs(h_out, w_out, c_in, c_out, k, groups)


@misconception(conv_macs, "T5.3/group_weights", "Each group sees C/g channels.")
def _macs_group_weights(h_out, w_out, c_in, c_out, k, groups=1):
    return conv_macs(h_out, w_out, c_in, c_out, k)
