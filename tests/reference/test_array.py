"""What all reference functions share: dtypes of mixed arguments, and checks that name what they refuse."""

import numpy as np
import pytest

from reference import _array

torch = pytest.importorskip("torch")


def test_numbers_join_the_library_of_the_first_array(xp):
    one = xp.asarray([1.0], dtype="float32")
    two, three = _array.as_arrays(2, one)
    assert (two.dtype, two.shape, float(two)) == (one.dtype, (), 2)
    assert three is one
    assert getattr(two, "device", None) == getattr(one, "device", None)


def test_numbers_alone_become_numpy_arrays():
    (got,) = _array.as_arrays(2)
    assert (type(got), got.dtype, got.shape) == (np.ndarray, np.float64, ())


def test_integers_beside_float64_become_float64(xp):
    x, nothing, w = _array.as_floats(xp.asarray([0.5]), None, xp.ints([2]))
    assert nothing is None
    assert w.dtype == x.dtype
    assert float((x * w)[0]) == 1


def test_float32_stays_float32_beside_integers(xp):
    x, w = _array.as_floats(xp.asarray([0.5], dtype="float32"), xp.ints([2]))
    assert xp.to_numpy(x).dtype == np.float32
    assert w.dtype == _array.as_float(xp.ints([2])).dtype


def test_float32_beside_float64_becomes_float64(xp):
    x, w = _array.as_floats(xp.asarray([[0.5, 1.0]], dtype="float32"), xp.asarray([2.0, 3.0]))
    assert x.dtype == w.dtype
    assert float((x @ w)[0]) == 4


def test_integer_targets_take_the_dtype_of_the_prediction(xp):
    s = xp.asarray([0.5], dtype="float32")
    assert _array.like(xp.ints([1]), s).dtype == s.dtype


@pytest.mark.parametrize("join", [_array.as_arrays, _array.as_floats, _array.like])
def test_libraries_do_not_mix(join):
    with pytest.raises(TypeError):
        join(np.asarray([1.0]), torch.tensor([1.0]))


@pytest.mark.parametrize("least_of", [-0.5, float("nan")])
def test_a_number_below_its_least_and_nan_are_refused(least_of):
    with pytest.raises(ValueError, match=f"lam: expected a number of at least 0, got {least_of}"):
        _array.check_at_least(0, eta=0, lam=least_of)


def test_an_empty_batch_is_refused_along_its_own_axis(xp):
    empty = xp.asarray(np.zeros((3, 0)))
    _array.check_samples("A", empty)
    with pytest.raises(ValueError, match=r"A: expected at least one sample, got shape \(3, 0\)"):
        _array.check_samples("A", empty, axis=1)


def test_entries_besides_the_allowed_ones_and_nan_are_refused(xp):
    _array.check_entries("s", xp.asarray([-1.0, 1.0]), -1, 1)
    _array.check_entries("s", xp.asarray(np.zeros((0, 2))), 0, 1)
    with pytest.raises(ValueError, match="s: expected entries -1 or 1, got 0"):
        _array.check_entries("s", xp.asarray([[1.0, 0.0], [3.0, 1.0]]), -1, 1)
    with pytest.raises(ValueError, match="s: expected entries 0 or 1, got nan"):
        _array.check_entries("s", xp.asarray([0.0, np.nan]), 0, 1)


def test_no_gradient_passes_a_constant(xp):
    x = xp.asarray([1.0, 2.0])
    np.testing.assert_array_equal(xp.to_numpy(_array.stop_gradient(x)), [1, 2])
    leaf = torch.tensor([3.0], requires_grad=True)
    (leaf * _array.stop_gradient(leaf)).backward()
    assert leaf.grad.tolist() == [3]


def test_uniforms_have_library_and_dtype_of_the_array_and_are_the_generators_own(xp):
    like = xp.asarray([1.0], dtype="float32")
    rng = torch.Generator().manual_seed(0) if xp.name.startswith("torch") else np.random.default_rng(0)
    u = _array.uniforms(rng, (3, 50), like)
    assert (u.dtype, tuple(u.shape)) == (like.dtype, (3, 50))
    assert 0 <= xp.to_numpy(u).min() < 0.2 < 0.8 < xp.to_numpy(u).max() < 1
    np.testing.assert_array_equal(
        _array.uniforms(np.random.default_rng(0), (4,), np.ones(1)), np.random.default_rng(0).random(4)
    )
