"""Gradients of batch and layer norm, and group norm, against torch and autograd, with the worked numbers."""

import numpy as np
import pytest

from reference.attention.layers import layer_norm
from reference.cnn.blocks import batch_norm2d
from reference.misconceptions import misconceptions_of
from reference.training import norms
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
F = torch.nn.functional

BATCH = [[1.0], [2.0], [4.0]], [2.0], [[1.0], [0.0], [0.0]]  # x, gamma, dy


def test_the_worked_batch(xp):
    x, gamma, dy = map(xp.asarray, BATCH)
    y = batch_norm2d(x[:, :, None, None], gamma, xp.asarray([0.5])).y
    np.testing.assert_allclose(xp.to_numpy(y).ravel(), [-1.63808, -0.0345208, 3.1726], rtol=5e-6)
    dx, dgamma, dbeta = norms.batch_norm_backward(x, gamma, dy)
    np.testing.assert_allclose(xp.to_numpy(dx).ravel(), [0.458165, -0.68724, 0.229075], rtol=5e-6)
    assert (float(dgamma[0]), float(dbeta[0])) == pytest.approx((-1.06904, 1), rel=5e-6)


def test_the_worked_token(xp):
    x, dy = xp.asarray([[1.0, 2, 3, 6]]), xp.asarray([[1.0, 0, 0, 0]])
    dx = norms.layer_norm_backward(x, xp.asarray(np.ones(4)), dy).dx
    np.testing.assert_allclose(xp.to_numpy(dx)[0], [0.248171, -0.20999, -0.13363, 0.0954497], rtol=5e-6)


def test_the_worked_groups(xp):
    x = xp.asarray(np.arange(8.0).reshape(1, 4, 1, 2))
    got = norms.group_norm(x, 2, xp.asarray(np.ones(4)), xp.asarray(np.zeros(4)))
    np.testing.assert_allclose(xp.to_numpy(got).ravel(), [-1.34164, -0.447212, 0.447212, 1.34164] * 2, rtol=5e-6)


@pytest.mark.parametrize(
    ("key", "dx"), [("statistics_constant", [1.60356, 0, 0]), ("mean_only", [1.06904, -0.534521, -0.534521])]
)
def test_mistakes_give_their_published_numbers(key, dx):
    (wrong,) = misconceptions_of(norms.batch_norm_backward, f"T4.10/{key}")
    np.testing.assert_allclose(wrong.mutant(*map(np.array, BATCH)).dx.ravel(), dx, rtol=5e-6)


NORMS = {
    "batch": (norms.batch_norm_backward, lambda x, g, b: F.batch_norm(x, None, None, g, b, training=True)),
    "layer": (norms.layer_norm_backward, lambda x, g, b: F.layer_norm(x, g.shape, g, b)),
}


@pytest.mark.parametrize("scale", [1.0, 1e3])
@pytest.mark.parametrize("shape", [(5, 3), (2, 7)])
@pytest.mark.parametrize("kind", NORMS)
def test_gradients_are_autograd_s(xp, kind, shape, scale):
    ours, theirs = NORMS[kind]
    rng = np.random.default_rng(0)
    data = [rng.normal(size=s) for s in (shape, shape[1:], shape[1:])]
    x, g, b = (torch.tensor(a * k, requires_grad=True) for a, k in zip(data, (scale, 1, 1), strict=True))
    dy = rng.normal(size=shape)
    theirs(x, g, b).backward(torch.tensor(dy))
    got = ours(xp.asarray(data[0] * scale), xp.asarray(data[1]), xp.asarray(dy))
    for a, t in zip(got, (x, g, b), strict=True):
        np.testing.assert_allclose(xp.to_numpy(a), t.grad.numpy(), rtol=1e-8, atol=1e-11)


def test_tokens_may_have_more_axes(xp):
    rng = np.random.default_rng(0)
    x, g, dy = rng.normal(size=(2, 5, 3)), rng.normal(size=3), rng.normal(size=(2, 5, 3))
    whole = norms.layer_norm_backward(xp.asarray(x), xp.asarray(g), xp.asarray(dy))
    rows = norms.layer_norm_backward(xp.asarray(x.reshape(10, 3)), xp.asarray(g), xp.asarray(dy.reshape(10, 3)))
    np.testing.assert_allclose(xp.to_numpy(whole.dx).reshape(10, 3), xp.to_numpy(rows.dx), rtol=1e-12)
    np.testing.assert_allclose(xp.to_numpy(whole.dgamma), xp.to_numpy(rows.dgamma), rtol=1e-12)


def test_the_forward_pass_of_the_transformer_has_these_slopes(xp):
    rng = np.random.default_rng(1)
    x, g, dy, step = rng.normal(size=(2, 3)), rng.normal(size=3), rng.normal(size=(2, 3)), 1e-5
    args = [xp.asarray(g), xp.asarray(0 * g)]

    def loss(x):
        return (xp.to_numpy(layer_norm(xp.asarray(x), *args)) * dy).sum()

    slopes = [(loss(x + step * e) - loss(x - step * e)) / (2 * step) for e in np.eye(6).reshape(6, 2, 3)]
    dx = norms.layer_norm_backward(xp.asarray(x), args[0], xp.asarray(dy)).dx
    np.testing.assert_allclose(xp.to_numpy(dx).ravel(), slopes, rtol=1e-5, atol=1e-8)


