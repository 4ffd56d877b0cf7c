"""Hidden tests of q6."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree, as_like, require
from reference.misconceptions import misconceptions_of
from reference.mlp import approximation


@test_case(
    name="other curves, other intervals",
    points=1,
    hidden=True,
    failure_message="By how much must each unit change the slope?",
)
def test_hidden_interpolator(relu_interpolator):
    cases = [
        (np.cos, 0.0, 6.0, 8),
        (lambda t: np.exp(-t) + 1, -1.0, 2.0, 5),
        (lambda t: np.abs(t - 0.3) - 2, -2, 1, 3),
        (np.sqrt, 0.25, 4.25, 16),
        (lambda t: 3 - t * t, -1.5, 0.5, 2),
        (lambda t: t.clip(-0.5, 1.0), -1.0, 2.0, 6),  # of an array, as the text says
        (np.sin, 0.0, 6.0, 8),
    ]
    mutants = misconceptions_of(approximation.relu_interpolator)
    agree(relu_interpolator, approximation.relu_interpolator, cases, mutants=mutants)


@test_case(
    name="random networks on a grid",
    points=1,
    hidden=True,
    failure_message="Which units are active at x? What comes before the first?",
)
def test_hidden_eval(eval_relu_net):
    rng = np.random.default_rng(318)
    cases = []
    for count, units in ((7, 3), (4, 4), (11, 5), (1, 2)):
        for dtype in ("float64", "float32"):
            x, knots, coeffs = ((2 * rng.normal(size=s)).astype(dtype) for s in (count, units, units))
            cases.append(Case(x, knots, coeffs, float(rng.uniform(1, 2))))
    x, knots, coeffs, c0 = cases[0].args
    cases.append(Case(x[::-1] - 1, knots + 0.5, -coeffs, c0))  # the same shapes, other numbers
    agree(eval_relu_net, approximation.eval_relu_net, cases, mutants=misconceptions_of(approximation.eval_relu_net))


def drawing(interpolator, evaluate, fn, a, b, n):
    """The curve that a network for fn draws on [a, b] and a little to both sides."""
    form = approximation.relu_interpolator(fn, a, b, n)
    return evaluate(np.linspace(a - 0.5, b + 0.5, 23), *as_like(interpolator(fn, a, b, n), form))


def through(m, interpolator, evaluate):
    return Misconception(m.key, m.message, lambda *case: drawing(interpolator, evaluate, *case))


@test_case(
    name="drawn curves",
    points=1,
    hidden=True,
    failure_message="Plot your network over the curve it was made for: where do they part?",
)
def test_hidden_drawn(relu_interpolator, eval_relu_net):
    require(relu_interpolator, "relu_interpolator")
    require(eval_relu_net, "eval_relu_net")
    cases = [(np.exp, -1.0, 1.0, 4), (lambda t: 2 + np.sin(3 * t), 0.5, 3.0, 7)]
    interpolator, evaluate = approximation.relu_interpolator, approximation.eval_relu_net
    mutants = [through(m, m.mutant, evaluate) for m in misconceptions_of(interpolator)]
    mutants += [through(m, interpolator, m.mutant) for m in misconceptions_of(evaluate)]
    agree(
        lambda *case: drawing(relu_interpolator, eval_relu_net, *case),
        lambda *case: drawing(interpolator, evaluate, *case),
        cases,
        mutants=mutants,
        name="the drawn curve",
    )
