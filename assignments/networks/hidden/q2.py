"""Hidden tests of q2: each activation on its own, so that one mistake is named although the others are right."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree, raises, require
from reference.misconceptions import misconceptions_of
from reference.neurons.activations import activation_derivative as reference_derivative


def of_name(wrong, slope):
    return lambda name, z: slope(z) if name == wrong else reference_derivative(name, z)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def from_outputs(name, z):
    slopes = {"sigmoid": lambda: z * (1 - z), "tanh": lambda: 1 - z**2}
    return slopes[name]() if name in slopes else reference_derivative(name, z)


MUTANTS = [
    Misconception("T3.1/z_as_output", "σ(1 − σ) and 1 − tanh² are of the activation at z: z is not yet an output.",
                  from_outputs),
    *misconceptions_of(reference_derivative),
    Misconception("T3.1/z_as_output", "The slope of the sigmoid is σ(z)(1 − σ(z)): z is not yet an output.",
                  of_name("sigmoid", lambda z: z * (1 - z))),
    Misconception("T3.1/softplus_slope", "The slope of softplus is σ(z) itself.",
                  of_name("softplus", lambda z: sigmoid(z) * (1 - sigmoid(z)))),
    Misconception("T3.1/step_slope", "A step is flat beside its jump: its slope is 0.",
                  of_name("heaviside", lambda z: (z >= 0) * 1.0)),
    Misconception("T3.1/step_slope", "A step is flat beside its jump: its slope is 0.",
                  of_name("heaviside", lambda z: (z > 0) * 1.0)),
]  # fmt: skip
NAMES = ("sigmoid", "tanh", "relu", "leaky_relu", "softplus", "heaviside", "identity")


def check(student, names):
    rng = np.random.default_rng(312)
    drawn = [
        (2 * rng.normal(size=s)).astype(t) for s in ((6,), (3, 4), (2, 5, 3), (3, 4)) for t in ("float64", "float32")
    ]
    drawn.append(np.asfortranarray(drawn[2]))
    corner = np.array([[-1.5, -0.0, 0.0], [1e-3, -1e-3, 2.0]])
    for name in names:
        # a constant slope may well be float64 for float32 input
        agree(student, reference_derivative, [(name, z) for z in (*drawn, corner)], mutants=MUTANTS, check_dtype=False)


@test_case(
    name="smooth activations",
    points=0.75,
    hidden=True,
    failure_message="Insert z into the activation once, then take its slope.",
)
def test_hidden_smooth(activation_derivative):
    check(activation_derivative, ("sigmoid", "tanh", "softplus"))


@test_case(
    name="activations with a corner",
    points=0.75,
    hidden=True,
    failure_message="Which slope is left of the corner, which right, which in it?",
)
def test_hidden_corner(activation_derivative):
    check(activation_derivative, ("relu", "leaky_relu"))


@test_case(
    name="a step, a line, an unknown name",
    points=0.5,
    hidden=True,
    failure_message="How steep is a step beside its jump?",
)
def test_hidden_rest(activation_derivative):
    require(activation_derivative, "activation_derivative")
    check(activation_derivative, ("heaviside", "identity"))
    raises(
        ValueError,
        activation_derivative,
        "parabola",
        np.array([0.5, -0.5]),
        name="activation_derivative of an unknown name",
    )


def table(slope, z):
    """A row for each activation."""
    return [slope(name, z) for name in NAMES]


@test_case(
    name="a table of all seven",
    points=0.5,
    hidden=True,
    failure_message="Print your slopes at -2, -1, 0, 1 and 2, a line for each name, and compare with the plot.",
)
def test_hidden_table(activation_derivative):
    require(activation_derivative, "activation_derivative")
    mutants = [m.through(table) for m in MUTANTS]
    agree(
        lambda z: table(activation_derivative, z),
        lambda z: table(reference_derivative, z),
        [(np.arange(-2.0, 3.0),), (np.array([[0.25, 0.0], [-0.75, 3.0]]),)],
        mutants=mutants,
        check_dtype=False,
        name="activation_derivative",
    )
