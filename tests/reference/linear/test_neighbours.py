"""Nearest neighbours against double loops, torch.cdist and scikit-learn, with the worked numbers."""

from collections import Counter

import numpy as np
import pytest

from reference.linear import neighbours
from reference.misconceptions import misconceptions_of
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

X, Y, Q = [[0.0, 0], [2, 0], [0, 2], [3, 3]], [0, 0, 1, 1], [[2.0, 2]]
P, QUERY = [[1.0, 0], [3, 4]], [[2.0, 1]]


def test_the_worked_distances_and_votes(xp):
    q, x, y = xp.asarray(Q), xp.asarray(X), xp.ints(Y)
    assert xp.to_numpy(neighbours.pairwise_sq_dists(q, x)).tolist() == [[8, 4, 4, 2]]
    assert [xp.to_numpy(neighbours.knn_predict(q, x, y, k, 2)).tolist() for k in (1, 3)] == [[1], [1]]


def test_the_worked_prototypes(xp):
    p, q = xp.asarray(P), xp.asarray(QUERY)
    assert xp.to_numpy(neighbours.pairwise_sq_dists(q, p)).tolist() == [[2, 10]]
    assert xp.to_numpy(neighbours.nearest_prototype(q, p)).tolist() == [0]
    W, b = neighbours.prototype_classifier(p)
    assert xp.to_numpy(W @ q[0, :] + b).tolist() == [1.5, -2.5]


def test_mistakes_give_their_published_numbers():
    (wrong,) = misconceptions_of(neighbours.prototype_classifier, "T2.11/template_without_norm")
    W, b = wrong.mutant(np.array(P))
    assert (W @ np.array(QUERY[0]) + b).tolist() == [2, 10]
    (wrong,) = misconceptions_of(neighbours.nearest_prototype, "T2.11/template_without_norm")
    assert wrong.mutant(np.array(QUERY), np.array(P)).tolist() == [1]
    (wrong,) = misconceptions_of(neighbours.pairwise_sq_dists, "T2.11/not_centred")
    assert wrong.mutant(np.array([[1e8, 1e8]]), np.array([[1e8 + 1, 1e8]])).tolist() == [[0]]


def test_far_from_the_origin_distances_are_still_right(xp):
    far = neighbours.pairwise_sq_dists(xp.asarray([[1e8, 1e8]]), xp.asarray([[1e8 + 1, 1e8], [1e8 - 2, 1e8 + 2]]))
    assert xp.to_numpy(far).tolist() == [[1, 8]]


