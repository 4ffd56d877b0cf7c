"""Hidden tests of q2."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.misconceptions import misconceptions_of
from reference.practice import reviews

LETTERS = "jihgfedcba"


def drawn(seed, n):
    """Texts of ten words, with many ties, the empty text among them."""
    rng = np.random.default_rng(seed)
    return [[LETTERS[i] for i in rng.integers(10, size=rng.integers(0, 9))] for _ in range(n)] + [[]]


@test_case(
    name="vocabularies",
    points=1.5,
    hidden=True,
    failure_message="Which index has rank 1, who wins a tie, and which indices are too large?",
)
def test_hidden_vocabulary(build_vocabulary):
    cases = [(drawn(1, 6), 9), (drawn(2, 8), 100), (drawn(3, 6), 5), (drawn(4, 6), 12), (drawn(5, 3), 4), ([[]], 9)]
    cases += [([[a, b], [a]], 9) for a, b in ("ab", "cd")]  # as many words, others
    agree(build_vocabulary, reviews.build_vocabulary, cases, mutants=misconceptions_of(reviews.build_vocabulary))


@test_case(
    name="encoded texts", points=1, hidden=True, failure_message="What comes first, and what is an unknown word?"
)
def test_hidden_encode(encode):
    vocabulary = {"a": 4, "b": 5, "c": 6}
    cases = [
        (list("abcab"), vocabulary),
        (list("xaxxb"), vocabulary),
        ([], vocabulary),
        (list("cab"), {"c": 4}),
        (list("abcab"), {"a": 6, "b": 4, "c": 5}),
    ]
    agree(encode, reviews.encode, cases, mutants=misconceptions_of(reviews.encode))


@test_case(
    name="rows", points=1.5, hidden=True, failure_message="What stands where an index comes twice, or not at all?"
)
def test_hidden_rows(multi_hot):
    rng = np.random.default_rng(6)
    cases = [([rng.integers(d, size=k).tolist() for k in sizes], d) for d, sizes in ((7, (3, 9, 0, 5)), (12, (20, 1)))]
    cases += [([[0], [2, 0, 2]], 3), ([[1], [1, 1, 2]], 3), ([[], []], 4), ([[1, 4, 4]], 5)]
    agree(multi_hot, reviews.multi_hot, cases, mutants=misconceptions_of(reviews.multi_hot))
