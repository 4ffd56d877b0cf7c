"""Hidden tests of q2."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.rl.bellman import bellman_optimality_operator as reference_operator
from reference.rl.bellman import policy_evaluation as reference_evaluation
from reference.rl.bellman import value_iteration as reference_iteration


def by_origin(V, P, R, gamma):
    """P[s′, a, s], where the first axis holds what should be the last."""
    return (R + gamma * np.einsum("tas,t->sa", P, V)).max(axis=1)


def rounds_of(operator, P, R, gamma, tol=1e-10):
    """Value iteration with rounds of this kind."""
    V = np.zeros(len(R))
    for _ in range(300):
        V = operator(V, P, R, gamma)
    Q = R + gamma * P @ V
    return V, Q, Q.argmax(axis=1)


def in_rounds(P, R, gamma, tol=1e-10):
    return reference_iteration(P, R, gamma, 1e-10)


def on_average(P, R, gamma, tol=1e-10):
    V, moved = np.zeros(len(R)), np.inf
    while moved > tol:
        new = reference_operator(V, P, R, gamma)
        moved, V = np.abs(new - V).mean(), new
    Q = R + gamma * P @ V
    return V, Q, Q.argmax(axis=1)


EVALUATION = misconceptions_of(reference_evaluation)
OPERATOR = misconceptions_of(reference_operator)
ITERATION = (
    *misconceptions_of(reference_iteration),
    *(m.through(rounds_of) for m in OPERATOR if m.key.endswith(("expect_max", "mean_over_actions"))),
    Misconception("T13.1/mean_moved", "No state may have moved by more than tol, whatever the mean says.", on_average),
    Misconception(
        "T13.1/tol_ignored", "Stop after the first round in which no state moved by more than tol.", in_rounds
    ),
)


def world(rng, S, A, dtype="float64"):
    P = rng.exponential(size=(S, A, S)) ** 2
    return (P / P.sum(axis=-1, keepdims=True)).astype(dtype), rng.normal(size=(S, A)).astype(dtype)


def policy(rng, S, A):
    pi = rng.exponential(size=(S, A))
    return pi / pi.sum(axis=1, keepdims=True)


@test_case(
    name="policies in random worlds",
    points=1,
    hidden=True,
    failure_message="Put your V into V = R_π + γ P_π V: does it hold?",
)
def test_hidden_policies(policy_evaluation):
    rng = np.random.default_rng(21)
    cases = []
    for S, A, gamma in ((4, 3, 0.9), (7, 2, 0.5), (3, 5, 0.99), (4, 3, 0.9)):
        P, R = world(rng, S, A)
        pi = policy(rng, S, A)
        cases += [(P, R, pi, gamma), tuple(part.astype("float32") for part in (P, R, pi)) + (min(gamma, 0.9),)]
    P, R, pi, gamma = cases[0]
    cases.append((*(np.asfortranarray(part) for part in (P, R[::-1], pi)), gamma))
    agree(policy_evaluation, reference_evaluation, cases, mutants=EVALUATION, rtol=1e-4, atol=1e-5)


@test_case(
    name="policies that are sure, no future, one state",
    points=0.5,
    hidden=True,
    failure_message="With γ = 0 the value is the mean of the next reward. Is a policy of zeros and ones a special case?",
)
def test_hidden_sure(policy_evaluation):
    rng = np.random.default_rng(22)
    P, R = world(rng, 5, 3)
    sure = np.eye(3)[[2, 0, 1, 1, 0]]
    one = np.ones((1, 2, 1)), np.array([[1.0, 3.0]]), np.array([[0.25, 0.75]])
    walk = np.zeros((3, 1, 3))
    walk[[0, 1, 2], 0, [1, 2, 2]] = 1  # the last state is the end
    cases = [(P, R, sure, 0.9), (P, R, policy(rng, 5, 3), 0.0), (*one, 0.9), (*one, 0.0)]
    cases.append((walk, np.array([[1.0], [10.0], [0.0]]), np.ones((3, 1)), 0.9))
    agree(policy_evaluation, reference_evaluation, cases, mutants=EVALUATION, rtol=1e-4, atol=1e-5)


@test_case(
    name="rounds from any V",
    points=1,
    hidden=True,
    failure_message="For each state and action: the mean over next states of the OLD V. Then the best action.",
)
def test_hidden_rounds(bellman_optimality_operator):
    rng = np.random.default_rng(23)
    cases = []
    for S, A, gamma in ((4, 3, 0.9), (6, 2, 0.5), (3, 5, 1.0), (4, 3, 0.0), (4, 3, 0.9), (1, 2, 0.9)):
        for dtype in ("float64", "float32"):
            P, R = world(rng, S, A, dtype)
            cases.append((rng.normal(scale=3, size=S).astype(dtype), P, R, gamma))
    V, P, R, gamma = cases[0]
    cases += [(V - 500, P, R, gamma), (V[::-1], np.asfortranarray(P), np.asfortranarray(R), gamma)]
    wrong = Misconception("T13.1/P_transposed", "P[s, a, s′] sums to 1 over s′, the last axis.", by_origin)
    agree(bellman_optimality_operator, reference_operator, cases, mutants=(*OPERATOR, wrong))


@test_case(
    name="the best policies",
    points=1,
    hidden=True,
    failure_message="Is TV = V in the end, and is the policy taken from the Q of this V?",
)
def test_hidden_best(value_iteration):
    rng = np.random.default_rng(24)
    cases = [
        (*world(rng, S, A), gamma) for S, A, gamma in ((4, 3, 0.9), (7, 2, 0.5), (3, 5, 0.8), (4, 3, 0.9), (1, 3, 0.5))
    ]
    P, R, gamma = cases[0]
    cases += [(np.asfortranarray(P), np.asfortranarray(R - 50), gamma), (P, R, gamma, 1e-8)]
    single = tuple(part.astype("float32") for part in (P, R))
    agree(value_iteration, reference_iteration, [*cases, (*single, 0.5, 1e-3)], mutants=ITERATION, rtol=1e-4, atol=1e-5)


@test_case(
    name="few rounds, equal actions",
    points=1,
    hidden=True,
    failure_message="When do you stop, with a large tol? Which of equal actions is taken?",
)
def test_hidden_few(value_iteration):
    rng = np.random.default_rng(25)
    ring = np.zeros((3, 4, 3))
    for s in range(3):
        ring[s, [0, 3], s] = ring[s, [1, 2], (s + 1) % 3] = 1  # actions 1 and 2 are the same, and so are 0 and 3
    gains = np.array([[1.0, 0.0, 0.0, 1.0], [0.0, 4.0, 4.0, 0.0], [2.0, 2.0, 2.0, 2.0]])
    cases = [(*world(rng, 4, 3), 0.9, tol) for tol in (1.0, 0.3, 0.05)]
    cases += [(ring, gains, 0.5, tol) for tol in (1e-6, 0.3)] + [(ring, -gains, 0.5, 1e-6), (ring, 0 * gains, 0.5)]
    agree(value_iteration, reference_iteration, cases, mutants=ITERATION)
