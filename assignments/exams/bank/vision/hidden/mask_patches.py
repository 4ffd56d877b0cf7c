"""Hidden tests of mask_patches."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.misconceptions import misconceptions_of
from reference.vision.pretraining import mae_random_mask


def reference(function=mae_random_mask):
    def mask_patches(noise):
        found = function(noise if VARIANT["kept"] == "smallest" else -noise, VARIANT["ratio"])
        return found.mask, found.restore

    return mask_patches


def mutants():
    keys = ("T9.4/mask_meaning", "T9.4/keep_ratio", "T9.4/no_restore", "T9.4/largest_kept")
    return [m.through(lambda mutant, *a: reference(mutant)(*a)) for m in misconceptions_of(mae_random_mask, *keys)]


@test_case(name="images of several sizes", points=4, hidden=True)
def test_hidden_images(mask_patches):
    rng = np.random.default_rng(1)
    cases = [(rng.random(size),) for size in ((3, 20), (1, 7), (2, 13), (2, 100))]
    agree(mask_patches, reference(), cases, mutants=mutants())
