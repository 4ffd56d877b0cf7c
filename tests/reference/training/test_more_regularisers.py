"""L1, max-norm, label smoothing, mix-up and augmentation against torch and autograd, with the worked numbers."""

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.training import more_regularisers as reg
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

Z, W = [[1.0, 2.0, 3.0]], [[1.0, -2.0], [0.0, 0.5]]


def wrong(function, key):
    return misconceptions_of(function, f"T4.9/{key}")[0].mutant


def test_the_worked_smoothed_loss(xp):
    def loss(eps, smooth=reg.smooth_labels):
        return float(reg.soft_cross_entropy(xp.asarray(Z), smooth(xp.ints([2]), 3, eps)))

    assert [loss(0.1), loss(0.0)] == pytest.approx([0.507606, 0.407606], abs=1e-6)
    assert loss(0.1, wrong(reg.smooth_labels, "smooth_others_only")) == pytest.approx(0.557606, abs=1e-6)


def test_the_worked_mix(xp):
    def loss(mix=reg.mixup):
        Y = xp.asarray([[0.0, 0, 1], [1, 0, 0]])
        mixed = mix(xp.asarray([[1.0], [2.0]]), Y, 0.7, xp.ints([1, 0]))
        return float(reg.soft_cross_entropy(xp.asarray(Z), mixed.Y[:1, :]))

    assert loss() == pytest.approx(1.00761, abs=5e-6)
    assert loss() == pytest.approx(0.7 * 0.407606 + 0.3 * 2.40761, abs=5e-6)
    assert loss(wrong(reg.mixup, "labels_not_mixed")) == pytest.approx(0.407606, abs=5e-7)


def test_the_worked_penalty_and_row(xp):
    assert float(reg.l1_penalty([xp.asarray(W)], 0.1)) == pytest.approx(0.35, rel=1e-9)
    got = xp.to_numpy(reg.l1_subgradient(xp.asarray(W), 0.1))
    np.testing.assert_allclose(got, [[0.1, -0.1], [0, 0.1]])
    np.testing.assert_allclose(xp.to_numpy(reg.max_norm(xp.asarray([[3.0, 4.0]]), 2)), [[1.2, 1.6]])
    assert wrong(reg.max_norm, "clip_entries")(np.array([[3.0, 4.0]]), 2).tolist() == [[2, 2]]


def test_the_penalty_has_autograd_s_gradient(xp):
    Ws = [np.random.default_rng(i).normal(size=s) for i, s in enumerate([(2, 3), (5,), (2, 1, 3)])]
    Ws[1][2] = 0
    leaves = [torch.tensor(w, requires_grad=True) for w in Ws]
    loss = 0.3 * sum(w.abs().sum() for w in leaves)
    loss.backward()
    assert float(reg.l1_penalty([xp.asarray(w) for w in Ws], 0.3)) == pytest.approx(loss.item(), rel=1e-9)
    for w, leaf in zip(Ws, leaves, strict=True):
        np.testing.assert_allclose(xp.to_numpy(reg.l1_subgradient(xp.asarray(w), 0.3)), leaf.grad.numpy(), rtol=1e-9)


def test_max_norm_is_torch_s_renorm(xp):
    w = np.random.default_rng(0).normal(size=(7, 3)) * 2
    w[0], w[1] = 0, [0.6, 0, 0.8]
    got = xp.to_numpy(reg.max_norm(xp.asarray(w), 1.0))
    np.testing.assert_allclose(got, torch.renorm(torch.tensor(w), 2, 0, 1.0).numpy(), rtol=1e-6)
    assert got[:2].tolist() == w[:2].tolist()
    assert not xp.to_numpy(reg.max_norm(xp.asarray(w), 0)).any()


@pytest.mark.parametrize("eps", [0.0, 0.1, 1.0])
def test_smoothing_is_torch_s(xp, eps):
    rng = np.random.default_rng(0)
    z, y = rng.normal(size=(5, 3)), rng.integers(3, size=5)
    targets = reg.smooth_labels(xp.ints(y), 3, eps)
    np.testing.assert_allclose(xp.to_numpy(targets).sum(1), 1, rtol=1e-6)
    want = torch.nn.functional.cross_entropy(torch.tensor(z), torch.tensor(y), label_smoothing=eps)
    assert float(reg.soft_cross_entropy(xp.asarray(z), targets)) == pytest.approx(want.item(), rel=1e-6)


