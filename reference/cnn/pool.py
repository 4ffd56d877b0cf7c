"""Max and average pooling, forward and backward, with overlapping windows and ties.

Source: `001_93c4fdc1f7522504.txt` (max-pool backward snippet: windows row-major, gradients of overlapping windows add
up, the first maximum of a window takes the gradient). The snippet lacks the loop over samples; images are NCHW here.
"""

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import product

from reference._array import Array, as_float, as_floats, check_ndim, check_samples, check_shape, namespace

Size = int | tuple[int, int]


def _pair(name: str, value: Size) -> tuple[int, int]:
    a, b = (value, value) if isinstance(value, int) else value
    if a < 1 or b < 1:
        raise ValueError(f"{name}: expected positive sizes, got {value}")
    return a, b


def _geometry(x: Array, size: Size, stride: Size) -> tuple[int, int, int, int, int, int]:
    """Window and stride in both directions, and the output's H′ and W′."""
    check_ndim("x", x, "(N, C, H, W)", 4)
    check_samples("x", x)
    (ph, pw), (sh, sw) = _pair("size", size), _pair("stride", stride)
    if ph > x.shape[2] or pw > x.shape[3]:
        raise ValueError(f"size: expected at most the image {tuple(x.shape[2:])}, got {(ph, pw)}")
    return ph, pw, sh, sw, (x.shape[2] - ph) // sh + 1, (x.shape[3] - pw) // sw + 1


def _reads(length: int, step: int, out: int) -> list[slice]:
    """For each position in the window along one axis: what all windows see there."""
    return [slice(u, u + step * (out - 1) + 1, step) for u in range(length)]


def _offsets(x: Array, size: Size, stride: Size) -> list[Array]:
    """For each position in the window, row-major: the input seen there by all windows, (N, C, H′, W′) each."""
    ph, pw, sh, sw, oh, ow = _geometry(x, size, stride)
    return [x[:, :, rows, columns] for rows, columns in product(_reads(ph, sh, oh), _reads(pw, sw, ow))]


def _scatter(x: Array, parts: Iterable[Array], size: Size, stride: Size) -> Array:
    """The adjoint of `_offsets`: adds each part back to where it was read."""
    ph, pw, sh, sw, oh, ow = _geometry(x, size, stride)
    xp = namespace(x)
    dx = xp.zeros_like(x)
    for (rows, columns), part in zip(product(_reads(ph, sh, oh), _reads(pw, sw, ow)), parts, strict=True):
        dx[:, :, rows, columns] += part
    return dx


def max_pool2d(x: Array, size: Size, stride: Size) -> Array:
    r"""The maximum of each window; $H' = \lfloor (H - p_h)/s \rfloor + 1$.

    Args:
        x: (N, C, H, W) float. size, stride: an int or a pair.

    Returns:
        (N, C, H′, W′) float; NaN where the window holds one.

    Raises:
        ValueError: other than four axes, an empty batch, sizes below 1, a window larger than the image.

    Source: `001_93c4fdc1f7522504.txt`, max pooling.
    """
    x = as_float(x)
    ph, pw, sh, sw, oh, ow = _geometry(x, size, stride)
    xp = namespace(x)  # its maximum of two is NaN if either is
    rows = reduce(xp.maximum, (x[:, :, at, :] for at in _reads(ph, sh, oh)))
    top = reduce(xp.maximum, (rows[:, :, :, at] for at in _reads(pw, sw, ow)))
    return xp.asarray(top, copy=True) if ph == pw == 1 else top  # never a view of x


def max_pool2d_backward(x: Array, dout: Array, size: Size, stride: Size) -> Array:
    r"""Each window's gradient goes to its first maximum in row-major order; overlapping windows add up.

    Args:
        x: (N, C, H, W) float; the first NaN of a window counts as its maximum (in torch the last).
        dout: (N, C, H′, W′) float.

    Returns:
        (N, C, H, W) float.

    Raises:
        ValueError: as `max_pool2d`; a dout of another shape.

    Source: `001_93c4fdc1f7522504.txt`, max-pool backward snippet.
    """
    x, dout = as_floats(x, dout)
    *_, oh, ow = _geometry(x, size, stride)
    check_shape("dout", dout, "(N, C, H′, W′)", x.shape[0], x.shape[1], oh, ow)
    return _scatter(x, _to_first_maximum(x, dout, size, stride), size, stride)


def _to_first_maximum(x: Array, dout: Array, size: Size, stride: Size) -> Iterator[Array]:
    """For each position in the window, row-major: the gradient of the windows whose first maximum is there.

    What a window gives away is taken from what is left for its later positions: a few passes over the image for each
    position, where `argmax` over stacked windows takes torch three to four times as long.
    """
    xp = namespace(x)
    top = max_pool2d(x, size, stride)
    has_nan = bool(xp.any(xp.isnan(top)))
    left, nothing = dout, xp.zeros_like(dout)
    for seen in _offsets(x, size, stride):
        wins = (seen == top) | xp.isnan(seen) if has_nan else seen == top
        yield xp.where(wins, left, nothing)
        left = xp.where(wins, nothing, left)


def avg_pool2d(x: Array, size: Size, stride: Size) -> Array:
    """The mean of each window: (N, C, H, W) → (N, C, H′, W′).

    Source: `001_93c4fdc1f7522504.txt`, pooling.
    """
    x = as_float(x)
    return namespace(x).mean(namespace(x).stack(_offsets(x, size, stride)), axis=0)


def avg_pool2d_backward(x: Array, dout: Array, size: Size, stride: Size) -> Array:
    """Each position of a window gets dout / (ph·pw); overlapping windows add up. Only the shape of `x` matters.

    Source: `001_93c4fdc1f7522504.txt`, pooling.
    """
    x, dout = as_floats(x, dout)
    ph, pw, _, _, oh, ow = _geometry(x, size, stride)
    check_shape("dout", dout, "(N, C, H′, W′)", x.shape[0], x.shape[1], oh, ow)
    return _scatter(x, [dout / (ph * pw)] * (ph * pw), size, stride)


def global_avg_pool(x: Array) -> Array:
    """The mean of each channel: (N, C, H, W) → (N, C).

    Source: `001_93c4fdc1f7522504.txt`, pooling.
    """
    x = as_float(x)
    check_ndim("x", x, "(N, C, H, W)", 4)
    check_samples("x", x)
    return namespace(x).mean(x, axis=(2, 3))
