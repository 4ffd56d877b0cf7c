"""Hidden tests of q4."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.misconceptions import misconceptions_of
from reference.mlp.autodiff import matmul_backward as reference
from reference.mlp.autodiff import unbroadcast


def summed(backward, A, B, dC):
    """What a wrong product becomes when `unbroadcast` follows."""
    dA, dB = backward(A, B, dC)
    return unbroadcast(dA, A.shape), unbroadcast(dB, B.shape)


MUTANTS = [way for m in misconceptions_of(reference) for way in (m, m.through(summed))]


def cases(*shapes):
    rng = np.random.default_rng(34)
    drawn = []
    for a, b in shapes:
        for dtype in ("float64", "float32"):
            A, B = (rng.normal(size=shape).astype(dtype) for shape in (a, b))
            drawn.append((A, B, rng.normal(size=(A @ B).shape).astype(dtype)))
    return [*drawn, tuple(np.asfortranarray(x) for x in drawn[0])]


@test_case(
    name="two matrices",
    points=1,
    hidden=True,
    failure_message="Which factor is transposed, and from which side does it come?",
)
def test_hidden_matrices(matmul_backward):
    shapes = [((2, 3), (3, 5)), ((1, 4), (4, 1)), ((3, 3), (3, 3)), ((2, 3), (3, 5))]
    agree(matmul_backward, reference, cases(*shapes), mutants=MUTANTS)


@test_case(
    name="stacks of matrices",
    points=1,
    hidden=True,
    failure_message="Transpose the last two axes only. And how often was each matrix used?",
)
def test_hidden_stacks(matmul_backward):
    shapes = [((7, 2, 3), (7, 3, 5)), ((7, 2, 3), (3, 5)), ((2, 3), (4, 3, 5)), ((4, 1, 2, 3), (5, 3, 2))]
    agree(matmul_backward, reference, cases(*shapes, ((3, 3, 3), (3, 3))), mutants=MUTANTS)
