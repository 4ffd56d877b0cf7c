"""Advantages against the returns they stand for, losses against autograd, with the worked numbers."""

import numpy as np
import pytest
import torch

from reference.rl import actor_critic
from reference.rl.bellman import discounted_returns
from tests.reference.mutants import alike, declared_in

R, V = [1.0, 0, 2], [0.5, 0.4, 0.3, 0.0]
NEVER, MIDDLE = [False] * 3, [False, True, False]


def flags(xp, done):
    return xp.asarray(done, dtype="bool")


def test_the_worked_advantages(xp):
    delta = actor_critic.td_error(xp.asarray(R), xp.asarray(V), flags(xp, NEVER), 0.9)
    np.testing.assert_allclose(xp.to_numpy(delta), [0.86, -0.13, 1.7], rtol=1e-12)
    A = actor_critic.gae(xp.asarray(R), xp.asarray(V), flags(xp, NEVER), 0.9, 0.8)
    np.testing.assert_allclose(xp.to_numpy(A), [1.64768, 1.094, 1.7], rtol=1e-9)


@pytest.mark.parametrize("done", [NEVER, MIDDLE, [False, False, True]])
def test_advantages_at_both_ends_of_lambda(xp, done):
    rng = np.random.default_rng(0)
    r, v = rng.normal(size=3), rng.normal(size=4)
    args = xp.asarray(r), xp.asarray(v), flags(xp, done), 0.9
    np.testing.assert_allclose(
        xp.to_numpy(actor_critic.gae(*args, 0.0)), xp.to_numpy(actor_critic.td_error(*args)), rtol=1e-12
    )
    returns, start = [], 0
    for end in [t + 1 for t in range(3) if done[t]] + ([3] if not done[2] else []):
        last = 0.0 if done[end - 1] else v[end]
        returns += discounted_returns(r[start:end], 0.9, last).tolist()
        start = end
    np.testing.assert_allclose(xp.to_numpy(actor_critic.gae(*args, 1.0)), np.array(returns) - v[:3], rtol=1e-9)


def test_advantages_are_their_sum(xp):
    rng = np.random.default_rng(1)
    r, v = rng.normal(size=6), rng.normal(size=7)
    args = xp.asarray(r), xp.asarray(v), flags(xp, [False] * 6), 0.9
    delta = xp.to_numpy(actor_critic.td_error(*args))
    expected = [sum((0.9 * 0.7) ** (k - t) * delta[k] for k in range(t, 6)) for t in range(6)]
    np.testing.assert_allclose(xp.to_numpy(actor_critic.gae(*args, 0.7)), expected, rtol=1e-9)
    assert actor_critic.gae(xp.asarray([]), xp.asarray([1.0]), flags(xp, []), 0.9, 0.7).shape == (0,)


@pytest.mark.parametrize(("ratio", "adv", "objective"), [(1.5, 2, 2.4), (1.5, -2, -3), (0.5, 2, 1), (0.5, -2, -1.6)])
def test_the_worked_objectives(xp, ratio, adv, objective):
    loss = actor_critic.ppo_clip_loss(xp.asarray([ratio]), xp.asarray([float(adv)]))
    assert float(loss) == pytest.approx(-objective, rel=1e-12)


def test_a_clipped_ratio_has_no_gradient():
    ratio = torch.tensor([1.5, 0.5, 1.5, 0.5, 1.1], requires_grad=True)
    actor_critic.ppo_clip_loss(ratio, torch.tensor([2.0, -2, -2, 2, 1])).backward()
    np.testing.assert_allclose(ratio.grad.numpy(), [0, 0, 0.4, -0.4, -0.2], rtol=1e-6)


def batch(make):
    rng = np.random.default_rng(2)
    z, a = rng.normal(size=(5, 3)), rng.integers(0, 3, 5)
    return [make(z), a, *(make(x) for x in rng.normal(size=(3, 5)))]


def test_the_loss_of_a2c_is_its_three_parts(xp):
    z, a, adv, v, ret = batch(lambda x: torch.tensor(x))
    policy = torch.distributions.Categorical(logits=z)
    expected = -(policy.log_prob(torch.tensor(a)) * adv).mean() + 0.7 * ((v - ret) ** 2).mean()
    expected = expected - 0.05 * policy.entropy().mean()
    z, a, adv, v, ret = batch(xp.asarray)
    loss = actor_critic.a2c_loss(z, xp.ints(a), adv, v, ret, 0.7, 0.05)
    assert float(loss) == pytest.approx(float(expected), rel=1e-9)


