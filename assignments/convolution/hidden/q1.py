"""Hidden tests of q1."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.cnn import conv1d
from reference.misconceptions import misconceptions_of


def cases(seed, sizes):
    rng = np.random.default_rng(seed)
    found = [
        (rng.normal(size=n).astype(t), rng.normal(size=k).astype(t)) for n, k in sizes for t in ("float64", "float32")
    ]
    frozen = tuple(a.copy() for a in found[0])
    for a in frozen:
        a.flags.writeable = False
    every_second = rng.normal(size=2 * sizes[0][0])[::2]
    return [*found, frozen, (every_second, frozen[1])]


def correlates(student, which):
    agree(
        student, conv1d.cross_correlate1d, which, mutants=misconceptions_of(conv1d.cross_correlate1d), check_dtype=False
    )


def convolves(student, which):
    agree(student, conv1d.convolve1d, which, mutants=misconceptions_of(conv1d.convolve1d), check_dtype=False)


@test_case(
    name="correlations",
    points=0.5,
    hidden=True,
    failure_message="Which number of the signal meets w_0, and how often does the kernel fit?",
)
def test_hidden_correlations(cross_correlate1d):
    correlates(cross_correlate1d, cases(11, [(7, 3), (11, 5), (4, 1)]))


@test_case(
    name="convolutions", points=0.5, hidden=True, failure_message="Which number of the signal meets the last weight?"
)
def test_hidden_convolutions(convolve1d):
    convolves(convolve1d, cases(12, [(7, 3), (11, 5), (4, 1)]))


@test_case(
    name="even kernels, and one as long as the signal",
    points=1,
    hidden=True,
    failure_message="In how many places does a kernel of length 2 fit, and one of length n?",
)
def test_hidden_even(cross_correlate1d, convolve1d):
    sizes = [(6, 2), (9, 4), (5, 5), (2, 2)]
    correlates(cross_correlate1d, cases(13, sizes))
    convolves(convolve1d, cases(14, sizes))
