"""REINFORCE against autograd and exact expectations over actions, with the worked numbers."""

import math

import numpy as np
import pytest
import torch

from reference.rl import policy
from tests.reference.mutants import alike, declared_in

Z = [[1.0, 0, -1], [0, 0, 0]]
A, G = [1, 2], [2.0, 1.0]


def test_the_worked_gradients(xp):
    one = policy.reinforce_grad_logits(xp.asarray(Z[:1]), xp.ints(A[:1]), xp.asarray(G[:1]))
    np.testing.assert_allclose(xp.to_numpy(one), [[1.330482, -1.510543, 0.180061]], atol=5e-7)
    two = policy.reinforce_grad_logits(xp.asarray(Z), xp.ints(A), xp.asarray(G))
    np.testing.assert_allclose(
        xp.to_numpy(two), [[0.665241, -0.755272, 0.0900306], [0.166667, 0.166667, -0.333333]], atol=5e-7
    )


@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize("baseline", [None, [0.5, -1.5]])
def test_the_gradient_is_autograds(xp, reduction, baseline):
    z = torch.tensor(Z, dtype=torch.float64, requires_grad=True)
    advantage = torch.tensor(G, dtype=torch.float64) - torch.tensor(baseline or [0.0, 0.0], dtype=torch.float64)
    losses = -torch.distributions.Categorical(logits=z).log_prob(torch.tensor(A)) * advantage
    loss = losses.mean() if reduction == "mean" else losses.sum()
    loss.backward()
    args = xp.asarray(Z), xp.ints(A), xp.asarray(G), None if baseline is None else xp.asarray(baseline), reduction
    np.testing.assert_allclose(xp.to_numpy(policy.reinforce_loss(*args)), loss.detach().numpy(), rtol=1e-9)
    np.testing.assert_allclose(xp.to_numpy(policy.reinforce_grad_logits(*args)), z.grad.numpy(), rtol=1e-8, atol=1e-12)


def test_each_loss_is_its_steps(xp):
    each = xp.to_numpy(policy.reinforce_loss(xp.asarray(Z), xp.ints(A), xp.asarray(G), reduction="none"))
    logp = xp.to_numpy(policy.log_prob(xp.asarray(Z), xp.ints(A)))
    np.testing.assert_allclose(each, -logp * np.array(G), rtol=1e-12)
    assert logp[1] == pytest.approx(-math.log(3), rel=1e-12)


def expected_gradient(q, baseline):
    """The mean of the sample gradient over all actions of the policy of Z's first row, q[a] the return of a."""
    p = np.exp(Z[0]) / np.exp(Z[0]).sum()
    row = np.array(Z[:1])
    return sum(
        p[a] * policy.reinforce_grad_logits(row, np.array([a]), np.array([q[a]]), np.array([baseline]))
        for a in range(3)
    )


def test_a_state_baseline_leaves_the_expected_gradient_unchanged():
    q = [3.0, -1.0, 0.5]
    z = torch.tensor(Z[:1], dtype=torch.float64, requires_grad=True)
    (-(torch.softmax(z, 1) * torch.tensor([q], dtype=torch.float64)).sum()).backward()
    for baseline in (0.0, 0.8, -7.0):
        np.testing.assert_allclose(expected_gradient(q, baseline), z.grad.numpy(), rtol=1e-9)


def test_entropy_is_torchs(xp):
    expected = torch.distributions.Categorical(logits=torch.tensor(Z, dtype=torch.float64)).entropy().mean()
    assert float(policy.entropy_bonus(xp.asarray(Z))) == pytest.approx(float(expected), rel=1e-9)
    assert float(policy.entropy_bonus(xp.asarray(Z[1:]))) == pytest.approx(math.log(3), rel=1e-12)


def test_large_logits_stay_finite(xp):
    z, a, g = xp.asarray([[1e3, -1e3, 0.0]]), xp.ints([1]), xp.asarray([1.0])
    np.testing.assert_allclose(xp.to_numpy(policy.softmax_policy(z)), [[1, 0, 0]], atol=1e-12)
    assert float(policy.reinforce_loss(z, a, g)) == pytest.approx(2000)
    assert float(policy.entropy_bonus(z)) == pytest.approx(0, abs=1e-12)
    assert np.isfinite(xp.to_numpy(policy.reinforce_grad_logits(z, a, g))).all()


def test_no_gradient_flows_through_return_and_baseline():
    g, b = (torch.tensor([1.0, 2.0], requires_grad=True) for _ in range(2))
    z = torch.tensor(Z, requires_grad=True)
    policy.reinforce_loss(z, torch.tensor(A), g, b).backward()
    assert (g.grad, b.grad) == (None, None)
    assert z.grad is not None


def test_float32_stays_float32(xp):
    z, g = xp.asarray(Z, dtype="float32"), xp.asarray(G, dtype="float32")
    out = [policy.softmax_policy(z), policy.log_prob(z, xp.ints(A)), policy.reinforce_grad_logits(z, xp.ints(A), g)]
    assert {a.dtype for a in [*out, policy.entropy_bonus(z), policy.reinforce_loss(z, xp.ints(A), g)]} == {z.dtype}


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda z, a, g: policy.softmax_policy(z[0, :]), ValueError, r"logits: expected 2 axes \(B, A\)"),
        (lambda z, a, g: policy.log_prob(z, a + 2), ValueError, "expected labels in 0…2, got 3…4"),
        (lambda z, a, g: policy.log_prob(z, g), TypeError, "expected integer"),
        (lambda z, a, g: policy.reinforce_loss(z, a, g[:, None]), ValueError, r"G: expected shape \(T,\) = \(2,\)"),
        (lambda z, a, g: policy.reinforce_loss(z, a, g, g[:1]), ValueError, r"baseline: expected shape \(T,\)"),
        (lambda z, a, g: policy.reinforce_loss(z, a, g, None, "max"), ValueError, "reduction: expected one of"),
        (
            lambda z, a, g: policy.reinforce_grad_logits(z, a, g, None, "none"),
            ValueError,
            "reduction: .* 'mean', 'sum'",
        ),
        (lambda z, a, g: policy.reinforce_loss(z[:0, :], a[:0], g[:0]), ValueError, "at least one sample"),
    ],
)
def test_bad_input_is_refused(xp, call, error, message):
    with pytest.raises(error, match=message):
        call(xp.asarray(Z), xp.ints(A), xp.asarray(G))


NP_Z, NP_A, NP_G, BASE = np.array(Z), np.array(A), np.array(G), np.array([0.5, -1.5])
CASES = {
    "softmax_policy": [(NP_Z + [[1], [2]],)],
    "log_prob": [(NP_Z, NP_A)],
    "reinforce_grad_logits": [(NP_Z, NP_A, NP_G, BASE)],
    "entropy_bonus": [(NP_Z,)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(policy, name), CASES[name]) == []


def loss_and_gradients(function, z, a, g, b):
    z, g, b = (torch.tensor(x, requires_grad=True) for x in (z, g, b))
    loss = function(z, torch.tensor(a), g, b)
    loss.backward()
    return [loss.detach().numpy(), *(0.0 if x.grad is None else x.grad.numpy() for x in (z, b))]


def test_mistakes_of_the_loss_differ_in_value_or_gradient():
    assert alike(policy.reinforce_loss, [(NP_Z, NP_A, NP_G, BASE)], driver=loss_and_gradients) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(policy)
    assert {m.function for m in mine} == {*CASES, "reinforce_loss"}
    listed = "sign prob_not_log baseline_grad onehot_first past_rewards"
    assert {f"T13.3/{key}" for key in listed.split()} <= {m.key for m in mine}
