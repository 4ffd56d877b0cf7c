"""Max and average pooling, forward and backward, with overlapping windows and ties.

Source: `001_93c4fdc1f7522504.txt` (max-pool backward snippet: windows row-major, gradients of overlapping windows add
up, the first maximum of a window takes the gradient). The snippet lacks the loop over samples; images are NCHW here.
"""

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import product

from reference._array import Array, as_float, as_floats, check_ndim, check_samples, check_shape, namespace
from reference._misconceptions import misconception

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


# -- misconceptions ----------------------------------------------------------------------------------------------------


@misconception(max_pool2d, "T5.4/stride_default", "Stride and window size are different parameters.")
def _max_stride(x, size, stride):
    return max_pool2d(x, size, size)


@misconception(max_pool2d, "T5.4/average_instead", "Take the maximum of each window, not its mean.", "slip")
def _max_mean(x, size, stride):
    return avg_pool2d(x, size, stride)


@misconception(max_pool2d, "T5.4/max_abs", "Take the largest value, not the largest magnitude.")
def _max_abs(x, size, stride):
    xp = namespace(x)
    seen = xp.stack(_offsets(x, size, stride))
    winner = xp.argmax(xp.abs(seen), axis=0)
    return sum(xp.where(winner == k, seen[k, ...], xp.zeros_like(seen[k, ...])) for k in range(seen.shape[0]))


def _backward_with(x, dout, size, stride, parts):
    xp = namespace(x, dout)
    return _scatter(x, parts(xp, _offsets(x, size, stride), dout), size, stride)


@misconception(max_pool2d_backward, "T5.4/last_tie", "The first maximum gets the gradient.", "convention")
def _back_last(x, dout, size, stride):
    def parts(xp, seen, d):
        winner = len(seen) - 1 - xp.argmax(xp.stack(seen[::-1]), axis=0)
        return [xp.where(winner == k, d, xp.zeros_like(d)) for k in range(len(seen))]

    return _backward_with(x, dout, size, stride, parts)


@misconception(max_pool2d_backward, "T5.4/split_tie", "The gradient is not shared among ties.", "convention")
def _back_split(x, dout, size, stride):
    def parts(xp, seen, d):
        top = xp.max(xp.stack(seen), axis=0)
        hits = [xp.astype(s == top, d.dtype) for s in seen]
        return [h * d / sum(hits) for h in hits]

    return _backward_with(x, dout, size, stride, parts)


@misconception(max_pool2d_backward, "T5.4/all_max", "Only one position per window receives gradient.")
def _back_all(x, dout, size, stride):
    def parts(xp, seen, d):
        top = xp.max(xp.stack(seen), axis=0)
        return [xp.where(s == top, d, xp.zeros_like(d)) for s in seen]

    return _backward_with(x, dout, size, stride, parts)


def _windows(x, size, stride):
    """Row-major loop over the windows: (i, j, top, left)."""
    ph, pw, sh, sw, oh, ow = _geometry(x, size, stride)
    return [(i, j, i * sh, j * sw) for i in range(oh) for j in range(ow)], ph, pw


@misconception(max_pool2d_backward, "T5.4/assign", "Overlapping windows add up: use +=.")
def _back_assign(x, dout, size, stride):
    xp = namespace(x, dout)
    dx = xp.zeros_like(x)
    windows, ph, pw = _windows(x, size, stride)
    for n, c, (i, j, t, left) in product(range(x.shape[0]), range(x.shape[1]), windows):
        k = int(xp.argmax(xp.reshape(x[n, c, t : t + ph, left : left + pw], (-1,))))
        dx[n, c, t + k // pw, left + k % pw] = dout[n, c, i, j]
    return dx


@misconception(max_pool2d_backward, "T5.4/order_F", "Neurons are counted row by row.")
def _back_order(x, dout, size, stride):
    xp = namespace(x, dout)
    n, c, oh, ow = dout.shape
    swapped = xp.permute_dims(xp.reshape(dout, (n, c, ow, oh)), (0, 1, 3, 2))
    return max_pool2d_backward(x, swapped, size, stride)


@misconception(avg_pool2d, "T5.4/sum_window", "Divide by the number of positions in the window.")
def _avg_sum(x, size, stride):
    ph, pw = _pair("size", size)
    return avg_pool2d(x, size, stride) * (ph * pw)


@misconception(avg_pool2d, "T5.4/stride_default", "Stride and window size are different parameters.")
def _avg_stride(x, size, stride):
    return avg_pool2d(x, size, size)


@misconception(avg_pool2d, "T5.4/max_instead", "Take the mean of each window, not its maximum.", "slip")
def _avg_max(x, size, stride):
    return max_pool2d(x, size, stride)


@misconception(avg_pool2d_backward, "T5.4/not_divided", "Each position gets dout divided by the window's size.")
def _avg_back_whole(x, dout, size, stride):
    ph, pw = _pair("size", size)
    return avg_pool2d_backward(x, dout, size, stride) * (ph * pw)


@misconception(avg_pool2d_backward, "T5.4/assign", "Overlapping windows add up: use +=.")
def _avg_back_assign(x, dout, size, stride):
    dx = namespace(x).zeros_like(x)
    windows, ph, pw = _windows(x, size, stride)
    for i, j, t, left in windows:
        dx[:, :, t : t + ph, left : left + pw] = dout[:, :, i : i + 1, j : j + 1] / (ph * pw)
    return dx


@misconception(
    avg_pool2d_backward, "T5.4/to_max", "Every position of the window gets the same share, not the maximum alone."
)
def _avg_back_max(x, dout, size, stride):
    return max_pool2d_backward(x, dout, size, stride)


@misconception(global_avg_pool, "T5.4/over_channels", "Average over height and width; the channels stay.")
def _gap_channels(x):
    xp = namespace(x)
    return xp.mean(xp.mean(x, axis=1), axis=2)


@misconception(global_avg_pool, "T5.4/keepdims", "The result has shape (N, C).", "slip")
def _gap_keep(x):
    return namespace(x).mean(x, axis=(2, 3), keepdims=True)


@misconception(global_avg_pool, "T5.4/sum_window", "Divide by the number of positions in the window.")
def _gap_sum(x):
    return namespace(x).sum(x, axis=(2, 3))
