"""Diagnostics against torch's distances, the kernel form of CKA, scikit-learn's neighbours, the worked numbers."""

import math

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.selfsup import representations as rep
from tests.reference.draws import NP, close, draw, to_torch, unchanged
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
F = torch.nn.functional

N, D = 7, 3
X3, Y3 = [[1.0, 0], [0, 1], [-1, 0]], [[1.0, 0], [0.6, 0.8], [-1, 0]]
X4, Y4 = [[1.0, 0], [0, 1], [2, 1], [1, 3]], [[1.0, 0], [1, 1], [2, 0], [0, 3]]


def printed(ours, expected):
    assert float(ours) == pytest.approx(expected, rel=5e-6)


def test_the_worked_numbers(xp):
    x, y = xp.asarray(X3), xp.asarray(Y3)
    printed(rep.alignment(x, y), 0.133333)
    printed(rep.uniformity(x), -4.39635)
    printed(rep.effective_rank(xp.asarray([[3.0, 0], [0, 1]])), 1.75477)
    printed(rep.linear_cka(xp.asarray(X4), xp.asarray(Y4)), 0.789793)


@pytest.mark.parametrize(
    ("function", "key", "arguments", "expected"),
    [
        ("uniformity", "diagonal_counted", [X3], -1.07427),
        ("effective_rank", "eigenvalues", [[[3.0, 0], [0, 1]]], 1.38415),
        ("linear_cka", "not_centred", [X4, Y4], 0.84608),
    ],
)
def test_mistakes_give_their_published_numbers(xp, function, key, arguments, expected):
    (m,) = misconceptions_of(getattr(rep, function), f"T12.9/{key}")
    printed(m.mutant(*(xp.asarray(a) for a in arguments)), expected)


@pytest.mark.parametrize("n", [2, N])
def test_alignment_and_uniformity_are_torchs(xp, n):
    x, y = draw(xp, (n, D), (n, D))
    tx, ty = (F.normalize(t) for t in to_torch(xp, x, y))
    for power in (1, 2, 3):
        close(xp, rep.alignment(x, y, power), (tx - ty).norm(dim=1).pow(power).mean())
    for t in (0.5, 2.0):
        close(xp, rep.uniformity(x, t), torch.pdist(tx).pow(2).mul(-t).exp().mean().log())


def test_one_point_is_aligned_and_collapsed(xp):
    """What an invariance loss does not tell: it is 0, and so is the deviation."""
    one = xp.asarray(np.ones((N, D)))
    assert [float(f) for f in (rep.alignment(one, one), rep.collapse_std(one))] == pytest.approx([0, 0], abs=1e-12)
    assert [float(f) for f in (rep.uniformity(one), rep.effective_rank(one))] == pytest.approx([0, 1], abs=1e-9)


@pytest.mark.parametrize("d", [2, 8])
def test_evenly_spread_directions_deviate_by_one_over_the_root(xp, d):
    both = xp.asarray(np.concatenate([np.eye(d), -np.eye(d)]))
    assert float(rep.collapse_std(5 * both)) == pytest.approx(1 / math.sqrt(d))
    assert float(rep.effective_rank(both)) == pytest.approx(d)


def test_the_effective_rank_is_the_entropy_of_singular_values(xp):
    (Z,) = draw(xp, (N, D))
    s = torch.linalg.svdvals(to_torch(xp, Z)[0])
    expected = torch.distributions.Categorical(s / s.sum()).entropy().exp()
    close(xp, rep.effective_rank(Z), expected, rtol=1e-6)
    close(xp, rep.effective_rank(1e3 * Z), xp.to_numpy(rep.effective_rank(Z)))


def test_cka_is_its_kernel_form_and_blind_to_rotations(xp):
    X, Y, R = draw(xp, (N, D), (N, 4), (D, D))
    a, b = (xp.to_numpy(A) for A in (X, Y))
    H = np.eye(N) - 1 / N
    K, L = H @ a @ a.T @ H, H @ b @ b.T @ H
    close(xp, rep.linear_cka(X, Y), (K * L).sum() / math.sqrt((K * K).sum() * (L * L).sum()))
    rotation = xp.asarray(np.linalg.qr(xp.to_numpy(R))[0])
    close(xp, rep.linear_cka(X, 3 * X @ rotation + 2), 1.0)


