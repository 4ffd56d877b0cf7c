"""Hidden tests of q1."""

from collections import Counter
from dataclasses import replace

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.llm.tokens import bpe_encode as reference_encode
from reference.llm.tokens import bpe_train as reference_train
from reference.misconceptions import misconceptions_of


def first_seen(word_counts, n_merges):
    """Of equally frequent pairs the one that was seen first, as Counter.most_common has it."""
    split, merges = {word: list(word) for word in word_counts}, []
    while len(merges) < n_merges:
        pairs = Counter()
        for word, pieces in split.items():
            for pair in zip(pieces, pieces[1:], strict=False):
                pairs[pair] += word_counts[word]
        if not pairs:
            break
        merges.append(pairs.most_common(1)[0][0])
        split = {word: reference_encode(pieces, merges[-1:]) for word, pieces in split.items()}
    return merges


(TIE,) = misconceptions_of(reference_train, "T8.1/tie")
TRAIN = (*misconceptions_of(reference_train), replace(TIE, mutant=first_seen))
ENCODE = misconceptions_of(reference_encode)


def texts(letters, count, longest):
    """word → how often, of a random vocabulary."""
    rng = np.random.default_rng(count)
    return {
        "".join(rng.choice(list(letters), size=rng.integers(1, longest + 1))): int(rng.integers(1, 30))
        for _ in range(count)
    }


@test_case(
    name="other texts",
    points=1,
    hidden=True,
    failure_message="Count by hand for two or three words: how often does each pair occur in the text, before and after a merge?",
)
def test_hidden_texts(bpe_train):
    cases = [
        (texts("aeinrst", 12, 8), 10),
        (texts("abcde", 9, 7), 7),
        (texts("äöüß_x", 15, 6), 20),
        (texts("aeinrst", 12, 8), 4),
        ({"sea": 9, "tea": 4, "east": 1}, 3),
        ({"sea": 1, "tea": 4, "east": 9}, 3),
    ]
    agree(bpe_train, reference_train, cases, mutants=TRAIN)


@test_case(
    name="ties, and the end of the pairs",
    points=0.5,
    hidden=True,
    failure_message="Which of several equally frequent pairs comes first, and what is left to merge in a text of single letters?",
)
def test_hidden_ties(bpe_train):
    cases = [
        ({"ba": 2, "cd": 2, "ab": 2}, 2),
        ({"xyz": 1, "zyx": 1}, 9),
        ({"aaaa": 3, "bbb": 4}, 5),  # aaa a, not aa aa, would be another count
        ({"a": 5, "b": 2}, 3),
        ({"low": 5, "lot": 5}, 0),
        ({}, 2),
        ({"": 3, "no": 1}, 2),
    ]
    agree(bpe_train, reference_train, cases, mutants=TRAIN)


@test_case(
    name="other words",
    points=1,
    hidden=True,
    failure_message="Go through your list of merges from its beginning, one merge at a time.",
)
def test_hidden_words(bpe_encode):
    rng = np.random.default_rng(12)
    merges = reference_train(texts("abc", 20, 9), 14)
    drawn = ["".join(rng.choice(list("abcd"), size=n)) for n in (5, 7, 9, 9, 12, 15)]
    cases = [(word, merges) for word in drawn] + [(word, merges[:4]) for word in drawn]
    cases.append(
        ("abcab", [("b", "c"), ("a", "b"), ("ab", "c"), ("a", "bc")])
    )  # the longer merge is learnt later, and its turn is too late
    agree(bpe_encode, reference_encode, cases, mutants=ENCODE)


@test_case(
    name="repetitions and nothing",
    points=0.5,
    hidden=True,
    failure_message="Where does the next pair begin after a merge in a a a a a? And what are the pieces of a word without letters?",
)
def test_hidden_repetitions(bpe_encode):
    cases = [
        ("aaaaa", [("a", "a"), ("aa", "a")]),
        ("aaaaa", [("a", "a"), ("aa", "aa")]),
        ("ababab", [("a", "b")]),
        ("banana", [("a", "n"), ("an", "a")]),
        ("", [("a", "b")]),
        ("x", [("a", "b")]),
        ("word", []),
    ]
    agree(bpe_encode, reference_encode, cases, mutants=ENCODE)
