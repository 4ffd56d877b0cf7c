"""Diagnostics against simulated runs, eigenvalues, torch and loops, and the worked curvature."""

import itertools

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.training import diagnostics as diag

torch = pytest.importorskip("torch")
hypothesis = pytest.importorskip("hypothesis")
st = hypothesis.strategies

H_WORKED = np.diag([1.0, 10.0])


def fall(*, start=4.0, end=0.5, rate=0.5, steps=20):
    """A loss that falls exponentially."""
    return end + (start - end) * np.exp(-rate * np.arange(steps))


RUNS = {
    "diverging": (np.array([1.0, 3, 9, 27]), np.array([1.0, 3, 9, 27])),
    "diverging with NaN": (np.array([4.0, 2, np.nan, 1]), np.array([4.0, 3, 3, 3])),
    "diverging in validation": (np.array([4.0, 2, 1.5, 1]), np.array([4.0, 3, np.inf, 3])),
    "overfitting": (fall(), fall(end=1.0) + 0.05 * np.arange(20)),
    "overfitting from the start": (np.array([4.0, 3, 2, 1]), np.array([4.0, 5, 6, 7])),
    "underfitting": (np.full(20, 2.3), np.full(20, 2.31)),
    "converged": (fall(rate=1.0), fall(end=0.7, rate=1.0)),
    "still_improving": (fall(rate=0.05), fall(end=0.7, rate=0.05)),
    "still_improving in validation": (fall(rate=1.0), fall(end=0.7, rate=0.05)),
}


def run_gd(H, lr, steps, theta):
    """|θ| after each step of gradient descent on ½ θᵀHθ."""
    sizes = []
    for _ in range(steps):
        theta = theta - lr * (H @ theta)
        sizes.append(np.linalg.norm(theta))
    return sizes


def random_hessian(seed, d=5):
    A = np.random.default_rng(seed).normal(size=(d, d))
    return A @ A.T + 0.1 * np.eye(d)


# -- diagnosis of a run ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RUNS)
def test_a_run_gets_its_name(xp, name):
    train, val = RUNS[name]
    verdict = diag.diagnose_run(xp.asarray(train), xp.asarray(val), 0.02)
    assert verdict in diag.VERDICTS
    assert verdict == name.split()[0]


@pytest.mark.parametrize(("lr", "verdict"), [(0.05, "converged"), (0.21, "diverging"), (0.001, "still_improving")])
def test_the_learning_rate_of_a_real_descent_shows(lr, verdict):
    loss = np.array(run_gd(H_WORKED, lr, 400, np.ones(2))) ** 2
    assert diag.diagnose_run(loss, loss, 1e-3) == verdict


def test_a_polynomial_of_high_degree_on_few_points_overfits():
    rng = np.random.default_rng(0)
    x, x_val = rng.uniform(-1, 1, 10), rng.uniform(-1, 1, 50)
    y, y_val = (np.sin(3 * a) + 0.3 * rng.normal(size=a.size) for a in (x, x_val))
    train, val = [], []
    for degree in range(10):  # capacity takes the place of time
        p = np.polynomial.Polynomial.fit(x, y, degree)
        train.append(np.mean((p(x) - y) ** 2))
        val.append(np.mean((p(x_val) - y_val) ** 2))
    assert diag.diagnose_run(np.array(train), np.array(val), 0.05) == "overfitting"


def test_a_loss_that_swings_in_the_last_quarter_has_not_converged(xp):
    train = xp.asarray([4.0, 2, 1, 1, 1, 1, 1.5, 1, 1])  # 8 changes: the last two touch 1.5
    assert diag.diagnose_run(train, train, 0.1) == "still_improving"
    calm = xp.asarray([4.0, 2, 1, 1, 1, 1.5, 1, 1, 1])
    assert diag.diagnose_run(calm, calm, 0.1) == "converged"


def test_validation_that_rises_while_training_rises_too_is_not_overfitting(xp):
    train, val = xp.asarray([4.0, 1, 2, 2, 2]), xp.asarray([4.0, 1, 2, 2, 2])
    assert diag.diagnose_run(train, val, 0.1) == "converged"


