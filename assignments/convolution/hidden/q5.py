"""Hidden tests of q5."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, agree, raises
from reference import counting
from reference._misconceptions import misconceptions_of


@test_case(
    name="random sizes", points=1, hidden=True,
    failure_message="How many pixels does the kernel span, and how often can it still move by the stride?",
)
def test_hidden_sizes(conv_output_size):
    rng = np.random.default_rng(51)
    cases = [(10, 3), (5, 5), (7, 1, 2), (28, 5, 1, 2), Case(32, 3, dilation=2), Case(33, 3, padding=1, stride=2), Case(n=9, k=2)]
    for _ in range(20):
        n, k, s, p, d = (int(v) for v in rng.integers((16, 1, 1, 0, 1), (60, 6, 4, 4, 4)))
        cases += [(n, k, s, p, d)]
    cases += [tuple(np.int64(v) for v in (31, 4, 3, 1, 2))]
    agree(conv_output_size, counting.conv_output_size, cases, mutants=misconceptions_of(counting.conv_output_size))


@test_case(
    name="a kernel that does not fit", points=0.5, hidden=True,
    failure_message="How many pixels must a padded image have at least? Which error does the question name?",
)
def test_hidden_no_room(conv_output_size):
    for size in ((4, 5, 1, 0, 1), (5, 3, 1, 0, 3), (3, 7, 2, 1, 1), (2, 3, 5, 0, 1)):
        raises(ValueError, conv_output_size, *size, name="conv_output_size")


@test_case(
    name="stacks of layers", points=1, hidden=True,
    failure_message="How far apart, in image pixels, are two neighbours in the map that a layer reads?",
)
def test_hidden_stacks(receptive_field):
    rng = np.random.default_rng(52)
    cases = [([(3, 1, 1)] * 3,), ([(3, 1, 1), (3, 1, 2), (3, 1, 4)],), ([(11, 4, 1), (3, 2, 1), (5, 1, 1), (3, 2, 1)],), ([(1, 2, 1), (2, 1, 1)],)]
    for length in (1, 2, 4, 6):
        cases += [([tuple(int(v) for v in layer) for layer in rng.integers((1, 1, 1), (8, 4, 4), size=(length, 3))],)]
    agree(receptive_field, counting.receptive_field, cases, mutants=misconceptions_of(counting.receptive_field))


@test_case(
    name="layers with and without groups", points=1, hidden=True,
    failure_message="How many channels does one filter see, and how many biases does it have?",
)
def test_hidden_parameters(conv_param_count):
    cases = [(3, 16, 5), (1, 6, 5), (64, 64, 1), Case(16, 32, 3, bias=False), Case(8, 8, 3, groups=8), Case(c_in=12, c_out=18, k=3, groups=3)]
    cases += [(6, 4, 7, 2, False), (np.int64(10), np.int64(15), np.int64(2), np.int64(5), True)]
    agree(conv_param_count, counting.conv_param_count, cases, mutants=misconceptions_of(counting.conv_param_count))
