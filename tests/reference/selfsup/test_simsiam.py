"""SimSiam against torch's cosines and autograd with detached projections, the worked numbers."""

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.selfsup import simsiam
from tests.reference.draws import NP, close, draw, to_torch, unchanged
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
F = torch.nn.functional

N, D = 5, 3


def test_the_worked_loss(xp):
    p, z = xp.asarray([[3.0, 4]]), xp.asarray([[1.0, 0]])
    close(xp, simsiam.simsiam_loss(p, p, z, z), -0.6)
    for key, expected in (("sign", 0.6), ("no_half", -1.2)):
        (m,) = misconceptions_of(simsiam.simsiam_loss, f"T12.6/{key}")
        close(xp, m.mutant(p, p, z, z), expected)


@pytest.mark.parametrize("n", [1, N])
def test_the_loss_and_its_gradients_are_torchs(xp, n):
    arrays = draw(xp, *[(n, D)] * 4)
    p1, p2, z1, z2 = leaves = to_torch(xp, *arrays, grad=True)
    theirs = -(F.cosine_similarity(p1, z2.detach()).mean() + F.cosine_similarity(p2, z1.detach()).mean()) / 2
    close(xp, simsiam.simsiam_loss(*arrays), theirs)
    expected = torch.autograd.grad(theirs, [p1, p2])
    simsiam.simsiam_loss(*leaves).backward()
    for p, e in zip((p1, p2), expected, strict=True):
        close(NP, p.grad.numpy(), e, rtol=1e-8)
        np.testing.assert_allclose((p.grad * p).sum(1).detach(), 0, atol=1e-12)  # a length does not matter
    assert z1.grad is None
    assert z2.grad is None


def test_the_range_is_one_to_minus_one_at_any_length(xp):
    p1, p2 = draw(xp, (N, D), (N, D))
    assert float(simsiam.simsiam_loss(p1, p2, 1e3 * p2, 1e-3 * p1)) == pytest.approx(-1)
    assert float(simsiam.simsiam_loss(p1, p2, -p2, -p1)) == pytest.approx(1)
    assert float(simsiam.simsiam_loss(0 * p1, 0 * p2, p1, p2)) == 0


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    arrays = draw(xp, *[(N, D)] * 4, dtype="float32")
    assert unchanged(xp, simsiam.simsiam_loss, arrays).dtype == arrays[0].dtype


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda p: simsiam.simsiam_loss(p, p[:1, :], p, p), r"p2: expected shape \(N, d\) = \(5, 3\), got \(1, 3\)"),
        (lambda p: simsiam.simsiam_loss(p, p, p[:, :1], p), r"z1: expected shape \(N, d\) = \(5, 3\), got \(5, 1\)"),
        (lambda p: simsiam.simsiam_loss(p, p, p, p[:1, :]), r"z2: expected shape \(N, d\) = \(5, 3\), got \(1, 3\)"),
        (lambda p: simsiam.simsiam_loss(*[p[:0, :]] * 4), "p1: expected at least one sample"),
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


def test_every_mistake_differs_from_the_reference_and_from_the_others():
    assert alike(simsiam.simsiam_loss, [tuple(draw(NP, *[(N, D)] * 4))], driver=with_gradients) == []


def test_every_listed_mistake_has_a_mutant():
    """`ema` is a concept that no function shows; a question asks it."""
    mine = declared_in(simsiam)
    assert {m.function for m in mine} == {"simsiam_loss"}
    assert {f"T12.6/{key}" for key in ("no_stop_grad", "sign", "p_with_own_z", "no_half")} <= {m.key for m in mine}
