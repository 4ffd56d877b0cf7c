"""Hidden tests of q2."""

from dataclasses import replace

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.vision.swin import cyclic_shift as reference_shift
from reference.vision.swin import shifted_window_mask as reference_mask
from reference.vision.swin import window_partition as reference_partition


def rows_or_columns(H, W, M, s):
    """A pair is forbidden only if it differs in both directions."""
    y, x = np.divmod(np.arange(H * W), W)
    y, x = (
        reference_partition((part >= size - s).reshape(1, H, W, 1) * 1.0, M)[:, :, 0] for part, size in ((y, H), (x, W))
    )
    return (y[:, :, None] == y[:, None, :]) | (x[:, :, None] == x[:, None, :])


PARTITION = misconceptions_of(reference_partition)


def zeros_at_both(x, s):
    """What leaves is lost, whichever way it is rolled."""
    out, (H, W) = np.roll(x, (-s, -s), axis=(1, 2)), x.shape[1:3]
    rows, columns = (np.arange(n) + s for n in (H, W))
    stays = ((rows >= 0) & (rows < H))[:, None] & ((columns >= 0) & (columns < W))
    return np.where(stays[:, :, None], out, 0)


(ZEROS,) = misconceptions_of(reference_shift, "T9.2/zeros")
SHIFT = (*misconceptions_of(reference_shift), replace(ZEROS, mutant=zeros_at_both))
MASK = (
    *misconceptions_of(reference_mask),
    Misconception("T9.2/or", "Both directions have to agree, not one of them.", rows_or_columns),
)


def grids(*sizes):
    rng = np.random.default_rng(21)
    made = [(rng.normal(size=shape).astype(t), M) for *shape, M in sizes for t in ("float64", "float32")]
    x = np.asfortranarray(rng.normal(size=sizes[0][:4]))
    x.flags.writeable = False
    return [*made, (x, sizes[0][4])]


@test_case(
    name="windows of several grids",
    points=1,
    hidden=True,
    failure_message="Number the tokens of a grid that is wider than high: which of them are in the first window, which in the second?",
)
def test_hidden_windows(window_partition):
    agree(
        window_partition,
        reference_partition,
        grids((2, 4, 6, 3, 2), (1, 6, 9, 2, 3), (3, 8, 4, 5, 4), (2, 4, 6, 3, 2)),
        mutants=PARTITION,
    )


@test_case(
    name="windows of one token, one window",
    points=0.5,
    hidden=True,
    failure_message="With M = 1 every token is a window; with M = H = W there is one a picture.",
)
def test_hidden_small(window_partition):
    cases = grids((2, 3, 5, 2, 1), (3, 4, 4, 2, 4), (1, 2, 6, 1, 2), (2, 9, 3, 2, 3))
    agree(window_partition, reference_partition, cases, mutants=PARTITION)


@test_case(
    name="rolled, and back",
    points=1,
    hidden=True,
    failure_message="Which token is at (0, 0) afterwards? And where are those that left at the edge?",
)
def test_hidden_shift(cyclic_shift):
    cases = grids(
        (2, 5, 7, 3, 1),
        (1, 4, 6, 2, 2),
        (3, 5, 4, 1, 3),
        (2, 5, 7, 3, 2),
        (1, 6, 6, 2, -2),
        (2, 3, 4, 2, -1),
        (1, 3, 4, 2, 0),
    )
    agree(cyclic_shift, reference_shift, cases, mutants=SHIFT)


@test_case(
    name="masks",
    points=1,
    hidden=True,
    failure_message="For two tokens of the last window: have both come around, in rows and in columns?",
)
def test_hidden_masks(shifted_window_mask):
    agree(
        shifted_window_mask,
        reference_mask,
        [(4, 6, 2, 1), (6, 9, 3, 1), (9, 6, 3, 2), (8, 12, 4, 2), (6, 4, 2, 1)],
        mutants=MASK,
    )


@test_case(
    name="no shift, one window",
    points=0.5,
    hidden=True,
    failure_message="Without a shift nothing has come around. And with one window for the whole grid?",
)
def test_hidden_one_window(shifted_window_mask):
    cases = [(3, 3, 3, 1), (4, 4, 4, 3), (2, 6, 2, 1), (4, 6, 2, 0), (3, 2, 1, 0)]
    agree(shifted_window_mask, reference_mask, cases, mutants=MASK)
