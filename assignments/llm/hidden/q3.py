"""Hidden tests of q3."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.llm.bert import Corrupted
from reference.llm.bert import masked_lm_loss as reference_loss
from reference.llm.bert import mlm_corrupt as reference_corrupt
from reference.misconceptions import misconceptions_of


def select_ignored(ids, select, u, random_ids, mask_id):
    right = reference_corrupt(ids, select | ~select, u, random_ids, mask_id)
    return Corrupted(right.ids, np.where(select, ids, -100))


CORRUPT = (
    *misconceptions_of(reference_corrupt),
    Misconception(
        "T8.3/select_ignored", "Tokens that were not selected stay as they are, whatever their u is.", select_ignored
    ),
)
LOSS = misconceptions_of(reference_loss)


def sentences(*shapes, share=0.5):
    rng = np.random.default_rng(31)
    for shape in shapes:
        ids, others = rng.integers(5, 90, size=shape), rng.integers(100, 200, size=shape)
        yield ids, rng.uniform(size=shape) < share, rng.uniform(size=shape), others, int(rng.integers(1, 4))


@test_case(
    name="random sentences",
    points=1,
    hidden=True,
    failure_message="Follow single tokens: selected or not, and in which row of the table is their u?",
)
def test_hidden_sentences(mlm_corrupt):
    agree(mlm_corrupt, reference_corrupt, sentences((6, 9), (2, 30), (6, 9), (1, 40)), mutants=CORRUPT)


@test_case(
    name="on the border, none selected, all selected",
    points=0.5,
    hidden=True,
    failure_message="u = 0.8 is in the second row of the table, u = 0.9 in the third. And what if nothing is selected?",
)
def test_hidden_borders(mlm_corrupt):
    ids = np.array([[11, 12, 13, 14, 15, 16]])
    u, others = np.array([[0.0, 0.8, 0.9, 0.7999, 0.8999, 0.9999]]), np.array([[21, 22, 23, 24, 25, 26]])
    everything = np.ones((1, 6), dtype=bool)
    cases = [
        (ids, everything, u, others, 3),
        (ids, ~everything, u, others, 3),
        (ids, everything, u[:, ::-1].copy(), others, 0),
        (ids[:, :1], everything[:, :1], u[:, 1:2], others[:, :1], 4),
        (ids, everything, np.full((1, 6), 0.85), ids, 3),  # the random token may be the same one
    ]
    agree(mlm_corrupt, reference_corrupt, cases, mutants=CORRUPT)


@test_case(
    name="random losses",
    points=1,
    hidden=True,
    failure_message="How many positions are selected, and at which place is a hidden token guessed?",
)
def test_hidden_losses(masked_lm_loss):
    rng = np.random.default_rng(32)
    cases = []
    for B, T, V in ((2, 5, 7), (3, 8, 4), (1, 6, 3), (2, 5, 7)):
        for dtype in ("float64", "float32"):
            labels = np.where(rng.uniform(size=(B, T)) < 0.4, rng.integers(0, V, size=(B, T)), -100)
            labels[0, 2], labels[-1, 0] = V - 1, 0
            cases.append(((2 * rng.normal(size=(B, T, V))).astype(dtype), labels))
    cases.append((np.asfortranarray(rng.normal(size=(3, 5, 4))), np.where(np.eye(3, 5) == 1, 2, -100)))
    agree(masked_lm_loss, reference_loss, cases, mutants=LOSS)


@test_case(
    name="one position, all positions, large logits",
    points=0.5,
    hidden=True,
    failure_message="The mean over one position is its loss. Where do infinities come from?",
)
def test_hidden_few(masked_lm_loss):
    rng = np.random.default_rng(33)
    one, everything = np.full((2, 3), -100), rng.integers(0, 4, size=(2, 3))
    one[1, 1] = 3
    cases = [
        (rng.normal(size=(2, 3, 4)), one),
        (rng.normal(size=(2, 3, 4)), everything),
        (1000 * rng.normal(size=(2, 3, 4)), everything),
        (rng.normal(size=(2, 3, 4)) + np.array([[[1000.0], [-1000.0], [0.0]]]), everything[::-1].copy()),
        (rng.normal(size=(1, 2, 2)), np.array([[-100, 1]])),
    ]
    agree(masked_lm_loss, reference_loss, cases, mutants=LOSS)
