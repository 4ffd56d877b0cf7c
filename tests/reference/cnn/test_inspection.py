"""Saliency, Grad-CAM and attacks against autograd on small networks, with the worked numbers."""

import numpy as np
import pytest

from reference.cnn import inspection
from reference.misconceptions import misconceptions_of
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

W = np.array([2.0, -1, 0.5])
ACTS, GRADS = [[[1.0, 0], [2, 1]], [[0.0, 3], [1, 0]]], [[[0.5, 0.5], [0, 1]], [[-1.0, 0], [-0.5, -0.5]]]


def loss_and_grad(x):
    """Logistic regression at y = 1, by autograd."""
    x = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    loss = torch.nn.functional.softplus(-(torch.tensor(W) @ x))
    loss.backward()
    return loss.item(), x.grad.numpy()


def test_the_worked_attack(xp):
    loss, grad = loss_and_grad([1.0, 1, 1])
    assert loss == pytest.approx(0.201413, abs=5e-7)
    np.testing.assert_allclose(grad, [-0.364851, 0.182426, -0.0912128], atol=5e-7)
    x = xp.to_numpy(inspection.fgsm(xp.asarray([1.0, 1, 1]), xp.asarray(grad), 0.25, 0, 2))
    assert x.tolist() == [0.75, 1.25, 0.75]
    assert loss_and_grad(x)[0] == pytest.approx(0.428701, abs=5e-7)


@pytest.mark.parametrize(("key", "loss"), [("descend", 0.0889395), ("no_sign", 0.249586)])
def test_mistakes_give_their_published_losses(key, loss):
    (wrong,) = misconceptions_of(inspection.fgsm, f"T5.9/{key}")
    x = wrong.mutant(np.ones(3), loss_and_grad([1.0, 1, 1])[1], 0.25, 0, 2)
    assert loss_and_grad(x)[0] == pytest.approx(loss, rel=5e-6)


def two_steps(step, make):
    x0 = make([1.0])
    x = step(x0, x0, make([3.0]), 0.08, 0.1, 0, 2)
    return step(x, x0, make([3.0]), 0.08, 0.1, 0, 2)


def test_the_worked_projection(xp):
    assert float(two_steps(inspection.pgd_step, xp.asarray)[0]) == pytest.approx(1.1, rel=1e-12)
    (wrong,) = misconceptions_of(inspection.pgd_step, "T5.9/no_projection")
    assert float(two_steps(wrong.mutant, np.array)[0]) == pytest.approx(1.16, rel=1e-12)


def test_the_worked_map(xp):
    got = inspection.grad_cam(xp.asarray(ACTS), xp.asarray(GRADS))
    assert xp.to_numpy(got).tolist() == [[0.5, 0], [0.5, 0.5]]
    (wrong,) = misconceptions_of(inspection.grad_cam, "T5.9/no_relu")
    assert wrong.mutant(np.array(ACTS), np.array(GRADS)).tolist() == [[0.5, -1.5], [0.5, 0.5]]


def network(seed=0):
    """A convolution, ReLU, and a linear score: image, maps, and the score's gradients by both."""
    gen = torch.Generator().manual_seed(seed)
    x, k, w = (torch.randn(s, generator=gen, dtype=torch.float64) for s in ((3, 6, 5), (4, 3, 3, 3), (4, 4, 3)))
    x.requires_grad_()
    maps = torch.relu(torch.nn.functional.conv2d(x[None], k)[0])
    dx, dmaps = torch.autograd.grad((w * maps * maps).sum(), (x, maps), retain_graph=True)
    return x.detach().numpy(), maps.detach().numpy(), dx.numpy(), dmaps.numpy()


def test_saliency_is_the_largest_slope_of_a_pixel(xp):
    _, _, dx, _ = network()
    want = [[max(abs(dx[c, i, j]) for c in range(3)) for j in range(5)] for i in range(6)]
    assert xp.to_numpy(inspection.saliency(xp.asarray(dx))).tolist() == want


