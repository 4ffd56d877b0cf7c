"""DINO against torch's cross-entropy with soft targets, Sinkhorn against plain scaling, the worked numbers."""

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.selfsup import dino
from tests.reference.draws import NP, close, draw, published, to_torch, unchanged
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
F = torch.nn.functional

N, K = 5, 3
STUDENT, TEACHER, CENTER = [[1.0, 0, 0], [0, 2, 0]], [[2.0, 1, 0], [0, 1, 1]], [1.0, 0.5, 0]
SCORES = [[2.0, 0], [1, 0], [1, 1]]


def worked(xp):
    return [xp.asarray(a) for a in (STUDENT, TEACHER, CENTER)]


def test_the_worked_loss_and_centre(xp):
    np.testing.assert_allclose(float(dino.dino_loss(*worked(xp), 1.0, 0.5)), 1.29749, atol=5e-6)
    close(xp, dino.dino_center(xp.asarray(CENTER), xp.asarray(TEACHER), 0.9), [1, 0.55, 0.05])
    for key, expected in (("no_centre", 0.993778), ("centre_student", 1.07198)):
        (m,) = misconceptions_of(dino.dino_loss, f"T12.8/{key}")
        np.testing.assert_allclose(float(m.mutant(*worked(xp), 1.0, 0.5)), expected, atol=5e-6)


def test_the_worked_assignments(xp):
    published(xp, dino.sinkhorn(xp.asarray(SCORES), 0.5, 3), [[0.880797, 0.119203], [0.5, 0.5], [0.119203, 0.880797]])
    (wrong,) = misconceptions_of(dino.sinkhorn, "T12.8/plain_softmax")
    use = xp.to_numpy(wrong.mutant(xp.asarray(SCORES), 0.5, 3)).sum(0)
    np.testing.assert_allclose(use, [2.36281, 0.637189], atol=5e-6)


@pytest.mark.parametrize("n", [1, N])
def test_the_loss_is_torchs_with_soft_targets_and_only_the_student_learns(xp, n):
    s, t, c = draw(xp, (n, K), (n, K), (K,))
    ts, tt, tc = to_torch(xp, s, t, c, grad=True)
    theirs = F.cross_entropy(ts / 0.3, ((tt - tc) / 0.1).softmax(1).detach())
    close(xp, dino.dino_loss(s, t, c, 0.3, 0.1), theirs)
    (expected,) = torch.autograd.grad(theirs, ts)
    dino.dino_loss(ts, tt, tc, 0.3, 0.1).backward()
    close(NP, ts.grad.numpy(), expected, rtol=1e-8)
    assert tt.grad is None
    assert tc.grad is None


@pytest.mark.parametrize("rounds", [1, 2, 7])
def test_assignments_are_scaled_in_turn(xp, rounds):
    (S,) = draw(xp, (N, K))
    Q = np.exp(xp.to_numpy(S) / 0.7)
    for _ in range(rounds):
        Q = Q / Q.sum(0) * N / K
        Q = Q / Q.sum(1, keepdims=True)
    close(xp, dino.sinkhorn(S, 0.7, rounds), Q)


def test_in_the_end_every_prototype_is_used_equally(xp):
    Q = xp.to_numpy(dino.sinkhorn(draw(xp, (N, K))[0], 0.7, 300))
    np.testing.assert_allclose(Q.sum(0), N / K, rtol=1e-9)
    np.testing.assert_allclose(Q.sum(1), 1, rtol=1e-12)


def test_scores_of_a_thousand_stay_finite(xp):
    s, t, c = draw(xp, (N, K), (N, K), (K,))
    assert np.isfinite(float(dino.dino_loss(1e3 * s, 1e3 * t, c, 0.1, 0.04)))
    assert np.isfinite(xp.to_numpy(dino.sinkhorn(1e3 * s, 0.05, 3))).all()


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    s, t, c = draw(xp, (N, K), (N, K), (K,), dtype="float32")
    out = [unchanged(xp, lambda *a: dino.dino_loss(*a, 0.1, 0.04), [s, t, c]), dino.dino_center(c, t, 0.9)]
    assert {a.dtype for a in [*out, dino.sinkhorn(s, 0.5, 3)]} == {s.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda s, c: dino.dino_loss(s, s[:2, :], c, 1, 1),
            r"teacher: expected shape \(N, K\) = \(5, 3\), got \(2, 3\)",
        ),
        (lambda s, c: dino.dino_loss(s, s, c[:2], 1, 1), r"center: expected shape \(K,\) = \(3,\), got \(2,\)"),
        (lambda s, c: dino.dino_loss(s, s, c, 1, 0), "tau_t: expected a temperature above 0, got 0"),
        (lambda s, c: dino.dino_loss(s[:0, :], s[:0, :], c, 1, 1), "student: expected at least one sample"),
        (lambda s, c: dino.dino_center(c, s, 1.5), r"m: expected a number in \[0, 1\], got 1.5"),
        (lambda s, c: dino.dino_center(c[:2], s, 0.9), r"center: expected shape \(K,\) = \(3,\), got \(2,\)"),
        (lambda s, c: dino.sinkhorn(s, 0.0, 3), "eps: expected a temperature above 0, got 0.0"),
        (lambda s, c: dino.sinkhorn(s, 0.5, 0), "n_iter: expected a number of at least 1, got 0"),
        (lambda s, c: dino.sinkhorn(s[:0, :], 0.5, 1), "scores: expected at least one sample"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, (N, K), (K,)))


def with_gradients(f, student, teacher, center, *temperatures):
    leaves = to_torch(NP, student, teacher, center, grad=True)
    loss = f(*leaves, *temperatures)
    grads = torch.autograd.grad(loss, leaves[:2], allow_unused=True, materialize_grads=True)
    return [loss.detach().numpy(), *(g.numpy() for g in grads)]


CASES = {
    "dino_loss": [(*draw(NP, (N, K), (N, K), (K,)), 0.9, 0.4)],
    "dino_center": [(np.array(CENTER), np.array(TEACHER), 0.9)],
    "sinkhorn": [(draw(NP, (N, K))[0], 0.7, 2)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(dino, name), CASES[name], driver=with_gradients if name == "dino_loss" else None) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(dino)
    assert {m.function for m in mine} == set(CASES)
    assert {f"T12.8/{key}" for key in ("no_centre", "centre_student", "plain_softmax")} <= {m.key for m in mine}
