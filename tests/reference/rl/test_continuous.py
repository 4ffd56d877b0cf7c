"""Squashed Gaussians against torch's transformed distributions and numerical integrals, with the worked numbers."""

import numpy as np
import pytest
import torch
from torch.distributions import Normal, TransformedDistribution
from torch.distributions.transforms import TanhTransform

from reference.rl import continuous
from tests.reference.mutants import alike, declared_in

RNG = np.random.default_rng(0)
U, MU, LOG_STD = RNG.normal(size=(3, 4, 2))


def test_the_worked_densities(xp):
    u, zero = xp.asarray([[0.5]]), xp.asarray([[0.0]])
    assert float(continuous.gaussian_log_prob(u, zero, zero)[0]) == pytest.approx(-1.04394, abs=5e-6)
    assert float(continuous.tanh_log_prob(u, zero, zero)[0]) == pytest.approx(-0.80371, abs=5e-6)
    far = xp.asarray([[20.0]])
    correction = continuous.gaussian_log_prob(far, far, zero) - continuous.tanh_log_prob(far, far, zero)
    assert float(correction[0]) == pytest.approx(-38.6137, abs=5e-5)


@pytest.mark.parametrize("shared", [False, True])
def test_densities_are_torchs(xp, shared):
    log_std = LOG_STD[0] if shared else LOG_STD
    normal = Normal(torch.tensor(MU), torch.tensor(np.broadcast_to(np.exp(log_std), U.shape).copy()))
    args = xp.asarray(U), xp.asarray(MU), xp.asarray(log_std)
    np.testing.assert_allclose(
        xp.to_numpy(continuous.gaussian_log_prob(*args)), normal.log_prob(torch.tensor(U)).sum(1).numpy(), rtol=1e-9
    )
    squashed = TransformedDistribution(normal, TanhTransform(cache_size=1))
    expected = squashed.log_prob(TanhTransform()(torch.tensor(U))).sum(1).numpy()
    np.testing.assert_allclose(xp.to_numpy(continuous.tanh_log_prob(*args)), expected, rtol=1e-8)


def test_a_squashed_density_integrates_to_one():
    a = np.linspace(-1, 1, 200_001)[1:-1, None]
    density = np.exp(continuous.tanh_log_prob(np.arctanh(a), 0 * a + 0.3, np.array([-0.5])))
    assert density.sum() * (a[1, 0] - a[0, 0]) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("u", [20.0, -20.0, 1e3, -1e3])
def test_far_out_the_density_is_finite(xp, u):
    got = float(continuous.tanh_log_prob(xp.asarray([[u]]), xp.asarray([[u]]), xp.asarray([[0.0]]))[0])
    assert got == pytest.approx(-0.5 * np.log(2 * np.pi) - 2 * (np.log(2) - abs(u)), rel=1e-12)


def test_the_worked_target(xp):
    one = [xp.asarray([x]) for x in (1.0, 2.0, 1.5, -0.80371)]
    alive, over = (xp.asarray([d], dtype="bool") for d in (False, True))
    assert float(continuous.sac_target(one[0], alive, *one[1:], 0.9, 0.2)[0]) == pytest.approx(2.49467, abs=5e-6)
    assert float(continuous.sac_target(one[0], over, *one[1:], 0.9, 0.2)[0]) == 1.0


def test_gradients_flow_where_they_should():
    q = torch.tensor([2.0], requires_grad=True)
    assert not continuous.sac_target(q, torch.tensor([False]), q, q, q, 0.9, 0.2).requires_grad
    log_alpha = torch.tensor(0.5, requires_grad=True)
    logp = torch.tensor([-1.0, -3.0], requires_grad=True)
    continuous.temperature_loss(log_alpha, logp, 1.5).backward()
    assert float(log_alpha.grad) == pytest.approx(float(np.exp(0.5)) * 0.5, rel=1e-6)  # −α(−2 + 1.5)
    assert logp.grad is None


