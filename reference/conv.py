"""Convolution in one, two and three dimensions: forward, backward, and the types that the course names.

Sources: `002_3f85b5039545d858.txt` (weight sharing, the 1-D layer), `001_93c4fdc1f7522504.txt` (types of convolution,
outline only; standard definitions here). The deck writes h ∗ k, yet its sum does not flip the kernel: every "conv" here
is a cross-correlation, except `convolve1d`. Images are NCHW, weights [out, in/groups, …]; zero padding on both sides.

One core serves every rank: `_columns` lines up what each window sees, so that a layer is one matrix product;
`_scatter`, its adjoint, adds columns back to where they were read. A few samples at a time, so that the columns stay in
the cache: 1.3 to 4 times as fast as the whole batch at once (batch 32, 16 channels, 32×32), and in less memory.
"""

import math
from itertools import product
from typing import NamedTuple

from reference._array import Array, as_float, check_ndim, check_option, check_shape, namespace
from reference.counting import conv_output_size, conv_transpose_output_size
from reference.mlp import ACTIVATIONS

Size = int | tuple[int, ...]
CHUNK = 1 << 19  # numbers in the columns of one product: 2 to 4 MiB
KINDS = ("full", "local", "shared")
SPACE = {1: "T", 2: "H, W", 3: "D, H, W"}
KERNEL = {1: "k", 2: "kh, kw", 3: "kd, kh, kw"}


class Conv1dGrads(NamedTuple):
    """dh: (n,), dw: (k,), db: scalar."""

    dh: Array
    dw: Array
    db: Array


class Conv2dGrads(NamedTuple):
    """dx: (N, C, H, W), dw: (O, C/g, kh, kw), db: (O,)."""

    dx: Array
    dw: Array
    db: Array


class Geometry(NamedTuple):
    """One entry an axis: kernel, stride, padding, dilation, output size."""

    kernel: tuple[int, ...]
    stride: tuple[int, ...]
    padding: tuple[int, ...]
    dilation: tuple[int, ...]
    out: tuple[int, ...]


# -- one dimension: weight sharing -------------------------------------------------------------------------------------


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
    h, w = as_float(h), as_float(w)
    namespace(h, w)
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
    return ACTIVATIONS[g](y + b)


def conv1d_backward(h: Array, w: Array, dout: Array) -> Conv1dGrads:
    r"""$dw = h \star dout$, $dh = $ full convolution of dout with w, $db = \sum_i dout_i$ (one bias for all positions).

    Args:
        h: (n,) float. w: (k,) float. dout: (n−k+1,) float, the gradient before the activation.

    Returns:
        dh (n,), dw (k,), db scalar.

    Source: `002_3f85b5039545d858.txt`, locally connected and shared weights (backward pass: standard).
    """
    h, w, dout = as_float(h), as_float(w), as_float(dout)
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
    x, W = as_float(x), as_float(W)
    xp = namespace(x, W)
    check_ndim("W", W, "(n−k+1, k)", 2)
    seen = _windows1d(x, W.shape[1])
    check_shape("W", W, "(n−k+1, k)", *seen.shape)
    return xp.sum(seen * W, axis=1)


# -- the core, for any number of spatial axes --------------------------------------------------------------------------


def _sizes(name: str, value: Size, rank: int) -> tuple[int, ...]:
    sizes = tuple(value) if isinstance(value, (tuple, list)) else (value,) * rank
    if len(sizes) != rank:
        raise ValueError(f"{name}: expected an int or {rank} of them, got {value}")
    return sizes


