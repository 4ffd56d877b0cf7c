"""Sampling between pixels, and the convolution whose kernel positions move.

Source: `001_93c4fdc1f7522504.txt` (types of convolution, outline only); Dai et al. 2017 for the deformable one.
"""

from itertools import product

from reference._array import Array, as_float, as_floats, check_ndim, check_shape, namespace
from reference.cnn.conv import Geometry, geometry


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
    x, offsets, w = as_floats(x, offsets, w)
    xp = namespace(x)
    check_ndim("x", x, "(N, C, H, W)", 4)
    geo = geometry(x, w, 1, 0, 1, 1)
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
