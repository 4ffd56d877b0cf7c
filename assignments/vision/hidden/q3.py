"""Hidden tests of q3."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.vision.fast import Fused
from reference.vision.fast import fuse_conv_bn as reference_fuse
from reference.vision.fast import repmixer_fuse as reference_mixer


def eps_outside(w, b, bn):
    gamma, beta, mean, var, eps = bn
    return reference_fuse(w, b, (gamma, beta, mean, (np.sqrt(var) + eps) ** 2, 0.0))


def corner(w_dw, bn):
    """The identity at the first tap."""
    w, b = reference_fuse(w_dw, None, bn)
    w = w.copy()
    w[:, 0, 0, 0] += 1
    return Fused(w, b)


FUSE = (
    *misconceptions_of(reference_fuse),
    Misconception("T9.3/eps_outside", "ε is added to the variance, under the root.", eps_outside),
)
MIXER = (
    *misconceptions_of(reference_mixer),
    *(m.through(lambda fuse, w_dw, bn: Fused(fuse(w_dw, None, bn).w + (reference_mixer(w_dw, bn).w - reference_fuse(w_dw, None, bn).w),
                                             fuse(w_dw, None, bn).b)) for m in FUSE),
    Misconception("T9.3/corner", "The skip is at the centre of the kernel.", corner),
)  # fmt: skip


def statistics(rng, channels, eps):
    gamma, beta, mean = (rng.normal(size=channels) for _ in range(3))
    return gamma, beta, mean, rng.uniform(0.2, 3, size=channels), eps


def as_dtype(bn, dtype):
    return *(part.astype(dtype) for part in bn[:4]), bn[4]


def layers(*sizes, bias=True):
    rng = np.random.default_rng(31)
    for (O, C, k), eps in zip(sizes, (0.5, 1e-5, 0.1, 1.0, 0.3), strict=False):
        for dtype in ("float64", "float32"):
            w, bn = rng.normal(size=(O, C, k, k)).astype(dtype), as_dtype(statistics(rng, O, eps), dtype)
            yield w, rng.normal(size=O).astype(dtype) if bias else None, bn


@test_case(
    name="a convolution and its norm",
    points=1,
    hidden=True,
    failure_message="What does an input of zeros give before and after? By what are weight and bias multiplied?",
)
def test_hidden_fuse(fuse_conv_bn):
    agree(fuse_conv_bn, reference_fuse, list(layers((5, 3, 3), (2, 4, 1), (3, 3, 5), (5, 3, 3))), mutants=FUSE)


@test_case(
    name="without a bias, small variances",
    points=0.5,
    hidden=True,
    failure_message="None is a bias of 0: what is left of the second formula?",
)
def test_hidden_no_bias(fuse_conv_bn):
    rng = np.random.default_rng(32)
    cases = list(layers((4, 2, 3), (3, 5, 1), bias=False))
    flat = (*statistics(rng, 3, 0)[:3], np.array([0.0, 1e-8, 4.0]), 1e-3)  # a channel that never varied
    cases += [
        (rng.normal(size=(3, 2, 3, 3)), rng.normal(size=3), flat),
        (np.asfortranarray(rng.normal(size=(3, 2, 3, 3))), None, flat),
    ]
    agree(fuse_conv_bn, reference_fuse, cases, mutants=FUSE)


@test_case(
    name="whole mixers",
    points=1,
    hidden=True,
    failure_message="Send an image that is 1 at one pixel through x + BN(DWConv(x)) by hand: what comes out is the kernel.",
)
def test_hidden_mixers(repmixer_fuse):
    agree(
        repmixer_fuse,
        reference_mixer,
        [(w, bn) for w, _, bn in layers((5, 1, 3), (2, 1, 5), (3, 1, 7), (5, 1, 3))],
        mutants=MIXER,
    )


@test_case(
    name="mixers of one tap, of one channel",
    points=0.5,
    hidden=True,
    failure_message="A kernel of 1 × 1 is its own centre.",
)
def test_hidden_one_tap(repmixer_fuse):
    agree(
        repmixer_fuse, reference_mixer, [(w, bn) for w, _, bn in layers((4, 1, 1), (1, 1, 3), (3, 1, 3))], mutants=MIXER
    )
