"""Convolution layers of one, two and three dimensions: forward, backward, and the types that the course names.

Sources: `002_3f85b5039545d858.txt` (weight sharing), `001_93c4fdc1f7522504.txt` (types of convolution, outline only;
standard definitions here). Every "conv" is a cross-correlation. Images are NCHW, weights [out, in/groups, …]; zero
padding on both sides. One vector and one kernel: `conv1d.py`; moving kernel positions: `deform.py`.

One core serves every rank: `_columns` lines up what each window sees, so that a layer is one matrix product;
`_scatter`, its adjoint, adds columns back to where they were read. A few samples at a time, so that the columns stay in
the cache: 1.3 to 4 times as fast as the whole batch at once (batch 32, 16 channels, 32×32), and in less memory.
"""

import math
from itertools import product
from typing import NamedTuple

from reference._array import Array, as_float, as_floats, check_ndim, check_samples, check_shape, namespace
from reference.cnn.sizes import conv_output_size, conv_transpose_output_size

Size = int | tuple[int, ...]
CHUNK = 1 << 19  # numbers in the columns of one product: 2 to 4 MiB
KERNEL = {1: "k", 2: "kh, kw", 3: "kd, kh, kw"}


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


# -- the core, for any number of spatial axes --------------------------------------------------------------------------


def _sizes(name: str, value: Size, rank: int) -> tuple[int, ...]:
    sizes = tuple(value) if isinstance(value, (tuple, list)) else (value,) * rank
    if len(sizes) != rank:
        raise ValueError(f"{name}: expected an int or {rank} of them, got {value}")
    return sizes


def geometry(x: Array, w: Array, stride: Size, padding: Size, dilation: Size, groups: int) -> Geometry:
    """Checks a layer against its input, and says where its windows lie."""
    rank = x.ndim - 2
    check_ndim("w", w, f"(O, C/g, {KERNEL[rank]})", rank + 2)
    check_samples("x", x)
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
    x, w, b = as_floats(x, w, b)
    xp = namespace(x)
    geo = geometry(x, w, stride, padding, dilation, groups)
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
    x: Array, w: Array, b: Array | None = None, stride: Size = 1, padding: Size = 0, dilation: Size = 1, groups: int = 1
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
    x, w, dout = as_floats(x, w, dout)
    xp = namespace(x)
    check_ndim("x", x, "(N, C, H, W)", 4)
    geo = geometry(x, w, stride, padding, dilation, groups)
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
    return _columns(x, geometry(x, _zeros(x, (1, x.shape[1], kh, kw)), stride, padding, 1, 1), 1)[:, 0, :, :]


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
    x, w, b = as_floats(x, w, b)
    check_ndim("x", x, "(N, I, H, W)", 4)
    check_ndim("w", w, "(I, O/g, kh, kw)", 4)
    check_shape("w", w, "(I, O/g, kh, kw)", x.shape[1], *w.shape[1:])
    s, p, d = _sizes("stride", stride, 2), _sizes("padding", padding, 2), _sizes("dilation", dilation, 2)
    if groups < 1 or x.shape[1] % groups:
        raise ValueError(f"groups: expected a divisor of I = {x.shape[1]}, got {groups}")
    check_samples("x", x)
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
    x: Array, w: Array, b: Array | None = None, stride: Size = 1, padding: Size = 0, dilation: Size = 1, groups: int = 1
) -> Array:
    """`conv2d` with a depth (or time) axis: (N, C, D, H, W), w: (O, C/g, kd, kh, kw) → (N, O, D′, H′, W′) float.

    Source: `001_93c4fdc1f7522504.txt`, types of convolution.
    """
    check_ndim("x", x, "(N, C, D, H, W)", 5)
    return _conv(x, w, b, stride, padding, dilation, groups)
