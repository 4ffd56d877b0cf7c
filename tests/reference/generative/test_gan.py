"""Adversarial losses against torch's cross-entropy, a step against autograd with detached fakes, worked numbers."""

import numpy as np
import pytest

from reference.generative import gan
from reference.misconceptions import misconceptions_of
from tests.reference.draws import NP, close, draw, published, to_torch, unchanged
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
bce = torch.nn.functional.binary_cross_entropy_with_logits

N, M, D, K = 4, 3, 5, 2
REAL, FAKE = [1.0, -0.5], [-2.0, 0.5]


def test_the_worked_losses(xp):
    real, fake = xp.asarray(REAL), xp.asarray(FAKE)
    published(xp, gan.gan_discriminator_loss(real, fake), 1.194172)
    published(xp, gan.gan_generator_loss(fake), 1.300502)
    published(xp, gan.gan_generator_loss(fake, "minimax"), -0.550502)
    (wrong,) = misconceptions_of(gan.gan_discriminator_loss, "T10.4/labels_swapped")
    published(xp, wrong.mutant(real, fake), 2.194172)


@pytest.mark.parametrize(("n", "m"), [(1, 1), (N, M)])
@pytest.mark.parametrize("scale", [1.0, 1e3])
def test_losses_are_torchs_cross_entropy(xp, n, m, scale):
    real, fake = draw(xp, (n,), (m,))
    tr, tf = (scale * t for t in to_torch(xp, real, fake))
    expected = bce(tr, torch.ones_like(tr)) + bce(tf, torch.zeros_like(tf))
    close(xp, gan.gan_discriminator_loss(scale * real, scale * fake), expected)
    close(xp, gan.gan_generator_loss(scale * fake), bce(tf, torch.ones_like(tf)))
    close(xp, gan.gan_generator_loss(scale * fake, "minimax"), -bce(tf, torch.zeros_like(tf)))


def test_only_the_non_saturating_loss_learns_from_fakes_that_are_found_out():
    slopes = {}
    for kind in gan.KINDS:
        fake = torch.tensor([-20.0], dtype=torch.float64, requires_grad=True)
        gan.gan_generator_loss(fake, kind).backward()
        slopes[kind] = float(fake.grad)
    assert slopes["non_saturating"] == pytest.approx(-1, abs=1e-6)
    assert -1e-8 < slopes["minimax"] < 0


@pytest.mark.parametrize(("n", "m"), [(1, 1), (N, M)])
def test_a_step_is_autograds_with_fakes_and_then_the_discriminator_detached(xp, n, m):
    arrays = draw(xp, (n, D), (m, K), (D,), (D, K))
    real, z, w, A = to_torch(xp, *arrays, grad=True)
    d_loss = bce(real @ w, torch.ones(n).double()) + bce((z @ A.T).detach() @ w, torch.zeros(m).double())
    new_w = (w - 0.7 * torch.autograd.grad(d_loss, w)[0]).detach()
    g_loss = bce((z @ A.T) @ new_w, torch.ones(m).double())
    new_A = A - 0.7 * torch.autograd.grad(g_loss, A)[0]
    ours = gan.linear_gan_step(*arrays, 0.7)
    close(xp, ours.w, new_w)
    close(xp, ours.A, new_A)


def test_a_step_of_zero_moves_nothing(xp):
    arrays = draw(xp, (N, D), (M, K), (D,), (D, K))
    ours = gan.linear_gan_step(*arrays, 0.0)
    close(xp, ours.w, xp.to_numpy(arrays[2]))
    close(xp, ours.A, xp.to_numpy(arrays[3]))


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    arrays = draw(xp, (N, D), (M, K), (D,), (D, K), dtype="float32")
    out = [*unchanged(xp, lambda *a: gan.linear_gan_step(*a, 0.1), arrays)]
    out += [gan.gan_discriminator_loss(arrays[2], arrays[2]), gan.gan_generator_loss(arrays[2])]
    assert {a.dtype for a in out} == {arrays[0].dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda x, z: gan.gan_discriminator_loss(x, x[0, :]),
            r"real_logits: expected 1 axes \(N,\), got shape \(4, 5\)",
        ),
        (lambda x, z: gan.gan_discriminator_loss(x[0, :], x[0, :0]), "fake_logits: expected at least one sample"),
        (lambda x, z: gan.gan_generator_loss(x[0, :], "hinge"), "kind: expected one of 'non_saturating', 'minimax'"),
        (lambda x, z: gan.linear_gan_step(x, z, x[0, :2], x, 0.1), r"w: expected shape \(d,\) = \(5,\), got \(2,\)"),
        (
            lambda x, z: gan.linear_gan_step(x, z, x[0, :], x, 0.1),
            r"A: expected shape \(d, k\) = \(5, 2\), got \(4, 5\)",
        ),
        (lambda x, z: gan.linear_gan_step(x[:0, :], z, x[0, :], x, 0.1), "real: expected at least one sample"),
        (lambda x, z: gan.linear_gan_step(x, z, x[0, :], x, -1.0), "lr: expected a number of at least 0, got -1.0"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, (N, D), (M, K)))


CASES = {
    "gan_discriminator_loss": [(np.array(REAL), np.array(FAKE))],
    "gan_generator_loss": [(np.array(FAKE), kind) for kind in gan.KINDS],
    "linear_gan_step": [(*draw(NP, (N, D), (M, K), (D,), (D, K)), 0.7)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(gan, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(gan)
    assert {m.function for m in mine} == set(CASES)
    assert {f"T10.4/{key}" for key in ("labels_swapped", "g_updates_d", "saturating", "no_detach")} <= {
        m.key for m in mine
    }