def test_gradients_reach_policy_and_value_alone():
    z, a, adv, v, ret = batch(lambda x: torch.tensor(x, requires_grad=True))
    actor_critic.a2c_loss(z, torch.tensor(a), adv, v, ret).backward()
    assert (adv.grad, ret.grad) == (None, None)
    np.testing.assert_allclose(v.grad.numpy(), (v - ret).detach().numpy() / 5, rtol=1e-9)
    assert float(z.grad.abs().sum()) > 0


def test_float32_stays_float32(xp):
    r, v = xp.asarray(R, dtype="float32"), xp.asarray(V, dtype="float32")
    z, a = xp.asarray(np.eye(3), dtype="float32"), xp.ints([0, 1, 2])
    out = [
        actor_critic.gae(r, v, flags(xp, MIDDLE), 0.9, 0.8),
        actor_critic.a2c_loss(z, a, r, v[1:], r),
        actor_critic.ppo_clip_loss(r, r),
    ]
    assert {x.dtype for x in out} == {r.dtype}


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda r, v, d: actor_critic.td_error(r, r, d, 0.9), ValueError, r"v: expected shape \(T \+ 1,\) = \(4,\)"),
        (lambda r, v, d: actor_critic.td_error(r, v, r, 0.9), TypeError, "done: expected booleans"),
        (lambda r, v, d: actor_critic.td_error(r, v, d, 1.2), ValueError, "gamma: expected a discount"),
        (lambda r, v, d: actor_critic.gae(r, v, d, 0.9, 1.2), ValueError, r"lam: expected a number in \[0, 1\]"),
        (lambda r, v, d: actor_critic.ppo_clip_loss(r, v), ValueError, r"adv: expected shape \(N,\) = \(3,\)"),
        (lambda r, v, d: actor_critic.ppo_clip_loss(r, r, 1.0), ValueError, r"eps: expected a number in \(0, 1\)"),
        (lambda r, v, d: actor_critic.ppo_clip_loss(r[:0], r[:0]), ValueError, "N: expected a number of at least 1"),
    ],
)
def test_bad_input_is_refused(xp, call, error, message):
    with pytest.raises(error, match=message):
        call(xp.asarray(R), xp.asarray(V), flags(xp, NEVER))


@pytest.mark.parametrize(
    ("change", "message"),
    [({"v": 4}, r"v: expected shape \(B,\) = \(5,\)"), ({"c_v": -1.0}, "c_v: expected a number of at least 0")],
)
def test_bad_losses_are_refused(change, message):
    z, a, adv, v, ret = batch(lambda x: x)
    with pytest.raises(ValueError, match=message):
        actor_critic.a2c_loss(z, a, adv, v[: change.get("v", 5)], ret, change.get("c_v", 0.5))


STEPS = np.array(R), np.array(V), np.array(MIDDLE), 0.9
CASES = {
    "td_error": [STEPS],
    "gae": [(np.array([1.0, 0, 2, 3]), np.array([*V, 0.7]), np.array([False, False, True, False]), 0.9, 0.8)],
    "ppo_clip_loss": [(np.array([1.5, 0.5, 1.5, 0.5]), np.array([2.0, 1, -2, -3]))],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(actor_critic, name), CASES[name]) == []


def loss_and_gradients(function, z, a, *rest):
    z, *rest = (torch.tensor(x, requires_grad=True) for x in (z, *rest))
    loss = function(z, torch.tensor(a), *rest)
    loss.backward()
    return [loss.detach().numpy(), *(0.0 if x.grad is None else x.grad.numpy() for x in (z, *rest))]


def test_mistakes_of_the_loss_differ_in_value_or_gradient():
    assert alike(actor_critic.a2c_loss, [tuple(batch(lambda x: x))], driver=loss_and_gradients) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(actor_critic)
    assert {m.function for m in mine} == {*CASES, "a2c_loss"}
    listed = "adv_grad gae_no_gamma clip_only v_index entropy_sign done_ignored"
    assert {f"T13.4/{key}" for key in listed.split()} <= {m.key for m in mine}
