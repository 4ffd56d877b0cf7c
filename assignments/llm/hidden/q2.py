"""Hidden tests of q2."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.llm.causal import causal_lm_loss as reference_loss
from reference.llm.causal import perplexity as reference_perplexity
from reference.misconceptions import misconceptions_of


def log_of_softmax(logits, labels, ignore_index=-100):
    p = np.exp(logits - logits.max(axis=-1, keepdims=True))
    p, following = (p / p.sum(axis=-1, keepdims=True))[:, :-1], labels[:, 1:]
    counts = following != ignore_index
    with np.errstate(divide="ignore"):
        return -np.mean(np.log(p[counts][np.arange(counts.sum()), following[counts]]))


LOSS = (
    *misconceptions_of(reference_loss),
    Misconception("T8.2/summed", "The loss is a mean over the tokens that have one, not their sum.",
                  lambda logits, labels, ignore_index=-100: reference_loss(logits, labels, ignore_index)
                  * np.sum(labels[:, 1:] != ignore_index)),
    Misconception("T8.2/always_minus_100", "ignore_index says which label has no loss; −100 is only its default.",
                  lambda logits, labels, ignore_index=-100: reference_loss(logits, labels)),
    Misconception("T8.2/log_of_softmax", "A probability may round to 0, and its logarithm to −∞: compute it from the logits.", log_of_softmax),
)  # fmt: skip
PERPLEXITY = misconceptions_of(reference_perplexity)


def batches(padded):
    rng = np.random.default_rng(21)
    made = []
    for B, T, V in ((2, 5, 7), (3, 4, 5), (1, 2, 3), (2, 5, 7), (4, 6, 2)):
        for dtype in ("float64", "float32"):
            logits, labels = (2 * rng.normal(size=(B, T, V))).astype(dtype), rng.integers(0, V, size=(B, T))
            if padded:
                labels = np.where(np.arange(T) < rng.integers(2, T + 1, size=(B, 1)), labels, -100)
            made.append((logits, labels))
    logits = np.asfortranarray(rng.normal(size=(3, 5, 4)))
    logits.flags.writeable = False
    return [*made, (logits, np.arange(15).reshape(3, 5) % 4)]


@test_case(
    name="random batches",
    points=1,
    hidden=True,
    failure_message="Which row of the logits guesses which token? Write down the pairs for T = 3.",
)
def test_hidden_random(causal_lm_loss):
    agree(causal_lm_loss, reference_loss, batches(padded=False), mutants=LOSS)


@test_case(
    name="padding",
    points=0.5,
    hidden=True,
    failure_message="How many tokens have a loss in each sequence, and how many in the batch?",
)
def test_hidden_padding(causal_lm_loss):
    agree(causal_lm_loss, reference_loss, batches(padded=True), mutants=LOSS)


@test_case(
    name="another mark for padding",
    points=0.5,
    hidden=True,
    failure_message="ignore_index may be any label, also one that is a token: it has no loss then.",
)
def test_hidden_mark(causal_lm_loss):
    rng = np.random.default_rng(22)
    made = [
        (rng.normal(size=(B, T, V)), rng.integers(0, V, size=(B, T))) for B, T, V in ((3, 6, 3), (2, 7, 4), (3, 6, 3))
    ]
    cases = [Case(*pair, ignore_index=mark) for pair in made for mark in (0, 2)] + [Case(*pair, 1) for pair in made]
    agree(causal_lm_loss, reference_loss, cases, mutants=LOSS)


@test_case(
    name="sure, right or wrong",
    points=0.5,
    hidden=True,
    failure_message="The logarithm of a probability that rounds to 0 is −∞: start from log_softmax.",
)
def test_hidden_sure(causal_lm_loss):
    rng = np.random.default_rng(23)
    level = np.array([1000.0, -1000.0, 0.0, 300.0])[:, None]
    cases = [
        (1000 * rng.normal(size=(2, 4, 5)), rng.integers(0, 5, size=(2, 4))),
        (level + rng.normal(size=(2, 4, 5)), rng.integers(0, 5, size=(2, 4))),
        (
            (level + rng.normal(size=(3, 4, 2))).astype("float32"),
            np.array([[0, 1, -100, 0], [1, 1, 0, 0], [0, 0, 1, -100]]),
        ),
    ]
    agree(causal_lm_loss, reference_loss, cases, mutants=LOSS)


@test_case(
    name="other perplexities",
    points=0.5,
    hidden=True,
    failure_message="First the mean, then the exponential, and the base is e.",
)
def test_hidden_perplexity(perplexity):
    rng = np.random.default_rng(24)
    cases = [(rng.exponential(2, size=n).astype(t),) for n in (1, 5, 5, 40) for t in ("float64", "float32")]
    cases += [(np.zeros(3),), (np.full(4, 150.0),), (np.array([700.0, 0.0]),)]
    agree(perplexity, reference_perplexity, cases, mutants=PERPLEXITY)