def test_a_policy_that_is_too_random_gets_a_lower_temperature():
    log_alpha = torch.tensor(0.0, requires_grad=True)
    continuous.temperature_loss(log_alpha, torch.tensor([-5.0]), 1.0).backward()  # entropy 5, wanted 1
    assert float(log_alpha.grad) > 0


@pytest.mark.parametrize("tau", [0.0, 0.005, 1.0])
def test_a_soft_update_goes_tau_of_the_way(xp, tau):
    old, new = (
        {"w": xp.asarray([1.0, 2]), "b": xp.asarray([[3.0]])},
        {"w": xp.asarray([5.0, 0]), "b": xp.asarray([[1.0]])},
    )
    got = continuous.soft_update(old, new, tau)
    np.testing.assert_allclose(xp.to_numpy(got["w"]), [1 + 4 * tau, 2 - 2 * tau], rtol=1e-12)
    np.testing.assert_allclose(xp.to_numpy(got["b"]), [[3 - 2 * tau]], rtol=1e-12)
    np.testing.assert_array_equal(xp.to_numpy(old["w"]), [1, 2])


def test_float32_stays_float32(xp):
    u, mu, s = (xp.asarray(x, dtype="float32") for x in (U, MU, LOG_STD))
    done = xp.asarray([False] * 4, dtype="bool")
    out = [
        continuous.tanh_log_prob(u, mu, s),
        continuous.sac_target(u[:, 0], done, *[u[:, 1]] * 3, 0.9, 0.2),
        continuous.temperature_loss(u[0, 0], u[:, 0], 1.0),
        continuous.soft_update({"w": u}, {"w": mu}, 0.1)["w"],
    ]
    assert {x.dtype for x in out} == {u.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda u, d: continuous.gaussian_log_prob(u[0, :], u, u), r"u: expected 2 axes \(B, A\)"),
        (lambda u, d: continuous.tanh_log_prob(u, u[:1, :], u), r"mu: expected shape \(B, A\) = \(4, 2\)"),
        (lambda u, d: continuous.tanh_log_prob(u, u, u[:, 0]), r"log_std: expected shape \(A,\) = \(2,\)"),
        (lambda u, d: continuous.sac_target(u[:, 0], d, u[:, 0], u, u[:, 0], 0.9, 0.2), r"q2: expected shape \(B,\)"),
        (lambda u, d: continuous.sac_target(*[u[:, 0], d], *[u[:, 0]] * 3, 0.9, -1), "alpha: expected .* at least 0"),
        (lambda u, d: continuous.temperature_loss(u[:, 0], u[:, 0], 1.0), r"log_alpha: expected shape \(\)"),
        (lambda u, d: continuous.temperature_loss(u[0, 0], u[:0, 0], 1.0), "logp: expected at least one sample"),
        (lambda u, d: continuous.soft_update({"w": u}, {"v": u}, 0.1), r"online: expected the parameters \['w'\]"),
        (lambda u, d: continuous.soft_update({"w": u}, {"w": u[:1, :]}, 0.1), r"online\['w'\]: expected shape"),
        (lambda u, d: continuous.soft_update({"w": u}, {"w": u}, 2.0), r"tau: expected a number in \[0, 1\]"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray(U), xp.asarray([False] * 4, dtype="bool"))


ONE = [np.array([x, x]) for x in (1.0, 2.0, 1.5, -0.8)]
CASES = {
    "gaussian_log_prob": [(U, MU, LOG_STD)],
    "tanh_log_prob": [(U, MU, LOG_STD), (np.array([[20.0]]), np.array([[0.0]]), np.array([[0.0]]))],
    "sac_target": [(ONE[0], np.array([False, True]), *ONE[1:], 0.9, 0.2)],
    "temperature_loss": [(np.array(0.5), np.array([-1.0, -3]), 1.5)],
    "soft_update": [({"w": np.array([1.0, 2])}, {"w": np.array([5.0, 0])}, 0.1)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(continuous, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(continuous)
    assert {m.function for m in mine} == set(CASES)
    assert {f"T13.5/{k}" for k in ["no_correction", "naive_log", "max_of_twins", "entropy_sign"]} <= {
        m.key for m in mine
    }
