"""Softmax, cross-entropy and the logistic cost against torch, autograd, loops and the lectures' numbers."""

import itertools
import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference._array import namespace
from reference.linear import softmax as sm
from reference.misconceptions import misconceptions_of
from tests.reference.mutants import declared_in

torch = pytest.importorskip("torch")
F = torch.nn.functional

P123 = [0.0900306, 0.244728, 0.665241]
CE123 = [2.407606, 1.407606, 0.407606]
A3, Y3 = [0.1, 0.9, 0.3], [0.0, 1.0, 0.0]  # the three output units of 003_a887474237fda507.txt
CAT = [3.2, 5.1, -1.7]


def draw(seed, *shapes):
    rng = np.random.default_rng(seed)
    return [rng.normal(size=shape) for shape in shapes]


def classes(seed=0, n=7, c=5):
    (z,) = draw(seed, (n, c))
    return z, np.random.default_rng(seed + 1).integers(0, c, n)


def logistic(seed=0, n=7, d=3):
    """X (7, 3), y (7,), w (3,), b."""
    X, w, b = draw(seed, (n, d), (d,), ())
    return X, np.random.default_rng(seed + 1).integers(0, 2, n).astype(float), w, float(b)


def same(xp, got, want, rtol=1e-9, atol=1e-12):
    want = want.detach().numpy() if isinstance(want, torch.Tensor) else np.asarray(want)
    got = xp.to_numpy(got)
    assert got.shape == want.shape
    np.testing.assert_allclose(got, want, rtol=rtol, atol=atol)


# -- worked numbers


@pytest.mark.parametrize("shift", [0, 999, -5000])
def test_the_published_softmax_does_not_depend_on_a_shift(xp, shift):
    z = xp.asarray([1.0, 2.0, 3.0]) + shift
    same(xp, sm.softmax(z), P123, rtol=5e-6)
    same(xp, sm.log_softmax(z), [-ce for ce in CE123], rtol=5e-6)


@pytest.mark.parametrize("shift", [0, 999])
def test_the_published_cross_entropies(xp, shift):
    z = xp.asarray([[1.0, 2.0, 3.0]] * 3) + shift
    same(xp, sm.cross_entropy(z, xp.ints([0, 1, 2]), "none"), CE123, rtol=5e-7)


def test_the_published_cross_entropy_of_a_cat(xp):
    assert float(sm.cross_entropy(xp.asarray([CAT]), xp.ints([0]))) == pytest.approx(2.040355, abs=5e-7)


def test_the_three_units_on_the_slide(xp):
    a, y = xp.asarray(A3), xp.asarray(Y3)
    same(xp, sm.binary_cross_entropy(a, y, "none"), [0.105361, 0.105361, 0.356675], atol=5e-7, rtol=0)
    assert float(sm.binary_cross_entropy(a, y)) == pytest.approx(0.567396, abs=5e-7)
    assert float(sm.binary_cross_entropy(a, y, "mean")) == pytest.approx(0.189132, abs=5e-7)


def test_the_three_units_on_the_slide_from_their_net_inputs(xp):
    z = xp.asarray(np.log(np.array(A3) / (1 - np.array(A3))))
    assert float(sm.bce_with_logits(z, xp.asarray(Y3))) == pytest.approx(0.567396, abs=5e-7)
    costs = sm.multilabel_logistic_cost(xp.asarray(A3)[:, None], xp.asarray(Y3)[:, None], [xp.asarray([[0.0]])], 1.0)
    assert float(costs) == pytest.approx(0.567396, abs=5e-7)


def test_the_published_slopes_at_the_three_units(xp):
    z = np.log(np.array(A3) / (1 - np.array(A3)))
    for i, slope in enumerate([0.1, -0.1, 0.3]):  # one sample whose net input is b alone
        X, y, w = xp.asarray([[0.0]]), xp.asarray([Y3[i]]), xp.asarray([0.0])
        assert float(sm.logistic_gradient(X, y, w, float(z[i])).db) == pytest.approx(slope, rel=1e-12)


@pytest.mark.parametrize(("a", "y"), [(0.0, 1.0), (1.0, 0.0)])
def test_a_certain_mistake_costs_100(xp, a, y):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert float(sm.binary_cross_entropy(xp.asarray([a]), xp.asarray([y]))) == 100
        assert float(sm.binary_cross_entropy(xp.asarray([a]), xp.asarray([a]))) == 0


