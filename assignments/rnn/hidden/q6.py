"""Hidden tests of q6."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.rnn.gradients import clip_grad_norm as reference_clip
from reference.rnn.gradients import gradient_norm_bound as reference_bound
from reference.rnn.gradients import jacobian_product as reference_product

BOUND = (
    *misconceptions_of(reference_bound),
    Misconception("T6.5/eigenvalue", "The largest singular value, not the largest eigenvalue: W_hh need not be symmetric.",
                  lambda W, gamma, T: (gamma * np.max(np.abs(np.linalg.eigvals(W)))) ** T),
    Misconception("T6.5/times", "The factor of each step is multiplied, T times.",
                  lambda W, gamma, T: gamma * np.linalg.norm(W, 2) * T),
)  # fmt: skip
PRODUCT = (
    *misconceptions_of(reference_product),
    Misconception("T6.5/transposed", "Row r, column c is how unit r at the end depends on unit c at the start.",
                  lambda W, hs: reference_product(W, hs).T),
)  # fmt: skip


@test_case(
    name="products of Jacobians",
    points=1,
    hidden=True,
    failure_message="The newest step stands to the left, and the slope of unit r scales row r.",
)
def test_hidden_product(jacobian_product):
    rng = np.random.default_rng(61)
    cases = [
        (rng.normal(size=(H, H)).astype(t), rng.uniform(-0.9, 0.9, size=(T, H)).astype(t))
        for T, H in ((3, 2), (5, 4), (2, 3), (1, 3), (4, 1), (0, 3), (3, 2))
        for t in ("float64", "float32")
    ]
    cases.append(tuple(np.asfortranarray(a) for a in cases[2]))
    for array in cases[-1]:
        array.flags.writeable = False
    agree(jacobian_product, reference_product, cases, mutants=PRODUCT, check_dtype=False)


@test_case(
    name="bounds",
    points=0.5,
    hidden=True,
    failure_message="NumPy has the spectral norm: np.linalg.norm(W, 2). How often does γ count?",
)
def test_hidden_bound(gradient_norm_bound):
    rng = np.random.default_rng(62)
    cases = [
        (rng.normal(size=(H, H)).astype(t), gamma, T)
        for H in (3, 2, 4, 3)
        for t in ("float64", "float32")
        for gamma, T in ((1.0, 5), (0.25, 3), (0.25, 1), (1.0, 0))
    ]
    agree(gradient_norm_bound, reference_bound, cases, mutants=BOUND, check_dtype=False)


def gradients(sizes, t="float64"):
    rng = np.random.default_rng(63)
    return [
        [(scale * rng.normal(size=s)).astype(t) for scale, s in zip((0.2, 3.0, 1.0), shapes, strict=False)]
        for shapes in sizes
    ]


SIZES = [((3, 2), (4,), (2, 2)), ((5,), (1, 3), (2, 2, 2)), ((3, 2), (4,), (2, 2)), ((1,),)]


@test_case(
    name="too long",
    points=1,
    hidden=True,
    failure_message="Is there one norm for all gradients? Do all shrink by the same factor? Which norm is returned?",
)
def test_hidden_long(clip_grad_norm):
    mutants = misconceptions_of(reference_clip)
    cases = [(grads, m) for t in ("float64", "float32") for grads in gradients(SIZES, t) for m in (0.5, 0.1)]
    cases.append(([np.asfortranarray(g) for g in gradients(SIZES)[0]], 0.3))
    agree(clip_grad_norm, reference_clip, cases, mutants=mutants, check_dtype=False)


@test_case(
    name="short enough",
    points=0.5,
    hidden=True,
    failure_message="A gradient that is short enough, or 0, stays what it is.",
)
def test_hidden_short(clip_grad_norm):
    cases = [(grads, m) for grads in gradients(SIZES) for m in (50.0, 1000.0)]
    cases += [([0 * g for g in grads], 1.0) for grads in gradients(SIZES[:2])]
    agree(clip_grad_norm, reference_clip, cases, mutants=misconceptions_of(reference_clip), check_dtype=False)