@pytest.mark.parametrize(("rise", "verdict"), [(0.5, "converged"), (0.75, "overfitting")])
def test_a_rise_of_exactly_tol_is_no_overfitting(xp, rise, verdict):
    train, val = xp.asarray([4.0, 2, 1, 1, 1]), xp.asarray([4.0, 2, 2 + rise, 2 + rise, 2 + rise])
    assert diag.diagnose_run(train, val, 0.5) == verdict


def by_the_rules(train, val, tol):
    """The five rules in plain Python."""
    if train[-1] > train[0]:
        return "diverging"
    low = val.index(min(val))
    if val[-1] - val[low] > tol and train[-1] < train[low]:
        return "overfitting"
    quarter = -(-(len(train) - 1) // 4)
    flat = all(max(c[-quarter - 1 :]) - min(c[-quarter - 1 :]) < tol for c in (train, val))
    if flat and train[-1] > 0.9 * train[0]:
        return "underfitting"
    return "converged" if flat else "still_improving"


@hypothesis.given(
    curves=st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=2, max_size=13), tol=st.integers(0, 8)
)
def test_the_first_rule_that_holds_decides(curves, tol):
    train, val = ([float(v) for v in c] for c in zip(*curves, strict=True))
    assert diag.diagnose_run(np.array(train), np.array(val), tol) == by_the_rules(train, val, tol)


# -- gradients and units -----------------------------------------------------------------------------------------------


def test_gradient_norms_are_torchs(xp):
    rng = np.random.default_rng(1)
    grads = [rng.normal(size=shape) for shape in [(2, 3), (5,), (2, 3, 7)]]
    expected = [float(torch.linalg.vector_norm(torch.tensor(g))) for g in grads]
    got = xp.to_numpy(diag.gradient_norms([xp.asarray(g) for g in grads]))
    assert got.shape == (3,)
    np.testing.assert_allclose(got, expected, rtol=1e-12)


def test_gradients_of_a_deep_sigmoid_net_vanish_towards_the_input():
    torch.manual_seed(0)
    layers = [torch.nn.Linear(10, 10) for _ in range(6)]
    h = torch.randn(20, 10)
    for layer in layers:
        h = torch.sigmoid(layer(h))
    h.sum().backward()
    norms = diag.gradient_norms([layer.weight.grad for layer in layers])
    assert bool((norms[:-1] < norms[1:]).all())
    assert float(norms[0] / norms[-1]) < 1e-2


def test_dead_units_are_those_that_a_loop_never_sees_positive(xp):
    acts = np.maximum(np.random.default_rng(2).normal(size=(3, 40)) - 0.8, 0)
    dead = [all(acts[n, h] <= 0 for n in range(3)) for h in range(40)]
    assert 5 < sum(dead) < 35
    assert float(diag.dead_relu_fraction(xp.asarray(acts))) == pytest.approx(sum(dead) / 40)


def test_one_of_four_units_is_dead(xp):
    acts = xp.asarray([[0.0, 1, 0, 2], [0, 0, 3, 4], [0, 0, 0, 1]])
    assert float(diag.dead_relu_fraction(acts)) == 0.25


def test_a_large_negative_bias_kills_every_relu(xp):
    z = np.random.default_rng(3).normal(size=(5, 7)) - 100
    assert float(diag.dead_relu_fraction(xp.asarray(np.maximum(z, 0)))) == 1
    assert float(diag.dead_relu_fraction(xp.asarray(z))) == 1


def test_update_ratio_is_the_ratio_of_two_norms(xp):
    assert float(diag.update_ratio(xp.asarray([[0.3, 0.4]]), xp.asarray([[3.0, 4.0]]))) == pytest.approx(0.1)
    rng = np.random.default_rng(4)
    delta, theta = rng.normal(size=(2, 3)), rng.normal(size=(2, 3))
    expected = np.sqrt(sum(v * v for v in delta.flat) / sum(v * v for v in theta.flat))
    assert float(diag.update_ratio(xp.asarray(delta), xp.asarray(theta))) == pytest.approx(expected, rel=1e-12)


