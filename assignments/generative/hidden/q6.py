"""Hidden tests of q6."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.generative.gan import gan_discriminator_loss as reference_critic
from reference.generative.gan import gan_generator_loss as reference_generator
from reference.misconceptions import misconceptions_of


def summed(real_logits, fake_logits):
    return np.logaddexp(0, -real_logits).sum() + np.logaddexp(0, fake_logits).sum()


def halved(real_logits, fake_logits):
    return reference_critic(real_logits, fake_logits) / 2


def minimax_sign(fake_logits, kind="non_saturating"):
    """The minimax loss without its minus."""
    return reference_generator(fake_logits, kind) * (-1 if kind == "minimax" else 1)


CRITIC = (
    *misconceptions_of(reference_critic),
    Misconception("T10.4/summed", "The mean of each batch, not the sum.", summed),
    Misconception("T10.4/halved", "The two means add; they are not averaged.", halved),
)
GENERATOR = (
    *misconceptions_of(reference_generator),
    Misconception("T10.4/minimax_sign", "The generator lowers minus the discriminator's loss of fakes.", minimax_sign),
)


def logits(seed, *sizes):
    rng = np.random.default_rng(seed)
    for size in sizes:
        for dtype in ("float64", "float32"):
            yield tuple((2 * rng.normal(size=n) + 0.5).astype(dtype) for n in size)


@test_case(
    name="critics",
    points=0.5,
    hidden=True,
    failure_message="Which label has a real one, which a fake? Each batch has a mean of its own.",
)
def test_hidden_critics(gan_discriminator_loss):
    cases = list(logits(61, (3, 5), (4, 4), (7, 2), (3, 5), (1, 3)))
    agree(gan_discriminator_loss, reference_critic, cases, mutants=CRITIC)


@test_case(
    name="critics that are sure",
    points=0.5,
    hidden=True,
    failure_message="Who is sure and wrong loses a lot, and not infinity.",
)
def test_hidden_sure(gan_discriminator_loss):
    cases = [
        (np.array([1000.0, -1000.0, 2.0]), np.array([-1000.0, 0.5])),
        (np.array([30.0, 1.0]), np.array([900.0, -1.0, 40.0])),
        (np.array([-800.0]), np.array([0.0])),
    ]
    agree(gan_discriminator_loss, reference_critic, cases, mutants=CRITIC)


@test_case(
    name="generators",
    points=0.5,
    hidden=True,
    failure_message="Both losses fall when the logits of the fakes rise. Which one has a minus in front?",
)
def test_hidden_generators(gan_generator_loss):
    kinds = "non_saturating", "minimax"
    cases = [Case(*fake, kind) for kind in kinds for fake in logits(62, (3,), (5,), (2,), (3,))]
    cases += [Case(*fake) for fake in logits(63, (4,), (3,))]
    cases += [Case(*fake, kind="minimax") for fake in logits(64, (6,))]
    agree(gan_generator_loss, reference_generator, cases, mutants=GENERATOR)


@test_case(
    name="fakes that are seen through, fakes that pass",
    points=0.5,
    hidden=True,
    failure_message="At −1000 one of the two losses is large and the other one is flat.",
)
def test_hidden_extremes(gan_generator_loss):
    fakes = np.array([-1000.0, 3.0]), np.array([1000.0, -2.0, 0.0]), np.array([-35.0]), np.array([0.0])
    cases = [Case(fake, kind) for fake in fakes for kind in ("non_saturating", "minimax")]
    agree(gan_generator_loss, reference_generator, cases, mutants=GENERATOR)
