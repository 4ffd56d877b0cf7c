"""BYOL against torch's cosines and autograd with a detached target, the worked numbers."""

import pytest

from reference.misconceptions import misconceptions_of
from reference.selfsup import byol
from tests.reference.draws import NP, close, draw, to_torch, unchanged
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
F = torch.nn.functional

N, D = 5, 3


def test_the_worked_loss(xp):
    p, z = xp.asarray([[3.0, 4]]), xp.asarray([[1.0, 0]])
    close(xp, byol.byol_loss(p, z), 0.8)
    (wrong,) = misconceptions_of(byol.byol_loss, "T12.5/no_norm")
    close(xp, wrong.mutant(p, z), 20.0)


def test_the_worked_schedule():
    assert [byol.ema_decay_schedule(k, 10) for k in (0, 5, 10)] == pytest.approx([0.996, 0.998, 1])
    steps = [byol.ema_decay_schedule(k, 10) for k in range(11)]
    assert steps == sorted(steps)


@pytest.mark.parametrize("n", [1, N])
def test_the_loss_is_torchs_cosine_and_only_predictions_learn(xp, n):
    p, z = draw(xp, (n, D), (n, D))
    tp, tz = to_torch(xp, p, z, grad=True)
    theirs = (2 - 2 * F.cosine_similarity(tp, tz.detach())).mean()
    close(xp, byol.byol_loss(p, z), theirs)
    (expected,) = torch.autograd.grad(theirs, tp)
    byol.byol_loss(tp, tz).backward()
    close(NP, tp.grad.numpy(), expected, rtol=1e-8)
    assert tz.grad is None


def test_each_view_predicts_the_other(xp):
    p1, p2, z1, z2 = draw(xp, *[(N, D)] * 4)
    t1, t2, u1, u2 = to_torch(xp, p1, p2, z1, z2)
    theirs = (4 - 2 * F.cosine_similarity(t1, u2) - 2 * F.cosine_similarity(t2, u1)).mean()
    close(xp, byol.byol_symmetric_loss(p1, p2, z1, z2), theirs)
    assert float(byol.byol_loss(-p1, p1)) == pytest.approx(4)


def test_lengths_do_not_matter(xp):
    p, z = draw(xp, (N, D), (N, D))
    assert float(byol.byol_loss(1e3 * p, 1e-3 * z)) == pytest.approx(float(byol.byol_loss(p, z)), rel=1e-9)


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    arrays = draw(xp, *[(N, D)] * 4, dtype="float32")
    assert unchanged(xp, byol.byol_symmetric_loss, arrays).dtype == arrays[0].dtype


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda p: byol.byol_loss(p, p[:1, :]), r"z_target: expected shape \(N, d\) = \(5, 3\), got \(1, 3\)"),
        (lambda p: byol.byol_loss(p[:0, :], p[:0, :]), "p: expected at least one sample"),
        (lambda p: byol.byol_loss(p[0, :], p[0, :]), r"p: expected 2 axes \(N, d\), got shape \(3,\)"),
        (lambda p: byol.ema_decay_schedule(3, 2), "step: expected a number in 0…total with total ≥ 1, got step = 3"),
        (lambda p: byol.ema_decay_schedule(0, 0), "step: expected a number in 0…total with total ≥ 1"),
        (lambda p: byol.ema_decay_schedule(1, 2, 1.5), r"base: expected a number in \[0, 1\], got 1.5"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, (N, D)))


def with_gradients(f, *arrays):
    leaves = to_torch(NP, *arrays, grad=True)
    loss = f(*leaves)
    grads = torch.autograd.grad(loss, leaves, allow_unused=True, materialize_grads=True)
    return [loss.detach().numpy(), *(g.numpy() for g in grads)]


CASES = {
    "byol_loss": [tuple(draw(NP, (N, D), (N, D)))],
    "byol_symmetric_loss": [tuple(draw(NP, *[(N, D)] * 4))],
    "ema_decay_schedule": [(1, 4), (3, 4, 0.9)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(byol, name), CASES[name], driver=with_gradients if name == "byol_loss" else None) == []


def test_every_listed_mistake_has_a_mutant():
    """`negatives` is a concept that no function shows; a question asks it."""
    mine = declared_in(byol)
    assert {m.function for m in mine} == set(CASES)
    assert {f"T12.5/{key}" for key in ("no_norm", "grad_target", "one_view", "tau_swapped")} <= {m.key for m in mine}
