"""Pair losses by loops over pairs and against autograd, the worked numbers."""

import math

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.selfsup import multi_similarity as ms
from tests.reference.draws import NP, close, draw, published, to_torch, unchanged
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

M, D = 7, 4
WORKED, LABELS = [[1.0, 0.8, 0.3], [0.8, 1, 0.6], [0.3, 0.6, 1]], [0, 0, 1]
MANY = [0, 1, 0, 2, 1, 0, 3]


def worked(xp):
    return xp.asarray(WORKED), xp.ints(LABELS)


def loops(S, y, alpha, beta, lam):
    """(multi-similarity, binomial deviance) of each anchor."""
    many, deviance = [], []
    for i in range(len(y)):
        P = [S[i][p] for p in range(len(y)) if p != i and y[p] == y[i]]
        N = [S[i][n] for n in range(len(y)) if y[n] != y[i]]
        pull = math.log(1 + sum(math.exp(-alpha * (s - lam)) for s in P)) / alpha
        many.append(pull + math.log(1 + sum(math.exp(beta * (s - lam)) for s in N)) / beta)
        parts = [
            [math.log(1 + math.exp(alpha * (lam - s))) for s in P],
            [math.log(1 + math.exp(beta * (s - lam))) for s in N],
        ]
        deviance.append(sum(sum(part) / len(part) for part in parts if part))
    return many, deviance


def test_the_worked_losses(xp):
    S, y = worked(xp)
    published(xp, ms.multi_similarity_loss(S, y, 2.0, 10.0), 0.238803)
    published(xp, ms.multi_similarity_loss(S, y), 0.212586)
    published(xp, ms.binomial_deviance_loss(S, y, 2.0, 10.0, 0.5), 3.035260)
    published(xp, ms.binomial_deviance_loss(S, y, 2.0, 10.0, 0.5, "mean"), 1.011753)
    published(xp, ms.multi_similarity_grad(S, y, 2.0, 10.0)[0, :], [0, -0.118115, 0.0397343])
    np.testing.assert_allclose(loops(WORKED, LABELS, 2, 10, 0.5)[0], [0.231437, 0.350070, 0.134901], atol=5e-7)


@pytest.mark.parametrize(
    ("key", "expected"), [("self_pair", 0.362050), ("exp_sign", 0.499497), ("sum_over_m", 0.716408)]
)
def test_mistakes_give_their_published_numbers(xp, key, expected):
    (m,) = misconceptions_of(ms.multi_similarity_loss, f"T12.2/{key}")
    published(xp, m.mutant(*worked(xp), 2.0, 10.0), expected)


@pytest.mark.parametrize("labels", [MANY, [0] * M, list(range(M))])
def test_losses_are_loops_over_pairs(xp, labels):
    S = ms.cosine_similarity_matrix(draw(xp, (M, D))[0])
    many, deviance = loops(xp.to_numpy(S), labels, 2.0, 10.0, 0.3)
    y = xp.ints(labels)
    close(xp, ms.multi_similarity_loss(S, y, 2.0, 10.0, 0.3), sum(many) / M)
    close(xp, ms.binomial_deviance_loss(S, y, 2.0, 10.0, 0.3), sum(deviance))
    close(xp, ms.binomial_deviance_loss(S, y, 2.0, 10.0, 0.3, "mean"), sum(deviance) / M)


@pytest.mark.parametrize("labels", [MANY, [0] * M, list(range(M))])
def test_the_gradient_is_autograds(xp, labels):
    S = ms.cosine_similarity_matrix(draw(xp, (M, D))[0])
    (leaf,) = to_torch(xp, S, grad=True)
    ms.multi_similarity_loss(leaf, torch.tensor(labels), 2.0, 10.0, 0.3).backward()
    close(xp, ms.multi_similarity_grad(S, xp.ints(labels), 2.0, 10.0, 0.3), leaf.grad, rtol=1e-8)


def test_one_sample_costs_nothing_and_large_scores_stay_finite(xp):
    one = xp.asarray([[1.0]])
    assert (
        float(ms.multi_similarity_loss(one, xp.ints([0])))
        == float(ms.binomial_deviance_loss(one, xp.ints([0]), 2, 2, 0.5))
        == 0
    )
    S = xp.asarray(1e3 * np.array(WORKED))
    assert np.isfinite(float(ms.multi_similarity_loss(S, xp.ints(LABELS))))
    assert np.isfinite(float(ms.binomial_deviance_loss(-S, xp.ints(LABELS), 2.0, 50.0, 0.5)))
    assert np.isfinite(xp.to_numpy(ms.multi_similarity_grad(S, xp.ints(LABELS)))).all()


def test_cosines_are_torchs_and_a_row_of_zeros_has_none(xp):
    (X,) = draw(xp, (M, D))
    X = xp.asarray(np.concatenate([xp.to_numpy(X), np.zeros((1, D))]))
    (t,) = to_torch(xp, X)
    close(xp, ms.cosine_similarity_matrix(X), torch.nn.functional.cosine_similarity(t[:, None], t[None], dim=2))


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    (X,) = draw(xp, (3, D), dtype="float32")
    S, y = ms.cosine_similarity_matrix(X), xp.ints(LABELS)
    out = [S, unchanged(xp, ms.multi_similarity_grad, [S, y]), ms.multi_similarity_loss(S, y)]
    assert {a.dtype for a in [*out, ms.binomial_deviance_loss(S, y, 2.0, 2.0, 0.5)]} == {X.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda S, y: ms.multi_similarity_loss(S, y[:2]), r"S: expected shape \(m, m\) = \(2, 2\), got \(3, 3\)"),
        (lambda S, y: ms.multi_similarity_loss(S, y, alpha=0.0), "alpha: expected a number above 0, got 0.0"),
        (lambda S, y: ms.multi_similarity_grad(S, y, beta=-1.0), "beta: expected a number above 0, got -1.0"),
        (lambda S, y: ms.multi_similarity_loss(S[:0, :0], y[:0]), "labels: expected at least one sample"),
        (lambda S, y: ms.binomial_deviance_loss(S, y, 1, 1, 0, "none"), "reduction: expected one of 'sum', 'mean'"),
        (lambda S, y: ms.cosine_similarity_matrix(S[0, :]), r"X: expected 2 axes \(m, d\), got shape \(3,\)"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*worked(xp))
    with pytest.raises(TypeError, match="labels: expected integers"):
        ms.multi_similarity_loss(xp.asarray(WORKED), xp.asarray([0.0, 0, 1]))


S7 = ms.cosine_similarity_matrix(draw(NP, (M, D))[0])
CASES = {
    "multi_similarity_loss": [(S7, np.array(MANY), 2.0, 10.0, 0.3)],
    "binomial_deviance_loss": [(S7, np.array(MANY), 2.0, 10.0, 0.3)],
    "multi_similarity_grad": [(S7, np.array(MANY), 2.0, 10.0, 0.3)],
    "cosine_similarity_matrix": [(draw(NP, (M, D))[0],)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(ms, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(ms)
    assert {m.function for m in mine} == set(CASES)
    listed = "self_pair exp_sign no_inner_sum no_scale no_plus1 sum_over_m"
    assert {f"T12.2/{key}" for key in listed.split()} <= {m.key for m in mine}