def _geometry(x: Array, w: Array, stride: Size, padding: Size, dilation: Size, groups: int) -> Geometry:
    """Checks a layer against its input, and says where its windows lie."""
    rank = x.ndim - 2
    check_ndim("w", w, f"(O, C/g, {KERNEL[rank]})", rank + 2)
    if x.shape[0] == 0:
        raise ValueError("x: expected at least one sample, got an empty batch")
    if groups < 1 or x.shape[1] % groups or w.shape[0] % groups:
        raise ValueError(f"groups: expected a divisor of C = {x.shape[1]} and O = {w.shape[0]}, got {groups}")
    kernel = tuple(w.shape[2:])
    check_shape("w", w, f"(O, C/g, {KERNEL[rank]})", w.shape[0], x.shape[1] // groups, *kernel)
    s, p, d = _sizes("stride", stride, rank), _sizes("padding", padding, rank), _sizes("dilation", dilation, rank)
    return Geometry(kernel, s, p, d, tuple(map(conv_output_size, x.shape[2:], kernel, s, p, d)))


def _zeros(x: Array, shape: tuple[int, ...]) -> Array:
    return namespace(x).zeros(shape, dtype=x.dtype, device=getattr(x, "device", None))


def _inside(space: tuple[int, ...], padding: tuple[int, ...]) -> tuple:
    """The index of the image in its padded self."""
    return (..., *(slice(p, p + n) for n, p in zip(space, padding, strict=True)))


def _pad(x: Array, padding: tuple[int, ...]) -> Array:
    """Zeros on both sides of every spatial axis."""
    if not any(padding):
        return x
    padded = _zeros(x, (*x.shape[:2], *(n + 2 * p for n, p in zip(x.shape[2:], padding, strict=True))))
    padded[_inside(x.shape[2:], padding)] = x
    return padded


def _reads(geo: Geometry) -> list[tuple]:
    """For each kernel position, row-major: the index of what all windows see there in the padded image."""
    axes = [
        [slice(u * d, u * d + s * (o - 1) + 1, s) for u in range(k)]
        for k, s, d, o in zip(geo.kernel, geo.stride, geo.dilation, geo.out, strict=True)
    ]
    return [(..., *at) for at in product(*axes)]


def _columns(x: Array, geo: Geometry, groups: int) -> Array:
    """What each window sees, one window a column: (N, C, …) → (N, g, C/g·K, L); K kernel positions, L windows."""
    xp = namespace(x)
    x = _pad(x, geo.padding)
    seen = xp.stack([x[at] for at in _reads(geo)], axis=2)  # (N, C, K, …)
    return xp.reshape(seen, (x.shape[0], groups, x.shape[1] // groups * seen.shape[2], -1))


def _scatter(columns: Array, shape: tuple[int, ...], geo: Geometry) -> Array:
    """The adjoint of `_columns`: adds each entry to the pixel it was read from. (N, g, C/g·K, L) → (N, *shape)."""
    xp = namespace(columns)
    reads, first = _reads(geo), (columns.shape[0], shape[0])
    parts = xp.reshape(columns, (*first, len(reads), *geo.out))
    padded = _zeros(columns, (*first, *(n + 2 * p for n, p in zip(shape[1:], geo.padding, strict=True))))
    for k, at in enumerate(reads):
        padded[at] += parts[:, :, k, ...]
    return padded[_inside(shape[1:], geo.padding)]


def _chunks(N: int, C: int, geo: Geometry) -> list[slice]:
    """Runs of samples whose columns have about `CHUNK` entries."""
    step = max(1, CHUNK // (C * math.prod(geo.kernel) * math.prod(geo.out)))
    return [slice(i, min(i + step, N)) for i in range(0, N, step)]


def _rows(w: Array, groups: int) -> Array:
    """One filter a row, group by group: (O, C/g, …) → (g, O/g, C/g·K)."""
    return namespace(w).reshape(w, (groups, w.shape[0] // groups, -1))


def _add_bias(out: Array, b: Array | None) -> Array:
    if b is None:
        return out
    check_shape("b", b, "(O,)", out.shape[1])
    return out + namespace(out, b).reshape(b, (-1,) + (1,) * (out.ndim - 2))


def _conv(x: Array, w: Array, b: Array | None, stride: Size, padding: Size, dilation: Size, groups: int) -> Array:
    """The convolution layer of any rank: filters as rows times windows as columns."""
    xp = namespace(x, w, b)
    x, w = as_float(x), as_float(w)
    geo = _geometry(x, w, stride, padding, dilation, groups)
    N, C = x.shape[:2]
    out = [_rows(w, groups) @ _columns(x[part, ...], geo, groups) for part in _chunks(N, C, geo)]
    return _add_bias(xp.reshape(xp.concat(out), (N, w.shape[0], *geo.out)), b)


def _adjoint(d: Array, w: Array, shape: tuple[int, ...], geo: Geometry) -> Array:
    """What the layer's transpose makes of `d`, (N, g, O/g, L) → (N, *shape): the gradient of its input."""
    xp = namespace(d, w)
    rows = xp.matrix_transpose(_rows(w, d.shape[1]))
    return xp.concat([_scatter(rows @ d[part, ...], shape, geo) for part in _chunks(d.shape[0], shape[0], geo)])


def _by_group(d: Array, groups: int) -> Array:
    """(N, O, …) → (N, g, O/g, L)."""
    return namespace(d).reshape(d, (d.shape[0], groups, d.shape[1] // groups, -1))


# -- two dimensions ----------------------------------------------------------------------------------------------------


def conv2d(
    x: Array,
    w: Array,
    b: Array | None = None,
    stride: Size = 1,
    padding: Size = 0,
    dilation: Size = 1,
    groups: int = 1,
) -> Array:
    r"""$y_{noij} = \sum_{c,u,v} x_{n,c,\;is+ud-p,\;js+vd-p}\, w_{ocuv} + b_o$, with zeros outside the image.

    Args:
        x: (N, C, H, W) float. w: (O, C/g, kh, kw) float. b: (O,) float or None.
        stride, padding, dilation: an int or a pair. groups: a divisor of C and O; C of them make it depthwise.

    Returns:
        (N, O, H′, W′) float, sizes by `conv_output_size`.

    Raises:
        ValueError: shapes that do not fit, a kernel larger than the padded image, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, operations in CNNs; `002_3f85b5039545d858.txt`, shared weights.
    """
    check_ndim("x", x, "(N, C, H, W)", 4)
    return _conv(x, w, b, stride, padding, dilation, groups)


def conv2d_backward(
    x: Array, w: Array, dout: Array, stride: Size = 1, padding: Size = 0, dilation: Size = 1, groups: int = 1
) -> Conv2dGrads:
    """dx: the transposed convolution of dout; dw: the correlation of x with dout; db: dout summed over N, H′ and W′.

    Args:
        x: (N, C, H, W) float. w: (O, C/g, kh, kw) float. dout: (N, O, H′, W′) float.

    Returns:
        dx (N, C, H, W), dw (O, C/g, kh, kw), db (O,).

    Source: `001_93c4fdc1f7522504.txt`, operations in CNNs (backward pass: standard).
    """
    xp = namespace(x, w, dout)
    x, w, dout = as_float(x), as_float(w), as_float(dout)
    check_ndim("x", x, "(N, C, H, W)", 4)
    geo = _geometry(x, w, stride, padding, dilation, groups)
    check_shape("dout", dout, "(N, O, H′, W′)", x.shape[0], w.shape[0], *geo.out)
    d = _by_group(dout, groups)
    dw = sum(
        xp.sum(d[part, ...] @ xp.matrix_transpose(_columns(x[part, ...], geo, groups)), axis=0)
        for part in _chunks(*x.shape[:2], geo)
    )
    dx = _adjoint(d, w, tuple(x.shape[1:]), geo)
    return Conv2dGrads(dx, xp.reshape(dw, w.shape), xp.sum(dout, axis=(0, 2, 3)))


def im2col(x: Array, kh: int, kw: int, stride: Size = 1, padding: Size = 0) -> Array:
    """Each window as a column: (N, C, H, W) → (N, C·kh·kw, L), channel outermost, windows row-major.

    Source: `001_93c4fdc1f7522504.txt`, operations in CNNs.
    """
    x = as_float(x)
    check_ndim("x", x, "(N, C, H, W)", 4)
    return _columns(x, _geometry(x, _zeros(x, (1, x.shape[1], kh, kw)), stride, padding, 1, 1), 1)[:, 0, :, :]


# -- types of convolution ----------------------------------------------------------------------------------------------


def conv_transpose2d(
    x: Array,
    w: Array,
    b: Array | None = None,
    stride: Size = 1,
    padding: Size = 0,
    output_padding: Size = 0,
    dilation: Size = 1,
    groups: int = 1,
) -> Array:
    r"""The adjoint of `conv2d`: $\langle conv(y), x \rangle = \langle y, convT(x) \rangle$ for the same w.

    Args:
        x: (N, I, H, W) float. w: (I, O/g, kh, kw) float. b: (O,) float or None.
        output_padding: rows and columns added at the lower and right edge, less than max(stride, dilation).

    Returns:
        (N, O, H′, W′) float, sizes by `conv_transpose_output_size`.

    Source: `001_93c4fdc1f7522504.txt`, types of convolution.
    """
    namespace(x, w, b)
    x, w = as_float(x), as_float(w)
    check_ndim("x", x, "(N, I, H, W)", 4)
    check_ndim("w", w, "(I, O/g, kh, kw)", 4)
    check_shape("w", w, "(I, O/g, kh, kw)", x.shape[1], *w.shape[1:])
    s, p, d = _sizes("stride", stride, 2), _sizes("padding", padding, 2), _sizes("dilation", dilation, 2)
    if groups < 1 or x.shape[1] % groups:
        raise ValueError(f"groups: expected a divisor of I = {x.shape[1]}, got {groups}")
    if x.shape[0] == 0:
        raise ValueError("x: expected at least one sample, got an empty batch")
    extra = _sizes("output_padding", output_padding, 2)
    size = map(conv_transpose_output_size, x.shape[2:], w.shape[2:], s, p, d, extra)
    geo = Geometry(tuple(w.shape[2:]), s, p, d, tuple(x.shape[2:]))
    return _add_bias(_adjoint(_by_group(x, groups), w, (w.shape[1] * groups, *size), geo), b)


def depthwise_separable_conv2d(x: Array, w_dw: Array, w_pw: Array) -> Array:
    """One k×k filter a channel, then a 1×1 convolution that mixes the channels; costs 1/O + 1/k² of the full one.

    Args:
        x: (N, C, H, W) float. w_dw: (C, 1, k, k) float. w_pw: (O, C, 1, 1) float.

    Returns:
        (N, O, H−k+1, W−k+1) float.

    Source: `001_93c4fdc1f7522504.txt`, types of convolution.
    """
    check_ndim("x", x, "(N, C, H, W)", 4)
    check_shape("w_dw", w_dw, "(C, 1, k, k)", x.shape[1], 1, *w_dw.shape[2:])
    return pointwise_conv2d(conv2d(x, w_dw, groups=x.shape[1]), w_pw)


def pointwise_conv2d(x: Array, w: Array, b: Array | None = None) -> Array:
    """A 1×1 convolution: the same dense layer over channels at every pixel. w: (O, C, 1, 1) → (N, O, H, W)."""
    check_ndim("w", w, "(O, C, 1, 1)", 4)
    check_shape("w", w, "(O, C, 1, 1)", *w.shape[:2], 1, 1)
    return conv2d(x, w, b)


def grouped_conv2d(x: Array, w: Array, groups: int, b: Array | None = None) -> Array:
    """Channels in `groups` contiguous blocks, each with its own filters. w: (O, C/g, kh, kw) → (N, O, H′, W′)."""
    return conv2d(x, w, b, groups=groups)


def dilated_conv1d(x: Array, w: Array, dilation: int) -> Array:
    r"""$y_{not} = \sum_{c,j} x_{n,c,t+jd}\, w_{ocj}$, without padding.

    Args:
        x: (N, C, T) float. w: (O, C, k) float.

    Returns:
        (N, O, T − d(k−1)) float.

    Source: `001_93c4fdc1f7522504.txt`, types of convolution.
    """
    check_ndim("x", x, "(N, C, T)", 3)
    return _conv(x, w, None, 1, 0, dilation, 1)


def causal_conv1d(x: Array, w: Array, dilation: int) -> Array:
    """A dilated convolution after (k−1)·d zeros on the left: output t sees no input after t. (N, C, T) → (N, O, T).

    Source: `001_93c4fdc1f7522504.txt`, types of convolution.
    """
    check_ndim("x", x, "(N, C, T)", 3)
    check_ndim("w", w, "(O, C, k)", 3)
    if dilation < 1:
        raise ValueError(f"dilation: expected an integer ≥ 1, got {dilation}")
    x = as_float(x)
    past = _zeros(x, (*x.shape[:2], (w.shape[2] - 1) * dilation))
    return dilated_conv1d(namespace(x).concat([past, x], axis=2), w, dilation)


def conv3d(
    x: Array,
    w: Array,
    b: Array | None = None,
    stride: Size = 1,
    padding: Size = 0,
    dilation: Size = 1,
    groups: int = 1,
) -> Array:
    """`conv2d` with a depth (or time) axis: (N, C, D, H, W), w: (O, C/g, kd, kh, kw) → (N, O, D′, H′, W′) float.

    Source: `001_93c4fdc1f7522504.txt`, types of convolution.
    """
    check_ndim("x", x, "(N, C, D, H, W)", 5)
    return _conv(x, w, b, stride, padding, dilation, groups)


# -- deformable convolution --------------------------------------------------------------------------------------------


def _bilinear(x: Array, y_at: Array, x_at: Array) -> Array:
    """Values between pixels, 0 outside the image: (N, C, H, W) at positions (N, P), in pixels → (N, C, P)."""
    xp = namespace(x, y_at, x_at)
    N, C, H, W = x.shape
    pixels, top, left, total = xp.reshape(x, (N, C, H * W)), xp.floor(y_at), xp.floor(x_at), 0
    for r, c in product((top, top + 1), (left, left + 1)):
        inside = (r >= 0) & (r < H) & (c >= 0) & (c < W)
        at = xp.astype(xp.where(inside, r * W + c, xp.zeros_like(r)), xp.int64)
        seen = xp.take_along_axis(pixels, xp.broadcast_to(at[:, None, :], (N, C, at.shape[1])), axis=2)
        weight = xp.where(inside, (1 - xp.abs(y_at - r)) * (1 - xp.abs(x_at - c)), xp.zeros_like(r))
        total = total + weight[:, None, :] * seen
    return total


def bilinear_sample(img: Array, y: float | Array, x: float | Array) -> Array:
    """The weighted mean of the four pixels around row y, column x; pixels outside the image count as 0.

    Args:
        img: (H, W) float. y, x: floats or arrays of one shape, in pixels from the centre of pixel (0, 0).

    Returns:
        of the shape of y: a scalar for floats.

    Source: `001_93c4fdc1f7522504.txt`, types of convolution (deformable: standard).
    """
    img = as_float(img)
    xp = namespace(img)
    check_ndim("img", img, "(H, W)", 2)
    y, x = (xp.asarray(v, dtype=img.dtype, device=getattr(img, "device", None)) for v in (y, x))
    check_shape("x", x, "of y", *y.shape)
    return xp.reshape(_bilinear(img[None, None, :, :], xp.reshape(y, (1, -1)), xp.reshape(x, (1, -1))), y.shape)


def deform_conv2d(x: Array, offsets: Array, w: Array) -> Array:
    """A convolution whose kernel positions move: position k of window (i, j) is shifted by its own offset.

    Args:
        x: (N, C, H, W) float. w: (O, C, kh, kw) float.
        offsets: (N, 2·kh·kw, H′, W′) float, in pixels; channel 2k moves position k down, channel 2k+1 to the right.

    Returns:
        (N, O, H′, W′) float; stride 1, no padding.

    Source: `001_93c4fdc1f7522504.txt`, types of convolution.
    """
    xp = namespace(x, offsets, w)
    x, offsets, w = as_float(x), as_float(offsets), as_float(w)
    check_ndim("x", x, "(N, C, H, W)", 4)
    geo = _geometry(x, w, 1, 0, 1, 1)
    N, K, (oh, ow) = x.shape[0], geo.kernel[0] * geo.kernel[1], geo.out
    check_shape("offsets", offsets, "(N, 2·kh·kw, H′, W′)", N, 2 * K, oh, ow)
    moved = xp.reshape(offsets, (N, K, 2, oh * ow)) + _grid(x, geo)
    seen = _bilinear(x, *(xp.reshape(moved[:, :, axis, :], (N, -1)) for axis in (0, 1)))
    out = xp.reshape(w, (w.shape[0], -1)) @ xp.reshape(seen, (N, x.shape[1] * K, oh * ow))
    return xp.reshape(out, (N, w.shape[0], oh, ow))


def _grid(x: Array, geo: Geometry) -> Array:
    """Row and column that each kernel position reads in each window: (K, 2, L)."""
    places = [[(i + u, j + v) for i, j in product(*map(range, geo.out))] for u, v in product(*map(range, geo.kernel))]
    xp = namespace(x)
    return xp.permute_dims(xp.asarray(places, dtype=x.dtype, device=getattr(x, "device", None)), (0, 2, 1))
