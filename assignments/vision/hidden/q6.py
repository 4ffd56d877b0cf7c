"""Hidden tests of q6."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.linear.softmax import softmax
from reference.misconceptions import misconceptions_of
from reference.vision.blip import hard_negative_weights as reference_negatives
from reference.vision.blip import momentum_soft_targets as reference_targets


def zero_similarity(sim):
    """The own text gets a similarity of 0."""
    return softmax(np.where(np.eye(len(sim)) == 1, 0, sim))


def after_softmax(sim):
    """The own text is taken out of the softmax, and what is left is divided by its sum."""
    p = softmax(sim) * (1 - np.eye(len(sim), dtype=sim.dtype))
    with np.errstate(invalid="ignore"):
        return p / p.sum(axis=1, keepdims=True)


TARGETS = misconceptions_of(reference_targets)
NEGATIVES = (
    *misconceptions_of(reference_negatives),
    Misconception("T9.6/zero_similarity", "A similarity of 0 is not a chance of 0: e⁰ is 1.", zero_similarity),
    Misconception(
        "T9.6/after_softmax",
        "Leave the own text out before the softmax: of the others nothing may be left afterwards.",
        after_softmax,
    ),
)


def tables(*sizes):
    rng = np.random.default_rng(61)
    made = [(2 * rng.normal(size=(N, N))).astype(t) for N in sizes for t in ("float64", "float32")]
    made.append(np.asfortranarray(rng.normal(size=(sizes[0], sizes[0]))))
    made[-1].flags.writeable = False
    return made


@test_case(
    name="soft targets",
    points=0.5,
    hidden=True,
    failure_message="Which part does α weigh? What does each row sum to?",
)
def test_hidden_targets(momentum_soft_targets):
    cases = [Case(sim, alpha) for sim in tables(3, 5, 4, 3) for alpha in (0.4, 0.25, 0.9)] + [
        Case(sim) for sim in tables(4, 6)
    ]
    agree(momentum_soft_targets, reference_targets, cases, mutants=TARGETS)


@test_case(
    name="no trust, full trust, large similarities",
    points=0.5,
    hidden=True,
    failure_message="For α = 0 the target is the identity, for α = 1 the copy's opinion. What is e to the power of 1000?",
)
def test_hidden_trust(momentum_soft_targets):
    rng = np.random.default_rng(62)
    sim = rng.normal(size=(4, 4))
    level = np.array([[1000.0], [-1000.0], [0.0], [500.0]])
    cases = [(sim, 0.0), (sim, 1.0), (level + sim, 0.4), (700 * sim, 0.3), (np.array([[3.0]]), 0.4)]
    agree(momentum_soft_targets, reference_targets, cases, mutants=TARGETS)


@test_case(
    name="hard negatives",
    points=0.5,
    hidden=True,
    failure_message="Over which texts is the softmax? Which of them is drawn most often?",
)
def test_hidden_negatives(hard_negative_weights):
    agree(hard_negative_weights, reference_negatives, [(sim,) for sim in tables(3, 5, 4, 3)], mutants=NEGATIVES)


@test_case(
    name="two texts, equal ones, a sure positive",
    points=0.5,
    hidden=True,
    failure_message="Leave the own text out before the softmax: afterwards nothing may be left of the others.",
)
def test_hidden_sure(hard_negative_weights):
    rng = np.random.default_rng(63)
    sim = rng.normal(size=(4, 4))
    cases = [
        (sim[:2, :2],),
        (np.zeros((5, 5)),),
        (sim + 1000 * np.eye(4),),
        (1000 * sim,),
        (sim - 1000,),
        (np.array([[1, 2], [3, 4]]) * 1.0,),
    ]
    agree(hard_negative_weights, reference_negatives, cases, mutants=NEGATIVES)
