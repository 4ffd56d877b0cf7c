"""Independent components against scikit-learn and simulated sources, with the worked numbers."""

import itertools

import numpy as np
import pytest

from reference.unsupervised import components
from tests.reference.mutants import alike, declared_in


def sources(N=4000, seed=0):
    """A square wave and Laplace noise, and a mixture of them."""
    rng = np.random.default_rng(seed)
    S = np.stack([np.sign(np.sin(np.arange(N) * 0.37)), rng.laplace(size=N)], axis=1)
    return S, S @ np.array([[1.0, 0.6], [0.4, 1.0]]).T


W0 = np.array([[1.0, 0.3], [-0.2, 1.0]])


def test_the_worked_decorrelation(xp):
    got = xp.to_numpy(components.symmetric_decorrelation(xp.asarray([[1.0, 1], [0, 1]])))
    np.testing.assert_allclose(got, [[0.894427, 0.447214], [-0.447214, 0.894427]], atol=5e-7)


def test_the_worked_whitening(xp):
    got = xp.to_numpy(components.whiten_zca(xp.asarray([[2.0, 0], [-2, 0], [0, 1], [0, -1]])))
    np.testing.assert_allclose(got[0], [2**0.5, 0], atol=1e-12)


def test_white_data_have_covariance_one_and_stay_close(xp):
    _, X = sources(500)
    Z = xp.to_numpy(components.whiten_zca(xp.asarray(X + 3)))
    np.testing.assert_allclose(Z.T @ Z / 500, np.eye(2), atol=1e-10)
    cov = np.cov(X.T, ddof=0)
    value, vector = np.linalg.eigh(cov)
    np.testing.assert_allclose(Z, (X - X.mean(0)) @ vector @ np.diag(value**-0.5) @ vector.T, atol=1e-9)


def test_decorrelation_is_the_inverse_root(xp):
    W = np.random.default_rng(0).normal(size=(3, 3))
    value, vector = np.linalg.eigh(W @ W.T)
    got = xp.to_numpy(components.symmetric_decorrelation(xp.asarray(W)))
    np.testing.assert_allclose(got, vector @ np.diag(value**-0.5) @ vector.T @ W, atol=1e-10)
    np.testing.assert_allclose(got @ got.T, np.eye(3), atol=1e-12)


@pytest.mark.parametrize("fun", ["tanh", "cube"])
def test_simulated_sources_are_found(xp, fun):
    S, X = sources()
    found = components.fast_ica(xp.asarray(X), xp.asarray(W0), 30, fun)
    assert float(components.ica_score(found.S, xp.asarray(S))) > 0.999
    white = components.whiten_zca(xp.asarray(X))
    assert float(components.ica_score(white, xp.asarray(S))) < 0.99


def test_the_fixed_point_is_scikit_learns():
    decomposition = pytest.importorskip("sklearn.decomposition")
    S, X = sources()
    model = decomposition.FastICA(2, whiten="unit-variance", w_init=W0, max_iter=500, tol=1e-12)
    theirs = model.fit_transform(X)
    assert components.ica_score(components.fast_ica(X, W0, 60).S, theirs) == pytest.approx(1, abs=1e-6)


def test_two_gaussians_cannot_be_separated():
    rng = np.random.default_rng(1)
    S = rng.normal(size=(4000, 2))
    turned = S @ np.array([[np.cos(0.7), -np.sin(0.7)], [np.sin(0.7), np.cos(0.7)]]).T
    assert components.ica_score(components.fast_ica(turned, W0, 60).S, S) < 0.98


def test_the_score_is_the_best_pairing(xp):
    rng = np.random.default_rng(2)
    a, b = rng.normal(size=(2, 50, 4))
    corr = np.abs(np.corrcoef(a.T, b.T)[:4, 4:])
    best = max(np.mean([corr[i, p[i]] for i in range(4)]) for p in itertools.permutations(range(4)))
    assert float(components.ica_score(xp.asarray(a), xp.asarray(b))) == pytest.approx(best, rel=1e-9)
    assert float(components.ica_score(xp.asarray(-3 * a[:, ::-1]), xp.asarray(a))) == pytest.approx(1, rel=1e-9)


def test_float32_stays_float32(xp):
    _, X = sources(200)
    X, W = xp.asarray(X, dtype="float32"), xp.asarray(W0, dtype="float32")
    found = components.fast_ica(X, W, 3)
    assert {found.S.dtype, found.W.dtype, components.ica_score(X, found.S).dtype} == {X.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda X, W: components.whiten_zca(X[:, 0]), r"X: expected 2 axes \(N, D\)"),
        (lambda X, W: components.whiten_zca(X * 0), "X: expected samples that vary in all 2 directions"),
        (lambda X, W: components.whiten_zca(X[:1, :]), "X: expected samples that vary in all 2 directions"),
        (lambda X, W: components.symmetric_decorrelation(X), r"W: expected shape \(D, D\) = \(20, 20\)"),
        (lambda X, W: components.symmetric_decorrelation(W * 0), "W: expected a matrix of full rank"),
        (lambda X, W: components.fast_ica(X, W[:1, :], 3), r"W0: expected shape \(D, D\) = \(2, 2\)"),
        (lambda X, W: components.fast_ica(X, W, 3, "exp"), "fun: expected one of 'tanh', 'cube'"),
        (lambda X, W: components.fast_ica(X, W, -1), "n_iter: expected a number of at least 0"),
        (lambda X, W: components.ica_score(X, W), r"S_true: expected shape \(N, D\) = \(20, 2\)"),
        (lambda X, W: components.ica_score(X, X * 0), "S_true: expected columns that vary"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray(sources(20)[1]), xp.asarray(W0))


TRUE, MIXED = sources(60)
FOUND = np.stack([TRUE[:, 1] + 0.3 * TRUE[:, 0], -TRUE[:, 1] + 0.2 * TRUE[:, 0]], axis=1)
CASES = {
    "whiten_zca": [(MIXED + [1.0, 2.0],)],
    "symmetric_decorrelation": [(np.array([[1.0, 1], [0, 1]]),)],
    "fast_ica": [(MIXED, W0, 3, "tanh"), (MIXED, W0, 3, "cube")],
    "ica_score": [(FOUND, TRUE), (-TRUE[:, ::-1], TRUE)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(components, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():  # "gaussian" is a statement about data, which no function shows
    mine = declared_in(components)
    assert {m.function for m in mine} == set(CASES)
    assert {f"T14.1/{k}" for k in ("no_whiten", "order", "no_decorrelation", "pca_instead")} <= {m.key for m in mine}
