"""Hidden tests of q2."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.cnn.pool import max_pool2d
from reference.cnn.pool import max_pool2d_backward as reference_backward
from reference.misconceptions import misconceptions_of


def at_the_corner(x, dout, size, stride):
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(*dout.shape):
        window = x[n, c, i * stride :, j * stride :][:size, :size]
        dx[(n, c, *np.unravel_index(np.argmax(window), window.shape))] += dout[n, c, i, j]
    return dx


def times_maximum(x, dout, size, stride):
    return reference_backward(x, dout * max_pool2d(x, size, stride), size, stride)


def places_swapped(x, dout, size, stride):
    dx = np.zeros_like(x)
    for n, c, i, j in np.ndindex(*dout.shape):
        top, left = i * stride, j * stride
        v, u = divmod(int(np.argmax(x[n, c, top : top + size, left : left + size])), size)
        dx[n, c, top + u, left + v] += dout[n, c, i, j]
    return dx


MUTANTS = [
    Misconception("T5.4/places_swapped", "Row and column of the maximum in its window are in each other's place.",
                  places_swapped),
    *misconceptions_of(reference_backward),
    Misconception("T5.4/no_offset", "A place in the window is not a place in the image: add where the window begins.",
                  at_the_corner),
    Misconception("T5.4/times_maximum", "The gradient is passed on as it is, not times the maximum.", times_maximum),
]  # fmt: skip


def cases(settings, ties=False):
    rng = np.random.default_rng(81)
    found = []
    for shape, size, stride in settings:
        for t in ("float64", "float32"):
            x = (rng.integers(0, 3, size=shape) if ties else rng.normal(size=shape)).astype(t)
            found.append((x, rng.normal(size=max_pool2d(x, size, stride).shape).astype(t), size, stride))
    x, dout, size, stride = found[0]
    again, other = x[::-1, :, ::-1].copy(), dout[..., ::-1].copy()  # the same shapes, other numbers
    return [*found, (again, other, size, stride), (np.asfortranarray(x - 1e5), np.asfortranarray(dout), size, stride)]


@test_case(
    name="windows side by side",
    points=1,
    hidden=True,
    failure_message="In which order are windows and gradients counted?",
)
def test_hidden_tiles(max_pool2d_backward):
    agree(max_pool2d_backward, reference_backward, cases([((2, 3, 4, 6), 2, 2), ((1, 2, 9, 6), 3, 3)]), mutants=MUTANTS)


@test_case(
    name="ties", points=1, hidden=True, failure_message="Who gets the gradient when two entries of a window are equal?"
)
def test_hidden_ties(max_pool2d_backward):
    agree(
        max_pool2d_backward,
        reference_backward,
        cases([((2, 2, 4, 6), 2, 2), ((1, 3, 6, 6), 3, 3)], ties=True),
        mutants=MUTANTS,
    )


@test_case(name="overlap", points=1.5, hidden=True, failure_message="What if one entry is the maximum of two windows?")
def test_hidden_overlap(max_pool2d_backward):
    agree(max_pool2d_backward, reference_backward, cases([((2, 2, 5, 6), 3, 1), ((1, 3, 7, 5), 3, 2)]), mutants=MUTANTS)


@test_case(
    name="ties where windows overlap",
    points=1.5,
    hidden=True,
    failure_message="Does every window have its own first maximum?",
)
def test_hidden_both(max_pool2d_backward):
    agree(
        max_pool2d_backward,
        reference_backward,
        cases([((2, 2, 5, 6), 3, 1), ((1, 3, 7, 8), 3, 2)], ties=True),
        mutants=MUTANTS,
    )
