"""Hidden tests of q3."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.cnn import pool
from reference.misconceptions import misconceptions_of

TILES = [((2, 3, 6, 4), 2, 2), ((1, 2, 9, 6), 3, 3)]
OTHERS = [((1, 2, 7, 5), 3, 2), ((2, 1, 5, 6), 2, 1), ((1, 2, 8, 7), 2, 3)]


def across(x, size, stride):
    y = pool.avg_pool2d(x, size, stride)
    return y.mean(axis=1, keepdims=True) + 0 * y


def whole(x, dout, size, stride):
    return pool.avg_pool2d_backward(x, size**2 * (dout // size**2), size, stride)


def counted(x, dout, size, stride):
    seen = size**2 * pool.avg_pool2d_backward(x, np.ones_like(dout), size, stride)
    return pool.avg_pool2d_backward(x, dout, size, stride) / np.maximum(seen, 1)


ACROSS = Misconception("T5.4/across_channels", "Each channel has a mean of its own.", across)
WHOLE = Misconception("T5.4/whole_shares", "`//` rounds the shares down to whole numbers.", whole)
COUNTED = Misconception("T5.4/per_pixel", "The shares of all windows add up; they are not averaged.", counted)


def means(avg_pool2d, settings):
    rng = np.random.default_rng(91)
    cases = [
        (rng.normal(size=shape).astype(t), size, stride)
        for shape, size, stride in (*settings, settings[0])  # the same shape again, with other numbers
        for t in ("float64", "float32")
    ]
    cases.append((np.asfortranarray(cases[0][0]), *cases[0][1:]))
    agree(avg_pool2d, pool.avg_pool2d, cases, mutants=[*misconceptions_of(pool.avg_pool2d), ACROSS])


def shares(avg_pool2d_backward, settings):
    rng = np.random.default_rng(92)
    cases = []
    for shape, size, stride in (*settings, settings[0]):
        for t in ("float64", "float32"):
            x = rng.normal(size=shape).astype(t)
            cases.append((x, rng.normal(size=pool.avg_pool2d(x, size, stride).shape).astype(t), size, stride))
    x, dout, size, stride = cases[0]
    cases.append((np.asfortranarray(x), np.asfortranarray(dout), size, stride))
    mutants = [*misconceptions_of(pool.avg_pool2d_backward), WHOLE, COUNTED]
    agree(avg_pool2d_backward, pool.avg_pool2d_backward, cases, mutants=mutants)


@test_case(
    name="means, side by side",
    points=1,
    hidden=True,
    failure_message="Which numbers does each window see, and how many are they?",
)
def test_hidden_means(avg_pool2d):
    means(avg_pool2d, TILES)


@test_case(name="means, other strides", points=1, hidden=True, failure_message="Where does the second window begin?")
def test_hidden_strides(avg_pool2d):
    means(avg_pool2d, OTHERS)


@test_case(name="shares, side by side", points=1, hidden=True, failure_message="How large is each share?")
def test_hidden_shares(avg_pool2d_backward):
    shares(avg_pool2d_backward, TILES)


@test_case(name="shares, other strides", points=1, hidden=True, failure_message="What happens where windows overlap?")
def test_hidden_overlap(avg_pool2d_backward):
    shares(avg_pool2d_backward, OTHERS)
