"""Known decision processes against linear systems and the enumeration of all policies, with the worked numbers."""

import itertools

import numpy as np
import pytest

from reference.rl import bellman
from tests.reference.mutants import alike, declared_in

P2 = np.array([[[0.8, 0.2], [0.1, 0.9]], [[0.9, 0.1], [0.0, 1.0]]])
R2 = np.array([[0.0, 1.0], [2.0, 0.0]])
CHAIN = np.array([[0.0, 1, 0], [0.5, 0, 0.5], [0, 0, 1]])[:, None, :]


def process(seed, S=4, A=3):
    rng = np.random.default_rng(seed)
    return rng.dirichlet(np.ones(S), size=(S, A)), rng.normal(size=(S, A))


def value_of(P, R, actions, gamma):
    """The value of a deterministic policy, by 2,000 sweeps."""
    S = len(R)
    V = np.zeros(S)
    for _ in range(2000):
        V = np.array([R[s, a] + gamma * P[s, a] @ V for s, a in zip(range(S), actions, strict=True)])
    return V


def test_the_worked_returns(xp):
    r = xp.asarray([1.0, 0.0, 2.0])
    np.testing.assert_allclose(xp.to_numpy(bellman.discounted_returns(r, 0.9)), [2.62, 1.8, 2.0], rtol=1e-12)
    np.testing.assert_allclose(xp.to_numpy(bellman.discounted_returns(r, 0.9, 5.0)), [6.265, 5.85, 6.5], rtol=1e-12)
    assert bellman.discounted_returns(r[:0], 0.9).shape == (0,)


@pytest.mark.parametrize("gamma", [0.0, 0.5, 1.0])
def test_a_return_is_the_sum_by_definition(xp, gamma):
    r = np.random.default_rng(0).normal(size=6)
    expected = [sum(gamma ** (k - t) * r[k] for k in range(t, 6)) for t in range(6)]
    np.testing.assert_allclose(xp.to_numpy(bellman.discounted_returns(xp.asarray(r), gamma)), expected, rtol=1e-9)


def test_the_worked_process(xp):
    P, R = xp.asarray(P2), xp.asarray(R2)
    one = bellman.bellman_optimality_operator(xp.asarray([0.0, 0.0]), P, R, 0.9)
    two = bellman.bellman_optimality_operator(one, P, R, 0.9)
    np.testing.assert_allclose(xp.to_numpy(one), [1, 2], rtol=1e-12)
    np.testing.assert_allclose(xp.to_numpy(two), [2.71, 2.99], rtol=1e-12)
    for found in (bellman.value_iteration(P, R, 0.9, 1e-12), bellman.policy_iteration(P, R, 0.9)):
        np.testing.assert_allclose(xp.to_numpy(found.V), [14.709302, 15.290698], atol=5e-7)
        assert xp.to_numpy(found.policy).tolist() == [1, 0]


def test_the_worked_chain(xp):
    V = bellman.policy_evaluation(xp.asarray(CHAIN), xp.asarray([[1.0], [2], [0]]), xp.asarray([[1.0]] * 3), 0.5)
    np.testing.assert_allclose(xp.to_numpy(V), [2.285714, 2.571429, 0], atol=5e-7)


@pytest.mark.parametrize("seed", range(3))
def test_the_best_of_all_policies_is_found(xp, seed):
    P, R = process(seed)
    values = {a: value_of(P, R, a, 0.8) for a in itertools.product(range(3), repeat=4)}
    best = max(values, key=lambda a: values[a].sum())
    for found in (
        bellman.value_iteration(xp.asarray(P), xp.asarray(R), 0.8, 1e-12),
        bellman.policy_iteration(xp.asarray(P), xp.asarray(R), 0.8),
    ):
        assert tuple(xp.to_numpy(found.policy)) == best
        np.testing.assert_allclose(xp.to_numpy(found.V), values[best], rtol=1e-9)
        np.testing.assert_allclose(xp.to_numpy(found.Q).max(axis=1), values[best], rtol=1e-9)
    assert all((values[best] >= v - 1e-12).all() for v in values.values())