def test_a_batch_of_one_passes_no_gradient(xp):
    args = [xp.asarray(a) for a in ([[1.0, 2.0]], [1.0, 1.0], [[5.0, 6.0]])]
    assert xp.to_numpy(norms.batch_norm_backward(*args).dx).tolist() == [[0, 0]]


def test_equal_samples_lose_only_the_mean_of_the_gradient(xp):
    x, g, dy = np.full((3, 2), 4.0), np.ones(2), np.arange(6.0).reshape(3, 2)
    flat = norms.batch_norm_backward(xp.asarray(x), xp.asarray(g), xp.asarray(dy), eps=1.0)
    np.testing.assert_allclose(xp.to_numpy(flat.dx), dy - dy.mean(0), atol=1e-12)


@pytest.mark.parametrize("groups", [1, 2, 3, 6])
def test_group_norm_is_torch_s(xp, groups):
    rng = np.random.default_rng(groups)
    x, g, b = rng.normal(size=(2, 6, 3, 5)) * 1e3, rng.normal(size=6), rng.normal(size=6)
    want = F.group_norm(*map(torch.tensor, (x,)), groups, torch.tensor(g), torch.tensor(b))
    got = norms.group_norm(xp.asarray(x), groups, xp.asarray(g), xp.asarray(b))
    np.testing.assert_allclose(xp.to_numpy(got), want.numpy(), rtol=1e-8, atol=1e-10)


def test_no_image_gives_no_image(xp):
    none = norms.group_norm(xp.asarray(np.zeros((0, 4, 2, 2))), 2, xp.asarray(np.ones(4)), xp.asarray(np.ones(4)))
    assert tuple(none.shape) == (0, 4, 2, 2)


def test_float32_stays_and_arguments_are_left_alone(xp):
    x = xp.asarray(np.arange(8.0).reshape(4, 2), dtype="float32")
    g = xp.asarray([1.0, 2.0], dtype="float32")
    out = [*norms.batch_norm_backward(x, g, x), *norms.layer_norm_backward(x, g, x)]
    out.append(norms.group_norm(x[:, :, None, None], 1, g, g))
    assert {a.dtype for a in out} == {x.dtype}
    assert (xp.to_numpy(x).ravel().tolist(), xp.to_numpy(g).tolist()) == (list(range(8)), [1, 2])


def image(x):
    return x[:, :, None, None]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda x, g: norms.batch_norm_backward(x, g[:1], x),
            r"gamma: expected shape \(features of x,\) = \(2,\), got",
        ),
        (lambda x, g: norms.batch_norm_backward(x, g, x[:1, :]), r"dy: expected shape the shape of x = \(3, 2\), got"),
        (
            lambda x, g: norms.batch_norm_backward(x[:0, :], g, x[:0, :]),
            "x: expected at least one sample and one feature",
        ),
        (lambda x, g: norms.batch_norm_backward(x[None, ...], g, x[None, ...]), r"x: expected 2 axes \(N, D\)"),
        (lambda x, g: norms.layer_norm_backward(x, g, x, -1), "eps: expected a number of at least 0, got -1"),
        (
            lambda x, g: norms.layer_norm_backward(x[:, :0], g[:0], x[:, :0]),
            "x: expected at least one sample and one f",
        ),
        (lambda x, g: norms.group_norm(x, 1, g, g), r"x: expected 4 axes \(N, C, H, W\), got shape \(3, 2\)"),
        (lambda x, g: norms.group_norm(image(x), 0, g, g), "groups: expected a number that divides C = 2, got 0"),
        (lambda x, g: norms.group_norm(image(x), 3, g, g), "groups: expected a number that divides C = 2, got 3"),
        (lambda x, g: norms.group_norm(image(x), 1, g, g[:1]), r"beta: expected shape \(C,\) = \(2,\), got \(1,\)"),
        (lambda x, g: norms.group_norm(image(x)[..., :0], 1, g, g), "x: expected at least one sample"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray(np.ones((3, 2))), xp.asarray([1.0, 2.0]))


RNG = np.random.default_rng(0)
ROWS = RNG.normal(size=(4, 3)), np.array([0.5, 1.0, 2.0]), RNG.normal(size=(4, 3))
CASES = {
    "batch_norm_backward": [ROWS],
    "layer_norm_backward": [ROWS],
    "group_norm": [(RNG.normal(size=(2, 6, 2, 2)), 2, RNG.normal(size=6), RNG.normal(size=6))],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(norms, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(norms)
    assert {m.function for m in mine} == set(CASES)
    assert {f"T4.10/{key}" for key in ["statistics_constant", "mean_only", "axis", "gamma_outside"]} <= {
        m.key for m in mine
    }
