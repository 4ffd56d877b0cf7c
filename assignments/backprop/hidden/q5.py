"""Hidden tests of q5: the function argument is the judge's, student code calls it back."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.misconceptions import misconceptions_of
from reference.mlp.gradcheck import numerical_gradient as reference_gradient

MUTANTS = misconceptions_of(reference_gradient)


def cubic(t):
    return float(np.sum(t**3))


def coupled(t):
    flat = t.ravel()
    return float(np.sum(np.sin(flat[:-1]) * flat[1:] ** 2))


@test_case(
    name="vectors",
    points=2,
    hidden=True,
    failure_message="Move one coordinate, look on both sides, divide by the distance.",
)
def test_hidden_vectors(numerical_gradient):
    rng = np.random.default_rng(6)
    cases = [
        (fn, rng.normal(size=n), h)
        for fn, n, h in ((cubic, 4, 1e-2), (coupled, 5, 1e-3), (cubic, 1, 1e-1), (cubic, 4, 1e-2))
    ]
    agree(numerical_gradient, reference_gradient, cases, mutants=MUTANTS, rtol=1e-7, atol=1e-9)


@test_case(
    name="matrices",
    points=1,
    hidden=True,
    failure_message="The result has the shape of theta, and theta stays as it was.",
)
def test_hidden_matrices(numerical_gradient):
    rng = np.random.default_rng(7)
    cases = [(cubic, rng.normal(size=(2, 3)), 1e-2), (coupled, rng.normal(size=(3, 2)), 1e-3)]
    # transposed, so that ravel and reshape give copies: to move an entry of theta, one has to move it in theta
    cases += [(cubic, rng.normal(size=(3, 2)).T, 1e-2), (coupled, rng.normal(size=(2, 3)).T, 1e-3)]
    agree(numerical_gradient, reference_gradient, cases, mutants=MUTANTS, rtol=1e-7, atol=1e-9)
