"""Batch norm and the joins of branches against torch and NumPy."""

import numpy as np
import pytest

from reference._array import namespace
from reference.cnn import blocks
from tests.reference.mutants import alike

torch = pytest.importorskip("torch")
nn = torch.nn


def params(seed, *shape):
    return np.random.default_rng(seed).normal(size=shape)


# -- batch norm --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("train", [True, False])
def test_batch_norm_agrees_with_torch(xp, train):
    x, gamma, beta, mean = params(0, 2, 3, 5, 7), params(1, 3), params(2, 3), params(3, 3)
    var = np.array([0.5, 1.5, 2.5])
    kept = [torch.tensor(mean.copy()), torch.tensor(var.copy())]
    args = [torch.tensor(a) for a in (gamma, beta)]
    expected = torch.nn.functional.batch_norm(torch.tensor(x), *kept, *args, training=train)
    running = (xp.asarray(mean), xp.asarray(var))
    got = blocks.batch_norm2d(xp.asarray(x), xp.asarray(gamma), xp.asarray(beta), train=train, running=running)
    np.testing.assert_allclose(xp.to_numpy(got.y), expected.numpy(), rtol=1e-9, atol=1e-12)
    for ours, theirs in zip(got.running, kept, strict=True):
        np.testing.assert_allclose(xp.to_numpy(ours), theirs.numpy(), rtol=1e-9)
    np.testing.assert_array_equal(xp.to_numpy(running[0]), mean)


def test_batch_norm_starts_like_a_new_torch_layer(xp):
    x = params(4, 2, 3, 5, 7)
    layer = nn.BatchNorm2d(3, dtype=torch.float64)
    layer(torch.tensor(x))
    got = blocks.batch_norm2d(xp.asarray(x), xp.asarray(np.ones(3)), xp.asarray(np.zeros(3)))
    np.testing.assert_allclose(xp.to_numpy(got.running.mean), layer.running_mean.numpy(), rtol=1e-9)
    np.testing.assert_allclose(xp.to_numpy(got.running.var), layer.running_var.numpy(), rtol=1e-9)


def test_normalised_channels_have_mean_0_and_variance_1(xp):
    x = 3 * params(5, 7, 2, 3, 5) + 4
    y = xp.to_numpy(blocks.batch_norm2d(xp.asarray(x), xp.asarray(np.ones(2)), xp.asarray(np.zeros(2)), 0.0).y)
    np.testing.assert_allclose(y.mean(axis=(0, 2, 3)), 0, atol=1e-12)
    np.testing.assert_allclose(y.var(axis=(0, 2, 3)), 1, rtol=1e-9)


def test_float32_stays_float32(xp):
    x, one = xp.asarray(params(6, 2, 3, 5, 7), "float32"), xp.asarray(np.ones(3), "float32")
    got = blocks.batch_norm2d(x, one, one)
    assert {got.y.dtype, got.running.mean.dtype, got.running.var.dtype} == {x.dtype}
    assert blocks.dense_block(x, [lambda a: a[:, :2, ...]]).dtype == x.dtype
    assert blocks.residual_block(x, lambda a: 2 * a).dtype == x.dtype


@pytest.mark.parametrize(
    ("shape", "options", "message"),
    [
        ((3, 5, 7), {}, "x: expected 4 axes"),
        ((2, 4, 5, 7), {}, r"gamma: expected shape \(C,\) = \(4,\), got \(3,\)"),
        ((1, 3, 1, 1), {}, "x: expected more than one value"),
        ((2, 3, 5, 7), {"train": False}, "running: expected"),
    ],
)
def test_batch_norm_refuses_what_it_cannot_normalise(xp, shape, options, message):
    with pytest.raises(ValueError, match=message):
        blocks.batch_norm2d(xp.asarray(np.zeros(shape)), xp.asarray(np.ones(3)), xp.asarray(np.ones(3)), **options)


# -- blocks ------------------------------------------------------------------------------------------------------------


def test_a_residual_block_adds_its_input(xp):
    x = params(7, 2, 3, 5, 7)
    got = blocks.residual_block(xp.asarray(x), lambda a: 2 * a)
    np.testing.assert_allclose(xp.to_numpy(got), 3 * x, rtol=1e-12)


def test_a_residual_block_projects_where_the_shape_changes(xp):
    x = xp.asarray(params(8, 2, 3, 5, 7))
    got = blocks.residual_block(x, lambda a: a[:, :2, ...], lambda a: 3 * a[:, 1:, ...])
    a = xp.to_numpy(x)
    np.testing.assert_allclose(xp.to_numpy(got), a[:, :2] + 3 * a[:, 1:], rtol=1e-12)
    with pytest.raises(ValueError, match=r"F\(x\): expected shape of the shortcut"):
        blocks.residual_block(x, lambda a: a[:, :1, ...])


def test_inception_puts_channels_one_after_another(xp):
    parts = [params(i, 2, c, 5, 7) for i, c in enumerate((3, 1, 4))]
    got = blocks.inception_concat([xp.asarray(p) for p in parts])
    np.testing.assert_array_equal(xp.to_numpy(got), np.concatenate(parts, axis=1))


def test_inception_refuses_other_sizes(xp):
    with pytest.raises(ValueError, match=r"branches\[1\]: expected shape \(N, C, H, W\) = \(2, 4, 5, 7\)"):
        blocks.inception_concat([xp.asarray(params(0, 2, 3, 5, 7)), xp.asarray(params(1, 2, 4, 7, 5))])
    with pytest.raises(ValueError, match="branches: expected at least one"):
        blocks.inception_concat([])


def grow(factor):
    """A layer of two channels: a multiple of the sum of all it sees, and its negative."""

    def layer(x):
        s = factor * namespace(x).sum(x, axis=1, keepdims=True)
        return namespace(x).concat([s, -0.5 * s], axis=1)

    return layer


def test_a_dense_block_keeps_all_that_came_before(xp):
    x = params(9, 2, 3, 5, 7)
    got = xp.to_numpy(blocks.dense_block(xp.asarray(x), [grow(1), grow(2)]))
    s = x.sum(axis=1)
    t = 2 * (s + s - 0.5 * s)
    np.testing.assert_allclose(got, np.stack([*x.transpose(1, 0, 2, 3), s, -s / 2, t, -t / 2], axis=1), rtol=1e-9)


# -- misconceptions ----------------------------------------------------------------------------------------------------

X, ONE, SHIFT = params(10, 2, 3, 5, 7), np.array([1.0, 2.0, 0.5]), np.array([0.0, 1.0, -1.0])
RUNNING = (np.array([0.5, -0.5, 1.0]), np.array([2.0, 0.5, 1.5]))
FIXTURES = {
    blocks.batch_norm2d: [(X, ONE, SHIFT), (X, ONE, SHIFT, 1e-5, False, RUNNING)],
    blocks.residual_block: [(X, np.tanh), (X, lambda a: a[:, :2], lambda a: a[:, 1:])],
    blocks.inception_concat: [([X, X[:, :2] + 1],)],
    blocks.dense_block: [(X, [grow(1), grow(2)])],
}


@pytest.mark.parametrize("function", FIXTURES, ids=lambda f: f.__name__)
def test_misconceptions_can_be_told_apart(function):
    assert alike(function, FIXTURES[function]) == []
