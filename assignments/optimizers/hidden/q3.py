"""Hidden tests of q3."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree, as_like
from reference.misconceptions import misconceptions_of
from reference.training.optimizers import momentum_step as reference_step


def old_move(theta, delta, grad, lr, beta):
    return theta - delta, lr * grad + beta * delta


def velocity(theta, delta, grad, lr, beta):
    move = beta * delta - lr * grad
    return theta + move, move


def rates_exchanged(theta, delta, grad, lr, beta):
    return reference_step(theta, delta, grad, beta, lr)


MUTANTS = [
    Misconception(
        "T4.2/velocity", "Here δ is what is subtracted: δ = αg + βδ, then θ − δ. Yours has the other sign.", velocity
    ),
    Misconception("T4.2/rates_exchanged", "α belongs to the gradient, β to the last move.", rates_exchanged),
    *misconceptions_of(reference_step),
    Misconception("T4.2/old_delta", "θ moves by the new δ, not by that of the step before.", old_move),
]


@test_case(name="in motion", points=2, hidden=True, failure_message="What happens to the last move?")
def test_hidden_motion(momentum_step):
    rng = np.random.default_rng(3)
    cases = [
        (rng.normal(size=s).astype(t), rng.normal(size=s).astype(t), rng.normal(size=s).astype(t), lr, beta)
        for s, lr, beta in (((4,), 0.2, 0.8), ((2, 3), 0.5, 0.3), ((2, 3), 0.5, 0.3))
        for t in ("float64", "float32")
    ]
    cases.append((*(np.asfortranarray(a) for a in cases[2][:3]), 0.5, 0.3))
    agree(momentum_step, reference_step, cases, mutants=MUTANTS)


def descend(step, start, lr, beta):
    """Five steps on ½θ², the state carried along."""
    theta, delta, path = start, np.zeros_like(start), []
    for _ in range(5):
        theta, delta = as_like(step(theta, delta, theta, lr, beta), (start, start))
        path.append(theta)
    return np.stack(path)


@test_case(
    name="five steps in a valley",
    points=1,
    hidden=True,
    failure_message="On ½θ² from θ = 1 and δ = 0, with lr = 0.1 and β = 0.9: are your first steps 0.9, 0.72, 0.486?",
)
def test_hidden_valley(momentum_step):
    mutants = [m.through(descend) for m in MUTANTS]
    cases = [(np.array([1.0]), 0.1, 0.9), (np.array([2.0, -3.0]), 0.3, 0.5)]
    agree(
        lambda *a: descend(momentum_step, *a), lambda *a: descend(reference_step, *a), cases, mutants=mutants, name="momentum_step"
    )  # fmt: skip