def test_the_soft_loss_is_torch_s_and_finite_at_1000(xp):
    rng = np.random.default_rng(1)
    z, t = rng.normal(size=(5, 3)), rng.dirichlet(np.ones(3), size=5)
    want = torch.nn.functional.cross_entropy(torch.tensor(z), torch.tensor(t)).item()
    assert float(reg.soft_cross_entropy(xp.asarray(z), xp.asarray(t))) == pytest.approx(want, rel=1e-9)
    far = reg.soft_cross_entropy(xp.asarray([[1e3, -1e3]]), xp.asarray([[0.5, 0.5]]))
    assert float(far) == pytest.approx(1000, rel=1e-9)


def test_a_mix_is_line_by_line(xp):
    rng = np.random.default_rng(0)
    X, Y, perm = rng.normal(size=(5, 2, 3)), rng.dirichlet(np.ones(4), size=5), rng.permutation(5)
    mixed = reg.mixup(xp.asarray(X), xp.asarray(Y), 0.3, xp.ints(perm))
    for got, a in zip(mixed, (X, Y), strict=True):
        np.testing.assert_allclose(xp.to_numpy(got), [0.3 * a[i] + 0.7 * a[perm[i]] for i in range(5)], rtol=1e-12)
    assert xp.to_numpy(reg.mixup(xp.asarray(X), xp.asarray(Y), 1.0, xp.ints(perm)).X).tolist() == X.tolist()


def test_marked_images_are_mirrored(xp):
    X = np.arange(24.0).reshape(2, 2, 2, 3)
    got = xp.to_numpy(reg.flip_images(xp.asarray(X), xp.asarray([True, False], dtype="bool")))
    assert got[0].tolist() == X[0][:, :, ::-1].tolist()
    assert got[1].tolist() == X[1].tolist()


