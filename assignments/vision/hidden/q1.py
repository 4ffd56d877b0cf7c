"""Hidden tests of q1."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.vision.vit import patchify as reference_patchify
from reference.vision.vit import vit_embed as reference_embed


def inside_by_columns(x, p):
    """The pixels of a patch column by column."""
    B, C, H, W = x.shape
    return x.reshape(B, C, H // p, p, W // p, p).transpose(0, 2, 4, 1, 5, 3).reshape(B, -1, C * p * p)


PATCHES = (
    *misconceptions_of(reference_patchify),
    Misconception("T9.1/inside_by_columns", "Inside a patch the pixels run row by row.", inside_by_columns),
)
EMBED = misconceptions_of(reference_embed)


def check_patches(patchify, *sizes):
    rng = np.random.default_rng(11)
    cases = [(rng.normal(size=shape).astype(t), p) for *shape, p in sizes for t in ("float64", "float32")]
    x = np.asfortranarray(rng.normal(size=sizes[0][:4]))
    x.flags.writeable = False
    agree(patchify, reference_patchify, [*cases, (x, sizes[0][4])], mutants=PATCHES)


@test_case(
    name="images of several sizes",
    points=1,
    hidden=True,
    failure_message="Number the pixels of a small image, and look which of them stand in the first and in the second patch.",
)
def test_hidden_sizes(patchify):
    check_patches(patchify, (2, 3, 4, 6, 2), (1, 2, 9, 6, 3), (3, 5, 8, 4, 4), (2, 3, 4, 6, 2))


@test_case(
    name="one pixel, one patch, one channel",
    points=0.5,
    hidden=True,
    failure_message="With p = 1 a patch is a pixel with all its channels; with p = H = W the image is one patch.",
)
def test_hidden_small(patchify):
    check_patches(patchify, (2, 3, 2, 5, 1), (2, 3, 4, 4, 4), (1, 1, 6, 4, 2), (1, 2, 3, 9, 3))


def check_embed(vit_embed, *sizes):
    rng = np.random.default_rng(12)
    cases = []
    for B, C, H, W, p, d in sizes:
        n = (H // p) * (W // p) + 1
        for dtype in ("float64", "float32"):
            shapes = ((B, C, H, W), (d, C * p * p), (d,), (d,), (n, d))
            cases.append(tuple(rng.normal(size=shape).astype(dtype) for shape in shapes))
    agree(vit_embed, reference_embed, cases, mutants=EMBED)


@test_case(
    name="tokens of a batch",
    points=1,
    hidden=True,
    failure_message="Which token comes first, which positions are added to which tokens, and does every image of the batch get a class token?",
)
def test_hidden_tokens(vit_embed):
    check_embed(vit_embed, (2, 3, 4, 6, 2, 5), (3, 2, 9, 3, 3, 7), (2, 3, 4, 6, 2, 5))


@test_case(
    name="tokens of small patches",
    points=0.5,
    hidden=True,
    failure_message="The columns of W are C·p·p: which p fits them?",
)
def test_hidden_small_tokens(vit_embed):
    check_embed(vit_embed, (1, 1, 5, 2, 1, 3), (2, 4, 3, 2, 1, 2), (1, 2, 4, 4, 4, 6), (5, 5, 4, 8, 2, 4))