@pytest.mark.parametrize("k", [1, 3])
def test_neighbours_are_scikit_learns(xp, k):
    KNeighborsClassifier = pytest.importorskip("sklearn.neighbors").KNeighborsClassifier
    Z, test = draw(xp, (12, D), (N, D))
    y, y_test = np.arange(12) % 2, np.arange(N) % 2
    expected = KNeighborsClassifier(k).fit(xp.to_numpy(Z), y).score(xp.to_numpy(test), y_test)
    assert float(rep.knn_accuracy(Z, xp.ints(y), test, xp.ints(y_test), k)) == pytest.approx(expected)


def test_a_class_that_training_never_saw_is_wrong(xp):
    (Z,) = draw(xp, (2, D))
    assert float(rep.knn_accuracy(Z, xp.ints([0, 1]), Z, xp.ints([0, 5]), 1)) == 0.5


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    x, y = draw(xp, (N, D), (N, D), dtype="float32")
    labels = xp.ints(np.arange(N) % 2)
    out = [unchanged(xp, f, [x, y]) for f in (rep.alignment, rep.linear_cka)]
    out += [f(x) for f in (rep.uniformity, rep.effective_rank, rep.collapse_std)]
    assert {a.dtype for a in [*out, rep.knn_accuracy(x, labels, y, labels, 3)]} == {x.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x, y: rep.alignment(x, x[:2, :]), r"y: expected shape \(N, d\) = \(7, 3\), got \(2, 3\)"),
        (lambda x, y: rep.alignment(x, x, 0), "power: expected a number above 0, got 0"),
        (lambda x, y: rep.uniformity(x[:1, :]), r"x: expected at least 2 samples, got shape \(1, 3\)"),
        (lambda x, y: rep.uniformity(x, 0.0), "t: expected a number above 0, got 0.0"),
        (lambda x, y: rep.effective_rank(0 * x), "Z: expected an entry besides 0"),
        (lambda x, y: rep.collapse_std(x[:0, :]), r"Z: expected at least 1 samples, got shape \(0, 3\)"),
        (lambda x, y: rep.linear_cka(x, x[:2, :]), r"Y: expected shape \(N, b\) = \(7, 3\), got \(2, 3\)"),
        (lambda x, y: rep.linear_cka(x, 0 * x), "Y: expected a representation that varies, got a constant one"),
        (lambda x, y: rep.knn_accuracy(x, y, x, y, 9), r"k: expected 1…7 neighbours, got 9"),
        (lambda x, y: rep.knn_accuracy(x, y, x, y[:2], 1), r"y_test: expected shape \(M,\) = \(7,\), got \(2,\)"),
        (lambda x, y: rep.knn_accuracy(x, y, x[:0, :], y[:0], 1), "Z_test: expected at least one sample"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(draw(xp, (N, D))[0], xp.ints(np.arange(N) % 2))


A, B = draw(NP, (N, D), (N, D))
TRAIN, TEST = draw(NP, (12, D), (N, D), seed=2)
CASES = {
    "alignment": [(A, B), (A, B, 3)],
    "uniformity": [(A, 1.0)],
    "effective_rank": [(A,)],
    "collapse_std": [(A,)],
    "linear_cka": [(A + 1, B + 2)],
    "knn_accuracy": [
        (TRAIN, np.arange(12) % 2, TEST, np.arange(N) % 2, 3),
        (TRAIN, np.arange(12) % 3, TEST, np.arange(N) % 3, 5),
    ],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(rep, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(rep)
    assert {m.function for m in mine} == set(CASES)
    listed = "diagonal_counted eigenvalues not_centred loss_is_enough"
    assert {f"T12.9/{key}" for key in listed.split()} <= {m.key for m in mine}
