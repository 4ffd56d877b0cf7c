"""Hidden tests of q3."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.training.initialisation import he_std as reference_std
from reference.training.initialisation import init_normal
from reference.training.initialisation import xavier_bound as reference_bound

SIZES = [(3, 5), (784, 100), (64, 64), (1, 10), (10, 1)]


def weights(draw, noise):
    return draw(noise.shape, reference_std(noise.shape[1]), noise)


def reference_weights(noise):
    return weights(init_normal, noise)


def by_rows(noise):
    return init_normal(noise.shape, reference_std(noise.shape[0]), noise)


FAN_OUT = Misconception("T4.5/fan_out", "The weights have shape (out, in): He's rule looks at the last axis.", by_rows)
BRACKETS = Misconception(
    "T4.5/brackets",
    "Divide 6 by the sum in + out: it needs brackets.",
    lambda fan_in, fan_out: np.sqrt(6 / fan_in + fan_out),
)
WHOLE = Misconception(
    "T4.5/floor_division", "2 // in is 0 for more than two inputs: divide with /.", lambda fan_in: np.sqrt(2 // fan_in)
)
MUTANTS = [
    Misconception("T4.5/floor_division", WHOLE.message, lambda noise: noise * np.sqrt(2 // noise.shape[1])),
    FAN_OUT,
    *(m.through(weights) for m in misconceptions_of(init_normal)),
]


WHOLE_BOUND = Misconception("T4.5/whole", "`//` rounds the quotient down: use /.",
                            lambda fan_in, fan_out: np.sqrt(6 // (fan_in + fan_out)))  # fmt: skip


@test_case(
    name="Xavier's bound",
    points=1,
    hidden=True,
    failure_message="How large is the variance of a uniform draw from [-a, a]?",
)
def test_hidden_bound(xavier_bound):
    cases = [*SIZES, (1, 2), (2, 2), (np.int64(20), np.int64(30))]
    agree(xavier_bound, reference_bound, cases, mutants=[*misconceptions_of(reference_bound), BRACKETS, WHOLE_BOUND])


@test_case(
    name="He's deviation", points=0.5, hidden=True, failure_message="How much of a signal does a ReLU let through?"
)
def test_hidden_std(he_std):
    cases = [(fan_in,) for fan_in, _ in SIZES]
    agree(he_std, reference_std, cases, mutants=[*misconceptions_of(reference_std), WHOLE])


@test_case(
    name="weights from noise",
    points=1,
    hidden=True,
    failure_message="Which axis counts the inputs? By what do you multiply the noise?",
)
def test_hidden_weights(he_weights):
    rng = np.random.default_rng(31)
    noises = [
        rng.normal(size=s).astype(t) for s in ((5, 3), (2, 7), (1, 6), (4, 2), (5, 3)) for t in ("float64", "float32")
    ]
    noises.append(np.asfortranarray(noises[0]))
    noises[0].flags.writeable = False
    # float32 times a NumPy number is float64 in NumPy 2: not the point here
    agree(he_weights, reference_weights, [(n,) for n in noises], mutants=MUTANTS, name="he_weights", check_dtype=False)
