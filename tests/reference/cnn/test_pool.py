"""Pooling against torch's own pooling and autograd, loops over windows, and the worked image."""

import itertools

import numpy as np
import pytest

from reference.cnn import pool
from reference.misconceptions import misconceptions_of

torch = pytest.importorskip("torch")
F = torch.nn.functional

IMAGE = np.array([[[[1.0, 3, 2, 0], [4, 4, 1, 5], [0, 2, 6, 6], [1, 2, 6, 3]]]])
TILES, SLIDING = (2, 2), (2, 1)  # size and stride: windows side by side, and overlapping
SETTINGS = [(2, 2), (3, 2), (3, 1), (2, 3), ((3, 2), (1, 2)), ((1, 4), (2, 1)), (1, 1)]
BOTH_WAYS = [
    (pool.max_pool2d, pool.max_pool2d_backward, F.max_pool2d),
    (pool.avg_pool2d, pool.avg_pool2d_backward, F.avg_pool2d),
]


def image(seed, shape=(2, 3, 7, 5), levels=None):
    """Random values; with `levels`, that many integers, so that windows hold many ties."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=shape) if levels is None else rng.integers(0, levels, size=shape).astype(float)


def by_autograd(function, x, size, stride, seed=1):
    """torch's output, a random gradient of its shape, and torch's gradient of x."""
    leaf = torch.tensor(x, requires_grad=True)
    out = function(leaf, size, stride)
    dout = torch.tensor(np.random.default_rng(seed).normal(size=tuple(out.shape)))
    out.backward(dout)
    return out.detach().numpy(), dout.numpy(), leaf.grad.numpy()


def windows(x, size, stride):
    """(row, column, window) of one channel, by the definition."""
    for i, top in enumerate(range(0, x.shape[0] - size + 1, stride)):
        for j, left in enumerate(range(0, x.shape[1] - size + 1, stride)):
            yield i, j, x[top : top + size, left : left + size]


def at(dx):
    """The non-zero entries of the one channel of a gradient."""
    return {(int(i), int(j)): float(dx[0, 0, i, j]) for i, j in np.argwhere(dx[0, 0])}


# -- worked numbers ----------------------------------------------------------------------------------------------------


def test_the_worked_image_has_the_maxima_4_5_2_6(xp):
    assert xp.to_numpy(pool.max_pool2d(xp.asarray(IMAGE), *TILES)).tolist() == [[[[4, 5], [2, 6]]]]


def test_the_worked_gradient_goes_to_the_first_maxima(xp):
    dout = xp.asarray([[[[1, 2], [3, 4]]]])
    dx = pool.max_pool2d_backward(xp.asarray(IMAGE), dout, *TILES)
    assert at(xp.to_numpy(dx)) == {(1, 0): 1, (1, 3): 2, (2, 1): 3, (2, 2): 4}


def test_the_worked_gradient_adds_up_where_windows_overlap(xp):
    dout = xp.asarray(np.arange(1, 10).reshape(1, 1, 3, 3))
    dx = pool.max_pool2d_backward(xp.asarray(IMAGE), dout, *SLIDING)
    assert at(xp.to_numpy(dx)) == {(1, 0): 5, (1, 1): 2, (1, 3): 3, (2, 1): 7, (2, 2): 28}


# -- independent oracles -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "stride"), SETTINGS)
@pytest.mark.parametrize(("forward", "backward", "oracle"), BOTH_WAYS)
@pytest.mark.parametrize("levels", [None, 3], ids=["random", "ties"])
def test_both_ways_agree_with_torch(xp, forward, backward, oracle, size, stride, levels):
    x = image(3, levels=levels)
    out, dout, dx = by_autograd(oracle, x, size, stride)
    np.testing.assert_allclose(xp.to_numpy(forward(xp.asarray(x), size, stride)), out, rtol=1e-12, atol=1e-15)
    got = backward(xp.asarray(x), xp.asarray(dout), size, stride)
    np.testing.assert_allclose(xp.to_numpy(got), dx, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(("forward", "reduce"), [(pool.max_pool2d, np.max), (pool.avg_pool2d, np.mean)])
def test_each_output_is_its_windows_maximum_or_mean(xp, forward, reduce):
    x = image(5, shape=(1, 1, 7, 6))
    out = xp.to_numpy(forward(xp.asarray(x), 3, 2))
    for i, j, window in windows(x[0, 0], 3, 2):
        assert out[0, 0, i, j] == pytest.approx(reduce(window), rel=1e-12)


def test_the_average_gradient_is_the_adjoint_of_the_average(xp):
    x, dout = image(7), image(8, shape=(2, 3, 3, 2))
    forward = xp.to_numpy(pool.avg_pool2d(xp.asarray(x), 3, 2))
    back = xp.to_numpy(pool.avg_pool2d_backward(xp.asarray(x), xp.asarray(dout), 3, 2))
    assert np.sum(forward * dout) == pytest.approx(np.sum(x * back), rel=1e-12)


def test_global_average_is_one_window_as_large_as_the_image(xp):
    x = xp.asarray(image(9))
    got = xp.to_numpy(pool.global_avg_pool(x))
    assert got.shape == (2, 3)
    np.testing.assert_allclose(got, xp.to_numpy(pool.avg_pool2d(x, (7, 5), 1))[:, :, 0, 0], rtol=1e-12)


# -- properties --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("backward", [pool.max_pool2d_backward, pool.avg_pool2d_backward])
def test_pixels_that_no_window_sees_get_no_gradient(xp, backward):
    x = image(11, shape=(1, 2, 5, 7))
    dx = xp.to_numpy(backward(xp.asarray(x), xp.asarray(np.ones((1, 2, 2, 3))), 2, 2))
    assert not dx[:, :, 4].any()
    assert not dx[:, :, :, 6].any()
    assert dx.sum() == pytest.approx(12)


@pytest.mark.parametrize("forward", [pool.max_pool2d, pool.avg_pool2d])
def test_nan_spreads_to_every_window_that_holds_it(xp, forward):
    x = image(12, shape=(1, 1, 4, 6))
    x[0, 0, 1, 2] = np.nan
    got = np.isnan(xp.to_numpy(forward(xp.asarray(x), 2, 2)))
    assert got.tolist() == [[[[False, True, False], [False, False, False]]]]


def test_the_first_nan_of_a_window_takes_its_gradient(xp):
    x = image(12, shape=(1, 1, 3, 5))
    x[0, 0, 1, 1] = x[0, 0, 2, 0] = x[0, 0, 0, 4] = np.nan
    dx = pool.max_pool2d_backward(xp.asarray(x), xp.asarray([[[[2.0, 3.0]]]]), 3, 2)
    assert at(xp.to_numpy(dx)) == {(1, 1): 2, (0, 4): 3}


@pytest.mark.parametrize("forward", [pool.max_pool2d, pool.avg_pool2d])
def test_a_window_of_one_pixel_gives_a_copy(xp, forward):
    x = xp.asarray(image(12))
    out = forward(x, 1, 1)
    out[...] = 0.0
    np.testing.assert_array_equal(xp.to_numpy(x), image(12))


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_dtype_stays(xp, dtype):
    x, dout = xp.asarray(image(13), dtype=dtype), xp.asarray(np.ones((2, 3, 3, 2)), dtype=dtype)
    results = [forward(x, 2, 2) for forward, _, _ in BOTH_WAYS]
    results += [backward(x, dout, 2, 2) for _, backward, _ in BOTH_WAYS]
    assert {r.dtype for r in (*results, pool.global_avg_pool(x))} == {x.dtype}


def test_integer_images_become_floats(xp):
    got = xp.to_numpy(pool.avg_pool2d(xp.ints([[[[1, 2], [3, 4]]]]), 2, 1))
    assert got.dtype.kind == "f"
    assert got.tolist() == [[[[2.5]]]]


@pytest.mark.parametrize("backward", [pool.max_pool2d_backward, pool.avg_pool2d_backward])
def test_the_backward_pass_leaves_its_arguments_alone(xp, backward):
    x, dout = image(14), image(15, shape=(2, 3, 5, 3))
    ours, theirs = xp.asarray(x.copy()), xp.asarray(dout.copy())
    backward(ours, theirs, 3, 1)
    np.testing.assert_array_equal(xp.to_numpy(ours), x)
    np.testing.assert_array_equal(xp.to_numpy(theirs), dout)


# -- errors ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shape", "size", "stride", "message"),
    [
        ((3, 4, 5), 2, 2, "x: expected 4 axes"),
        ((1, 2, 3, 4), 4, 1, "size: expected at most the image"),
        ((1, 2, 3, 4), 0, 1, "size: expected positive"),
        ((1, 2, 3, 4), 2, 0, "stride: expected positive"),
        ((0, 2, 3, 4), 2, 1, "x: expected at least one sample"),
    ],
)
def test_impossible_windows_are_refused(xp, shape, size, stride, message):
    with pytest.raises(ValueError, match=message):
        pool.max_pool2d(xp.asarray(np.zeros(shape)), size, stride)


@pytest.mark.parametrize("backward", [pool.max_pool2d_backward, pool.avg_pool2d_backward])
def test_a_gradient_of_another_shape_is_refused(xp, backward):
    with pytest.raises(ValueError, match=r"dout: expected shape \(N, C, H′, W′\) = \(2, 3, 5, 3\)"):
        backward(xp.asarray(image(16)), xp.asarray(np.zeros((2, 3, 3, 5))), 3, 1)


def test_numpy_and_torch_do_not_mix():
    with pytest.raises(TypeError):
        pool.max_pool2d_backward(IMAGE, torch.zeros(1, 1, 2, 2), 2, 2)


# -- misconceptions ----------------------------------------------------------------------------------------------------

NEGATIVE = IMAGE - 4.5  # magnitudes and values rank differently
TIE = np.array([[[[0.0, 3], [3, 1]]]])  # the maximum twice: the first by rows is not the first by columns
DOUT = np.array([[[[1.0, 2], [3, 4]]]])
FIXTURES = {
    pool.max_pool2d: [(IMAGE, *TILES), (IMAGE, *SLIDING), (NEGATIVE, *TILES)],
    pool.max_pool2d_backward: [
        (IMAGE, DOUT, *TILES),
        (IMAGE, np.arange(1.0, 10).reshape(1, 1, 3, 3), *SLIDING),
        (TIE, np.ones((1, 1, 1, 1)), *TILES),
    ],
    pool.avg_pool2d: [(IMAGE, *TILES), (IMAGE, *SLIDING)],
    pool.avg_pool2d_backward: [(IMAGE, DOUT, *TILES), (IMAGE, np.arange(1.0, 10).reshape(1, 1, 3, 3), *SLIDING)],
    pool.global_avg_pool: [(image(17),)],
}
MUTANTS = [(f, m) for f in FIXTURES for m in misconceptions_of(f)]


def outcome(function, fixtures):
    return [np.asarray(function(*args)) for args in fixtures]


def differ(some, others):
    return any(a.shape != b.shape or not np.allclose(a, b, rtol=1e-6) for a, b in zip(some, others, strict=True))


@pytest.mark.parametrize(("function", "mistake"), MUTANTS, ids=lambda v: getattr(v, "key", ""))
def test_a_misconception_gives_another_answer_than_the_reference(function, mistake):
    assert differ(outcome(mistake.mutant, FIXTURES[function]), outcome(function, FIXTURES[function]))


@pytest.mark.parametrize("function", FIXTURES, ids=lambda f: f.__name__)
def test_misconceptions_can_be_told_apart(function):
    found = misconceptions_of(function)
    assert len(found) >= 3
    for a, b in itertools.combinations(found, 2):
        assert differ(*(outcome(m.mutant, FIXTURES[function]) for m in (a, b))), f"{a.key} looks like {b.key}"


@pytest.mark.parametrize(
    ("key", "fixture", "published"),
    [
        ("T5.4/last_tie", 0, {(1, 1): 1, (3, 1): 3, (3, 2): 4}),
        ("T5.4/order_F", 0, {(1, 3): 3, (2, 1): 2}),
        ("T5.4/assign", 1, {(1, 0): 4, (2, 2): 9}),
    ],
)
def test_a_misconception_gives_its_published_numbers(xp, key, fixture, published):
    (mistake,) = misconceptions_of(pool.max_pool2d_backward, key)
    x, dout, size, stride = FIXTURES[pool.max_pool2d_backward][fixture]
    got = at(xp.to_numpy(mistake.mutant(xp.asarray(x), xp.asarray(dout), size, stride)))
    assert {place: got.get(place) for place in published} == published
