"""Values from experience against torch's losses, exact expectations and value iteration, with the worked numbers."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from reference.rl import value
from reference.rl.bellman import value_iteration
from tests.reference.mutants import alike, declared_in
from tests.reference.rl.test_bellman import P2, R2

Q = [[0.5, 0.1], [2.0, 1.5]]
ONLINE, TARGET = [[1.0, 3, 2]], [[2.0, 0.5, 1]]


@pytest.mark.parametrize(("done", "expected"), [(False, 0.73), (True, 0.55)])
def test_the_worked_updates(xp, done, expected):
    new = value.q_learning_update(xp.asarray(Q), 0, 0, 1.0, 1, done, 0.1, 0.9)
    np.testing.assert_allclose(xp.to_numpy(new), [[expected, 0.1], [2, 1.5]], rtol=1e-12)
    assert float(value.td0_update(xp.asarray(0.5), xp.asarray(1.0), xp.asarray(2.0), done, 0.1, 0.9)) == pytest.approx(
        expected, rel=1e-12
    )
    after = 0.55 if done else 0.685
    assert float(value.sarsa_update(xp.asarray(Q), 0, 0, 1.0, 1, 1, done, 0.1, 0.9)[0, 0]) == pytest.approx(after)


def test_numbers_and_batches_are_updated_alike(xp):
    V, r, after = ([0.5, 0.5], [1.0, 1.0], [2.0, 2.0])
    done = xp.asarray([False, True], dtype="bool")
    new = value.td0_update(xp.asarray(V), xp.asarray(r), xp.asarray(after), done, 0.1, 0.9)
    np.testing.assert_allclose(xp.to_numpy(new), [0.73, 0.55], rtol=1e-12)
    assert float(value.td0_update(0.5, 1.0, 2.0, False, 0.1, 0.9)) == pytest.approx(0.73, rel=1e-12)


def test_the_table_that_was_given_is_left_alone(xp):
    table = xp.asarray(Q)
    value.q_learning_update(table, 0, 0, 1.0, 1, False, 0.1, 0.9)
    np.testing.assert_array_equal(xp.to_numpy(table), Q)


def test_the_worked_targets(xp):
    r, alive = xp.asarray([1.0]), xp.asarray([False], dtype="bool")
    assert float(value.dqn_target(r, alive, xp.asarray(TARGET), 0.9)[0]) == pytest.approx(2.8, rel=1e-12)
    double = value.double_dqn_target(r, alive, xp.asarray(ONLINE), xp.asarray(TARGET), 0.9)
    assert float(double[0]) == pytest.approx(1.45, rel=1e-12)
    over = xp.asarray([True], dtype="bool")
    assert float(value.double_dqn_target(r, over, xp.asarray(ONLINE), xp.asarray(TARGET), 0.9)[0]) == 1.0


def test_expected_sarsa_is_the_mean_of_sarsa(xp):
    probs = [0.3, 0.7]
    each = [xp.to_numpy(value.sarsa_update(xp.asarray(Q), 1, 0, 2.0, 1, a, False, 0.5, 0.8)) for a in (0, 1)]
    new = value.expected_sarsa_update(xp.asarray(Q), 1, 0, 2.0, 1, xp.asarray(probs), False, 0.5, 0.8)
    np.testing.assert_allclose(xp.to_numpy(new), 0.3 * each[0] + 0.7 * each[1], rtol=1e-12)
    greedy = value.epsilon_greedy_probs(xp.asarray(Q[1]), 0.0)
    best = value.expected_sarsa_update(xp.asarray(Q), 0, 0, 1.0, 1, greedy, False, 0.1, 0.9)
    np.testing.assert_allclose(
        xp.to_numpy(best), xp.to_numpy(value.q_learning_update(xp.asarray(Q), 0, 0, 1.0, 1, False, 0.1, 0.9))
    )


def test_q_learning_finds_the_best_values():
    rng, table = np.random.default_rng(0), np.zeros((2, 2))
    visits = np.zeros((2, 2))
    s = 0
    for _ in range(20_000):
        a = int(rng.integers(2))
        s2 = int(rng.random() < P2[s, a, 1])
        visits[s, a] += 1
        table = value.q_learning_update(table, s, a, R2[s, a], s2, False, 1 / visits[s, a] ** 0.6, 0.5)
        s = s2
    np.testing.assert_allclose(table, value_iteration(P2, R2, 0.5).Q, atol=0.1)


@pytest.mark.parametrize("reduction", ["none", "mean", "sum"])
@pytest.mark.parametrize("delta", [0.5, 1.0, 3.0])
def test_huber_is_torchs(xp, reduction, delta):
    rng = np.random.default_rng(0)
    pred, target = rng.normal(size=(2, 20)) * 3
    pred[0] = target[0] + delta  # where the parts meet
    expected = F.huber_loss(torch.tensor(pred), torch.tensor(target), reduction, delta)
    got = value.huber_loss(xp.asarray(pred), xp.asarray(target), delta, reduction)
    np.testing.assert_allclose(xp.to_numpy(got), expected.numpy(), rtol=1e-9)
    if delta == 1.0:
        smooth = F.smooth_l1_loss(torch.tensor(pred), torch.tensor(target), reduction=reduction)
        np.testing.assert_allclose(xp.to_numpy(got), smooth.numpy(), rtol=1e-9)


@pytest.mark.parametrize(
    ("q", "eps", "expected"),
    [
        ([0.0, 1, 2], 0.1, [0.1 / 3, 0.1 / 3, 1 - 0.2 / 3]),
        ([3.0, 3, 1], 0.3, [0.8, 0.1, 0.1]),
        ([5.0], 0.5, [1.0]),
        ([1.0, 2], 1.0, [0.5, 0.5]),
    ],
)
def test_epsilon_greedy(xp, q, eps, expected):
    probs = xp.to_numpy(value.epsilon_greedy_probs(xp.asarray(q), eps))
    np.testing.assert_allclose(probs, expected, rtol=1e-12)
    assert probs.sum() == pytest.approx(1)


def test_a_sample_keeps_the_columns_together(xp):
    buffer = {"s": xp.asarray(np.arange(12.0).reshape(6, 2)), "a": xp.ints(range(6))}
    got = value.replay_sample(buffer, xp.ints([4, 0, 4]))
    assert xp.to_numpy(got["a"]).tolist() == [4, 0, 4]
    np.testing.assert_array_equal(xp.to_numpy(got["s"]), [[8, 9], [0, 1], [8, 9]])
    assert value.replay_sample(buffer, xp.ints([]))["s"].shape == (0, 2)


def test_no_gradient_flows_through_a_target():
    q = torch.tensor([[1.0, 2.0]], requires_grad=True)
    r, done = torch.tensor([1.0]), torch.tensor([False])
    assert not value.dqn_target(r, done, q, 0.9).requires_grad
    assert not value.double_dqn_target(r, done, q, q, 0.9).requires_grad


def test_float32_stays_float32(xp):
    q, r = xp.asarray(ONLINE, dtype="float32"), xp.asarray([1.0], dtype="float32")
    done = xp.asarray([False], dtype="bool")
    out = [
        value.dqn_target(r, done, q, 0.9),
        value.double_dqn_target(r, done, q, q, 0.9),
        value.huber_loss(r, 2 * r),
        value.epsilon_greedy_probs(q[0, :], 0.1),
        value.q_learning_update(q, 0, 0, 1.0, 0, False, 0.1, 0.9),
        value.td0_update(r, r, r, done, 0.1, 0.9),
    ]
    assert {a.dtype for a in out} == {q.dtype}


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda q, r, d: value.q_learning_update(q, 0, 3, 1.0, 0, False, 0.1, 0.9), ValueError, r"a: .* 0…2, got 3"),
        (lambda q, r, d: value.q_learning_update(q, 0, 0, 1.0, -1, False, 0.1, 0.9), ValueError, r"s2: .* 0…0"),
        (lambda q, r, d: value.q_learning_update(q, 0, 0, 1.0, 0, False, -1, 0.9), ValueError, "alpha: .* at least 0"),
        (lambda q, r, d: value.dqn_target(r, r, q, 0.9), TypeError, "done: expected booleans"),
        (lambda q, r, d: value.dqn_target(r, d, q, 1.9), ValueError, r"gamma: expected a discount in \[0, 1\]"),
        (lambda q, r, d: value.dqn_target(q, d, q, 0.9), ValueError, r"r: expected 1 axes \(B,\)"),
        (lambda q, r, d: value.double_dqn_target(r, d, q, q[:, :2], 0.9), ValueError, r"q_target: expected shape"),
        (lambda q, r, d: value.huber_loss(r, q), ValueError, r"target: expected shape \(B,\) = \(1,\)"),
        (lambda q, r, d: value.huber_loss(r, r, 0.0), ValueError, "delta: expected a number above 0, got 0.0"),
        (lambda q, r, d: value.huber_loss(r[:0], r[:0]), ValueError, "B: expected a number of at least 1, got 0"),
        (lambda q, r, d: value.epsilon_greedy_probs(q[0, :], 1.1), ValueError, r"eps: .* \[0, 1\], got 1.1"),
        (lambda q, r, d: value.replay_sample({"s": q}, r), TypeError, "idx: expected integers"),
        (lambda q, r, d: value.td0_update(q, r, q, False, 0.1, 0.9), ValueError, "r: expected shape the shape of V"),
    ],
)
def test_bad_input_is_refused(xp, call, error, message):
    with pytest.raises(error, match=message):
        call(xp.asarray(ONLINE), xp.asarray([1.0]), xp.asarray([False], dtype="bool"))


NP_Q = np.array([[0.5, 0.1], [2.0, 2.5]])
R, DONE = np.array([1.0, 2]), np.array([False, True])
ON, TG = np.array([[1.0, 3, 2], [1, 2, 3]]), np.array([[2.0, 0.5, 1], [1, 1, 4]])
BUFFER = {"s": np.arange(12.0).reshape(6, 2), "a": np.arange(6)}
CASES = {
    "td0_update": [(np.array(0.5), np.array(1.0), np.array(2.0), d, 0.1, 0.9) for d in (False, True)],
    "q_learning_update": [(NP_Q, 0, 0, 1.0, 1, d, 0.1, 0.9) for d in (False, True)],
    "sarsa_update": [(NP_Q, 0, 0, 1.0, 1, 0, d, 0.1, 0.9) for d in (False, True)],
    "expected_sarsa_update": [(NP_Q, 0, 0, 1.0, 1, np.array([0.9, 0.1]), d, 0.1, 0.9) for d in (False, True)],
    "double_dqn_target": [(R, DONE, ON, TG, 0.9)],
    "huber_loss": [(np.array([0.2, 1.5, -4]), np.zeros(3), 0.5), (np.array([0.2, 1.5, -4]), np.zeros(3))],
    "epsilon_greedy_probs": [(np.array([1.0, 3, 2]), 0.1), (np.array([3.0, 3, 2]), 0.1)],
    "replay_sample": [(BUFFER, np.array([4, 0, 4]))],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(value, name), CASES[name]) == []


def target_and_gradient(function, r, done, q, gamma):
    """The target, and what it says of the network that it came from."""
    q = torch.tensor(q, requires_grad=True)
    target = function(torch.tensor(r), torch.tensor(done), q, gamma)
    if target.requires_grad:
        target.sum().backward()
    return target.detach().numpy(), 0 * q.detach().numpy() if q.grad is None else q.grad.numpy()


def test_mistakes_of_a_target_differ_in_value_or_gradient():
    assert alike(value.dqn_target, [(R, DONE, ON, 0.9)], driver=target_and_gradient) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(value)
    assert {m.function for m in mine} == {*CASES, "dqn_target"}
    listed = "no_done sarsa_max gradient_through_target double_swapped eps_excludes_best replace_not_step"
    assert {f"T13.2/{key}" for key in listed.split()} <= {m.key for m in mine}
