"""Hidden tests of q6."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, Misconception, agree
from reference.llm.retrieval import bm25_scores as reference_bm25
from reference.llm.retrieval import rag_sequence_prob as reference_sequence
from reference.llm.retrieval import rag_token_prob as reference_token
from reference.misconceptions import misconceptions_of

BM25 = (
    *misconceptions_of(reference_bm25),
    Misconception("T8.6/query_as_set", "A word that the query repeats counts each time.",
                  lambda query, docs, k1=1.5, b=0.75: reference_bm25(" ".join(sorted(set(query.lower().split()))), docs, k1, b)),
)  # fmt: skip
SEQUENCE = misconceptions_of(reference_sequence)
TOKEN = misconceptions_of(reference_token)


def library(n, longest, seed):
    """n documents of the same few words, the first of which are the most frequent."""
    rng = np.random.default_rng(seed)
    vocabulary = ["the", "sea", "light", "tide", "moon", "boy", "ledger", "lamp", "winter", "stranger"]
    chances = 1 / np.arange(1, 11)
    return [
        " ".join(rng.choice(vocabulary, size=rng.integers(2, longest), p=chances / chances.sum())) for _ in range(n)
    ]


@test_case(
    name="other libraries",
    points=1,
    hidden=True,
    failure_message="Check the three parts for one word: how rare it is, how often it occurs, how long the document is.",
)
def test_hidden_libraries(bm25_scores):
    docs, more = library(6, 15, 61), library(9, 30, 62)
    cases = [
        ("tide moon", docs),
        ("the ledger", more),
        ("boy and sea", library(6, 15, 63)),
        ("light", more),
        ("light", library(9, 30, 65)),
        ("The stranger: who is the boy?", docs),
        ("moon moon tide", more),
    ]
    agree(bm25_scores, reference_bm25, cases, mutants=BM25, rtol=1e-6, atol=1e-9)  # sums of single precision will do


@test_case(
    name="other constants, unknown words, documents without words",
    points=0.5,
    hidden=True,
    failure_message="k1 and b are arguments. A word that is nowhere adds nothing, and a document without words scores 0.",
)
def test_hidden_edges(bm25_scores):
    docs = ["Tide, tide; TIDE!", "...", "the moon and the tide and the sea", "a boy"]
    cases = [
        Case("tide moon", docs, k1=0.9, b=0.4),
        Case("tide moon", docs, 2.0, 0.0),
        Case("tide moon", docs, k1=0.05),
        Case("tide moon sea", docs, b=0.95),
        Case("tide tide rocket", docs),
        Case("the boy", ["the boy"]),
    ]
    agree(bm25_scores, reference_bm25, cases, mutants=BM25, rtol=1e-6, atol=1e-9)  # sums of single precision will do


def answers(*shapes):
    rng = np.random.default_rng(64)
    for K, T in shapes:
        p_z = rng.exponential(size=K)
        for dtype in ("float64", "float32"):
            yield (p_z / p_z.sum()).astype(dtype), rng.uniform(0.05, 1, size=(K, T)).astype(dtype)
    yield np.array([0.2, 0.5, 0.3]), np.asfortranarray(rng.uniform(0.05, 1, size=(3, 4)))


SHAPES = ((3, 4), (5, 2), (2, 2), (3, 4), (4, 1), (1, 5), (3, 0))


@test_case(
    name="one document for the whole answer",
    points=0.75,
    hidden=True,
    failure_message="For each document: how likely is it, and how likely is the whole answer with it? Then add.",
)
def test_hidden_sequence(rag_sequence_prob):
    agree(rag_sequence_prob, reference_sequence, answers(*SHAPES), mutants=SEQUENCE)


@test_case(
    name="any document for each token",
    points=0.75,
    hidden=True,
    failure_message="For each token: how likely is it, whichever document it comes from? Then multiply.",
)
def test_hidden_token(rag_token_prob):
    agree(rag_token_prob, reference_token, answers(*SHAPES), mutants=TOKEN)