def test_the_reserve_item_of_the_question_bank(xp):
    a, y = xp.asarray([0.8, 0.3, 0.6, 0.1]), xp.asarray([1.0, 0, 0, 1])
    assert float(sm.binary_cross_entropy(a, y)) == pytest.approx(3.798694, abs=5e-7)
    assert float(sm.binary_cross_entropy(a, y, "mean")) == pytest.approx(0.949674, abs=5e-7)


# -- softmax against torch


@pytest.mark.parametrize("axis", [-1, 0, 1, 2, -3])
def test_softmax_agrees_with_torch_on_every_axis(xp, axis):
    (z,) = draw(1, (2, 3, 5))
    same(xp, sm.softmax(xp.asarray(z), axis), F.softmax(torch.tensor(z), axis))
    same(xp, sm.log_softmax(xp.asarray(z), axis), F.log_softmax(torch.tensor(z), axis))


@pytest.mark.parametrize("reduction", ["none", "mean", "sum"])
def test_cross_entropy_agrees_with_torch(xp, reduction):
    z, y = classes(2)
    want = F.cross_entropy(torch.tensor(z), torch.tensor(y), reduction=reduction)
    same(xp, sm.cross_entropy(xp.asarray(z), xp.ints(y), reduction), want)


def test_cross_entropy_agrees_with_a_loop(xp):
    z, y = classes(3)
    want = [math.log(sum(math.exp(v) for v in row)) - row[c] for row, c in zip(z, y, strict=True)]
    same(xp, sm.cross_entropy(xp.asarray(z), xp.ints(y), "none"), want)


@pytest.mark.parametrize("n", [1, 7])
def test_the_cross_entropy_gradient_is_autograds(xp, n):
    z, y = classes(4, n=n)
    t = torch.tensor(z, requires_grad=True)
    F.cross_entropy(t, torch.tensor(y)).backward()
    same(xp, sm.cross_entropy_grad(xp.asarray(z), xp.ints(y)), t.grad, rtol=1e-8)


def test_the_cross_entropy_gradient_agrees_with_central_differences():
    z, y = classes(5, n=2, c=3)
    got, h = sm.cross_entropy_grad(z, y), 1e-5
    for place in np.ndindex(*z.shape):
        step = np.zeros_like(z)
        step[place] = h
        slope = (sm.cross_entropy(z + step, y) - sm.cross_entropy(z - step, y)) / (2 * h)
        assert got[place] == pytest.approx(slope, rel=1e-5, abs=1e-8)


def test_the_jacobian_is_autograds(xp):
    (z,) = draw(6, (5,))
    want = torch.autograd.functional.jacobian(lambda t: F.softmax(t, 0), torch.tensor(z))
    same(xp, sm.softmax_jacobian(xp.asarray(z)), want, rtol=1e-8)


@pytest.mark.parametrize("y", [0, 1, 2])
def test_logits_of_a_thousand_give_finite_losses_and_gradients(xp, y):
    z = xp.asarray([[-1000.0, 0.0, 1000.0]])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert float(sm.cross_entropy(z, xp.ints([y]))) == [2000, 1000, 0][y]
        hot = np.eye(3)[y]
        same(xp, sm.cross_entropy_grad(z, xp.ints([y])), [[0, 0, 1] - hot])
        same(xp, sm.softmax_jacobian(z[0, :]), np.zeros((3, 3)))


# -- logistic cost against torch


@pytest.mark.parametrize("reduction", ["none", "mean", "sum"])
@pytest.mark.parametrize("shape", [(7,), (2, 3, 5)])
def test_binary_cross_entropy_agrees_with_torch(xp, reduction, shape):
    z, t = draw(7, shape, shape)
    a, soft = 1 / (1 + np.exp(-z)), 1 / (1 + np.exp(-t))
    a.flat[0], a.flat[1] = 0, 1
    for y in (soft, np.round(soft)):
        want = F.binary_cross_entropy(torch.tensor(a), torch.tensor(y), reduction=reduction)
        same(xp, sm.binary_cross_entropy(xp.asarray(a), xp.asarray(y), reduction), want)


@pytest.mark.parametrize("reduction", ["none", "mean", "sum"])
@pytest.mark.parametrize("scale", [1, 1e3])
def test_bce_with_logits_agrees_with_torch(xp, reduction, scale):
    z, t = draw(8, (2, 3, 5), (2, 3, 5))
    y = 1 / (1 + np.exp(-t))
    want = F.binary_cross_entropy_with_logits(torch.tensor(scale * z), torch.tensor(y), reduction=reduction)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        same(xp, sm.bce_with_logits(xp.asarray(scale * z), xp.asarray(y), reduction), want)


