"""Hidden tests of q5."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree, raises
from reference.cnn.sizes import conv_output_size as reference_size
from reference.cnn.sizes import conv_param_count as reference_count
from reference.cnn.sizes import receptive_field as reference_field
from reference.misconceptions import misconceptions_of


def fraction(n, k, stride=1, padding=0, dilation=1):
    return (n + 2 * padding - dilation * (k - 1) - 1) / stride + 1


FRACTION = Misconception(
    "T5.5/not_rounded", "A size is a whole number: round the quotient down, as `//` does.", fraction
)


def sizes(conv_output_size, cases):
    agree(conv_output_size, reference_size, cases, mutants=[*misconceptions_of(reference_size), FRACTION])


def drawn(seed, count, low, high):
    rng = np.random.default_rng(seed)
    return [tuple(int(v) for v in row) for row in rng.integers(low, high, size=(count, len(low)))]


@test_case(
    name="sizes without dilation",
    points=0.5,
    hidden=True,
    failure_message="How often can the kernel move by the stride, and where does it begin?",
)
def test_hidden_sizes(conv_output_size):
    cases = [(10, 3), (5, 5), (7, 1, 2), (28, 5, 1, 2), Case(33, 3, padding=1, stride=2), Case(n=9, k=2)]
    sizes(
        conv_output_size,
        [*cases, *drawn(51, 12, (16, 1, 1, 0), (60, 6, 4, 4)), tuple(np.int64(v) for v in (31, 4, 3, 1))],
    )


@test_case(
    name="sizes with dilation", points=0.5, hidden=True, failure_message="How many pixels does a kernel with gaps span?"
)
def test_hidden_dilated(conv_output_size):
    sizes(conv_output_size, [Case(32, 3, dilation=2), *drawn(53, 12, (16, 1, 1, 0, 2), (60, 6, 4, 4, 4))])


@test_case(
    name="a kernel that does not fit",
    points=0.5,
    hidden=True,
    failure_message="How many pixels must a padded image have at least? Which error does the question name?",
)
def test_hidden_no_room(conv_output_size):
    for size in ((4, 5, 1, 0, 1), (5, 3, 1, 0, 3), (3, 7, 2, 1, 1), (2, 3, 5, 0, 1)):
        raises(ValueError, conv_output_size, *size, name="conv_output_size")


def walked(step):
    """Field and jump of another rule: (r, j, k, s, d) → (r, j)."""

    def field(layers):
        r = j = 1
        for layer in layers:
            r, j = step(r, j, *layer)
        return r, j

    return field


def filters(of_one, biases=lambda c_out: c_out):
    """Parameters from the weights of a filter, (channels that it sees, k), and the biases."""
    return lambda c_in, c_out, k, groups=1, bias=True: (
        c_out * of_one(c_in // groups, k) + (biases(c_out) if bias else 0)
    )


FIELD = [
    *misconceptions_of(reference_field),
    Misconception("T5.5/jumps_added", "Strides multiply: two layers of stride 2 make a jump of 4.",
                  walked(lambda r, j, k, s, d: (r + (k - 1) * d * j, j + s - 1))),
    Misconception("T5.5/span", "A kernel with gaps spans d(k − 1) + 1 pixels, not d·k.",
                  walked(lambda r, j, k, s, d: (r + (k * d - 1) * j, j * s))),
]  # fmt: skip
COUNT = [
    *misconceptions_of(reference_count),
    Misconception("T5.3/k_once", "The kernel has k × k weights for a channel.", filters(lambda c, k: c * k)),
    Misconception("T5.3/one_bias", "Each filter has a bias of its own.", filters(lambda c, k: c * k * k, lambda c: 1)),
]


def fields(receptive_field, stacks):
    agree(receptive_field, reference_field, [(s,) for s in stacks], mutants=FIELD)


@test_case(
    name="stacks without dilation",
    points=0.5,
    hidden=True,
    failure_message="How far apart, in image pixels, are two neighbours in the map that a layer reads?",
)
def test_hidden_stacks(receptive_field):
    stacks = [[(3, 1, 1)] * 3, [(11, 4, 1), (3, 2, 1), (5, 1, 1), (3, 2, 1)], [(1, 2, 1), (2, 1, 1)]]
    fields(receptive_field, [*stacks, *(drawn(52 + n, n, (1, 1, 1), (8, 4, 2)) for n in (1, 2, 4, 6))])


@test_case(
    name="stacks with dilation",
    points=0.5,
    hidden=True,
    failure_message="How many jumps is one step of a kernel with gaps?",
)
def test_hidden_dilated_stacks(receptive_field):
    stacks = [[(3, 1, 1), (3, 1, 2), (3, 1, 4)], [(3, 2, 2), (3, 1, 3)]]
    fields(receptive_field, [*stacks, *(drawn(62 + n, n, (1, 1, 1), (8, 4, 4)) for n in (1, 2, 4, 6))])


def parameters(conv_param_count, cases):
    agree(conv_param_count, reference_count, cases, mutants=COUNT)


@test_case(
    name="layers without groups",
    points=0.5,
    hidden=True,
    failure_message="How many weights has one filter, and how many biases?",
)
def test_hidden_parameters(conv_param_count):
    parameters(conv_param_count, [(3, 16, 5), (1, 6, 5), (64, 64, 1), Case(16, 32, 3, bias=False)])


@test_case(name="layers with groups", points=0.5, hidden=True, failure_message="How many channels does one filter see?")
def test_hidden_groups(conv_param_count):
    cases = [Case(8, 8, 3, groups=8), Case(c_in=12, c_out=18, k=3, groups=3), (6, 4, 7, 2, False)]
    parameters(conv_param_count, [*cases, (np.int64(10), np.int64(15), np.int64(2), np.int64(5), True)])