def test_a_mixed_policy_is_worth_its_endless_sum(xp):
    P, R = process(7)
    pi = np.random.default_rng(1).dirichlet(np.ones(3), size=4)
    P_pi, R_pi = np.einsum("sa,sat->st", pi, P), (pi * R).sum(1)
    total, step = np.zeros(4), R_pi
    for _ in range(500):
        total, step = total + step, 0.7 * P_pi @ step
    V = bellman.policy_evaluation(xp.asarray(P), xp.asarray(R), xp.asarray(pi), 0.7)
    np.testing.assert_allclose(xp.to_numpy(V), total, rtol=1e-9)


def test_the_operator_brings_two_values_closer(xp):
    P, R = (xp.asarray(a) for a in process(3))
    rng = np.random.default_rng(0)
    for _ in range(5):
        a, b = rng.normal(size=(2, 4)) * 10
        Ta, Tb = (xp.to_numpy(bellman.bellman_optimality_operator(xp.asarray(v), P, R, 0.6)) for v in (a, b))
        assert np.abs(Ta - Tb).max() <= 0.6 * np.abs(a - b).max() + 1e-12


def test_of_equal_actions_the_first_is_taken(xp):
    P, R = xp.asarray(np.full((2, 3, 2), 0.5)), xp.asarray(np.ones((2, 3)))
    for found in (bellman.value_iteration(P, R, 0.5), bellman.policy_iteration(P, R, 0.5)):
        assert xp.to_numpy(found.policy).tolist() == [0, 0]


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e6])
def test_float32_stays_float32_and_ends(xp, scale):
    P, R = xp.asarray(P2, dtype="float32"), xp.asarray(R2 * scale, dtype="float32")
    for found in (bellman.value_iteration(P, R, 0.9), bellman.policy_iteration(P, R, 0.9)):
        assert (found.V.dtype, found.Q.dtype) == (R.dtype, R.dtype)
        np.testing.assert_allclose(xp.to_numpy(found.V), scale * np.array([14.709302, 15.290698]), rtol=1e-4)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda P, R: bellman.value_iteration(P, R, 1.0), r"gamma: expected a discount in \[0, 1\), got 1.0"),
        (lambda P, R: bellman.discounted_returns(R[:, 0], 1.5), r"gamma: expected a discount in \[0, 1\], got 1.5"),
        (lambda P, R: bellman.discounted_returns(R, 0.5), r"r: expected 1 axes \(T,\)"),
        (lambda P, R: bellman.value_iteration(2 * P, R, 0.9), "P: expected probabilities ≥ 0 with sum 1"),
        (lambda P, R: bellman.value_iteration(P[:, :1, :], R, 0.9), r"P: expected shape \(S, A, S\) = \(2, 2, 2\)"),
        (lambda P, R: bellman.value_iteration(P, R, 0.9, 0.0), "tol: expected a number above 0, got 0.0"),
        (lambda P, R: bellman.policy_evaluation(P, R, R, 0.9), "pi: expected probabilities ≥ 0 with sum 1"),
        (lambda P, R: bellman.bellman_optimality_operator(R, P, R, 0.9), r"V: expected shape \(S,\) = \(2,\)"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray(P2), xp.asarray(R2))


PI = np.array([[0.3, 0.7], [0.6, 0.4]])
TIED = (np.full((2, 3, 2), 0.5), np.array([[1.0, 1, 0], [0, 2, 2]]))
LURE = (np.array([[[0.0, 1], [1, 0]], [[0, 1], [0, 1]]]), np.array([[1.0, 0.5], [0, 0]]))  # half a point for ever
CASES = {
    "discounted_returns": [(np.array([1.0, 0, 2]), 0.9), (np.array([1.0, 3]), 0.5, 4.0)],
    "bellman_optimality_operator": [(np.array([1.0, 2]), P2, R2, 0.9)],
    "policy_evaluation": [(P2, R2, PI, 0.9)],
    "value_iteration": [(P2, R2, 0.9), (*TIED, 0.5), (*LURE, 0.9)],
    "policy_iteration": [(P2, R2, 0.9), (*process(0), 0.95), (*LURE, 0.9)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(bellman, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(bellman)
    assert {m.function for m in mine} == set(CASES)
    listed = "gamma_on_r forward expect_max P_transposed inplace_sweep terminal_value"
    assert {f"T13.1/{key}" for key in listed.split()} <= {m.key for m in mine}