def test_with_global_pooling_grad_cam_is_the_class_s_own_map(xp):
    """CAM of Zhou et al. 2016: for a score w·mean(A), ᾱ is w divided by the number of places."""
    maps = network(1)[1]
    A, w = torch.tensor(maps, requires_grad=True), torch.tensor([1.0, -2, 0.5, 3], dtype=torch.float64)
    (w @ A.mean((1, 2))).backward()
    got = inspection.grad_cam(xp.asarray(maps), xp.asarray(A.grad.numpy()))
    np.testing.assert_allclose(xp.to_numpy(got), np.maximum(np.tensordot(w, maps, 1) / 12, 0), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_grad_cam_is_a_loop_over_maps(xp, seed):
    _, maps, _, dmaps = network(seed)
    want = np.maximum(sum(d.mean() * m for d, m in zip(dmaps, maps, strict=True)), 0)
    got = inspection.grad_cam(xp.asarray(maps), xp.asarray(dmaps))
    np.testing.assert_allclose(xp.to_numpy(got), want, rtol=1e-9, atol=1e-12)


def test_of_all_corners_of_the_box_fgsm_finds_the_worst_of_a_linear_model(xp):
    x = np.array([0.2, 0.5, 0.9])
    worst = max(loss_and_grad(x + 0.1 * np.array(s))[0] for s in np.array(np.meshgrid(*[[-1, 1]] * 3)).reshape(3, -1).T)
    got = inspection.fgsm(xp.asarray(x), xp.asarray(loss_and_grad(x)[1]), 0.1, 0, 1)
    assert loss_and_grad(xp.to_numpy(got))[0] == pytest.approx(worst, rel=1e-12)


def test_attacks_stay_in_range_and_near_the_original(xp):
    rng = np.random.default_rng(0)
    x0 = x = xp.asarray(rng.uniform(size=(2, 3, 5)))
    for _ in range(6):
        x = inspection.pgd_step(x, x0, xp.asarray(rng.normal(size=(2, 3, 5)) * 1e3), 0.05, 0.12, 0, 1)
    assert xp.to_numpy(x).min() >= 0
    assert xp.to_numpy(x).max() <= 1
    assert abs(xp.to_numpy(x) - xp.to_numpy(x0)).max() <= 0.12 + 1e-12


def test_without_slope_or_step_nothing_moves(xp):
    x = xp.asarray([0.5, 1.5, -1.0])
    assert xp.to_numpy(inspection.fgsm(x, 0 * x, 0.3, 0, 1)).tolist() == [0.5, 1, 0]
    assert xp.to_numpy(inspection.pgd_step(x, x, x, 0, 0, -2, 2)).tolist() == [0.5, 1.5, -1]
    assert tuple(inspection.fgsm(x[:0], x[:0], 0.3, 0, 1).shape) == (0,)


def test_float32_stays_and_arguments_are_left_alone(xp):
    x = xp.asarray(ACTS, dtype="float32")
    out = [inspection.saliency(x), inspection.grad_cam(x, x), inspection.fgsm(x, x, 0.1, 0, 1)]
    out.append(inspection.pgd_step(x, x, x, 0.1, 0.2, 0, 1))
    assert {a.dtype for a in out} == {x.dtype}
    assert xp.to_numpy(x).tolist() == ACTS


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x: inspection.saliency(x[0, :, :]), r"grad: expected 3 axes \(C, H, W\), got shape \(2, 2\)"),
        (lambda x: inspection.saliency(x[:0, :, :]), "grad: expected at least one sample"),
        (lambda x: inspection.grad_cam(x, x[:1, :, :]), r"grads: expected shape \(K, H, W\) = \(2, 2, 2\), got"),
        (lambda x: inspection.grad_cam(x[:, :0, :], x[:, :0, :]), "acts: expected at least one map with a place"),
        (lambda x: inspection.fgsm(x, x[:1, :, :], 0.1, 0, 1), r"grad: expected shape the shape of x = \(2, 2, 2\)"),
        (lambda x: inspection.fgsm(x, x, -0.1, 0, 1), "eps: expected a number of at least 0, got -0.1"),
        (lambda x: inspection.fgsm(x, x, 0.1, 1, 0), "high: expected a number of at least 1, got 0"),
        (lambda x: inspection.pgd_step(x, x[:1, :, :], x, 0.1, 0.1, 0, 1), "x0: expected shape the shape of x"),
        (lambda x: inspection.pgd_step(x, x, x, -1, 0.1, 0, 1), "alpha: expected a number of at least 0, got -1"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray(ACTS))


X, SLOPE = np.array([0.5, 0.95, 0.02, 0.5, 0.4]), np.array([2.0, 1.0, -0.3, 0.0, -0.2])
CASES = {
    "saliency": [(np.array([[[1.0, -3, -2]], [[-2.0, 1, -1]]]),)],
    "grad_cam": [(np.array(ACTS), np.array(GRADS))],
    "fgsm": [(X, SLOPE, 0.1, 0, 1)],
    "pgd_step": [(X + np.array([0.09, 0.02, -0.01, 0, 0]), X, SLOPE, 0.04, 0.1, 0, 1)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(inspection, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(inspection)
    assert {m.function for m in mine} == set(CASES)
    assert {f"T5.9/{key}" for key in ["descend", "no_sign", "no_projection", "no_relu"]} <= {m.key for m in mine}
