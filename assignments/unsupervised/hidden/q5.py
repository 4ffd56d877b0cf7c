"""Hidden tests of q5."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.unsupervised.som import som_bmu as reference_bmu
from reference.unsupervised.som import som_update as reference_update


def other_exponent(W, grid, x, lr, sigma, exponent):
    away = np.linalg.norm(grid - grid[reference_bmu(W, x)], axis=1)
    return W + lr * np.exp(-exponent(away, sigma))[:, None] * (x - W)


WINNERS = misconceptions_of(reference_bmu)
UPDATES = (
    *misconceptions_of(reference_update),
    Misconception("T14.3/no_2", "The exponent divides by 2σ².",
                  lambda *args: other_exponent(*args, lambda away, sigma: (away / sigma) ** 2)),
    Misconception("T14.3/not_squared", "The exponent has the squared distance.",
                  lambda *args: other_exponent(*args, lambda away, sigma: away / (2 * sigma**2))),
)  # fmt: skip


def frozen(array):
    array = np.asfortranarray(array)
    array.flags.writeable = False
    return array


def nets(seed, *sizes):
    """Units among the data, their places in the net, a sample, η and σ."""
    rng, cases = np.random.default_rng(seed), []
    for rows, columns, D, lr, sigma in sizes:
        grid = np.stack(np.mgrid[0:rows, 0:columns], axis=-1).reshape(-1, 2)
        for dtype in ("float64", "float32"):
            W, x = (rng.normal(size=shape).astype(dtype) for shape in ((rows * columns, D), D))
            cases.append((W, grid.astype(dtype), x, lr, sigma))
    W, grid, x, lr, sigma = cases[0]
    return [*cases, (frozen(W), frozen(grid), frozen(x), lr, sigma)]


@test_case(
    name="winners of many samples",
    points=1,
    hidden=True,
    failure_message="Compute all distances for a small map by hand. Which one wins, and which of two equal ones?",
)
def test_hidden_winners(som_bmu):
    rng = np.random.default_rng(51)
    cases = [
        (rng.normal(size=(K, D)).astype(dtype), rng.normal(size=D).astype(dtype))
        for K, D in ((7, 2), (40, 3), (25, 1), (40, 3), (7, 2), (90, 5))
        for dtype in ("float64", "float32")
    ]
    cases += [(frozen(W), frozen(x)) for W, x in cases[::5]]
    whole = [(rng.integers(-2, 3, size=(30, 2)) * 1.0, np.array([a, b])) for a in (0.0, 1.0, 0.5) for b in (-0.5, 2.0)]
    agree(som_bmu, reference_bmu, [*cases, *whole, (30 * rng.normal(size=(20, 2)) + 200, np.zeros(2))], mutants=WINNERS)


@test_case(
    name="maps after a sample",
    points=1.5,
    hidden=True,
    failure_message="For one unit beside the winner: how far is it in the net, what is its h, and which part of the way to x does it go?",
)
def test_hidden_updates(som_update):
    sizes = (
        (3, 4, 2, 0.5, 1.0),
        (2, 5, 3, 0.1, 2.0),
        (4, 4, 5, 0.3, 0.6),
        (3, 4, 2, 0.2, 1.5),
        (1, 6, 1, 0.9, 3.0),
        (6, 2, 2, 0.5, 1.0),
    )
    agree(som_update, reference_update, nets(52, *sizes), mutants=UPDATES)


@test_case(
    name="ties, a net of triangles, one unit, whole steps and none",
    points=0.5,
    hidden=True,
    failure_message="With η = 1 the winner arrives at x; with η = 0 nothing moves. The places in the net may be any numbers.",
)
def test_hidden_edges(som_update):
    cases = nets(53, (3, 3, 2, 1.0, 0.8), (3, 3, 2, 0.0, 1.0), (1, 1, 4, 0.4, 1.0), (4, 3, 2, 0.5, 0.05))
    W, grid, x, lr, sigma = nets(54, (4, 5, 2, 0.35, 0.9))[0]
    triangles = np.stack([grid[:, 1] + 0.5 * (grid[:, 0] % 2), grid[:, 0] * 0.75**0.5], axis=1)
    twins = np.array([[0.0, 0.0], [2.0, 0.0], [0.0, 0.0], [2.0, 0.0]])
    places = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    ties = [(twins, places, np.array([t, 0.5]), 0.5, 1.0) for t in (0.25, 1.0, 1.75)]
    agree(som_update, reference_update, [*cases, (W, triangles, x, lr, sigma), *ties], mutants=UPDATES)