# -- learning rates ----------------------------------------------------------------------------------------------------


def test_the_worked_curvature(xp):
    H = xp.asarray(H_WORKED)
    assert float(diag.max_stable_lr(H)) == pytest.approx(0.2, rel=1e-12)
    best = diag.best_constant_step(H)
    assert float(best.lr) == pytest.approx(0.181818, rel=3e-6)
    assert float(best.contraction) == pytest.approx(0.818182, rel=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_descent_is_stable_below_the_limit_and_not_above(seed):
    H = random_hessian(seed)
    limit, start = float(diag.max_stable_lr(H)), np.ones(5)
    assert run_gd(H, 0.99 * limit, 3000, start)[-1] < 0.1
    assert run_gd(H, 1.01 * limit, 3000, start)[-1] > 1e6


def test_the_limit_comes_from_the_largest_eigenvalue(xp):
    H = random_hessian(3)
    lam = max(np.roots(np.poly(H)).real)
    assert float(diag.max_stable_lr(xp.asarray(H))) == pytest.approx(2 / lam, rel=1e-8)


def test_no_constant_step_shrinks_the_worst_direction_faster_than_the_best_one():
    H = random_hessian(4)
    lr, contraction = (float(v) for v in diag.best_constant_step(H))

    def worst(eta):
        return np.linalg.norm(np.eye(5) - eta * H, 2)

    assert worst(lr) == pytest.approx(contraction, rel=1e-9)
    assert all(worst(lr * s) > contraction for s in (0.9, 0.99, 1.01, 1.1))
    sizes = run_gd(H, lr, 50, np.ones(5))
    assert all(b <= a * contraction * (1 + 1e-12) for a, b in itertools.pairwise(sizes))


def test_flat_directions_do_not_matter(xp):
    v = np.array([[1.0, 2.0, 2.0]])
    H = xp.asarray(v.T @ v)  # rank one, λ = 9
    assert float(diag.max_stable_lr(H)) == pytest.approx(2 / 9, rel=1e-12)
    assert float(diag.best_constant_step(H).contraction) == pytest.approx(1)


# -- dtype, purity, errors ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_dtype_and_device_stay(xp, dtype):
    H = xp.asarray(H_WORKED, dtype)
    got = [diag.max_stable_lr(H), *diag.best_constant_step(H), diag.update_ratio(H, H)]
    got += [diag.gradient_norms([H, H]), diag.dead_relu_fraction(H)]
    assert {a.dtype for a in got} == {H.dtype}
    assert {str(a.device) for a in got} == {str(H.device)}


def test_integers_become_floats(xp):
    assert float(diag.max_stable_lr(xp.ints([[1, 0], [0, 10]]))) == pytest.approx(0.2)
    assert xp.to_numpy(diag.gradient_norms([xp.ints([3, 4])])).tolist() == [5]
    assert diag.diagnose_run(xp.ints([9, 3, 3, 3, 3]), xp.ints([9, 4, 4, 4, 4]), 1) == "converged"


def test_inputs_are_never_modified(xp):
    H, before = xp.asarray(H_WORKED), H_WORKED.copy()
    for f in (diag.max_stable_lr, diag.best_constant_step, diag.dead_relu_fraction):
        f(H)
    diag.gradient_norms([H])
    diag.update_ratio(H, H)
    diag.diagnose_run(H[0, :], H[1, :], 0.1)
    np.testing.assert_array_equal(xp.to_numpy(H), before)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda a: diag.diagnose_run(a([1.0, 2]), a([1.0]), 0.1), r"val: expected shape \(T,\) = \(2,\), got \(1,\)"),
        (lambda a: diag.diagnose_run(a([[1.0, 2]]), a([[1.0, 2]]), 0.1), r"train: expected 1 axes \(T,\)"),
        (lambda a: diag.diagnose_run(a([1.0]), a([1.0]), 0.1), "expected at least 2 epochs, got 1"),
        (lambda a: diag.diagnose_run(a([1.0, 2]), a([1.0, 2]), -1), "tol: expected a number of at least 0"),
        (lambda a: diag.gradient_norms([]), "grads: expected at least one gradient"),
        (lambda a: diag.dead_relu_fraction(a([1.0])), r"acts: expected 2 axes \(N, H\)"),
        (lambda a: diag.dead_relu_fraction(a(np.zeros((0, 3)))), "acts: expected at least one sample"),
        (lambda a: diag.max_stable_lr(a([[1.0, 2, 3]])), r"hessian: expected shape \(D, D\) = \(1, 1\), got \(1, 3\)"),
        (lambda a: diag.max_stable_lr(a([[1.0, 2], [0, 1]])), "hessian: expected a symmetric matrix"),
        (lambda a: diag.max_stable_lr(a([[1.0, 0], [0, -1]])), "hessian: expected no negative"),
        (lambda a: diag.max_stable_lr(a([[0.0]])), "hessian: expected no negative and at least one positive"),
        (lambda a: diag.update_ratio(a([1.0]), a([[1.0]])), "delta: expected shape the shape of theta"),
        (lambda a: diag.update_ratio(a([1.0]), a([0.0])), "theta: expected a parameter that is not 0"),
    ],
)
def test_bad_input_is_refused_with_name_expected_and_got(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray)


