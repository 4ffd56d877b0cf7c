"""Hidden tests of q7: what the student's heads look at, whatever their weights are."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import CheckFailure, Misconception, agree, as_like, require
from reference.attention.positions import sinusoidal_positional_encoding
from reference.attention.scores import attend, attention_scores

ENOUGH = 0.9  # of a word's weight
WORDS = {
    **dict.fromkeys(("girl", "queen"), (0, 2)), **dict.fromkeys(("boy", "king"), (0, 3)),
    **dict.fromkeys(("cat", "ball"), (0, 4)), **dict.fromkeys(("she", "her"), (1, 2)),
    **dict.fromkeys(("he", "him"), (1, 3)), "it": (1, 4),
}  # fmt: skip


def weights_of(pair, x, d, name):
    """The map of a head, a row for each word that looks."""
    W_q, W_k = as_like(pair, (np.zeros((d, d)), np.zeros((d, d))), name)
    if not (np.all(np.isfinite(W_q)) and np.all(np.isfinite(W_k))):
        raise CheckFailure(said := f"{name}: the weights are not finite", contract=said)
    return attend(attention_scores(x @ W_q.T, x @ W_k.T), x).weights


def before(head, T, d):
    """At which position each one from 1 on looks, -1 where at none with enough weight."""
    weights = weights_of(head(d), sinusoidal_positional_encoding(T, d), d, "previous_word_head")[1:]
    return np.where(weights.max(axis=1) >= ENOUGH, weights.argmax(axis=1), -1)


def turning(d, steps, sharp=300.0):
    """A head that looks `steps` back."""
    turn = np.zeros((d, d))
    for i in range(0, d, 2):
        w = steps * 10000.0 ** (-i / d)
        turn[i : i + 2, i : i + 2] = [[np.cos(w), -np.sin(w)], [np.sin(w), np.cos(w)]]
    return sharp * turn, np.eye(d)


BEFORE = [
    Misconception("T7.4/itself", "Each position looks at itself: turn the query, or the key, by one step.",
                  lambda T, d: before(lambda d: turning(d, 0), T, d)),
    Misconception("T7.4/next_word", "Each position looks at the one behind it: turn the other way.",
                  lambda T, d: before(lambda d: turning(d, -1), T, d)),
    Misconception("T7.2/too_soft", "No word gets 0.9 of the weight: the scores are too small for a sharp look.",
                  lambda T, d: np.full(T - 1, -1)),
]  # fmt: skip


@test_case(
    name="the word before",
    points=1,
    hidden=True,
    failure_message="Draw the map for several d and 40 positions: which word is looked at, and with which weight?",
)
def test_hidden_before(previous_word_head):
    require(previous_word_head, "previous_word_head")
    agree(
        lambda T, d: before(previous_word_head, T, d),
        lambda T, d: np.arange(T - 1),
        [(T, d) for T in (12, 25, 40) for d in (16, 32, 64)],
        mutants=BEFORE,
        name="previous_word_head",
    )


SENTENCES = [
    "the king lost the ball and she saw it but the girl",
    "her cat saw the queen and the boy when it left him",
    "he and she and it saw a king a girl a cat",
    "a boy gave it to her the ball lost the queen",
    "it saw it and it saw the ball near her queen",
    "she said she and him and him saw boy and the girl",
]


def described(sentence):
    """The features of the words, (T, 6), and where the pronouns stand."""
    marks = [WORDS.get(word, (5,)) for word in sentence.split()]
    return np.array([np.isin(np.arange(6), mark) for mark in marks], dtype=float), [1 in mark for mark in marks]


def pronouns(head, sentence):
    """How much of each word each pronoun sees: 1 is enough, 0 is nearly nothing, 0.5 is between."""
    x, at = described(sentence)
    weights = weights_of(head(), x, 6, "pronoun_head")[at]
    return np.where(weights >= ENOUGH, 1.0, np.where(weights <= 1 - ENOUGH, 0.0, 0.5))


def right(sentence):
    x, at = described(sentence)
    return x[at][:, 2:5] @ x[:, 2:5].T * x[:, 0]  # the same gender, and a noun


def weights(noun, gender, pronoun=0.0, sharp=60.0):
    """A head for which nouns, and words of the same gender, and other pronouns, count as much."""
    wants, offers = np.zeros((6, 6)), np.zeros((6, 6))
    for i in (2, 3, 4):
        wants[i, i], offers[i, i] = gender, 1
    wants[0, 1], offers[0, 0], wants[1, 1], offers[1, 1] = noun, 1, pronoun, 1
    return sharp * wants, offers


PRONOUNS = [
    Misconception("T7.1/any_noun", "Every noun is looked at: the gender has to count, too.",
                  lambda sentence: pronouns(lambda: weights(1, 0), sentence)),
    Misconception("T7.1/anything_alike", "A pronoun has the gender of itself: that it is a noun has to count, too.",
                  lambda sentence: pronouns(lambda: weights(0, 1), sentence)),
]  # fmt: skip


@test_case(
    name="what a pronoun stands for",
    points=1,
    hidden=True,
    failure_message="Draw the map for sentences of your own, with two pronouns of a gender, and nouns behind them.",
)
def test_hidden_pronouns(pronoun_head):
    require(pronoun_head, "pronoun_head")
    agree(
        lambda sentence: pronouns(pronoun_head, sentence),
        right,
        [(sentence,) for sentence in SENTENCES],
        mutants=PRONOUNS,
        name="pronoun_head",
    )