@pytest.mark.parametrize("shape", [(5, 7, 3), (1, 1, 1), (0, 2, 3), (3, 1, 0)])
def test_distances_are_those_of_a_double_loop_and_of_torch(xp, shape):
    m, n, d = shape
    rng = np.random.default_rng(0)
    q, x = rng.normal(size=(m, d)), rng.normal(size=(n, d))
    got = xp.to_numpy(neighbours.pairwise_sq_dists(xp.asarray(q), xp.asarray(x)))
    assert got.shape == (m, n)
    assert (got >= 0).all()
    np.testing.assert_allclose(got, [[((a - b) ** 2).sum() for b in x] for a in q] or got, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(got, torch.cdist(torch.tensor(q), torch.tensor(x)).numpy() ** 2, atol=1e-9)


def test_a_sample_is_at_distance_0_of_itself(xp):
    x = xp.asarray(np.random.default_rng(1).normal(size=(20, 6)) + 1e3)
    d = xp.to_numpy(neighbours.pairwise_sq_dists(x, x))
    np.testing.assert_allclose(np.diag(d), 0, atol=1e-12)


def by_hand(q, x, y, k, C):
    d = [((q - row) ** 2).sum() for row in x]
    votes = Counter(int(y[i]) for i in sorted(range(len(x)), key=lambda i: (d[i], i))[:k])
    return max(range(C), key=lambda c: (votes[c], -c))


@pytest.mark.parametrize("k", [1, 2, 3, 6, 12])
def test_votes_on_a_grid_full_of_ties_are_those_by_hand(xp, k):
    rng = np.random.default_rng(k)
    q, x, y = rng.integers(3, size=(9, 2)), rng.integers(3, size=(12, 2)), rng.integers(4, size=12)
    got = neighbours.knn_predict(xp.asarray(q), xp.asarray(x), xp.ints(y), k, 5)
    assert xp.to_numpy(got).tolist() == [by_hand(row, x, y, k, 5) for row in q]


@pytest.mark.parametrize("k", [1, 3, 7])
def test_votes_are_scikit_learn_s(xp, k):
    sk = pytest.importorskip("sklearn.neighbors")
    rng = np.random.default_rng(k)
    q, x, y = rng.normal(size=(20, 3)), rng.normal(size=(30, 3)), rng.integers(4, size=30)
    want = sk.KNeighborsClassifier(k).fit(x, y).predict(q)
    got = neighbours.knn_predict(xp.asarray(q), xp.asarray(x), xp.ints(y), k, 4)
    assert xp.to_numpy(got).tolist() == want.tolist()


def test_the_linear_classifier_answers_as_the_nearest_prototype(xp):
    rng = np.random.default_rng(0)
    q, p = xp.asarray(rng.normal(size=(50, 3))), xp.asarray(rng.normal(size=(6, 3)) * 3)
    W, b = neighbours.prototype_classifier(p)
    scores = xp.to_numpy(q) @ xp.to_numpy(W).T + xp.to_numpy(b)
    assert scores.argmax(1).tolist() == xp.to_numpy(neighbours.nearest_prototype(q, p)).tolist()
    d = xp.to_numpy(neighbours.pairwise_sq_dists(q, p))
    np.testing.assert_allclose(scores, ((xp.to_numpy(q) ** 2).sum(1)[:, None] - d) / 2, atol=1e-9)


def test_no_query_gets_no_answer(xp):
    none = xp.asarray(np.zeros((0, 2)))
    assert neighbours.knn_predict(none, xp.asarray(X), xp.ints(Y), 2, 2).shape == (0,)


def test_float32_stays_and_arguments_are_left_alone(xp):
    q, p = xp.asarray(QUERY, dtype="float32"), xp.asarray(P, dtype="float32")
    out = [neighbours.pairwise_sq_dists(q, p), *neighbours.prototype_classifier(p)]
    assert {a.dtype for a in out} == {p.dtype}
    assert (xp.to_numpy(q).tolist(), xp.to_numpy(p).tolist()) == (QUERY, P)
    assert xp.to_numpy(neighbours.nearest_prototype(xp.ints(QUERY), xp.asarray(P))).tolist() == [0]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x, y: neighbours.pairwise_sq_dists(x[0, :], x), r"Q: expected 2 axes \(M, D\), got shape \(2,\)"),
        (
            lambda x, y: neighbours.pairwise_sq_dists(x[:, :1], x),
            r"Q: expected shape \(M, D\) = \(4, 2\), got \(4, 1\)",
        ),
        (lambda x, y: neighbours.pairwise_sq_dists(x, x[:0, :]), "X: expected at least one sample"),
        (lambda x, y: neighbours.knn_predict(x, x, y, 0, 2), "k: expected 1…4 neighbours, got 0"),
        (lambda x, y: neighbours.knn_predict(x, x, y, 5, 2), "k: expected 1…4 neighbours, got 5"),
        (lambda x, y: neighbours.knn_predict(x, x, y, 1, 1), "y: expected labels in 0…0, got 0…1"),
        (lambda x, y: neighbours.knn_predict(x, x, y[:3], 1, 2), r"y: expected shape \(N,\) = \(4,\), got \(3,\)"),
        (lambda x, y: neighbours.nearest_prototype(x, x[:0, :]), "X: expected at least one sample"),
        (lambda x, y: neighbours.prototype_classifier(x[0, :]), r"P: expected 2 axes \(C, D\), got shape \(2,\)"),
        (lambda x, y: neighbours.prototype_classifier(x[:0, :]), "P: expected at least one sample"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray(X), xp.ints(Y))


RNG = np.random.default_rng(3)
GRID = RNG.integers(4, size=(8, 2)).astype(float), RNG.integers(4, size=(9, 2)).astype(float), RNG.integers(3, size=9)
FAR = np.array([[1e8, 1e8]]), np.array([[1e8 + 1, 1e8]])
CASES = {
    "pairwise_sq_dists": [(np.array(Q), np.array(X)), FAR],
    "knn_predict": [(*GRID, k, 3) for k in (1, 2, 4)],
    "nearest_prototype": [(np.array(QUERY), np.array(P)), (GRID[0], GRID[1][:3]), (np.zeros((2, 2)), np.eye(2))],
    "prototype_classifier": [(np.array(P),)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(neighbours, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(neighbours)
    assert {m.function for m in mine} == set(CASES)
    # k_on_test is about how k is chosen: no function shows it
    assert {f"T2.11/{key}" for key in ["template_without_norm", "axis", "vote_by_mean"]} <= {m.key for m in mine}