@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize("lam", [0.0, 0.3])
def test_logistic_cost_and_gradient_are_autograds(xp, reduction, lam):
    X, y, w, b = logistic(9)
    tw, tb = torch.tensor(w, requires_grad=True), torch.tensor(b, dtype=torch.float64, requires_grad=True)
    z = torch.tensor(X) @ tw + tb
    J = F.binary_cross_entropy_with_logits(z, torch.tensor(y), reduction=reduction) + lam / 2 * (tw**2).sum()
    J.backward()
    args = (xp.asarray(X), xp.asarray(y), xp.asarray(w), b, lam, reduction)
    same(xp, sm.logistic_cost(*args), J)
    dw, db = sm.logistic_gradient(*args)
    same(xp, dw, tw.grad, rtol=1e-8)
    same(xp, db, tb.grad, rtol=1e-8)


def test_the_logistic_gradient_agrees_with_central_differences():
    X, y, w, b = logistic(10)
    g, h = sm.logistic_gradient(X, y, w, b, 0.3), 1e-5
    for i in range(3):
        step = h * np.eye(3)[i]
        slope = (sm.logistic_cost(X, y, w + step, b, 0.3) - sm.logistic_cost(X, y, w - step, b, 0.3)) / (2 * h)
        assert g.dw[i] == pytest.approx(slope, rel=1e-5)
    slope = (sm.logistic_cost(X, y, w, b + h, 0.3) - sm.logistic_cost(X, y, w, b - h, 0.3)) / (2 * h)
    assert g.db == pytest.approx(slope, rel=1e-5)


def test_the_bias_may_be_an_array_without_axes(xp):
    X, y, w, b = (xp.asarray(a) for a in logistic(11))
    assert float(sm.logistic_cost(X, y, w, b)) == float(sm.logistic_cost(X, y, w, float(b)))
    assert sm.logistic_gradient(X, y, w, b).db.shape == ()


def test_the_cost_of_many_labels_agrees_with_a_triple_loop(xp):
    z, t, W1, W2 = draw(12, (2, 7), (2, 7), (5, 3), (2, 5))
    A, Y = 1 / (1 + np.exp(-z)), (t > 0).astype(float)
    want = sum(
        -(Y[j, i] * math.log(A[j, i]) + (1 - Y[j, i]) * math.log(1 - A[j, i])) for i in range(7) for j in range(2)
    )
    want += 0.3 / 2 * sum(float(v) ** 2 for W in (W1, W2) for v in W.flat)
    got = sm.multilabel_logistic_cost(xp.asarray(A), xp.asarray(Y), [xp.asarray(W1), xp.asarray(W2)], 0.3)
    assert float(got) == pytest.approx(want, rel=1e-9)


@pytest.mark.parametrize("axis", [0, 1, -1])
def test_logsumexp_is_torchs_and_keeps_infinities(xp, axis):
    z = np.array([[1e3, -2.0, 0.5], [1e3, -np.inf, -1e3], [-np.inf, -np.inf, -np.inf]])
    same(xp, sm.logsumexp(xp.asarray(z), axis), torch.logsumexp(torch.tensor(z), axis))
    assert float(sm.logsumexp(xp.asarray([np.inf, 0.0]))) == np.inf
    with pytest.raises(ValueError, match="z: expected at least one sample"):
        sm.logsumexp(xp.asarray(np.zeros((2, 0))))


# -- laws

numbers = st.lists(st.floats(-700, 700), min_size=1, max_size=6)


