"""Hidden tests of q3."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.rl.value import epsilon_greedy_probs as reference_greedy
from reference.rl.value import q_learning_update as reference_q
from reference.rl.value import sarsa_update as reference_sarsa


def from_zero(Q, s, a, r, s2, done, alpha, gamma):
    new = np.array(Q, dtype=float)
    new[s, a] += alpha * (r + (0.0 if done else gamma * max(0.0, new[s2].max())) - new[s, a])
    return new


SARSA = misconceptions_of(reference_sarsa)
Q_LEARNING = (
    *misconceptions_of(reference_q),
    Misconception(
        "T13.2/from_zero", "All values may be below 0: a search for the largest does not begin there.", from_zero
    ),
)
GREEDY = (
    *misconceptions_of(reference_greedy),
    Misconception(
        "T13.2/last_of_ties",
        "Of equal actions the first is the best.",
        lambda q, eps: reference_greedy(q[::-1], eps)[::-1],
    ),
)


def steps(seed, sarsa):
    """Steps in tables of several sizes: some are the last one, some stay where they are."""
    rng = np.random.default_rng(seed)
    for S, A, alpha, gamma in (
        (4, 3, 0.1, 0.9),
        (2, 5, 0.5, 0.99),
        (6, 2, 0.05, 0.5),
        (4, 3, 1.0, 1.0),
        (3, 4, 0.3, 0.0),
    ):
        for dtype in ("float64", "float32"):
            for done in (False, True):
                Q = (5 * rng.normal(size=(S, A))).astype(dtype)
                s, s2 = (int(rng.integers(S)) for _ in range(2))
                a, a2 = (int(rng.integers(A)) for _ in range(2))
                yield Q, s, a, float(rng.normal()), s2, *([a2] if sarsa else []), done, alpha, gamma


@test_case(
    name="steps of Q-learning",
    points=1,
    hidden=True,
    failure_message="What is the target, and how far does the entry move? Nothing else may move.",
)
def test_hidden_q(q_learning_update):
    cases = list(steps(31, sarsa=False))
    Q, *rest = cases[0]
    cases += [(np.asfortranarray(Q[::-1]), *rest), (Q - 300, *rest)]
    cases += [(Q, 1, 2, -1.0, 1, False, 0.2, 0.9), (Q[::-1] + 1, 1, 2, -1.0, 1, False, 0.2, 0.9)]  # back where it began
    agree(q_learning_update, reference_q, cases, mutants=Q_LEARNING)


@test_case(
    name="steps of SARSA",
    points=1,
    hidden=True,
    failure_message="Which action is taken next, and does it matter after the last step?",
)
def test_hidden_sarsa(sarsa_update):
    cases = list(steps(32, sarsa=True))
    Q, *rest = cases[0]
    cases += [(np.asfortranarray(Q[::-1]), *rest), (Q - 300, *rest)]
    cases += [
        (Q, 1, 2, -1.0, 1, 2, False, 0.2, 0.9),
        (Q[::-1] + 1, 1, 2, -1.0, 1, 2, False, 0.2, 0.9),
    ]  # the same again
    agree(sarsa_update, reference_sarsa, cases, mutants=SARSA)


@test_case(
    name="chances of actions",
    points=1,
    hidden=True,
    failure_message="Who shares ε, and who gets the rest?",
)
def test_hidden_chances(epsilon_greedy_probs):
    rng = np.random.default_rng(33)
    cases = [
        (rng.normal(size=A).astype(dtype), eps)
        for A, eps in ((3, 0.1), (5, 0.5), (2, 0.3), (8, 0.05), (3, 0.1))
        for dtype in ("float64", "float32")
    ]
    cases += [(-100 + rng.normal(size=4), 0.2), (np.array([2.0, 7.0, 1.0]), 0.3)]
    # ε in single precision will do
    agree(epsilon_greedy_probs, reference_greedy, cases, mutants=GREEDY, rtol=1e-6, atol=1e-7)


@test_case(
    name="equal actions, no curiosity, nothing else, one action",
    points=0.5,
    hidden=True,
    failure_message="Of equal actions the first is the best. ε = 1 leaves none that is better off.",
)
def test_hidden_equal(epsilon_greedy_probs):
    cases = [(np.zeros(4), 0.2), (np.array([1.0, 3.0, 3.0]), 0.4), (np.array([-1.0, -1.0]), 0.5)]
    cases += [(np.array([1.0, 5.0, 2.0]), 0.0), (np.array([1.0, 5.0, 2.0]), 1.0), (np.array([4.0]), 0.3)]
    # ε in single precision will do
    agree(epsilon_greedy_probs, reference_greedy, cases, mutants=GREEDY, rtol=1e-6, atol=1e-7)
