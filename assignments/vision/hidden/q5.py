"""Hidden tests of q5."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.linear.softmax import log_softmax
from reference.misconceptions import misconceptions_of
from reference.vision.clip import clip_logits as reference_logits
from reference.vision.clip import clip_loss as reference_loss
from reference.vision.clip import zero_shot_classify as reference_classify


def whole_norm(img, txt, logit_scale):
    return min(np.exp(min(logit_scale, 5.0)), 100) * img @ txt.T / (np.linalg.norm(img) * np.linalg.norm(txt))


def whole_norm_loss(img, txt, logit_scale):
    logits = whole_norm(img, txt, logit_scale)
    return -(np.diag(log_softmax(logits)).mean() + np.diag(log_softmax(logits.T)).mean()) / 2


WHOLE = Misconception(
    "T9.5/whole_norm", "Each row has a length of its own: the norm runs along the last axis.", whole_norm
)
LOGITS = (*misconceptions_of(reference_logits), WHOLE)
LOSS = (*misconceptions_of(reference_loss), WHOLE._replace(mutant=whole_norm_loss))
CLASSES = misconceptions_of(reference_classify)
START = float(np.log(1 / 0.07))


@test_case(
    name="tables of cosines",
    points=0.5,
    hidden=True,
    failure_message="What are the largest and the smallest entry that your table can have?",
)
def test_hidden_logits(clip_logits):
    rng = np.random.default_rng(51)
    cases = [
        ((3 * rng.normal(size=(N, d))).astype(t), rng.normal(size=(M, d)).astype(t), s)
        for N, M, d, s in ((3, 5, 4, START), (2, 2, 7, 0.5), (1, 4, 3, -1.0), (3, 5, 4, 3.0))
        for t in ("float64", "float32")
    ]
    cases.append((np.asfortranarray(rng.normal(size=(3, 4))), np.asfortranarray(rng.normal(size=(5, 4))), 1.0))
    agree(clip_logits, reference_logits, cases, mutants=LOGITS)


@test_case(
    name="large scales, rows of zeros",
    points=0.5,
    hidden=True,
    failure_message="e^s is at most 100. And what is 0 divided by 0?",
)
def test_hidden_large(clip_logits):
    rng = np.random.default_rng(52)
    img, txt = rng.normal(size=(3, 4)), rng.normal(size=(2, 4))
    blank = img.copy()
    blank[1] = 0
    cases = [
        (img, txt, 4.6),
        (img, txt, 4.7),
        (img, txt, 8.0),
        (img, txt, 1000.0),
        (blank, txt, 1.0),
        (txt, blank, 5.0),
        (1e-3 * img, 1e3 * txt, 2.0),
    ]
    agree(clip_logits, reference_logits, cases, mutants=LOGITS)


def pairs(*sizes):
    rng = np.random.default_rng(53)
    for N, d, s in sizes:
        for dtype in ("float64", "float32"):
            img = rng.normal(size=(N, d))
            yield img.astype(dtype), (2 * img + 1.5 * rng.normal(size=(N, d))).astype(dtype), s


@test_case(
    name="losses of batches",
    points=1,
    hidden=True,
    failure_message="Two classifications: over which axis is each softmax, and what is done with the two losses?",
)
def test_hidden_loss(clip_loss):
    agree(clip_loss, reference_loss, list(pairs((4, 5, START), (3, 7, 1.0), (6, 3, 0.0), (4, 5, 2.0))), mutants=LOSS)


@test_case(
    name="large scales, one pair, wrong pairs",
    points=0.5,
    hidden=True,
    failure_message="One pair has nothing to confuse it with: its loss is 0. Two exchanged texts cost a lot, but not infinity.",
)
def test_hidden_sure(clip_loss):
    eye = np.eye(4)
    cases = [
        *pairs((5, 4, 9.0), (3, 2, 4.6), (1, 3, START)),
        (eye, -eye, 5.0),
        (eye, eye[[1, 0, 3, 2]], 4.0),
        (eye, 2 * eye, 5.0),
    ]
    agree(clip_loss, reference_loss, cases, mutants=LOSS)


def prompts(seed, classes, d, spread, long):
    """Prompts of classes, some of which agree with each other and some do not; of very different lengths with `long`."""
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(classes, d))
    made = [
        (centre + spread * (1 + 2 * (i % 2)) * rng.normal(size=(2 + i % 3, d)))
        * np.exp(long * rng.normal(size=(2 + i % 3, 1)))
        for i, centre in enumerate(centres)
    ]
    return np.asarray(3 * rng.normal(size=(60, d))), made


@test_case(
    name="classes from several prompts",
    points=1,
    hidden=True,
    failure_message="How long is the average of prompts that disagree, and how long should a class be?",
)
def test_hidden_classes(zero_shot_classify):
    cases = [
        prompts(i, classes, d, 1.0, long)
        for i, (classes, d, long) in enumerate(((5, 4, 0.0), (7, 3, 1.0), (4, 6, 1.5), (5, 4, 1.0)))
    ]
    agree(zero_shot_classify, reference_classify, cases, mutants=CLASSES)


@test_case(
    name="one class, one prompt each, equally near ones",
    points=0.5,
    hidden=True,
    failure_message="The class of the highest cosine; of equal ones the first.",
)
def test_hidden_few(zero_shot_classify):
    rng = np.random.default_rng(54)
    img = rng.normal(size=(40, 3))
    single = [scale * rng.normal(size=(1, 3)) for scale in (0.1, 1.0, 20.0, 3.0)]
    twice = np.array([[1.0, 0.0], [0.0, -1.0], [-3.0, 0.0], [0.0, 2.0]])
    cases = [
        (img, single),
        (img.astype("float32"), [part.astype("float32") for part in single]),
        (
            twice,
            [
                np.array([[0.0, 1.0]]),
                np.array([[1.0, 0.0], [2.0, 0.0]]),
                np.array([[0.0, 4.0], [0.0, 2.0]]),
                np.array([[0.0, -2.0]]),
            ],
        ),
        (img, single[1:3]),
        (
            np.array([[-500.0, -300.0], [-300.0, -900.0]]),
            [np.array([[2.0, 1.0]]), np.array([[1.0, 3.0]])],
        ),  # far from both
    ]
    agree(zero_shot_classify, reference_classify, cases, mutants=CLASSES)