@settings(deadline=None, max_examples=50)
@given(numbers, st.floats(-1e3, 1e3))
def test_probabilities_are_positive_sum_to_one_and_ignore_shifts(values, shift):
    z = np.array(values)
    p = sm.softmax(z)
    assert np.all(p >= 0)
    assert p.sum() == pytest.approx(1, rel=1e-12)
    np.testing.assert_allclose(sm.softmax(z + shift), p, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(np.exp(sm.log_softmax(z)), p, rtol=1e-9, atol=1e-12)


@settings(deadline=None, max_examples=50)
@given(numbers)
def test_the_rows_and_columns_of_the_jacobian_sum_to_zero(values):
    J = sm.softmax_jacobian(np.array(values))
    np.testing.assert_allclose(J.sum(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(J, J.T, atol=0)


@settings(deadline=None, max_examples=50)
@given(st.floats(-30, 30), st.floats(0, 1))
def test_the_two_class_softmax_is_the_sigmoid(z, y):
    logp = sm.log_softmax(np.array([z, 0.0]))
    cost = sm.bce_with_logits(np.array([z]), np.array([y]))
    assert cost == pytest.approx(-(y * logp[0] + (1 - y) * logp[1]), rel=1e-9, abs=1e-12)


@settings(deadline=None, max_examples=50)
@given(st.floats(-15, 15), st.sampled_from([0.0, 1.0]))  # beyond, 1 − σ(z) has few digits left
def test_probabilities_and_logits_give_the_same_cost(z, y):
    a = 1 / (1 + np.exp(-np.array([z])))
    y = np.array([y])
    assert sm.binary_cross_entropy(a, y) == pytest.approx(sm.bce_with_logits(np.array([z]), y), rel=1e-6, abs=1e-9)


# -- types and errors


def results(xp, dtype, ints=False):
    """Every function's result on floats of `dtype`, with integer or floating labels."""
    z, y = classes(13)
    X, t, w, b = logistic(14)
    f = lambda a: xp.asarray(a, dtype=dtype)  # noqa: E731
    label = xp.ints if ints else f
    a, rows = f(1 / (1 + np.exp(-z))), f(X)
    return [
        sm.softmax(f(z)),
        sm.log_softmax(f(z)),
        sm.cross_entropy(f(z), xp.ints(y)),
        sm.cross_entropy_grad(f(z), xp.ints(y)),
        sm.softmax_jacobian(f(w)),
        sm.binary_cross_entropy(a, label(z > 0)),
        sm.bce_with_logits(f(z), label(z > 0), "none"),
        sm.logistic_cost(rows, label(t), f(w), b, 0.3),
        *sm.logistic_gradient(rows, label(t), f(w), b, 0.3, "mean"),
        sm.multilabel_logistic_cost(a, label(z > 0), [f(w)], 0.3),
    ]


@pytest.mark.parametrize("ints", [False, True])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_dtype_and_device_stay(xp, dtype, ints):
    like = xp.asarray([1.0], dtype=dtype)
    got = results(xp, dtype, ints)
    assert {g.dtype for g in got} == {like.dtype}
    assert {getattr(g, "device", None) for g in got} == {getattr(like, "device", None)}


def test_float32_is_accurate(xp):
    for single, double in zip(results(xp, "float32"), results(xp, "float64"), strict=True):
        np.testing.assert_allclose(xp.to_numpy(single), xp.to_numpy(double), rtol=1e-4, atol=1e-5)


def test_a_certain_mistake_costs_100_in_float32(xp):
    assert float(sm.binary_cross_entropy(xp.asarray([0.0], "float32"), xp.asarray([1.0], "float32"))) == 100


def test_integers_become_floats(xp):
    got = sm.softmax(xp.ints([1, 2, 3]))
    assert got.dtype == namespace(got).asarray(0.5).dtype
    same(xp, got, P123, rtol=5e-6)


def test_nan_is_not_hidden(xp):
    z = xp.asarray([[np.nan, 1.0, 2.0]])
    assert np.isnan(float(sm.cross_entropy(z, xp.ints([1]))))
    assert np.isnan(float(sm.bce_with_logits(z, xp.asarray([[0.0, 1.0, 1.0]]))))


PROBLEM = ([[1.0, 2.0], [3.0, 4.0]], [0.0, 1.0], [0.5, 0.5])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda a, i: sm.softmax(a(1.0)), r"axis: expected an axis of z with shape \(\), got -1"),
        (lambda a, i: sm.softmax(a([1.0]), 1), "axis: expected an axis"),
        (lambda a, i: sm.log_softmax(a([[1.0]]), -3), "axis: expected an axis"),
        (lambda a, i: sm.softmax(a(np.zeros((2, 0)))), "z: expected at least one sample and one class"),
        (lambda a, i: sm.cross_entropy(a([[1.0, 2.0]]), i([2])), "labels in 0…1, got 2"),
        (lambda a, i: sm.cross_entropy(a([[1.0, 2.0]]), i([-1])), "labels in 0…1, got -1"),
        (lambda a, i: sm.cross_entropy_grad(a([[1.0, 2.0]]), i([2])), "labels in 0…1, got 2"),
        (lambda a, i: sm.cross_entropy(a([[1.0, 2.0]]), i([[0]])), r"y: expected shape \(N,\)"),
        (lambda a, i: sm.cross_entropy(a([1.0, 2.0]), i([0, 1])), r"logits: expected 2 axes \(N, C\)"),
        (lambda a, i: sm.cross_entropy_grad(a([1.0, 2.0]), i([0, 1])), r"logits: expected 2 axes \(N, C\)"),
        (lambda a, i: sm.cross_entropy(a([[1.0, 2.0]]), i([0]), "max"), "reduction: expected one of"),
        (lambda a, i: sm.cross_entropy(a(np.zeros((0, 2))), i([])), "expected at least one sample"),
        (lambda a, i: sm.softmax_jacobian(a([[1.0, 2.0]])), r"z: expected 1 axes \(C,\)"),
        (lambda a, i: sm.binary_cross_entropy(a([0.5, 1.5]), a([0.0, 1.0])), "a: expected values in 0…1, got 0.5…1.5"),
        (lambda a, i: sm.binary_cross_entropy(a([np.nan]), a([0.0])), "a: expected values in 0…1"),
        (lambda a, i: sm.binary_cross_entropy(a([0.5]), a([-1.0])), "y: expected values in 0…1, got -1.0"),
        (lambda a, i: sm.bce_with_logits(a([0.5]), a([2.0])), "y: expected values in 0…1, got 2.0"),
        (lambda a, i: sm.bce_with_logits(a([0.5]), a([[1.0]])), r"y: expected shape the shape of z = \(1,\)"),
        (lambda a, i: sm.bce_with_logits(a([]), a([])), "z: expected at least one sample"),
        (lambda a, i: sm.bce_with_logits(a([0.5]), a([1.0]), "max"), "reduction: expected one of"),
        (lambda a, i: sm.logistic_cost(*map(a, PROBLEM), 0.0, -1.0), "lam: expected a number of at least 0"),
        (lambda a, i: sm.logistic_gradient(*map(a, PROBLEM), 0.0, -1.0), "lam: expected a number of at least 0"),
        (lambda a, i: sm.logistic_cost(*map(a, PROBLEM), 0.0, 0.0, "none"), "reduction: expected one of 'mean', 'sum'"),
        (lambda a, i: sm.logistic_cost(*map(a, PROBLEM), a([0.0])), r"b: expected a single number, got shape \(1,\)"),
        (lambda a, i: sm.logistic_cost(a(PROBLEM[0]), a([[0.0], [1.0]]), a([0.5, 0.5]), 0.0), "y: expected shape"),
        (lambda a, i: sm.logistic_gradient(a(PROBLEM[0]), a([0.0, 1.0]), a([0.5]), 0.0), r"w: expected shape \(D,\)"),
        (lambda a, i: sm.multilabel_logistic_cost(a(A3), a(Y3), [a(A3)], 0.1), r"A: expected 2 axes \(t, N\)"),
        (lambda a, i: sm.multilabel_logistic_cost(a([A3]), a([Y3]), [], 0.1), "Ws: expected at least one"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray, xp.ints)


def test_labels_must_be_integers(xp):
    with pytest.raises(TypeError, match="y: expected integer class labels"):
        sm.cross_entropy(xp.asarray([[1.0, 2.0]]), xp.asarray([0.0]))


@pytest.mark.parametrize(
    "call",
    [
        lambda: sm.cross_entropy(np.ones((1, 2)), torch.tensor([0])),
        lambda: sm.bce_with_logits(np.ones(2), torch.ones(2)),
        lambda: sm.logistic_cost(np.ones((1, 2)), np.ones(1), torch.ones(2), 0.0),
        lambda: sm.softmax([1.0, 2.0]),
        lambda: sm.cross_entropy([[1.0, 2.0]], [0]),
        lambda: sm.softmax_jacobian([1.0]),
        lambda: sm.multilabel_logistic_cost([[0.5]], [[1.0]], [], 0.0),
    ],
)
def test_mixed_libraries_and_plain_lists_are_refused(call):
    with pytest.raises(TypeError):
        call()


# -- misconceptions


def fixtures(xp):
    a, i = xp.asarray, xp.ints
    Z, y = classes(15, n=4, c=3)
    z123 = [[1.0, 2.0, 3.0]] * 2
    large = [[1000.0, 1001.0, 1002.0], [1.0, 0.0, -1.0]]
    X, t, w, b = logistic(16)
    probabilities, labels = a([A3, [0.8, 0.2, 0.6]]), a([Y3, [1.0, 1.0, 0.0]])
    return {
        sm.softmax: [(a(z123),), (a(large),), (a(Z),)],
        sm.log_softmax: [(a(z123),), (a(large),), (a(Z),)],
        sm.cross_entropy: [(a(z123), i([0, 2])), (a([CAT]), i([0])), (a(large), i([0, 1])), (a(Z), i(y))],
        sm.cross_entropy_grad: [(a(z123), i([0, 2])), (a(large), i([0, 1])), (a(Z), i(y))],
        sm.softmax_jacobian: [(a(z123[0]),), (a(large[0]),)],
        sm.binary_cross_entropy: [(a(A3), a(Y3)), (a(A3), a(Y3), "mean")],
        sm.bce_with_logits: [(a(CAT), a(Y3)), (a([-800.0, 800.0]), a([1.0, 0.0]))],
        sm.logistic_cost: [(a(X), a(t), a(w), b, 0.3), (a(X), a(t), a(w), b, 0.3, "mean")],
        sm.logistic_gradient: [(a(X), a(t), a(w), b, 0.3), (a(X), a(t), a(w), b, 0.3, "mean")],
        sm.multilabel_logistic_cost: [(probabilities, labels, [a([[1.0, -2.0]]), a([[3.0], [0.5]])], 0.1)],
    }


FUNCTIONS = list(fixtures(type("NumPy", (), {"asarray": staticmethod(np.asarray), "ints": staticmethod(np.asarray)})))


def outcome(xp, function, calls):
    with np.errstate(all="ignore"):
        found = [function(*args) for args in calls]
    parts = [part for result in found for part in (result if isinstance(result, tuple) else (result,))]
    return [xp.to_numpy(part) for part in parts]


def differ(some, others):
    return any(
        a.shape != b.shape or not np.allclose(a, b, rtol=1e-6, equal_nan=True)
        for a, b in zip(some, others, strict=True)
    )


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
def test_every_mistake_differs_from_the_reference_and_from_the_others(xp, function):
    calls = fixtures(xp)[function]
    found = misconceptions_of(function)
    assert len(found) >= 3
    right, wrong = outcome(xp, function, calls), {m.key: outcome(xp, m.mutant, calls) for m in found}
    assert [key for key in wrong if not differ(wrong[key], right)] == []
    assert [(p, q) for p, q in itertools.combinations(wrong, 2) if not differ(wrong[p], wrong[q])] == []


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
def test_the_arguments_are_left_alone(xp, function):
    for args in fixtures(xp)[function]:
        flat = [x for arg in args for x in (arg if isinstance(arg, list) else [arg]) if hasattr(x, "shape")]
        before = [xp.to_numpy(x).copy() for x in flat]
        function(*args)
        assert all(np.array_equal(x, xp.to_numpy(y)) for x, y in zip(before, flat, strict=True))


@pytest.mark.parametrize(
    ("topic", "keys"),
    [
        ("T2.6", "overflow axis double_softmax grad_p grad_no_mean log2"),
        ("T2.7", "no_minus positive_only mean grad_sign extra_deriv lam_full"),
    ],
)
def test_every_listed_mistake_has_a_mutant(topic, keys):
    declared = {m.key for m in declared_in(sm)}
    assert [key for key in keys.split() if f"{topic}/{key}" not in declared] == []


@pytest.mark.parametrize(("key", "value"), [("no_minus", -0.567396), ("positive_only", 0.105361), ("mean", 0.189132)])
def test_the_published_wrong_costs(xp, key, value):
    (mistake,) = misconceptions_of(sm.binary_cross_entropy, f"T2.7/{key}")
    assert float(mistake.mutant(xp.asarray(A3), xp.asarray(Y3))) == pytest.approx(value, abs=5e-7)


@pytest.mark.parametrize("function", [sm.softmax, sm.cross_entropy, sm.softmax_jacobian], ids=lambda f: f.__name__)
def test_without_the_shift_large_logits_give_nan(xp, function):
    (mistake,) = misconceptions_of(function, "T2.6/overflow")
    row = xp.asarray([1000.0, 1001.0, 1002.0])
    args = {sm.softmax: (row,), sm.softmax_jacobian: (row,), sm.cross_entropy: (row[None, :], xp.ints([0]))}[function]
    assert np.all(np.isnan(outcome(xp, mistake.mutant, [args])[0]))
