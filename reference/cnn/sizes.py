"""Output sizes, receptive fields, parameter and operation counts of convolutional layers.

Sources: `001_93c4fdc1f7522504.txt` (operations in CNNs, outline only), `002_3f85b5039545d858.txt` (receptive fields).
The formulas are the standard ones. Sizes are pixels along one axis, kernels are square; a
multiply-accumulate counts once.
"""

from collections.abc import Sequence
from typing import NamedTuple


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
