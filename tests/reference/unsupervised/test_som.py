"""Self-organising maps against loops and online k-means, with the worked numbers."""

import numpy as np
import pytest

from reference.unsupervised import som
from tests.reference.mutants import alike, declared_in

CORNERS = np.array([[0.0, 0], [1, 0], [0, 1], [1, 1]])
GRID = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
LINE = np.stack([np.arange(6.0), np.zeros(6)], axis=1)


def test_the_worked_update(xp):
    W, grid, x = xp.asarray(CORNERS), xp.asarray(GRID), xp.asarray([0.9, 0.2])
    assert som.som_bmu(W, x) == 1
    new = xp.to_numpy(som.som_update(W, grid, x, 0.5, 1.0))
    np.testing.assert_allclose(new[1], [0.95, 0.1], rtol=1e-12)
    h = (new - CORNERS)[:, 0] / (0.5 * (0.9 - CORNERS[:, 0]))
    np.testing.assert_allclose(h, [0.606531, 1, 0.367879, 0.606531], atol=5e-7)
    np.testing.assert_array_equal(xp.to_numpy(W), CORNERS)


def test_the_first_of_equally_near_units_wins(xp):
    assert som.som_bmu(xp.asarray(CORNERS), xp.asarray([0.5, 0.5])) == 0


@pytest.mark.parametrize("sigma", [0.3, 1.0, 5.0])
def test_a_fit_is_its_loop(xp, sigma):
    rng = np.random.default_rng(0)
    X, W = rng.normal(size=(10, 3)), rng.normal(size=(6, 3))
    order = rng.permutation(10).tolist() * 2
    expected = W.copy()
    for i in order:
        c = min(range(6), key=lambda k: np.linalg.norm(X[i] - expected[k]))
        for k in range(6):
            h = np.exp(-((LINE[k] - LINE[c]) ** 2).sum() / (2 * sigma**2))
            if k != c:
                expected[k] += 0.1 * h * (X[i] - expected[k])
        expected[c] += 0.1 * (X[i] - expected[c])
    got = som.som_fit(xp.asarray(X), xp.asarray(W), xp.asarray(LINE), 0.1, sigma, order)
    np.testing.assert_allclose(xp.to_numpy(got), expected, rtol=1e-9)


def test_without_neighbours_it_is_online_k_means():
    rng = np.random.default_rng(1)
    X, W = rng.normal(size=(30, 2)), rng.normal(size=(6, 2))
    expected = W.copy()
    for x in X:
        c = ((expected - x) ** 2).sum(1).argmin()
        expected[c] += 0.2 * (x - expected[c])
    np.testing.assert_allclose(som.som_fit(X, W, LINE, 0.2, 1e-3, range(30)), expected, rtol=1e-9)


def test_a_map_unfolds_over_the_data():
    rng = np.random.default_rng(0)
    X = np.stack([rng.uniform(size=400), np.zeros(400)], axis=1)
    W = 0.5 + 0.01 * rng.normal(size=(6, 2))
    for sigma in (2.0, 1.0, 0.5):
        W = som.som_fit(X, W, LINE, 0.1, sigma, range(400))
    assert som.topographic_error(W, X, LINE) < 0.05
    assert som.quantization_error(W, X) < 0.1
    steps = np.diff(W[:, 0])
    assert (steps > 0).all() or (steps < 0).all()


def test_errors_of_a_map(xp):
    X = xp.asarray([[0.9, 0.2], [0.1, 0.1], [0.4, 0.6]])
    expected = np.mean(
        [np.linalg.norm(np.array(x) - w) for x, w in ([(0.9, 0.2), (1, 0)], [(0.1, 0.1), (0, 0)])] + [0.4 * 2**0.5]
    )
    assert float(som.quantization_error(xp.asarray(CORNERS), X)) == pytest.approx(expected, rel=1e-12)
    crossed = np.array([[0.0, 0], [5, 5], [6, 6], [0, 1]])  # units 0 and 3 are nearest, but stand across
    line = xp.asarray(np.stack([np.arange(4.0), np.zeros(4)], axis=1))
    assert float(som.topographic_error(xp.asarray(crossed), xp.asarray([[0.0, 0.4], [5.4, 5.4]]), line)) == 0.5


def test_float32_stays_float32(xp):
    W, grid = xp.asarray(CORNERS, dtype="float32"), xp.asarray(GRID, dtype="float32")
    out = [som.som_fit(W, W, grid, 0.1, 1.0, [0, 1]), som.quantization_error(W, W), som.topographic_error(W, W, grid)]
    assert {a.dtype for a in out} == {W.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda W, g: som.som_bmu(W, W), r"x: expected shape \(D,\) = \(2,\)"),
        (lambda W, g: som.som_bmu(W[:0, :], W[0, :]), "K: expected a number of at least 1"),
        (lambda W, g: som.som_update(W, g[:2, :], W[0, :], 0.1, 1.0), r"grid: expected shape \(K, 2\) = \(4, 2\)"),
        (lambda W, g: som.som_update(W, g, W[0, :], -0.1, 1.0), "lr: expected a number of at least 0"),
        (lambda W, g: som.som_update(W, g, W[0, :], 0.1, 0.0), "sigma: expected a number above 0, got 0.0"),
        (lambda W, g: som.som_fit(W, W, g, 0.1, 1.0, [4]), "order: expected sample numbers in 0…3, got 4"),
        (lambda W, g: som.quantization_error(W, W[:0, :]), "N: expected a number of at least 1"),
        (lambda W, g: som.topographic_error(W[:1, :], W, g[:1, :]), "K: expected a number of at least 2"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray(CORNERS), xp.asarray(GRID))


RNG = np.random.default_rng(3)
X, UNITS = RNG.normal(size=(7, 2)), 2 * RNG.normal(size=(6, 2))
CASES = {
    "som_bmu": [(UNITS, X[0]), (CORNERS, np.array([0.5, 0.5])), (UNITS, X[1]), (UNITS, X[2])],
    "som_update": [(UNITS, LINE, X[0], 0.5, 1.5)],
    "som_fit": [(X, UNITS, LINE, 0.5, 1.5, [3, 0, 6, 1])],
    "quantization_error": [(UNITS, X)],
    "topographic_error": [(UNITS, X, LINE)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(som, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(som)
    assert {m.function for m in mine} == set(CASES)
    listed = ("weight_distance", "winner_only", "away", "sigma_not_squared", "dot_bmu")
    assert {f"T14.3/{key}" for key in listed} <= {m.key for m in mine}
