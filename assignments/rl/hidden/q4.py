"""Hidden tests of q4."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.rl.value import double_dqn_target as reference_double
from reference.rl.value import dqn_target as reference_dqn

# arrays have no gradients
DQN = [m for m in misconceptions_of(reference_dqn) if m.key != "T13.2/gradient_through_target"]
DOUBLE = (
    *misconceptions_of(reference_double),
    Misconception("T13.2/online_alone", "The online network chooses, but the target network says what that is worth.",
                  lambda r, done, q_online, q_target, gamma: reference_dqn(r, done, q_online, gamma)),
)  # fmt: skip


def batches(seed, networks):
    rng = np.random.default_rng(seed)
    for B, A, gamma in ((5, 3, 0.9), (8, 2, 0.99), (3, 6, 0.5), (5, 3, 0.9), (4, 4, 1.0), (1, 3, 0.9)):
        for dtype in ("float64", "float32"):
            tables = [(3 * rng.normal(size=(B, A))).astype(dtype) for _ in range(networks)]
            yield rng.normal(size=B).astype(dtype), rng.uniform(size=B) < 0.4, *tables, gamma


def in_columns(case):
    return tuple(np.asfortranarray(part[::-1]) if np.ndim(part) else part for part in case)


@test_case(
    name="batches of DQN",
    points=0.5,
    hidden=True,
    failure_message="The best action of each row; the reward alone for a last step.",
)
def test_hidden_dqn(dqn_target):
    cases = list(batches(41, 1))
    r, done, q, gamma = cases[0]
    cases += [in_columns(cases[0]), (r, done, q - 200, gamma), (r, done, q, 0.3)]
    agree(dqn_target, reference_dqn, cases, mutants=DQN)


@test_case(
    name="all last, none, no future, nonsense after the end",
    points=0.5,
    hidden=True,
    failure_message="What the network says after the last step must not reach the target, not even as 0 · ∞.",
)
def test_hidden_ends(dqn_target):
    rng = np.random.default_rng(42)
    r, q = rng.normal(size=4), rng.normal(size=(4, 3))
    none, all_, some = np.zeros(4, dtype=bool), np.ones(4, dtype=bool), np.array([False, True, False, True])
    wild = q.copy()
    wild[1], wild[3, 2] = np.nan, np.inf
    cases = [(r, none, q, 0.9), (r, all_, q, 0.9), (r, some, q, 0.0), (r, some, wild, 0.9), (r, some, wild[:, :1], 0.9)]
    agree(dqn_target, reference_dqn, cases, mutants=DQN)


@test_case(
    name="batches of double DQN",
    points=0.5,
    hidden=True,
    failure_message="Which network chooses the action, and which one is asked what it is worth?",
)
def test_hidden_double(double_dqn_target):
    cases = list(batches(43, 2))
    r, done, online, target, gamma = cases[0]
    cases += [in_columns(cases[0]), (r, done, online - 200, target - 300, gamma), (r, done, target, online, 0.3)]
    agree(double_dqn_target, reference_double, cases, mutants=DOUBLE)


@test_case(
    name="equal opinions, nonsense after the end, one action",
    points=0.5,
    hidden=True,
    failure_message="Of equal actions the online network chooses the first. After the last step nobody is asked.",
)
def test_hidden_equal(double_dqn_target):
    rng = np.random.default_rng(44)
    r, target = rng.normal(size=4), rng.normal(size=(4, 3))
    online = np.array([[1.0, 1.0, 0.0], [0.0, 2.0, 2.0], [3.0, 3.0, 3.0], [-1.0, -2.0, -1.0]])
    none, some = np.zeros(4, dtype=bool), np.array([False, True, False, True])
    wild = target.copy()
    wild[1], wild[3, 2] = np.nan, -np.inf
    cases = [(r, none, online, target, 0.9), (r, some, online, wild, 0.9), (r, ~none, online, wild, 0.9)]
    cases += [(r, some, online[:, :1], target[:, :1], 0.9), (r, some, online, target, 0.0)]
    agree(double_dqn_target, reference_double, cases, mutants=DOUBLE)
