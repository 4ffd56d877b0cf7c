"""Hidden tests of q1."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, agree
from reference.misconceptions import misconceptions_of
from reference.neurons import activations

FAR = np.array([-1000.0, -30.0, 0.0, 30.0, 1000.0])
FARTHEST = [(FAR,), (FAR.astype("float32").reshape(5, 1),), (np.array([[-800.0, 0.5, 750.0]]),)]


def arrays():
    rng = np.random.default_rng(311)
    drawn = [
        (2 * rng.normal(size=s)).astype(t) for s in ((7,), (3, 5), (2, 3, 4), (3, 5)) for t in ("float64", "float32")
    ]
    drawn.append(np.asfortranarray(rng.normal(size=(5, 2))))
    drawn[0].flags.writeable = False
    return drawn


def same(student, reference, cases):
    agree(student, reference, cases, mutants=misconceptions_of(reference))


@test_case(
    name="hinges on random arrays",
    points=0.5,
    hidden=True,
    failure_message="What happens to a negative z, and what to a positive one?",
)
def test_hidden_hinges(relu, leaky_relu):
    same(relu, activations.relu, [(z,) for z in arrays()])
    same(leaky_relu, activations.leaky_relu, [Case(z) for z in arrays()] + [Case(z, slope=0.25) for z in arrays()])


@test_case(
    name="hinges at 0 and far from it",
    points=0.5,
    hidden=True,
    failure_message="Put -1000, 0 and 1000 into both: what comes out, and of which size?",
)
def test_hidden_hinges_far(relu, leaky_relu):
    same(relu, activations.relu, FARTHEST)
    same(leaky_relu, activations.leaky_relu, [Case(z, slope=0.5) for (z,) in FARTHEST])


@test_case(
    name="curves on random arrays",
    points=1,
    hidden=True,
    failure_message="Compare a few values with the table, also for negative z.",
)
def test_hidden_curves(tanh, softplus):
    same(tanh, activations.tanh, [(z,) for z in arrays()])
    same(softplus, activations.softplus, [(z,) for z in arrays()])


@test_case(
    name="a thousand on either side",
    points=1,
    hidden=True,
    failure_message="No exponent may be a large positive number.",
)
def test_hidden_far(tanh, softplus):
    for student, reference in ((tanh, activations.tanh), (softplus, activations.softplus)):
        same(student, reference, FARTHEST)
