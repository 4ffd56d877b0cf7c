"""L_q and squared-error losses against torch, loops, central differences and the lectures' numbers."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference._array import namespace
from reference.linear import regression
from reference.misconceptions import misconceptions_of

torch = pytest.importorskip("torch")
F = torch.nn.functional

GRADES, TRUTH = [30.0, 80.0, 85.0], [90.0, 20.0, 95.0]  # the rows shown in 004_c46ddd2f6285f478.txt
S, Y = [[1.0, -2.0], [0.0, 3.0]], [[0.0, 0.0], [2.0, 3.0]]


def draw(seed=0, shape=(5, 3)):
    rng = np.random.default_rng(seed)
    return rng.normal(size=shape), rng.normal(size=shape)


# -- worked numbers


@pytest.mark.parametrize(("form", "value"), [("mean", 7300 / 3), ("half_sum", 3650), ("half_mean", 3650 / 3)])
def test_the_grades_on_the_slide(xp, form, value):
    got = regression.mse_loss(xp.asarray(GRADES), xp.asarray(TRUTH), form)
    assert float(got) == pytest.approx(value, rel=1e-12)


def test_the_gradient_at_the_grades_on_the_slide(xp):
    got = regression.lq_grad(xp.asarray(GRADES)[:, None], xp.asarray(TRUTH)[:, None])
    np.testing.assert_allclose(xp.to_numpy(got)[:, 0], [-40, 40, -20 / 3], rtol=1e-12)


@pytest.mark.parametrize(("q", "value"), [(1, 2.5), (2, 4.5), (4, 16.5)])
def test_the_published_powers(xp, q, value):
    assert float(regression.lq_loss(xp.asarray(S), xp.asarray(Y), q)) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(("q", "value"), [(1, 2), (2, 3.6), (8, 5.405)])
def test_the_published_minimisers(xp, q, value):
    d = xp.asarray([1, 2, 2, 3, 10])[:, None]
    grid = np.arange(0, 11, 0.005)
    costs = [float(regression.lq_loss(0 * d + float(c), d, q)) for c in grid]
    assert grid[np.argmin(costs)] == pytest.approx(value, abs=1e-9)


# -- independent oracles


def test_the_loss_is_c_times_torchs_mean_over_elements(xp):
    s, y = draw(1)
    for q, oracle in ((1, F.l1_loss), (2, F.mse_loss)):
        got = regression.lq_loss(xp.asarray(s), xp.asarray(y), q)
        assert float(got) == pytest.approx(3 * float(oracle(torch.tensor(s), torch.tensor(y))), rel=1e-9)


@pytest.mark.parametrize("q", [0.5, 1, 1.7, 2, 3])
@pytest.mark.parametrize("reduction", ["none", "sum", "mean"])
def test_every_power_and_reduction_agree_with_a_double_loop(xp, q, reduction):
    s, y = draw(2)
    rows = [sum(abs(s[i, j] - y[i, j]) ** q for j in range(3)) for i in range(5)]
    expected = {"none": rows, "sum": sum(rows), "mean": sum(rows) / 5}[reduction]
    got = regression.lq_loss(xp.asarray(s), xp.asarray(y), q, reduction)
    np.testing.assert_allclose(xp.to_numpy(got), expected, rtol=1e-9)


@pytest.mark.parametrize("q", [0.5, 1, 1.7, 2, 3, 8])
def test_the_gradient_is_autograds(xp, q):
    s, y = draw(3)
    t = torch.tensor(s, requires_grad=True)
    (((t - torch.tensor(y)).abs() ** q).sum() / 5).backward()
    got = regression.lq_grad(xp.asarray(s), xp.asarray(y), q)
    np.testing.assert_allclose(xp.to_numpy(got), t.grad.numpy(), rtol=1e-8)


@pytest.mark.parametrize("q", [1, 2, 3.5])
def test_the_gradient_agrees_with_central_differences(q):
    s, y = draw(4, (2, 3))
    got, h = regression.lq_grad(s, y, q), 1e-5
    for place in np.ndindex(*s.shape):
        step = np.zeros_like(s)
        step[place] = h
        slope = (regression.lq_loss(s + step, y, q) - regression.lq_loss(s - step, y, q)) / (2 * h)
        assert got[place] == pytest.approx(slope, rel=1e-5, abs=1e-8)


@pytest.mark.parametrize("q", [0.3, 1, 2, 3])
def test_the_gradient_is_zero_where_prediction_and_target_agree(xp, q):
    got = xp.to_numpy(regression.lq_grad(xp.asarray([[1.0, 2.0]]), xp.asarray([[1.0, 0.0]]), q))
    assert got[0, 0] == 0
    assert got[0, 1] > 0


@pytest.mark.parametrize("shape", [(), (5,), (5, 3), (5, 3, 2)])
def test_the_forms_differ_by_their_constants_alone(xp, shape):
    y_hat, y = draw(5, shape)
    total, n = np.sum((y_hat - y) ** 2), shape[0] if shape else 1
    got = {f: float(regression.mse_loss(xp.asarray(y_hat), xp.asarray(y), f)) for f in regression.FORMS}
    assert got == pytest.approx({"mean": total / n, "half_sum": total / 2, "half_mean": total / (2 * n)}, rel=1e-12)


def test_one_output_per_sample_gives_torchs_mse(xp):
    y_hat, y = draw(6, (7,))
    expected = F.mse_loss(torch.tensor(y_hat), torch.tensor(y))
    assert float(regression.mse_loss(xp.asarray(y_hat), xp.asarray(y))) == pytest.approx(float(expected), rel=1e-12)


# -- laws


@settings(deadline=None, max_examples=50)
@given(st.lists(st.floats(-100, 100), min_size=1, max_size=9))
def test_the_mean_minimises_the_square_and_the_median_the_absolute_value(values):
    d = np.array(values)[:, None]
    for q, best in ((2, np.mean(values)), (1, np.median(values))):
        least = regression.lq_loss(np.full_like(d, best), d, q)
        for other in (*values, best + 0.1, best - 0.1):
            assert least <= regression.lq_loss(np.full_like(d, other), d, q) + 1e-9


@settings(deadline=None, max_examples=50)
@given(st.floats(0.01, 50), st.sampled_from([0.5, 1, 2, 3]))
def test_scaling_the_errors_scales_the_loss_by_the_power(scale, q):
    s, y = draw(7)
    assert regression.lq_loss(scale * s, scale * y, q) == pytest.approx(scale**q * regression.lq_loss(s, y, q))


# -- types and errors


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_dtype_and_device_stay(xp, dtype):
    s, y = (xp.asarray(a, dtype=dtype) for a in draw(8))
    for target in (y, xp.ints(np.ones((5, 3)))):
        got = [regression.lq_loss(s, target), regression.lq_grad(s, target), regression.mse_loss(s, target)]
        assert {g.dtype for g in got} == {s.dtype}
        assert {getattr(g, "device", None) for g in got} == {getattr(s, "device", None)}


def test_float32_is_accurate(xp):
    s, y = draw(9)
    single = [xp.asarray(a, dtype="float32") for a in (s, y)]
    np.testing.assert_allclose(
        xp.to_numpy(regression.lq_grad(*single, 3)), regression.lq_grad(s, y, 3), rtol=1e-4, atol=1e-5
    )


def test_integers_become_floats(xp):
    got = regression.lq_grad(xp.ints([[1, -2], [0, 3]]), xp.ints([[0, 0], [2, 3]]), 1)
    assert got.dtype == namespace(got).asarray(0.5).dtype
    assert xp.to_numpy(got).tolist() == [[0.5, -0.5], [-0.5, 0]]


def test_the_arguments_are_left_alone(xp):
    s, y = draw(10)
    ours, theirs = xp.asarray(s.copy()), xp.asarray(y.copy())
    for function in (regression.lq_loss, regression.lq_grad, regression.mse_loss):
        function(ours, theirs)
    np.testing.assert_array_equal(xp.to_numpy(ours), s)
    np.testing.assert_array_equal(xp.to_numpy(theirs), y)


def test_nan_is_not_hidden(xp):
    s, y = xp.asarray([[np.nan, 1.0]]), xp.asarray([[0.0, 0.0]])
    assert np.isnan(float(regression.lq_loss(s, y)))
    assert np.isnan(xp.to_numpy(regression.lq_grad(s, y, 1))).tolist() == [[True, False]]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda r, a: r.lq_loss(a(S), a([[0.0], [1.0]])), r"y: expected shape the shape of s = \(2, 2\), got \(2, 1\)"),
        (lambda r, a: r.lq_grad(a(S), a([0.0, 1.0])), "y: expected shape"),
        (lambda r, a: r.lq_loss(a([1.0]), a([1.0])), r"s: expected 2 axes \(N, C\)"),
        (lambda r, a: r.lq_grad(a([1.0]), a([1.0])), r"s: expected 2 axes \(N, C\)"),
        (lambda r, a: r.lq_loss(a(S), a(Y), 0), "q: expected a number > 0, got 0"),
        (lambda r, a: r.lq_grad(a(S), a(Y), -1), "q: expected a number > 0, got -1"),
        (lambda r, a: r.lq_loss(a(S), a(Y), float("nan")), "q: expected"),
        (lambda r, a: r.lq_loss(a(S), a(Y), 2, "max"), "reduction: expected one of"),
        (lambda r, a: r.mse_loss(a(S), a(Y), "half"), "form: expected one of"),
        (lambda r, a: r.mse_loss(a([1.0, 2.0]), a([[1.0], [2.0]])), "y: expected shape the shape of y_hat"),
        (lambda r, a: r.mse_loss(a(np.zeros((0, 3))), a(np.zeros((0, 3)))), "y_hat: expected at least one sample"),
        (lambda r, a: r.lq_loss(a(np.zeros((0, 3))), a(np.zeros((0, 3)))), "s: expected at least one sample"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(regression, xp.asarray)


def test_mixed_libraries_and_plain_lists_are_refused():
    with pytest.raises(TypeError):
        regression.mse_loss(np.ones(2), torch.ones(2))
    with pytest.raises(TypeError):
        regression.lq_loss(S, Y)


# -- misconceptions

COLUMN = (np.array(GRADES)[:, None], np.array(TRUTH)[:, None])
PAIR = (np.array(S), np.array(Y))
FIXTURES = {
    regression.lq_loss: [(*COLUMN, 2.0), (*PAIR, 1), (*PAIR, 2), (*PAIR, 3)],
    regression.lq_grad: [(*COLUMN, 2.0), (*PAIR, 1), (*PAIR, 2)],
    regression.mse_loss: [
        (np.array(GRADES), np.array(TRUTH)),
        *((*draw(11), form) for form in regression.FORMS),
    ],
}
MUTANTS = [(f, m) for f in FIXTURES for m in misconceptions_of(f)]


def outcome(function, fixtures):
    return [np.asarray(function(*args)) for args in fixtures]


def differ(some, others):
    return any(
        a.shape != b.shape or not np.allclose(a, b, rtol=1e-6, equal_nan=True)
        for a, b in zip(some, others, strict=True)
    )


@pytest.mark.parametrize(("function", "mistake"), MUTANTS, ids=lambda v: getattr(v, "key", None) or v.__name__)
def test_a_misconception_gives_another_answer_than_the_reference(function, mistake):
    assert differ(outcome(mistake.mutant, FIXTURES[function]), outcome(function, FIXTURES[function]))


@pytest.mark.parametrize("function", FIXTURES, ids=lambda f: f.__name__)
def test_misconceptions_can_be_told_apart(function):
    found = misconceptions_of(function)
    assert len(found) >= 3
    for a, b in itertools.combinations(found, 2):
        assert differ(*(outcome(m.mutant, FIXTURES[function]) for m in (a, b))), f"{a.key} looks like {b.key}"


@pytest.mark.parametrize("form", ["half_sum", "half_mean"])
def test_a_needless_half_is_no_mistake_in_the_half_forms(form):
    (half,) = misconceptions_of(regression.mse_loss, "T2.5/half")
    assert half.mutant(*PAIR, form) == regression.mse_loss(*PAIR, form)


@pytest.mark.parametrize(
    ("key", "value"), [("sum_not_mean", 7300), ("half", 1216.67), ("rmse", 49.33), ("all_elements", 7300 / 3)]
)
def test_the_published_wrong_numbers_at_the_grades(xp, key, value):
    for function, column in ((regression.mse_loss, False), (regression.lq_loss, True)):
        (mistake,) = misconceptions_of(function, f"T2.5/{key}")
        s, y = xp.asarray(GRADES), xp.asarray(TRUTH)
        s, y = (s[:, None], y[:, None]) if column else (s, y)
        assert float(mistake.mutant(s, y)) == pytest.approx(value, abs=0.005)


def test_the_published_wrong_average_over_all_elements(xp):
    for function in (regression.mse_loss, regression.lq_loss):
        (mistake,) = misconceptions_of(function, "T2.5/all_elements")
        assert float(mistake.mutant(xp.asarray(S), xp.asarray(Y))) == pytest.approx(2.25)
        oracle = F.mse_loss(torch.tensor(S), torch.tensor(Y))
        assert float(oracle) == pytest.approx(2.25)