@pytest.mark.parametrize(("size", "pad"), [(3, 0), (2, 1), (5, 2), (1, 0)])
def test_windows_are_those_of_a_padded_copy(xp, size, pad):
    rng = np.random.default_rng(size)
    X = rng.normal(size=(6, 2, 4, 3))
    top, left = rng.integers(4 + 2 * pad - size + 1, size=6), rng.integers(3 + 2 * pad - size + 1, size=6)
    padded = np.pad(X, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    want = [padded[n, :, i : i + size, j : j + size] for n, (i, j) in enumerate(zip(top, left, strict=True))]
    got = reg.crop_images(xp.asarray(X), xp.ints(top), xp.ints(left), size, pad)
    assert xp.to_numpy(got).tolist() == np.array(want).tolist()


def test_float32_stays_and_arguments_are_left_alone(xp):
    X = xp.asarray(np.arange(16.0).reshape(1, 1, 4, 4), dtype="float32")
    M, zero = X[0, 0, :, :], xp.ints([0])
    out = [reg.l1_penalty([M], 0.1), reg.l1_subgradient(M, 0.1), reg.max_norm(M, 2), reg.soft_cross_entropy(M, M)]
    out += [*reg.mixup(M, M, 0.3, xp.ints([1, 0, 3, 2])), reg.crop_images(X, zero, zero, 3, 1)]
    out.append(reg.flip_images(X, xp.asarray([True], dtype="bool")))
    assert {a.dtype for a in out} == {X.dtype}
    assert xp.to_numpy(X).ravel().tolist() == list(range(16))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x, i: reg.l1_penalty([], 0.1), "Ws: expected at least one weight array, got none"),
        (lambda x, i: reg.l1_penalty([x], -0.1), "lam: expected a number of at least 0, got -0.1"),
        (lambda x, i: reg.l1_subgradient(x, -0.1), "lam: expected a number of at least 0, got -0.1"),
        (lambda x, i: reg.max_norm(x[0, :], 1), r"W: expected 2 axes \(H, D\), got shape \(2,\)"),
        (lambda x, i: reg.max_norm(x, -1), "c: expected a number of at least 0, got -1"),
        (lambda x, i: reg.smooth_labels(i, 2, 1.5), "eps: expected a number in 0…1, got 1.5"),
        (lambda x, i: reg.smooth_labels(i, 1, 0.5), "y: expected labels in 0…0, got 0…1"),
        (lambda x, i: reg.smooth_labels(i[:0], 2, 0.5), "expected at least one sample"),
        (
            lambda x, i: reg.soft_cross_entropy(x, x[:1, :]),
            r"targets: expected shape \(N, C\) = \(2, 2\), got \(1, 2\)",
        ),
        (lambda x, i: reg.soft_cross_entropy(x[:0, :], x[:0, :]), "expected at least one sample"),
        (lambda x, i: reg.mixup(x, x, 1.1, i), "lam: expected a number in 0…1, got 1.1"),
        (lambda x, i: reg.mixup(x, x, 0.5, 0 * i), "perm: expected each index from 0 to 1 once"),
        (lambda x, i: reg.mixup(x, x[:1, :], 0.5, i), r"Y: expected shape \(N, C\) = \(2, 2\), got \(1, 2\)"),
        (lambda x, i: reg.mixup(x[:0, :], x, 0.5, i), "X: expected at least one sample"),
        (lambda x, i: reg.flip_images(x, i == 0), r"X: expected 4 axes \(N, C, H, W\), got shape \(2, 2\)"),
        (lambda x, i: reg.flip_images(x[:, :, None, None], i[:1] == 0), r"flip: expected shape \(N,\) = \(2,\)"),
        (lambda x, i: reg.crop_images(x[:, :, None, None], i, i, 1, 0), r"top: expected corners in 0…0, got 0…1"),
        (
            lambda x, i: reg.crop_images(x[:, None, :, None], 0 * i, i - 1, 1, 0),
            r"left: expected corners in 0…0, got -1…0",
        ),
        (lambda x, i: reg.crop_images(x[:, None, :, None], i, i, 0, 0), "size: expected a number of at least 1, got 0"),
        (
            lambda x, i: reg.crop_images(x[:, None, :, None], i, i, 1, -1),
            "pad: expected a number of at least 0, got -1",
        ),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray([[1.0, 2.0], [3.0, 4.0]]), xp.ints([0, 1]))


def test_marks_are_booleans(xp):
    with pytest.raises(TypeError, match="flip: expected booleans"):
        reg.flip_images(xp.asarray(np.ones((1, 1, 1, 1))), xp.ints([1]))


def test_indices_are_integers(xp):
    x, half = xp.asarray(np.ones((1, 1, 2, 2))), xp.asarray([0.0])
    with pytest.raises(TypeError, match="perm: expected integers, got dtype"):
        reg.mixup(x, x[:, :, 0, 0], 0.5, half)
    with pytest.raises(TypeError, match="left: expected integers, got dtype"):
        reg.crop_images(x, xp.ints([0]), half, 1, 0)


RNG = np.random.default_rng(0)
ROWS = np.array([[3.0, 4.0], [0.3, 0.4], [2.0, -0.5]])
IMAGES = RNG.normal(size=(2, 3, 4, 4))
SOFT = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]])
CASES = {
    "l1_penalty": [([np.array(W)], 0.1)],
    "l1_subgradient": [(np.array(W), 0.1)],
    "max_norm": [(ROWS, 2.0)],
    "smooth_labels": [(np.array([2, 0]), 3, 0.1)],
    "soft_cross_entropy": [(RNG.normal(size=(2, 3)), SOFT)],
    "mixup": [(RNG.normal(size=(2, 3)), np.eye(2), 0.7, np.array([1, 0]))],
    "flip_images": [(IMAGES, np.array([True, False]))],
    "crop_images": [(IMAGES, np.array([1, 0]), np.array([0, 2]), 3, 1)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(reg, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(reg)
    assert {m.function for m in mine} == set(CASES)
    listed = "smooth_others_only labels_not_mixed clip_entries flip_rows"
    assert {f"T4.9/{key}" for key in listed.split()} <= {m.key for m in mine}
