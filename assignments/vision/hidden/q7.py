"""Hidden tests of q7."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree, require
from reference.misconceptions import misconceptions_of
from reference.vision.flamingo import gated_cross_attention as reference_gate
from reference.vision.flamingo import media_mask as reference_media


def drive(layer, x, vis, alpha_attn, alpha_ff, mask=None, strength=1.0):
    """A layer whose attention takes the mean of the visible tokens, by their similarity, and whose feed-forward part is no odd function."""

    def attn(x, vis, mask):
        x, vis = np.asarray(x), np.asarray(vis)
        weights = np.exp(np.tanh(x @ vis.transpose(0, 2, 1)))
        if mask is not None:
            weights = weights * np.asarray(mask)
        total = weights.sum(axis=2, keepdims=True)
        return strength * (weights @ vis) / np.where(total > 0, total, 1)

    def ff(y):
        return strength * np.cos(np.asarray(y)) + 0.3 * np.asarray(y) ** 2

    return layer(x, vis, alpha_attn, alpha_ff, attn, ff, *([] if mask is None else [mask]))


GATE = [m.through(drive) for m in misconceptions_of(reference_gate)]
MEDIA = misconceptions_of(reference_media)


def check_gate(gated_cross_attention, cases):
    require(gated_cross_attention, "gated_cross_attention")
    agree(
        lambda *a: drive(gated_cross_attention, *a),
        lambda x, vis, alpha_attn, alpha_ff, mask=None, strength=1.0: drive(
            reference_gate, x, vis, alpha_attn, alpha_ff, mask, strength
        ),
        cases,
        mutants=GATE,
        rtol=1e-5,  # gates in single precision will do
        atol=1e-5,
        name="gated_cross_attention",
    )


def tokens(*sizes):
    rng = np.random.default_rng(71)
    for B, T, S, d in sizes:
        for dtype in ("float64", "float32"):
            x, vis = rng.normal(size=(B, T, d)).astype(dtype), rng.normal(size=(B, S, d)).astype(dtype)
            yield x, vis, *rng.uniform(-2, 2, size=2).tolist()


@test_case(
    name="gates",
    points=0.5,
    hidden=True,
    failure_message="What is gated, by which function, and what does ff read?",
)
def test_hidden_gates(gated_cross_attention):
    cases = list(tokens((2, 3, 5, 4), (1, 4, 2, 3), (3, 2, 2, 5), (2, 3, 5, 4)))
    x, vis, *gates = cases[0]
    cases.append(
        (np.asfortranarray(-x), np.asfortranarray(vis[::-1]), *gates)
    )  # other numbers, the same shapes and gates
    cases.append((x, vis, *gates, None, 3.0))  # another attention, another ff
    check_gate(gated_cross_attention, cases)


@test_case(
    name="masks, closed gates, wide open gates",
    points=0.5,
    hidden=True,
    failure_message="With both gates at 0 the layer gives x. With a mask each token sees its own image only.",
)
def test_hidden_masks(gated_cross_attention):
    rng = np.random.default_rng(72)
    cases = []
    for x, vis, *gates in tokens((2, 4, 6, 3), (1, 5, 3, 2)):
        mask = rng.uniform(size=(x.shape[1], vis.shape[1])) < 0.5
        mask[0] = False  # a token before the first image
        cases += [(x, vis, *gates, mask), (x, vis, 50.0, -50.0, mask)]
    x, vis, *_ = cases[0]
    check_gate(gated_cross_attention, [*cases, (x, vis, 0.0, 0.0), (x, vis, 0.0, 0.7), (x, vis, -0.7, 0.0)])


@test_case(
    name="texts with images",
    points=0.5,
    hidden=True,
    failure_message="Go through the text word by word: which image came last?",
)
def test_hidden_texts(media_mask):
    rng = np.random.default_rng(73)
    cases = []
    for T in (9, 12, 20, 9):
        is_image = rng.uniform(size=T) < 0.3
        is_image[[0, 3, 4]] = False, True, True
        cases.append((is_image, int(is_image.sum())))
    agree(media_mask, reference_media, cases, mutants=MEDIA)


@test_case(
    name="no image, more images than in the text, an image first",
    points=0.5,
    hidden=True,
    failure_message="Before the first image a token sees none. An image that is not in the text is seen by nobody.",
)
def test_hidden_few(media_mask):
    cases = [
        (np.zeros(4, dtype=bool), 2),
        (np.array([False, True, False, False]), 3),
        (np.array([True, False, True, True]), 3),
        (np.array([True]), 1),
        (np.array([False, False, True]), 1),
        (np.array([True, True, True, False]), 4),
    ]
    agree(media_mask, reference_media, cases, mutants=MEDIA)