@pytest.mark.parametrize("call", [lambda a, b: diag.diagnose_run(a, b, 0.1), diag.update_ratio])
def test_mixed_libraries_are_refused(call):
    with pytest.raises(TypeError):
        call(np.ones(2), torch.ones(2))


def test_no_step_is_stable_on_a_saddle():
    H = np.diag([-1.0, 1.0])
    assert all(run_gd(H, lr, 300, np.ones(2))[-1] > 10 for lr in (0.02, 0.1, 1.0))


# -- misconceptions ----------------------------------------------------------------------------------------------------

VAL_U = np.array([4.0, 1, 2, 2, 2])  # overfits although it ends below its start
FIXTURES = {
    diag.diagnose_run: [(t, v, 0.02) for t, v in RUNS.values()] + [(np.array([4.0, 3, 2, 1, 0.5]), VAL_U, 0.1)],
    diag.gradient_norms: [([np.array([[3.0, 4.0]]), np.array([1.0, 2.0, 2.0, 4.0])],)],
    diag.dead_relu_fraction: [(np.array([[0.0, 1, 0, 2], [0, 0, 3, 4], [0, 0, 0, 1]]),)],
    diag.max_stable_lr: [(H_WORKED,)],
    diag.best_constant_step: [(H_WORKED,), (np.diag([1.0, 10.0, 9.0]),)],
    diag.update_ratio: [(np.array([0.3, 0.4]), np.array([3.0, 5.0]))],
}


def outcome(function, fixtures):
    return [function(*args) for args in fixtures]


def alike(some, others):
    if isinstance(some[0], str):
        return some == others
    return all(np.allclose(a, b, rtol=1e-6) for a, b in zip(some, others, strict=True))


@pytest.mark.parametrize("function", FIXTURES, ids=lambda f: f.__name__)
def test_misconceptions_differ_from_the_reference_and_from_each_other(function):
    answers = {m.key: outcome(m.mutant, FIXTURES[function]) for m in misconceptions_of(function)}
    assert len(answers) >= 3
    answers["right"] = outcome(function, FIXTURES[function])
    assert [(a, b) for a, b in itertools.combinations(answers, 2) if alike(answers[a], answers[b])] == []


@pytest.mark.parametrize(("key", "value"), [("T4.7/one_over_lambda", 0.1), ("T4.7/lambda_min", 2)])
def test_a_misconception_gives_its_published_limit(xp, key, value):
    (mistake,) = misconceptions_of(diag.max_stable_lr, key)
    assert float(mistake.mutant(xp.asarray(H_WORKED))) == pytest.approx(value)
