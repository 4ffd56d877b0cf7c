"""Losses on fixed data against autograd and root finding, with the worked numbers."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from reference.rl import offline
from tests.reference.mutants import alike, declared_in

Q, A = [[1.0, 2, 0], [0.5, -1, 3]], [0, 2]


def test_the_worked_penalty(xp):
    q, a = xp.asarray(Q[:1]), xp.ints(A[:1])
    assert float(offline.cql_penalty(q, a)) == pytest.approx(1.40761, abs=5e-6)
    np.testing.assert_allclose(
        xp.to_numpy(offline.cql_penalty_grad(q, a)), [[-0.755272, 0.665241, 0.0900306]], atol=5e-7
    )


def test_penalty_and_cloning_are_torchs(xp):
    q = torch.tensor(Q, dtype=torch.float64, requires_grad=True)
    expected = (torch.logsumexp(q, 1) - q[torch.arange(2), torch.tensor(A)]).mean()
    expected.backward()
    assert float(offline.cql_penalty(xp.asarray(Q), xp.ints(A))) == pytest.approx(float(expected), rel=1e-9)
    np.testing.assert_allclose(
        xp.to_numpy(offline.cql_penalty_grad(xp.asarray(Q), xp.ints(A))), q.grad.numpy(), rtol=1e-8
    )
    cloned = F.cross_entropy(torch.tensor(Q, dtype=torch.float64), torch.tensor(A))
    assert float(offline.behaviour_cloning_loss(xp.asarray(Q), xp.ints(A))) == pytest.approx(float(cloned), rel=1e-9)


def test_large_values_stay_finite(xp):
    q = xp.asarray([[1e3, -1e3]])
    assert float(offline.cql_penalty(q, xp.ints([1]))) == pytest.approx(2000)


@pytest.mark.parametrize(("done", "expected"), [(False, 6.265), (True, 2.62)])
def test_the_worked_target(xp, done, expected):
    r = xp.asarray([1.0, 0, 2])
    assert float(offline.n_step_target(r, 5.0, done, 0.9)) == pytest.approx(expected, rel=1e-12)
    assert float(offline.n_step_target(r, xp.asarray(5.0), done, 0.9)) == pytest.approx(expected, rel=1e-12)


def test_one_step_is_the_td_target(xp):
    assert float(offline.n_step_target(xp.asarray([1.0]), 2.0, False, 0.9)) == pytest.approx(2.8, rel=1e-12)


@pytest.mark.parametrize(("u", "expected"), [(1.0, 0.7), (-1.0, 0.3), (0.0, 0.0)])
def test_the_worked_expectile_losses(xp, u, expected):
    assert float(offline.expectile_loss(xp.asarray([u]), 0.7)) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(("tau", "expected"), [(0.9, 7.75), (0.5, 3.25)])
def test_the_worked_expectiles(tau, expected):
    x = np.array([0.0, 1, 2, 10])
    low, high = 0.0, 10.0
    for _ in range(60):  # the derivative of the loss changes its sign at the expectile
        middle = (low + high) / 2
        slope = offline.expectile_loss(x - middle - 1e-6, tau) - offline.expectile_loss(x - middle + 1e-6, tau)
        low, high = (middle, high) if slope < 0 else (low, middle)
    assert low == pytest.approx(expected, abs=1e-4)


def test_the_worked_weights(xp):
    adv = xp.asarray([1.0, -1])
    np.testing.assert_allclose(xp.to_numpy(offline.awac_weights(adv, 1.0)), [2.71828, 0.367879], atol=5e-6)
    np.testing.assert_allclose(xp.to_numpy(offline.awac_weights(adv, 1.0, 2.0)), [2, 0.367879], atol=5e-7)
    assert float(offline.awac_weights(xp.asarray([1e3]), 1.0, 20.0)[0]) == 20.0


def test_weights_are_constants():
    adv = torch.tensor([1.0, -1.0], requires_grad=True)
    assert not offline.awac_weights(adv, 1.0).requires_grad


def test_float32_stays_float32(xp):
    q, a = xp.asarray(Q, dtype="float32"), xp.ints(A)
    out = [offline.cql_penalty(q, a), offline.cql_penalty_grad(q, a), offline.expectile_loss(q[0, :], 0.7)]
    out += [offline.awac_weights(q[0, :], 2.0, 3.0), offline.n_step_target(q[0, :], 5.0, False, 0.9)]
    assert {x.dtype for x in out} == {q.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda q: offline.cql_penalty(q[0, :], q), r"q: expected 2 axes \(B, A\)"),
        (lambda q: offline.n_step_target(q, 1.0, False, 0.9), r"r: expected 1 axes \(n,\)"),
        (lambda q: offline.n_step_target(q[0, :0], 1.0, False, 0.9), "n: expected a number of at least 1"),
        (lambda q: offline.n_step_target(q[0, :], 1.0, False, 1.9), r"gamma: expected a discount in \[0, 1\]"),
        (lambda q: offline.expectile_loss(q[0, :], 1.0), r"tau: expected a number in \(0, 1\), got 1.0"),
        (lambda q: offline.expectile_loss(q[0, :0], 0.5), "N: expected a number of at least 1"),
        (lambda q: offline.awac_weights(q[0, :], 0.0), "lam: expected a number above 0"),
        (lambda q: offline.awac_weights(q[0, :], 1.0, -1.0), "clip: expected a number above 0"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray(Q))


def test_actions_outside_are_refused(xp):
    with pytest.raises(ValueError, match="expected labels in 0…2, got 0…3"):
        offline.cql_penalty(xp.asarray(Q), xp.ints([0, 3]))


NP_Q, NP_A = np.array(Q), np.array([0, 0])
CASES = {
    "behaviour_cloning_loss": [(NP_Q, NP_A)],
    "n_step_target": [(np.array([1.0, 0, 2]), 5.0, d, 0.9) for d in (False, True)],
    "cql_penalty": [(NP_Q, NP_A)],
    "cql_penalty_grad": [(NP_Q, NP_A)],
    "expectile_loss": [(np.array([2.0, -0.5, 3]), 0.7)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(offline, name), CASES[name]) == []


def weights_and_gradient(function, adv, *rest):
    adv = torch.tensor(adv, requires_grad=True)
    weights = function(adv, *rest)
    if weights.requires_grad:
        weights.sum().backward()
    return weights.detach().numpy(), 0.0 if adv.grad is None else adv.grad.numpy()


def test_mistakes_of_the_weights_differ_in_value_or_gradient():
    cases = [(np.array([1.0, -1, 2]), 0.5, clip) for clip in (None, 1.5)]
    assert alike(offline.awac_weights, cases, driver=weights_and_gradient) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(offline)
    assert {m.function for m in mine} == {*CASES, "awac_weights"}
    listed = "max_not_lse tau_swapped bootstrap_power weights_with_gradient"
    assert {f"T13.6/{key}" for key in listed.split()} <= {m.key for m in mine}
