"""Initialisation and preprocessing against torch.nn.init, scikit-learn, eigenvectors and the worked numbers."""

import itertools

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.training import initialisation as init

torch = pytest.importorskip("torch")
hypothesis = pytest.importorskip("hypothesis")
st = hypothesis.strategies

X_WORKED = np.array([[1.0, 10.0], [2.0, 20.0], [3.0, 60.0]])


def correlated(seed=0, n=7, d=3):
    """Samples with correlated features, far from the origin."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, d)) @ rng.normal(size=(d, d)) + np.arange(1, d + 1) * 5


def covariance(Z):
    return np.cov(Z, rowvar=False, bias=True)


# -- worked numbers ----------------------------------------------------------------------------------------------------


def test_the_worked_data_have_their_published_statistics(xp):
    Z, mean, std = init.standardize(xp.asarray(X_WORKED))
    assert xp.to_numpy(mean).tolist() == [2, 30]
    np.testing.assert_allclose(xp.to_numpy(std), [0.816497, 21.6025], rtol=2e-6)  # six digits
    np.testing.assert_allclose(xp.to_numpy(Z)[0], [-1.224745, -0.925820], rtol=1e-6)


def test_the_worked_fans():
    assert init.xavier_bound(200, 400) == pytest.approx(0.1, rel=1e-12)
    assert init.he_std(200) == pytest.approx(0.1, rel=1e-12)


# -- initialisation ----------------------------------------------------------------------------------------------------


def test_normal_weights_are_torchs_for_the_same_noise(xp):
    w = torch.nn.init.normal_(torch.empty(3, 5, dtype=torch.float64), 0, 0.3, generator=torch.manual_seed(1))
    noise = torch.randn(3, 5, dtype=torch.float64, generator=torch.manual_seed(1))
    got = init.init_normal((3, 5), 0.3, xp.asarray(noise.numpy()))
    np.testing.assert_allclose(xp.to_numpy(got), w.numpy(), rtol=1e-12)


def test_xavier_weights_reach_their_bound_and_stay_inside():
    w = torch.nn.init.xavier_uniform_(torch.empty(300, 200, dtype=torch.float64), generator=torch.manual_seed(2))
    bound = init.xavier_bound(fan_in=200, fan_out=300)
    assert 0.999 * bound < float(w.abs().max()) <= bound


def test_he_weights_have_their_standard_deviation():
    w = torch.empty(500, 200, dtype=torch.float64)
    torch.nn.init.kaiming_normal_(w, nonlinearity="relu", generator=torch.manual_seed(3))
    assert float(w.std()) == pytest.approx(init.he_std(200), rel=0.01)


def test_he_weights_keep_the_mean_square_through_relu_layers():
    rng = np.random.default_rng(4)
    h = rng.normal(size=(20, 400))
    start = np.mean(h**2)
    for _ in range(6):
        W = init.init_normal((400, 400), init.he_std(400), rng.normal(size=(400, 400)))
        h = np.maximum(h @ W.T, 0)
    assert np.mean(h**2) == pytest.approx(start, rel=0.4)


def test_equal_start_weights_stay_equal():
    W = torch.full((3, 2), 0.1, requires_grad=True)
    v = torch.full((3,), 0.1, requires_grad=True)
    (torch.tanh(W @ torch.tensor([1.0, 2.0])) @ v - 1).square().backward()
    assert torch.equal(W.grad[0], W.grad[1])
    assert torch.equal(W.grad[1], W.grad[2])


# -- scaling -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ddof", [0, 1, 2])
def test_standardized_features_have_mean_0_and_std_1(xp, ddof):
    Z, mean, std = (xp.to_numpy(a) for a in init.standardize(xp.asarray(correlated()), ddof=ddof))
    np.testing.assert_allclose(Z.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(Z.std(axis=0, ddof=ddof), 1, rtol=1e-12)
    np.testing.assert_allclose(Z * std + mean, correlated(), rtol=1e-12)


def test_standardize_is_scikit_learns_scaler(xp):
    scaler = pytest.importorskip("sklearn.preprocessing").StandardScaler().fit(correlated())
    Z, mean, std = init.standardize(xp.asarray(correlated()))
    test, *_ = init.standardize(xp.asarray(correlated(9)), mean, std)
    np.testing.assert_allclose(xp.to_numpy(Z), scaler.transform(correlated()), rtol=1e-9)
    np.testing.assert_allclose(xp.to_numpy(test), scaler.transform(correlated(9)), rtol=1e-9)


def test_test_data_are_scaled_with_the_training_statistics(xp):
    _, mean, std = init.standardize(xp.asarray(X_WORKED))
    Z, mean_again, std_again = init.standardize(xp.asarray([[2.0, 30.0]]), mean, std)
    assert xp.to_numpy(Z).tolist() == [[0, 0]]
    assert xp.to_numpy(mean_again).tolist() == xp.to_numpy(mean).tolist()
    assert xp.to_numpy(std_again).tolist() == xp.to_numpy(std).tolist()


@pytest.mark.parametrize("value", [0.0, 0.1, 1e6])
def test_a_constant_feature_becomes_zero(xp, value):
    X = np.array([[value, 1.0], [value, 2.0], [value, 4.0]])
    Z, _, std = init.standardize(xp.asarray(X))
    assert xp.to_numpy(std)[0] == 0
    np.testing.assert_allclose(xp.to_numpy(Z)[:, 0], 0, atol=1e-9)
    assert xp.to_numpy(init.min_max_scale(xp.asarray(X)))[:, 0].tolist() == [0, 0, 0]


@hypothesis.given(st.lists(st.tuples(*[st.integers(-1000, 1000)] * 2), min_size=2, max_size=9), st.integers(1, 9))
def test_scaling_does_not_see_the_unit_of_a_feature(rows, unit):
    X = np.array(rows, dtype=float)
    for scale in (lambda X: init.standardize(X).Z, init.min_max_scale):
        np.testing.assert_allclose(scale(X * unit + 7), scale(X), atol=1e-9)


def test_min_max_scaling_agrees_with_a_loop_over_features(xp):
    X = correlated(5, n=5, d=2)
    expected = [[(x - min(c)) / (max(c) - min(c)) for x in c] for c in X.T.tolist()]
    got = xp.to_numpy(init.min_max_scale(xp.asarray(X)))
    np.testing.assert_allclose(got, np.transpose(expected), rtol=1e-12)
    assert (got.min(axis=0).tolist(), got.max(axis=0).tolist()) == ([0, 0], [1, 1])


# -- whitening ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("d", [1, 2, 5])
def test_whitened_features_have_the_identity_as_covariance(xp, d):
    Z = xp.to_numpy(init.pca_whiten(xp.asarray(correlated(6, n=11, d=d)), 0.0))
    assert Z.shape == (11, d)
    np.testing.assert_allclose(np.atleast_2d(covariance(Z)), np.eye(d), atol=1e-9)


def test_whitening_agrees_with_the_singular_values_of_the_centred_data(xp):
    X, eps = correlated(7, n=7, d=3), 0.2
    _, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    expected = (X - X.mean(axis=0)) @ Vt.T / np.sqrt(s**2 / 7 + eps)
    flip = np.sign(Vt[range(3), np.abs(Vt).argmax(axis=1)])
    got = xp.to_numpy(init.pca_whiten(xp.asarray(X), eps))
    np.testing.assert_allclose(got, expected * flip, rtol=1e-9, atol=1e-12)


def test_the_signs_of_the_axes_do_not_depend_on_the_library(xp):
    # both axes of this cross are diagonals, whose entries tie in size: the first one is positive
    X = np.array([[2.0, 2.0], [-2.0, -2.0], [1.0, -1.0], [-1.0, 1.0]])
    got = xp.to_numpy(init.pca_whiten(xp.asarray(X), 0.0))
    r = np.sqrt(2)
    np.testing.assert_allclose(got, [[r, 0], [-r, 0], [0, r], [0, -r]], atol=1e-12)


def test_eps_keeps_a_direction_without_variance_finite(xp):
    X = np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]])
    Z = xp.to_numpy(init.pca_whiten(xp.asarray(X), 1e-5))
    np.testing.assert_allclose(Z[:, 1], 0, atol=1e-6)
    assert Z[:, 0].std() == pytest.approx(1, rel=1e-5)


# -- capacity ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("d", [0, 1, 2, 3, 5])
def test_a_half_space_shatters_d_plus_1_points(d):
    points = np.vstack([np.zeros((1, d)), np.eye(d)])
    assert len(points) == init.vc_dim_linear(d)
    for labels in itertools.product([-1.0, 1.0], repeat=d + 1):
        wb = np.linalg.solve(np.hstack([points, np.ones((d + 1, 1))]), labels)
        assert (np.sign(points @ wb[:d] + wb[d]) == labels).all()


@pytest.mark.parametrize("d", [1, 2, 3, 5])
def test_no_d_plus_2_points_are_shattered(d):
    # Radon: weights c with Σc = 0, Σc x = 0 exist; a half-space with the signs of c would make 0 = Σ c (w·x + b) > 0
    for seed in range(5):
        points = np.random.default_rng(seed).normal(size=(init.vc_dim_linear(d) + 1, d))
        c = np.linalg.svd(np.vstack([points.T, np.ones(len(points))]))[2][-1]
        np.testing.assert_allclose(points.T @ c, 0, atol=1e-12)
        assert abs(c.sum()) < 1e-12
        assert np.abs(c).max() > 0.1
        assert c.min() < 0 < c.max()


# -- dtype, purity, errors ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_dtype_and_device_stay(xp, dtype):
    X = xp.asarray(correlated(), dtype)
    got = [*init.standardize(X), init.min_max_scale(X), init.pca_whiten(X, 0.0), init.init_normal((7, 3), 0.1, X)]
    assert {a.dtype for a in got} == {X.dtype}
    assert {str(a.device) for a in got} == {str(X.device)}
    np.testing.assert_allclose(covariance(xp.to_numpy(got[4])), np.eye(3), atol=1e-3)


def test_integer_data_become_floats(xp):
    Z, mean, _ = init.standardize(xp.ints([[1, 10], [2, 20], [3, 60]]))
    assert xp.to_numpy(Z).dtype.kind == "f"
    np.testing.assert_allclose(xp.to_numpy(mean), [2, 30], rtol=1e-6)


def test_inputs_are_never_modified(xp):
    X, before = xp.asarray(X_WORKED), X_WORKED.copy()
    _, mean, std = init.standardize(X)
    init.standardize(X, mean, std)
    init.min_max_scale(X)
    init.pca_whiten(X, 0.1)
    init.init_normal((3, 2), 0.5, X)
    np.testing.assert_array_equal(xp.to_numpy(X), before)
    assert xp.to_numpy(mean).tolist() == [2, 30]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda X: init.standardize(X[0, :]), r"X: expected 2 axes \(N, D\), got shape \(2,\)"),
        (lambda X: init.standardize(X[:0, :]), "X: expected at least one sample"),
        (lambda X: init.standardize(X, mean=X[0, :]), "mean, std: expected both or neither"),
        (lambda X: init.standardize(X, X[:, 0], X[:, 0]), r"mean: expected shape \(D,\) = \(2,\), got \(3,\)"),
        (lambda X: init.standardize(X, X[0, :], X[0:1, :]), r"std: expected shape \(D,\) = \(2,\), got \(1, 2\)"),
        (lambda X: init.standardize(X, ddof=3), "ddof: expected 0…2 for 3 samples, got 3"),
        (lambda X: init.min_max_scale(X[:0, :]), "X: expected at least one sample"),
        (lambda X: init.pca_whiten(X, -1e-5), "eps: expected a number of at least 0"),
        (lambda X: init.pca_whiten(X[:2, :], 0.0), "eps: expected more than 0, since the covariance"),
        (lambda X: init.init_normal((2, 3), 1.0, X), r"noise: expected shape shape = \(2, 3\), got \(3, 2\)"),
        (lambda X: init.init_normal((3, 2), -1.0, X), "sigma: expected a number of at least 0"),
        (lambda X: init.xavier_bound(0, 3), "fan_in: expected a number of at least 1"),
        (lambda X: init.he_std(0), "fan_in: expected a number of at least 1"),
        (lambda X: init.vc_dim_linear(-1), "d: expected a number of at least 0"),
    ],
)
def test_bad_input_is_refused_with_name_expected_and_got(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray(X_WORKED))


def test_mixed_libraries_are_refused():
    with pytest.raises(TypeError):
        init.standardize(X_WORKED, torch.ones(2), torch.ones(2))


# -- misconceptions ----------------------------------------------------------------------------------------------------

TRAINING = (np.array([1.5, 25.0]), np.array([0.5, 20.0]))
FIXTURES = {
    "training data": (init.standardize, [(X_WORKED,)], {"T4.5/test_stats"}),  # without statistics both do the same
    "test data": (
        init.standardize,
        [(X_WORKED, *TRAINING)],
        {"T4.5/ddof1", "T4.5/variance", "T4.5/axis"},
    ),  # nothing is measured
    "init_normal": (init.init_normal, [((3, 2), 0.1, X_WORKED)], set()),
    "xavier_bound": (init.xavier_bound, [(200, 400)], set()),
    "he_std": (init.he_std, [(200,)], set()),
    "min_max_scale": (init.min_max_scale, [(X_WORKED,)], set()),
    "pca_whiten": (init.pca_whiten, [(correlated(8), 0.01)], set()),
    "vc_dim_linear": (init.vc_dim_linear, [(1,), (2,), (5,)], set()),
}


def outcome(function, fixtures):
    results = [function(*args) for args in fixtures]
    return [np.asarray(a, dtype=float) for r in results for a in (r if isinstance(r, tuple) else (r,))]


@pytest.mark.parametrize(("function", "fixtures", "absent"), FIXTURES.values(), ids=FIXTURES)
def test_misconceptions_differ_from_the_reference_and_from_each_other(function, fixtures, absent):
    answers = {m.key: outcome(m.mutant, fixtures) for m in misconceptions_of(function) if m.key not in absent}
    assert len(answers) >= (2 if "T4.5/axis" in absent else 3)
    answers["right"] = outcome(function, fixtures)
    alike = [
        (a, b)
        for a, b in itertools.combinations(answers, 2)
        if all(x.shape == y.shape and np.allclose(x, y, rtol=1e-6) for x, y in zip(answers[a], answers[b], strict=True))
    ]
    assert alike == []


@pytest.mark.parametrize("key", ["T4.5/ddof1", "T4.5/variance"])
def test_a_mistake_in_measuring_leaves_given_statistics_alone(key):
    (mistake,) = misconceptions_of(init.standardize, key)
    for got, want in zip(mistake.mutant(X_WORKED, *TRAINING), init.standardize(X_WORKED, *TRAINING), strict=True):
        np.testing.assert_array_equal(got, want)


def test_the_sample_std_gives_its_published_value(xp):
    (mistake,) = misconceptions_of(init.standardize, "T4.5/ddof1")
    assert xp.to_numpy(mistake.mutant(xp.asarray(X_WORKED)).Z)[0, 0] == pytest.approx(-1)
