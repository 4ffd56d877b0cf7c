"""Sampling between pixels and deformable convolution against torch's grid_sample, loops, and a worked number."""

import itertools

import numpy as np
import pytest

from reference.cnn import conv, deform
from tests.reference.mutants import alike

torch = pytest.importorskip("torch")
F = torch.nn.functional

IMAGE = np.arange(1.0, 17).reshape(4, 4)


def numbers(seed, *shape):
    return np.random.default_rng(seed).normal(size=shape)


def close(xp, ours, theirs, rtol=1e-9, atol=1e-12):
    np.testing.assert_allclose(xp.to_numpy(ours), np.asarray(theirs), rtol=rtol, atol=atol)


def test_the_worked_bilinear_sample(xp):
    assert float(deform.bilinear_sample(xp.asarray(IMAGE), 2.25, 1.3)) == pytest.approx(11.3, rel=1e-12)


def grid_sample(img, y, x):
    """torch's bilinear sampler, which wants positions in [-1, 1]: x before y."""
    h, w = img.shape
    at = torch.tensor(np.stack([2 * x / (w - 1) - 1, 2 * y / (h - 1) - 1], axis=-1))[None, None]
    return F.grid_sample(torch.tensor(img)[None, None], at, "bilinear", "zeros", align_corners=True)[0, 0, 0].numpy()


def test_bilinear_samples_agree_with_torch_inside_and_outside(xp):
    img, rng = numbers(0, 5, 7), np.random.default_rng(1)
    y, x = rng.uniform(-2, 6, 60), rng.uniform(-2, 8, 60)
    got = deform.bilinear_sample(xp.asarray(img), xp.asarray(y), xp.asarray(x))
    close(xp, got, grid_sample(img, y, x), rtol=1e-9, atol=1e-9)


def test_pixels_are_sampled_exactly(xp):
    img = numbers(0, 3, 5)
    rows, columns = (a.astype(float) for a in np.indices(img.shape))
    got = deform.bilinear_sample(xp.asarray(img), xp.asarray(rows), xp.asarray(columns))
    close(xp, got, img, rtol=0, atol=0)


def deformed():
    return numbers(0, 2, 3, 5, 6), 2 * numbers(1, 2, 12, 3, 5), numbers(2, 4, 3, 3, 2)


def test_a_deformable_convolution_samples_at_its_own_places(xp):
    x, offsets, w = deformed()
    got = xp.to_numpy(deform.deform_conv2d(*map(xp.asarray, (x, offsets, w))))
    expected = np.zeros((2, 4, 3, 5))
    for n, i, j, (u, v) in itertools.product(range(2), range(3), range(5), itertools.product(range(3), range(2))):
        k = 2 * u + v
        y, z = (np.array([p]) for p in (i + u + offsets[n, 2 * k, i, j], j + v + offsets[n, 2 * k + 1, i, j]))
        seen = np.array([grid_sample(x[n, c], y, z)[0] for c in range(3)])
        expected[n, :, i, j] += w[:, :, u, v] @ seen
    np.testing.assert_allclose(got, expected, rtol=1e-8, atol=1e-9)


def test_a_deformable_convolution_without_offsets_is_an_ordinary_one(xp):
    x, offsets, w = (xp.asarray(a) for a in deformed())
    close(xp, deform.deform_conv2d(x, 0 * offsets, w), xp.to_numpy(conv.conv2d(x, w)))


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_dtype_and_device_stay(xp, dtype):
    arguments = [xp.asarray(a, dtype) for a in deformed()]
    results = [deform.bilinear_sample(arguments[0][0, 0, ...], 1.5, 2.25), deform.deform_conv2d(*arguments)]
    assert {r.dtype for r in results} == {arguments[0].dtype}
    assert {str(r.device) for r in results} == {str(arguments[0].device)}


def test_arguments_are_left_alone():
    arguments = deformed()
    for a in arguments:
        a.flags.writeable = False
    deform.deform_conv2d(*arguments)
    deform.bilinear_sample(arguments[0][0, 0], 1.5, 2.25)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda z: deform.bilinear_sample(z(3, 5), z(2), z(3)), "x: expected shape of y"),
        (lambda z: deform.deform_conv2d(z(1, 3, 5, 7), z(1, 4, 4, 6), z(2, 3, 2, 2)), "offsets: expected shape"),
    ],
)
def test_what_does_not_fit_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(lambda *shape: xp.asarray(np.zeros(shape)))


@pytest.mark.parametrize(
    ("function", "case"),
    [(deform.bilinear_sample, (IMAGE, 2.25, 1.3)), (deform.deform_conv2d, deformed())],
    ids=["bilinear_sample", "deform_conv2d"],
)
def test_misconceptions_can_be_told_apart(function, case):
    assert alike(function, [case]) == []
