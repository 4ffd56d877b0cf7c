"""Hidden tests of q5."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.linear.hinge import l2_penalty as reference_penalty
from reference.misconceptions import misconceptions_of


def of_each(number):
    """The penalty with another number for a layer than its sum of squares."""
    return lambda Ws, lam, form="lam": (lam if form == "lam" else lam / 2) * sum(number(W) for W in Ws)


MUTANTS = [
    Misconception("T2.4/square_of_sum", "Square each weight, then sum: not the other way round.",
                  of_each(lambda W: np.sum(W) ** 2)),
    *misconceptions_of(reference_penalty),
    Misconception("T2.4/mean_square", "The penalty is the sum of all squares, not their mean.",
                  of_each(lambda W: np.mean(W**2))),
    Misconception("T2.4/spectral", "‖W‖² is the sum of all squares; NumPy's norm of order 2 is something else for a matrix.",
                  of_each(lambda W: np.linalg.norm(W, 2) ** 2)),
]  # fmt: skip


@test_case(
    name="several layers, both forms",
    points=2,
    hidden=True,
    failure_message="Which constant belongs to which form? Sum what, before what?",
)
def test_hidden_layers(l2_penalty):
    rng = np.random.default_rng(61)
    shapes = [[(3, 2)], [(4, 3), (2, 4)], [(5, 2), (3, 5), (1, 3)], [(3, 2)]]
    cases = [
        ([rng.normal(size=s) for s in layers], lam, form)
        for layers in shapes
        for lam in (0.3, 2.0)
        for form in ("lam", "half")
    ]
    cases.append(([np.asfortranarray(rng.normal(size=(3, 4)))], 0.7, "lam"))
    agree(l2_penalty, reference_penalty, cases, mutants=MUTANTS)
