"""Retrieval against scikit-learn where it is installed, recounts and the worked numbers."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.llm import retrieval
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

DOCS = ["deep learning is deep", "learning to rank", "cats and dogs and birds"]


@given(st.integers(0, 12), st.integers(1, 5), st.integers(0, 4))
def test_chunks_cover_all_and_overlap(n, size, overlap):
    if overlap >= size:
        return
    chunks = retrieval.chunk_tokens(range(n), size, overlap)
    assert sorted({i for chunk in chunks for i in chunk}) == list(range(n))
    assert all(len(chunk) == size for chunk in chunks[:-1])
    for one, two in itertools.pairwise(chunks):
        assert one[len(one) - overlap :] == two[:overlap]
        assert not set(two) <= set(one)


def test_the_worked_scores():
    np.testing.assert_allclose(retrieval.bm25_scores("deep learning", DOCS), [1.871188, 0.529582, 0], atol=5e-7)


def test_bm25_is_a_recount():
    docs, query, k1, b = [*DOCS, "deep deep deep"], "deep and learning deep", 1.2, 0.4
    split = [d.split() for d in docs]
    mean = sum(map(len, split)) / len(split)
    expected = []
    for words in split:
        score = 0.0
        for w in query.split():
            n = len([d for d in split if w in d])
            f = words.count(w)
            score += (
                math.log((len(docs) - n + 0.5) / (n + 0.5) + 1)
                * f
                * (k1 + 1)
                / (f + k1 * (1 - b + b * len(words) / mean))
            )
        expected.append(score)
    np.testing.assert_allclose(retrieval.bm25_scores(query, docs, k1, b), expected, rtol=1e-9)


def test_tfidf_rows_by_hand():
    rows = retrieval.tfidf(["a b", "a"])
    idf_a, idf_b = 1.0, math.log(3 / 2) + 1
    norm = math.hypot(idf_a, idf_b)
    np.testing.assert_allclose(rows, [[idf_a / norm, idf_b / norm], [1, 0]], rtol=1e-12)


def test_tfidf_is_scikit_learns():
    text = pytest.importorskip("sklearn.feature_extraction.text")
    theirs = text.TfidfVectorizer(token_pattern=r"(?u)\b\w+\b").fit_transform(DOCS).toarray()
    np.testing.assert_allclose(retrieval.tfidf(DOCS), theirs, rtol=1e-9)


def test_a_text_without_words_has_a_row_of_0():
    assert not retrieval.tfidf(["a", ""])[1].any()
    assert retrieval.bm25_scores("a", [""]).tolist() == [0]


def vectors(xp):
    return xp.asarray([1.0, 0.5]), xp.asarray([[0.9, 0.1], [5.0, -4.0], [0.0, 0.0], [2.0, 1.0], [-1.0, 3.0]])


@pytest.mark.parametrize(("metric", "order"), [("dot", [1, 3, 0, 4, 2]), ("cosine", [3, 0, 1, 4, 2])])
def test_the_nearest_come_first(xp, metric, order):
    q, D = vectors(xp)
    assert xp.to_numpy(retrieval.dense_retrieve(q, D, 5, metric)).tolist() == order
    assert xp.to_numpy(retrieval.dense_retrieve(q, D, 2, metric)).tolist() == order[:2]


def test_of_equal_scores_the_first_comes_first(xp):
    q, D = xp.asarray([1.0]), xp.asarray([[1.0], [2.0], [1.0], [2.0]])
    assert xp.to_numpy(retrieval.dense_retrieve(q, D, 4)).tolist() == [1, 3, 0, 2]


def test_the_worked_probabilities(xp):
    p_z, p_y = xp.asarray([0.7, 0.3]), xp.asarray([[0.9, 0.2], [0.1, 0.8]])
    assert float(retrieval.rag_sequence_prob(p_z, p_y)) == pytest.approx(0.15, rel=1e-9)
    assert float(retrieval.rag_token_prob(p_z, p_y)) == pytest.approx(0.2508, rel=1e-9)


@pytest.mark.parametrize("prob", [retrieval.rag_sequence_prob, retrieval.rag_token_prob])
def test_the_answers_of_a_length_have_probability_1(xp, prob):
    p = np.array([0.2, 0.8])
    q = np.array([[[0.9, 0.1], [0.3, 0.7]], [[0.5, 0.5], [0.6, 0.4]]])  # document, step, token
    answers = itertools.product(range(2), repeat=2)
    total = sum(
        float(prob(xp.asarray(p), xp.asarray([[q[z, t, y[t]] for t in range(2)] for z in range(2)]))) for y in answers
    )
    assert total == pytest.approx(1, rel=1e-9)


def test_the_worked_measures():
    ranking, relevant = [3, 1, 7, 5], {1, 5, 9}
    assert retrieval.recall_at_k(ranking, relevant, 3) == pytest.approx(1 / 3)
    assert retrieval.mrr([ranking], [relevant]) == 0.5
    assert retrieval.ndcg_at_k(ranking, relevant, 4) == pytest.approx(0.498189, abs=5e-7)


def test_the_best_ranking_has_the_measures_1():
    assert retrieval.ndcg_at_k([9, 5, 1, 3], {1, 5, 9}, 2) == 1
    assert retrieval.recall_at_k([9, 5, 1], {1, 5, 9}, 3) == 1
    assert retrieval.mrr([[1], [2]], [{1}, {1}]) == 0.5


def test_ndcg_is_scikit_learns():
    metrics = pytest.importorskip("sklearn.metrics")
    gains, scores = [0, 1, 0, 0, 0, 1, 0, 0, 0, 1], [0, 9, 0, 10, 0, 7, 0, 8, 0, 0]
    assert retrieval.ndcg_at_k([3, 1, 7, 5], {1, 5, 9}, 4) == pytest.approx(metrics.ndcg_score([gains], [scores], k=4))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: retrieval.chunk_tokens([1], 0, 0), "size: expected a number of at least 1, got 0"),
        (lambda: retrieval.chunk_tokens([1], 2, 2), "overlap: expected 0 ≤ overlap < size = 2, got 2"),
        (lambda: retrieval.tfidf([]), "docs: expected at least one document, got none"),
        (lambda: retrieval.bm25_scores("a", ["a"], b=1.5), r"b: expected a number in \[0, 1\], got 1.5"),
        (lambda: retrieval.dense_retrieve(np.ones(2), np.ones((3, 2)), 4), "k: expected 1 ≤ k ≤ N = 3, got 4"),
        (lambda: retrieval.dense_retrieve(np.ones(2), np.ones((3, 1)), 1), r"D: expected shape \(N, d\) = \(3, 2\)"),
        (lambda: retrieval.rag_token_prob(np.ones(2), np.ones((3, 1))), r"p_y: expected shape \(K, T\) = \(2, 1\)"),
        (lambda: retrieval.recall_at_k([1], set(), 1), "relevant: expected at least one document, got none"),
        (lambda: retrieval.mrr([[1]], []), "relevant: expected a set for each of 1 rankings, got 0"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


NP = Backend("numpy")
RANKINGS, RELEVANT = [[3, 1, 7, 5], [2, 4], [9, 8, 1]], [{1, 5, 9}, {3}, {9, 1}]
CASES = {
    "chunk_tokens": [(list(range(9)), 4, 1), (list(range(8)), 4, 2), (list(range(8)), 4, 0)],
    "tfidf": [(DOCS,)],
    "bm25_scores": [("deep learning and", DOCS)],
    "dense_retrieve": [(*vectors(NP), 3, "dot"), (*vectors(NP), 3, "cosine")],
    "rag_sequence_prob": [(np.array([0.7, 0.3]), np.array([[0.9, 0.2], [0.1, 0.8]]))],
    "rag_token_prob": [(np.array([0.7, 0.3]), np.array([[0.9, 0.2], [0.1, 0.8]]))],
    "recall_at_k": [([3, 1, 7, 5], {1, 5, 9}, 2), ([3, 1, 7, 5], {1, 5, 9}, 4)],
    "mrr": [(RANKINGS, RELEVANT)],
    "ndcg_at_k": [([3, 1, 7, 5], {1, 5, 9}, 4), ([1, 3], {1}, 2)],
    "build_rag_prompt": [("Who?", ["Ada.", "Bob."])],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(retrieval, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(retrieval)
    assert {m.function for m in mine} == set(CASES)
    listed = "seq_token_swap uniform_docs idf_plain not_normalised recall_denominator rank0"
    assert {f"T8.6/{key}" for key in listed.split()} <= {m.key for m in mine}
