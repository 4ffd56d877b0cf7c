"""Byte-pair encoding against a recount that joins strings, with the worked merges."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.llm import tokens
from tests.reference.mutants import alike, declared_in

COUNTS = {"low": 5, "lower": 2, "newest": 6, "widest": 3}
WORDS = st.dictionaries(st.text("abc", min_size=1, max_size=7), st.integers(0, 4), max_size=5)


def by_strings(word_counts, n):
    """The same with words as strings of symbols between spaces, and a regular expression."""
    words = {" ".join(w): c for w, c in word_counts.items()}
    merges = []
    for _ in range(n):
        pairs = Counter()
        for word, c in words.items():
            for a, b in zip(word.split(), word.split()[1:], strict=False):
                pairs[a, b] += c
        pairs = {p: c for p, c in pairs.items() if c}
        if not pairs:
            break
        top = max(pairs.values())
        best = sorted(p for p, c in pairs.items() if c == top)[0]
        merges.append(best)
        pattern = rf"(?<!\S){re.escape(' '.join(best))}(?!\S)"
        words = {re.sub(pattern, "".join(best), w): c for w, c in words.items()}
    return merges


def test_the_worked_merges():
    assert tokens.bpe_train(COUNTS, 5) == [("e", "s"), ("es", "t"), ("l", "o"), ("lo", "w"), ("e", "w")]


@given(WORDS, st.integers(0, 6))
def test_training_is_a_recount(counts, n):
    assert tokens.bpe_train(counts, n) == by_strings(counts, n)


@given(WORDS, st.text("abcd", max_size=9))
def test_encoding_loses_nothing(counts, word):
    assert "".join(tokens.bpe_encode(word, tokens.bpe_train(counts, 6))) == word


def test_every_trained_word_ends_as_one_symbol_with_enough_merges():
    merges = tokens.bpe_train(COUNTS, 99)
    assert [tokens.bpe_encode(word, merges) for word in COUNTS] == [[word] for word in COUNTS]


def test_a_word_that_never_occurs_has_no_pairs():
    assert tokens.bpe_train({"ab": 0}, 3) == []
    assert tokens.bpe_encode("", [("a", "b")]) == []


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (({"ab": 1}, -1), "n_merges: expected 0 or more, got -1"),
        (({"ab": -2}, 1), "word_counts: expected counts of 0 or more, got -2 for 'ab'"),
    ],
)
def test_bad_input_is_refused(args, message):
    with pytest.raises(ValueError, match=message):
        tokens.bpe_train(*args)


CASES = {
    "bpe_train": [(COUNTS, 5), ({"abab": 3, "bb": 2, "ba": 4}, 3), ({"b": 4, "a": 4, "xy": 1, "zw": 1}, 2)],
    "bpe_encode": [
        ("lowest", tokens.bpe_train(COUNTS, 5)),
        ("aaa", [("a", "a")]),
        ("abab", [("a", "b")]),
        ("abc", [("b", "c"), ("a", "b"), ("ab", "c")]),
    ],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(tokens, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    listed = "unweighted tie longest_first overlap cross_word"
    assert {f"T8.1/{key}" for key in listed.split()} <= {m.key for m in declared_in(tokens)}
