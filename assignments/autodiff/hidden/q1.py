"""Hidden tests of q1: the backward pass that a slide of `001_93c4fdc1f7522504.txt` leaves out."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.mlp.networks import ThreeLayerCache, gradients_from_deltas, three_layer_backward, three_layer_forward


def drive(backward, cache, y):
    """The reference takes its cache as a named tuple."""
    return backward(ThreeLayerCache(*cache), y)


def reference(cache, y):
    return drive(three_layer_backward, cache, y)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def back(cache, y, slope=lambda h: h * (1 - h), scale=1.0):
    """Another slope, or every delta times a number."""
    d3 = scale * (cache.out - y)
    d2 = cache.W3.T @ d3 * slope(cache.h2)
    return gradients_from_deltas(cache, d3, d2, cache.W2.T @ d2 * slope(cache.h1))


MUTANTS = [
    *(m.through(drive) for m in misconceptions_of(three_layer_backward)),
    *(
        Misconception(key, message, mutant).through(drive)
        for key, message, mutant in (
            (
                "T3.1/deriv_of_output",
                "h is an activation already: its slope is h(1−h), not σ(h)(1−σ(h)).",
                lambda cache, y: back(cache, y, lambda h: sigmoid(h) * (1 - sigmoid(h))),
            ),
            ("T3.4/mean", "This loss sums over samples.", lambda cache, y: back(cache, y, scale=1 / y.shape[1])),
            ("T3.4/sign", "The loss grows with out − y: yours has the other sign.", lambda c, y: back(c, y, scale=-1)),
        )
    ),
]


def cases(*sizes):
    rng = np.random.default_rng(31)
    drawn = []
    for n, *units in sizes:
        for dtype in ("float64", "float32"):
            layers = [
                rng.normal(size=shape).astype(dtype)
                for m, k in zip(units, units[1:], strict=False)
                for shape in ((k, m), (k, 1))
            ]
            x, y = (rng.normal(size=(m, n)).astype(dtype) for m in (units[0], units[-1]))
            _, cache = three_layer_forward(x, *layers, return_cache=True)
            drawn.append((tuple(cache), y))
    (cache, y) = drawn[0]
    return [*drawn, (tuple(np.asfortranarray(a) for a in cache), np.asfortranarray(y))]


@test_case(
    name="one sample",
    points=2,
    hidden=True,
    failure_message="Which layers have a sigmoid behind them, and what is its slope in terms of h?",
)
def test_hidden_one(three_layer_backward):
    agree(
        three_layer_backward,
        reference,
        cases((1, 3, 4, 4, 1), (1, 2, 5, 3, 4), (1, 4, 4, 4, 4)),
        mutants=MUTANTS,
        name="three_layer_backward",
    )


@test_case(
    name="batches",
    points=2,
    hidden=True,
    failure_message="Every gradient has the shape of what it belongs to, and sums over the samples.",
)
def test_hidden_batch(three_layer_backward):
    agree(
        three_layer_backward,
        reference,
        cases((5, 3, 4, 2, 6), (7, 2, 5, 3, 1), (4, 4, 4, 4, 4), (5, 3, 4, 2, 6)),
        mutants=MUTANTS,
        name="three_layer_backward",
    )
