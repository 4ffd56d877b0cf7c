"""Wrong versions of the functions in `reference.cnn.deform`, with the message that names each mistake."""

from itertools import product

from reference._array import namespace
from reference.cnn.conv import conv2d
from reference.cnn.deform import bilinear_sample, deform_conv2d
from reference.misconceptions import misconception


@misconception(bilinear_sample, "T5.3/swapped", "The row comes first: y, then x.")
def _sample_swapped(img, y, x):
    return bilinear_sample(img, x, y)


@misconception(bilinear_sample, "T5.3/nearest", "Weigh the four pixels around the point.")
def _sample_nearest(img, y, x):
    xp = namespace(img)
    y, x = (xp.asarray(v, dtype=img.dtype, device=getattr(img, "device", None)) for v in (y, x))
    return bilinear_sample(img, xp.round(y), xp.round(x))


@misconception(bilinear_sample, "T5.3/far_weights", "The nearer pixel gets the larger weight: 1 minus the distance.")
def _sample_far(img, y, x):
    xp = namespace(img)
    y, x = (xp.asarray(v, dtype=img.dtype, device=getattr(img, "device", None)) for v in (y, x))
    return bilinear_sample(img, 2 * xp.floor(y) + 1 - y, 2 * xp.floor(x) + 1 - x)


def _reordered(offsets, order):
    xp = namespace(offsets)
    return xp.take(offsets, xp.asarray(order, device=getattr(offsets, "device", None)), axis=1)


@misconception(deform_conv2d, "T5.3/offset_order", "An offset is (down, right): the row comes first.")
def _deform_swapped(x, offsets, w):
    pairs = offsets.shape[1] // 2
    return deform_conv2d(x, _reordered(offsets, [2 * k + axis for k, axis in product(range(pairs), (1, 0))]), w)


@misconception(
    deform_conv2d,
    "T5.3/offset_blocks",
    "Offsets come in pairs, position by position, not all rows first.",
)
def _deform_blocks(x, offsets, w):
    pairs = offsets.shape[1] // 2
    return deform_conv2d(x, _reordered(offsets, [pairs * axis + k for k, axis in product(range(pairs), (0, 1))]), w)


@misconception(deform_conv2d, "T5.3/rigid", "Each kernel position moves by its own offset.")
def _deform_rigid(x, offsets, w):
    return conv2d(x, w)
