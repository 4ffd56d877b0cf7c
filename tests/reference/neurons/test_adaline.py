"""Adaline against autograd, torch.optim.SGD, least squares and the worked numbers."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from reference.misconceptions import misconceptions_of
from reference.neurons import adaline

torch = pytest.importorskip("torch")
X, Y = [[1.0], [2.0], [3.0]], [1.0, 2.0, 3.0]
ETA_MAX = 0.120197
SMALL = st.floats(-10, 10)


def worked(xp):
    return xp.asarray(X), xp.asarray(Y)


def problem(seed=0, n=7, d=3):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, d)), rng.normal(size=n), rng.normal(size=d), float(rng.normal())


def half_squares(X, y, w, b):
    return 0.5 * ((y - (X @ w + b)) ** 2).sum()


def by_torch(X, y, w0, b0, eta, epochs, size):
    """w, b and the costs of torch.optim.SGD over parts of `size` samples."""
    X, y = torch.tensor(X), torch.tensor(y)
    w, b = torch.tensor(w0, requires_grad=True), torch.tensor(b0, dtype=torch.float64, requires_grad=True)
    optimizer, costs = torch.optim.SGD([w, b], lr=eta), [half_squares(X, y, w, b).item()]
    for _ in range(epochs):
        for i in range(0, len(y), size):
            optimizer.zero_grad()
            half_squares(X[i : i + size], y[i : i + size], w, b).backward()
            optimizer.step()
        costs.append(half_squares(X, y, w, b).item())
    return w.detach().numpy(), b.item(), costs


# -- worked numbers ----------------------------------------------------------------------------------------------------


def test_the_worked_cost_and_gradient(xp):
    x, y = worked(xp)
    w = xp.asarray([0])
    assert float(adaline.adaline_cost(x, y, w, 0.0)) == 7
    dw, db = adaline.adaline_gradient(x, y, w, 0.0)
    assert (xp.to_numpy(dw).tolist(), float(db)) == ([-14], -6)


def test_the_worked_batch_step(xp):
    w, b, costs = adaline.adaline_fit(*worked(xp), 0.01, 1)
    assert float(w[0]) == pytest.approx(0.14)
    assert float(b) == pytest.approx(0.06)
    np.testing.assert_allclose(xp.to_numpy(costs), [7, 4.873], rtol=1e-12)


def test_the_worked_epoch_sample_by_sample(xp):
    w, b, costs = adaline.adaline_fit(*worked(xp), 0.01, 1, "sgd")
    assert (round(float(w[0]), 6), round(float(b), 6)) == (0.134063, 0.057921)
    assert tuple(costs.shape) == (2,)


def test_the_worked_bound_of_the_step_size():
    with_bias = np.hstack([np.array(X), np.ones((3, 1))])
    largest = np.linalg.eigvalsh(with_bias.T @ with_bias)[-1]
    assert largest == pytest.approx(16.6394, abs=5e-5)
    assert 2 / largest == pytest.approx(ETA_MAX, abs=5e-7)


@pytest.mark.parametrize(("eta", "falls"), [(0.99 * ETA_MAX, True), (1.01 * ETA_MAX, False)])
def test_descent_is_stable_below_the_bound_only(xp, eta, falls):
    costs = xp.to_numpy(adaline.adaline_fit(*worked(xp), eta, 400).costs)
    assert bool(costs[-1] < 1e-3) == falls
    assert bool(costs[-1] > costs[0]) != falls


# -- independent oracles -----------------------------------------------------------------------------------------------


def test_the_gradient_is_autograds(xp):
    x, y, w, b = problem()
    tw, tb = torch.tensor(w, requires_grad=True), torch.tensor(b, dtype=torch.float64, requires_grad=True)
    half_squares(torch.tensor(x), torch.tensor(y), tw, tb).backward()
    dw, db = adaline.adaline_gradient(xp.asarray(x), xp.asarray(y), xp.asarray(w), b)
    np.testing.assert_allclose(xp.to_numpy(dw), tw.grad.numpy(), rtol=1e-9)
    assert float(db) == pytest.approx(tb.grad.item(), rel=1e-9)


def test_the_cost_is_half_of_torchs_summed_squares(xp):
    x, y, w, b = problem(1)
    expected = 0.5 * torch.nn.functional.mse_loss(torch.tensor(x @ w + b), torch.tensor(y), reduction="sum").item()
    got = adaline.adaline_cost(xp.asarray(x), xp.asarray(y), xp.asarray(w), b)
    assert float(got) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(("mode", "size"), [("batch", 7), ("sgd", 1)])
def test_training_follows_torchs_sgd(xp, mode, size):
    x, y, w0, b0 = problem(2)
    got = adaline.adaline_fit(xp.asarray(x), xp.asarray(y), 0.02, 5, mode, xp.asarray(w0), b0)
    w, b, costs = by_torch(x, y, w0, b0, 0.02, 5, size)
    np.testing.assert_allclose(xp.to_numpy(got.w), w, rtol=1e-9)
    assert float(got.b) == pytest.approx(b, rel=1e-9)
    np.testing.assert_allclose(xp.to_numpy(got.costs), costs, rtol=1e-9)


def test_batch_training_ends_at_the_least_squares_solution(xp):
    x, y, _, _ = problem(3, n=20)
    expected = np.linalg.lstsq(np.hstack([x, np.ones((20, 1))]), y, rcond=None)[0]
    w, b, _ = adaline.adaline_fit(xp.asarray(x), xp.asarray(y), 0.03, 1500)
    np.testing.assert_allclose([*xp.to_numpy(w), float(b)], expected, rtol=1e-7)


# -- properties --------------------------------------------------------------------------------------------------------


@given(x=arrays(np.float64, (5, 2), elements=SMALL), w=arrays(np.float64, 2, elements=SMALL), b=SMALL)
def test_a_perfect_fit_has_cost_and_gradient_zero(x, w, b):
    y = x @ w + b
    dw, db = adaline.adaline_gradient(x, y, w, b)
    assert float(adaline.adaline_cost(x, y, w, b)) == 0
    assert not dw.any()
    assert db == 0


@given(x=arrays(np.float64, (5, 2), elements=SMALL), y=arrays(np.float64, 5, elements=SMALL))
def test_the_gradient_of_a_set_is_the_sum_of_its_samples(x, y):
    w, b = np.array([0.5, -1.0]), 0.25
    parts = [adaline.adaline_gradient(x[i : i + 1], y[i : i + 1], w, b) for i in range(5)]
    dw, db = adaline.adaline_gradient(x, y, w, b)
    np.testing.assert_allclose(dw, sum(part.dw for part in parts), atol=1e-9)
    np.testing.assert_allclose(db, sum(part.db for part in parts), atol=1e-9)


def test_the_costs_begin_with_the_start(xp):
    x, y = worked(xp)
    w0 = xp.asarray([0.5])
    w, b, costs = adaline.adaline_fit(x, y, 0.01, 0, w0=w0, b0=0.25)
    assert (float(w[0]), float(b)) == (0.5, 0.25)
    np.testing.assert_allclose(xp.to_numpy(costs), [float(adaline.adaline_cost(x, y, w0, 0.25))])


def test_each_label_set_has_its_threshold_halfway(xp):
    x, w = xp.asarray([[-0.5], [0.0], [0.25], [0.5], [1.0]]), xp.asarray([1.0])
    assert xp.to_numpy(adaline.adaline_predict(x, w, 0.0)).tolist() == [-1, 1, 1, 1, 1]
    assert xp.to_numpy(adaline.adaline_predict(x, w, 0.0, "01")).tolist() == [0, 0, 0, 1, 1]


def test_adaline_learns_and_with_both_label_sets(xp):
    x = xp.asarray([[0, 0], [0, 1], [1, 0], [1, 1]])
    for labels, y in (("pm1", [-1, -1, -1, 1]), ("01", [0, 0, 0, 1])):
        w, b, _ = adaline.adaline_fit(x, xp.asarray(y), 0.1, 200)
        assert xp.to_numpy(adaline.adaline_predict(x, w, b, labels)).tolist() == y


# -- dtype, purity, errors ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("mode", adaline.MODES)
def test_the_dtype_stays(xp, dtype, mode):
    x, y = xp.asarray(X, dtype), xp.asarray(Y, dtype)
    fit = adaline.adaline_fit(x, y, 0.01, 2, mode)
    results = [*fit, adaline.adaline_cost(x, y, fit.w, fit.b), *adaline.adaline_gradient(x, y, fit.w, fit.b)]
    results.append(adaline.adaline_predict(x, fit.w, fit.b))
    assert {r.dtype for r in results} == {x.dtype}


def test_integer_data_become_floats(xp):
    fit = adaline.adaline_fit(xp.ints([[1], [2], [3]]), xp.ints([1, 2, 3]), 0.01, 1)
    assert float(fit.w[0]) == pytest.approx(0.14)


def test_inputs_are_never_modified(xp):
    x, y, w0 = *worked(xp), xp.asarray([0.5])
    adaline.adaline_fit(x, y, 0.01, 3, "sgd", w0)
    adaline.adaline_fit(x, y, 0.01, 3, "batch", w0)
    assert [xp.to_numpy(a).tolist() for a in (x, y, w0)] == [X, Y, [0.5]]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda x, y, w: adaline.adaline_cost(x, y[:, None], w, 0.0),
            r"y: expected shape \(N,\) = \(3,\), got \(3, 1\)",
        ),
        (lambda x, y, w: adaline.adaline_gradient(x, y[:2], w, 0.0), r"y: expected shape"),
        (lambda x, y, w: adaline.adaline_cost(x, y, y, 0.0), r"w: expected shape \(D,\) = \(1,\)"),
        (lambda x, y, w: adaline.adaline_cost(x[:0, :], y[:0], w, 0.0), "X: expected at least one sample"),
        (lambda x, y, w: adaline.adaline_fit(x, y, -0.1, 1), "eta: expected a number of at least 0"),
        (lambda x, y, w: adaline.adaline_fit(x, y, 0.1, -1), "epochs: expected a number of at least 0"),
        (lambda x, y, w: adaline.adaline_fit(x, y, 0.1, 1, "online"), "mode: expected one of 'batch', 'sgd'"),
        (lambda x, y, w: adaline.adaline_fit(y, y, 0.1, 1), r"X: expected 2 axes \(N, D\)"),
        (lambda x, y, w: adaline.adaline_predict(x, w, 0.0, "-11"), "labels: expected one of"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*worked(xp), xp.asarray([0.0]))


def test_mixed_libraries_are_refused():
    with pytest.raises(TypeError):
        adaline.adaline_cost(np.array(X), torch.tensor(Y), np.array([0.0]), 0.0)


# -- misconceptions ----------------------------------------------------------------------------------------------------

START = (np.array(X), np.array(Y), np.array([0.0]), 0.0)
LINE = (np.array([[-0.75], [-0.25], [0.25], [0.75]]), np.array([1.0]), 0.0)
FIXTURES = {
    adaline.adaline_cost: [START],
    adaline.adaline_gradient: [START],
    adaline.adaline_fit: [(*START[:2], 0.01, 2)],
    adaline.adaline_predict: [LINE, (*LINE, "01")],
}


def outcome(function, of):
    results = [function(*args) for args in FIXTURES[of]]
    return np.concatenate(
        [np.ravel(part) for result in results for part in (result if isinstance(result, tuple) else [result])]
    )


@pytest.mark.parametrize(
    ("function", "count"), list(zip(FIXTURES, (3, 4, 5, 3), strict=True)), ids=lambda f: getattr(f, "__name__", "")
)
def test_each_misconception_differs_from_the_reference_and_from_the_others(function, count):
    found = misconceptions_of(function)
    outcomes = [outcome(f, function) for f in (function, *(m.mutant for m in found))]
    assert len(found) == count
    assert all(not np.allclose(a, b) for a, b in itertools.combinations(outcomes, 2))


@pytest.mark.parametrize(("key", "dw"), [("T1.7/mean_gradient", -4.667), ("T1.7/factor2", -28), ("T1.7/sign", 14)])
def test_a_misconception_gives_its_published_gradient(key, dw):
    (mistake,) = misconceptions_of(adaline.adaline_gradient, key)
    assert round(float(mistake.mutant(*START).dw[0]), 3) == dw


def test_updating_inside_the_loop_gives_the_published_sgd_numbers():
    (mistake,) = misconceptions_of(adaline.adaline_fit, "T1.7/per_sample")
    w, b, _ = mistake.mutant(*START[:2], 0.01, 1)
    assert (round(float(w[0]), 6), round(float(b), 6)) == (0.134063, 0.057921)


@pytest.mark.parametrize(
    "mistake", [m for f in FIXTURES for m in misconceptions_of(f)], ids=lambda m: f"{m.function}-{m.key}"
)
def test_misconceptions_run_on_every_library(xp, mistake):
    function = next(f for f in FIXTURES if f.__name__ == mistake.function)
    for args in FIXTURES[function]:
        ours = mistake.mutant(*[xp.asarray(a) if isinstance(a, np.ndarray) else a for a in args])
        theirs = mistake.mutant(*args)
        for got, expected in zip(*((r if isinstance(r, tuple) else (r,)) for r in (ours, theirs)), strict=True):
            np.testing.assert_allclose(xp.to_numpy(got), expected, rtol=1e-9)
