"""Hidden tests of q2."""

from dataclasses import replace

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.generative.autoregressive import bits_per_dim as reference_bits
from reference.generative.autoregressive import fvsbn_log_prob as reference_fvsbn
from reference.generative.autoregressive import nade_log_prob as reference_nade
from reference.misconceptions import misconceptions_of


def one_back(x, W, V, b, c):
    """h_d has seen entry d − 1 alone."""
    total = 0
    for d in range(x.shape[1]):
        seen = np.zeros_like(x)
        seen[:, max(d - 1, 0) : d] = x[:, max(d - 1, 0) : d]
        h = 1 / (1 + np.exp(-(seen @ W.T + c)))
        z = b[d] + h @ V[d]
        total = total + x[:, d] * z - np.logaddexp(0, z)
    return total


def negative(x, *weights):
    return -reference_fvsbn(x, *weights) if len(weights) == 2 else -reference_nade(x, *weights)


def nade_flipped(x, W, V, b, c):
    return reference_nade(x, W, -V, -b, c)


FLIPPED = misconceptions_of(reference_fvsbn, "T10.1/probability_of_zero")[0]
MEAN = misconceptions_of(reference_fvsbn, "T10.1/mean_not_sum")[0]
NEGATIVE = Misconception("T10.1/negative", "Asked is log p itself, which is never above 0.", negative)
FVSBN = (*misconceptions_of(reference_fvsbn), NEGATIVE)
NADE = (
    *misconceptions_of(reference_nade),
    replace(FLIPPED, mutant=nade_flipped),
    replace(MEAN, mutant=lambda x, W, V, b, c: reference_nade(x, W, V, b, c) / x.shape[1]),
    NEGATIVE,
    Misconception("T10.1/one_back", "The sum goes on: h_d has seen all entries before d, not the last one.", one_back),
)
BITS = misconceptions_of(reference_bits)


def belief_networks(*sizes, scale=1.0):
    rng = np.random.default_rng(21)
    for N, D in sizes:
        for dtype in ("float64", "float32"):
            x, W = (rng.uniform(size=(N, D)) < 0.5), scale * np.tril(rng.normal(size=(D, D)), -1)
            yield tuple(part.astype(dtype) for part in (x, W, scale * rng.normal(size=D)))


@test_case(
    name="sigmoid belief networks",
    points=1,
    hidden=True,
    failure_message="Row d of W belongs to entry d. What is the logarithm of a product?",
)
def test_hidden_fvsbn(fvsbn_log_prob):
    cases = list(belief_networks((3, 5), (4, 2), (2, 7), (3, 5)))
    cases.append(tuple(np.asfortranarray(part) for part in cases[0]))
    agree(fvsbn_log_prob, reference_fvsbn, cases, mutants=FVSBN)


@test_case(
    name="one entry, no weights, large weights",
    points=0.5,
    hidden=True,
    failure_message="With weights of several hundred some samples are all but impossible: their log p is −1000 or so, not −∞.",
)
def test_hidden_sure(fvsbn_log_prob):
    rng = np.random.default_rng(22)
    x = (rng.uniform(size=(6, 4)) < 0.5) * 1.0
    large = list(belief_networks((5, 6), scale=400.0))[:1]
    cases = [*belief_networks((3, 1)), (x, np.zeros((4, 4)), rng.normal(size=4)), *large]
    agree(fvsbn_log_prob, reference_fvsbn, cases, mutants=FVSBN)


def nades(*sizes, scale=1.0):
    rng = np.random.default_rng(23)
    for N, D, H in sizes:
        for dtype in ("float64", "float32"):
            shapes = ((H, D), (D, H), (D,), (H,))
            weights = (scale * rng.normal(size=shape) for shape in shapes)
            yield tuple(part.astype(dtype) for part in (rng.uniform(size=(N, D)) < 0.5, *weights))


@test_case(
    name="NADE",
    points=1.5,
    hidden=True,
    failure_message="First predict x_d, then look at it. Which entries does h_d know?",
)
def test_hidden_nade(nade_log_prob):
    cases = list(nades((3, 5, 4), (4, 2, 7), (2, 6, 3), (3, 5, 4)))
    cases.append(tuple(np.asfortranarray(part) for part in cases[0]))
    agree(nade_log_prob, reference_nade, cases, mutants=NADE)


@test_case(
    name="NADE with one entry, one unit, large weights",
    points=0.5,
    hidden=True,
    failure_message="The first entry is predicted from the biases alone. Large weights: e to the power of 1000?",
)
def test_hidden_nade_edges(nade_log_prob):
    cases = [*nades((3, 1, 4), (4, 5, 1)), *list(nades((6, 5, 3), scale=400.0))[:1]]
    agree(nade_log_prob, reference_nade, cases, mutants=NADE)


@test_case(
    name="bits",
    points=0.5,
    hidden=True,
    failure_message="How many nats is a bit, and how many entries share them?",
)
def test_hidden_bits(bits_per_dim):
    rng = np.random.default_rng(24)
    cases = [
        (3000.0, 32 * 32 * 3),
        (rng.uniform(1, 90, size=5), 784),
        (rng.uniform(1, 90, size=(2, 3)).astype("float32"), 17),
        (0.5, 1),
        (rng.uniform(1, 90, size=5), 3),
    ]
    agree(bits_per_dim, reference_bits, cases, mutants=BITS)
