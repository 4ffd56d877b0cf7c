"""Hidden tests of q4."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.vision.pretraining import MaskedPatches
from reference.vision.pretraining import mae_loss as reference_loss
from reference.vision.pretraining import mae_random_mask as reference_mask


def kept_sorted(noise, ratio=0.75):
    keep, mask, restore = reference_mask(noise, ratio)
    return MaskedPatches(np.sort(keep, axis=1), mask, restore)


def biased(pred, target, mask, norm_pix=True):
    """The variance divides by P."""
    if norm_pix:
        centred = target - target.mean(axis=2, keepdims=True)
        target = centred / np.sqrt(target.var(axis=2, keepdims=True) + 1e-6)
    return reference_loss(pred, target, mask, norm_pix=False)


def mean_of_images(pred, target, mask, norm_pix=True):
    losses = [
        reference_loss(*(part[i : i + 1] for part in (pred, target, mask)), norm_pix)
        for i in range(len(mask))
        if mask[i].any()
    ]
    return np.mean(losses)


def without_rounding(noise, ratio=0.75):
    """K as the computer has it."""
    _, _, restore = reference_mask(noise, 0.0)
    K = int(noise.shape[1] * (1 - ratio))
    return MaskedPatches(np.argsort(restore, axis=1)[:, :K], restore >= K, restore)


MASK = (
    Misconception(
        "T9.4/without_rounding",
        "N (1 − ratio) may be a little below a whole number: add 10⁻⁹ before you cut.",
        without_rounding,
    ),
    *misconceptions_of(reference_mask),
    Misconception(
        "T9.4/kept_sorted", "The kept patches stand in the order of their noise, the smallest first.", kept_sorted
    ),
)
LOSS = (
    *misconceptions_of(reference_loss),
    Misconception("T9.4/divides_by_P", "The variance of a patch divides by P − 1.", biased),
    Misconception(
        "T9.4/mean_of_images", "All removed patches weigh the same, in whichever image they are.", mean_of_images
    ),
)


@test_case(
    name="random noise",
    points=1,
    hidden=True,
    failure_message="How many patches are kept, which ones, and in which order? Where does restore take each patch from?",
)
def test_hidden_noise(mae_random_mask):
    rng = np.random.default_rng(41)
    cases = [Case(rng.normal(size=shape)) for shape in ((3, 12), (1, 16), (2, 9), (3, 12))]
    cases += [Case(rng.uniform(size=(2, 10)), ratio) for ratio in (0.3, 0.5, 0.6)]
    cases += [
        Case(rng.uniform(size=(2, 7)).astype("float32"), ratio=0.4),
        Case(np.asfortranarray(rng.uniform(size=(3, 5))), ratio=0.4),
        Case(rng.uniform(size=(2, 7)), ratio=0.6),  # 2.8 patches: K is rounded down
    ]
    agree(mae_random_mask, reference_mask, cases, mutants=MASK)


@test_case(
    name="equal noises, all and none, ten times a tenth",
    points=0.5,
    hidden=True,
    failure_message="Of equal noises the first patch is kept first. What is K for ratio 0, for 1, and for N = 10 and 0.9?",
)
def test_hidden_edges(mae_random_mask):
    rng = np.random.default_rng(42)
    cases = [
        (np.array([[0.5, 0.2, 0.5, 0.2, 0.5, 0.2, 0.5, 0.2]]), 0.5),
        (np.zeros((2, 20)), 0.4),
        (rng.uniform(size=(2, 6)), 0.0),
        (rng.uniform(size=(2, 6)), 1.0),
        (rng.uniform(size=(1, 10)), 0.9),
        (rng.uniform(size=(2, 100)), 0.9),
        (rng.uniform(size=(1, 50)), 0.8),
        (rng.uniform(size=(3, 1)), 0.5),
    ]
    agree(mae_random_mask, reference_mask, cases, mutants=MASK)


def reconstructions(*shapes):
    rng = np.random.default_rng(43)
    for B, N, P in shapes:
        for dtype in ("float64", "float32"):
            pred, target = (rng.normal(size=(B, N, P)).astype(dtype) for _ in range(2))
            target = (3 * target + rng.normal(size=(B, N, 1))).astype(dtype)
            mask = rng.uniform(size=(B, N)) < 0.6
            mask[0, 0], mask[-1, -1], mask[0, -1] = True, False, False  # removed and kept ones, whatever was drawn
            yield pred, target, mask


SHAPES = ((2, 5, 7), (3, 4, 2), (1, 6, 12), (2, 5, 7))


@test_case(
    name="losses of pixels",
    points=0.5,
    hidden=True,
    failure_message="Which patches count, and by how many numbers do you divide?",
)
def test_hidden_pixels(mae_loss):
    cases = [Case(*parts, norm_pix=False) for parts in reconstructions(*SHAPES)]
    agree(mae_loss, reference_loss, cases, mutants=LOSS)


@test_case(
    name="losses of normalised patches",
    points=0.5,
    hidden=True,
    failure_message="Mean and variance are those of one patch; the prediction is not normalised.",
)
def test_hidden_normalised(mae_loss):
    cases = [Case(*parts) for parts in reconstructions(*SHAPES)] + [
        Case(*parts, True) for parts in reconstructions((2, 3, 4))
    ]
    agree(mae_loss, reference_loss, cases, mutants=LOSS)


@test_case(
    name="one removed patch, all removed, a patch without structure",
    points=0.5,
    hidden=True,
    failure_message="A patch of one colour has no variance: 10⁻⁶ keeps the root from 0.",
)
def test_hidden_flat(mae_loss):
    rng = np.random.default_rng(44)
    pred, target = rng.normal(size=(2, 3, 4)), rng.normal(size=(2, 3, 4))
    target[1, 2], everything = 0.7, np.ones((2, 3), dtype=bool)
    one = np.zeros((2, 3), dtype=bool)
    one[1, 2] = True
    cases = [
        Case(pred, target, one),
        Case(pred, target, everything),
        Case(pred, target, one, False),
        Case(pred[:, :, :2], target[:, :, :2], everything),
    ]
    agree(
        mae_loss, reference_loss, cases, mutants=LOSS, rtol=1e-6
    )  # a patch of one colour has nothing but rounding in it
