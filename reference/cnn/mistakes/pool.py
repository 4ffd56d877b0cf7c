"""Wrong versions of the functions in `reference.cnn.pool`, with the message that names each mistake."""

from itertools import product

from reference._array import namespace
from reference.cnn.pool import (
    _geometry,
    _offsets,
    _pair,
    _scatter,
    avg_pool2d,
    avg_pool2d_backward,
    global_avg_pool,
    max_pool2d,
    max_pool2d_backward,
)
from reference.misconceptions import misconception


@misconception(max_pool2d, "T5.4/stride_default", "Stride and window size are different parameters.")
def _max_stride(x, size, stride):
    return max_pool2d(x, size, size)


@misconception(max_pool2d, "T5.4/average_instead", "Take the maximum of each window, not its mean.")
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


@misconception(max_pool2d_backward, "T5.4/last_tie", "The first maximum gets the gradient.")
def _back_last(x, dout, size, stride):
    def parts(xp, seen, d):
        winner = len(seen) - 1 - xp.argmax(xp.stack(seen[::-1]), axis=0)
        return [xp.where(winner == k, d, xp.zeros_like(d)) for k in range(len(seen))]

    return _backward_with(x, dout, size, stride, parts)


@misconception(max_pool2d_backward, "T5.4/split_tie", "The gradient is not shared among ties.")
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


@misconception(
    max_pool2d_backward, "T5.4/column_tie", "The first maximum counts row by row; yours goes column by column."
)
def _back_column(x, dout, size, stride):
    turn, back = namespace(x, dout).permute_dims, (0, 1, 3, 2)
    size, stride = _pair("size", size)[::-1], _pair("stride", stride)[::-1]
    return turn(max_pool2d_backward(turn(x, back), turn(dout, back), size, stride), back)


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


@misconception(avg_pool2d, "T5.4/max_instead", "Take the mean of each window, not its maximum.")
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


@misconception(global_avg_pool, "T5.4/keepdims", "The result has shape (N, C).")
def _gap_keep(x):
    return namespace(x).mean(x, axis=(2, 3), keepdims=True)


@misconception(global_avg_pool, "T5.4/sum_window", "Divide by the number of positions in the window.")
def _gap_sum(x):
    return namespace(x).sum(x, axis=(2, 3))
