"""Finite differences against autograd, torch's own gradient checker, scipy and the worked numbers."""

import math

import numpy as np
import pytest
import torch

from reference.misconceptions import misconceptions_of
from reference.mlp import gradcheck
from tests.reference.mutants import declared_in


def plain(t):
    """The values of any library's array, float64."""
    return (t.detach().cpu().numpy() if isinstance(t, torch.Tensor) else np.asarray(t)).astype(float)


def coupled(t):
    """sin(t0)·t1² + sin(t1)·t2² + …: every entry has a slope of its own."""
    flat = plain(t).ravel()
    return float(np.sum(np.sin(flat[:-1]) * flat[1:] ** 2))


def coupled_gradient(theta):
    t = torch.tensor(theta, requires_grad=True)
    with torch.enable_grad():  # also inside a backward pass
        flat = t.reshape(-1)
        (torch.sin(flat[:-1]) * flat[1:] ** 2).sum().backward()
    return t.grad.numpy()


def cube(t):
    return float(t[0]) ** 3


class Calls:
    """Counts the calls of `coupled` and keeps the points."""

    def __init__(self):
        self.points = []

    def __call__(self, t):
        self.points.append(plain(t))
        return coupled(t)


@pytest.mark.parametrize(("scheme", "slope"), [("central", 12.0001), ("forward", 12.0601)])
def test_the_worked_slope_of_a_cube(xp, scheme, slope):
    got = gradcheck.numerical_gradient(cube, xp.asarray([2.0]), 0.01, scheme)
    np.testing.assert_allclose(xp.to_numpy(got), [slope], rtol=1e-9)


@pytest.mark.parametrize("shape", [(5,), (2, 3), (2, 3, 2)])
def test_central_differences_agree_with_autograd(xp, shape):
    theta = np.random.default_rng(1).normal(size=shape)
    got = xp.to_numpy(gradcheck.numerical_gradient(coupled, xp.asarray(theta)))
    assert got.shape == shape
    np.testing.assert_allclose(got, coupled_gradient(theta), rtol=1e-5, atol=1e-9)


def test_central_differences_agree_with_scipy():
    optimize = pytest.importorskip("scipy.optimize")
    theta = np.random.default_rng(2).normal(size=5)
    want = optimize.approx_fprime(theta, coupled, 1e-6)
    np.testing.assert_allclose(gradcheck.numerical_gradient(coupled, theta), want, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize(("scheme", "order"), [("central", 2), ("forward", 1)])
def test_the_error_shrinks_with_the_order_of_the_scheme(scheme, order):
    theta = np.array([1.0, 2.0])
    errors = [
        np.abs(gradcheck.numerical_gradient(coupled, theta, h, scheme) - coupled_gradient(theta)).max()
        for h in (1e-2, 1e-3)
    ]
    assert math.log10(errors[0] / errors[1]) == pytest.approx(order, abs=0.05)


def test_the_best_step_lies_between_a_long_one_and_one_that_drowns_in_rounding():
    theta = np.array([1.0, 2.0])
    exact = coupled_gradient(theta)
    steps = [10.0**-k for k in range(1, 14)]
    errors = {h: gradcheck.relative_error(exact, gradcheck.numerical_gradient(coupled, theta, h)) for h in steps}
    assert 1e-8 <= min(steps, key=errors.get) <= 1e-5
    assert errors[1e-5] < 1e-9
    assert 1e-6 < errors[1e-12] < 1e-3  # about 2e-5 and 9e-5 in the two coordinates, by chance


@pytest.mark.parametrize("scheme", gradcheck.SCHEMES)
def test_the_number_of_passes_is_as_promised(xp, scheme):
    fn = Calls()
    gradcheck.numerical_gradient(fn, xp.asarray(np.arange(6.0).reshape(2, 3)), 1e-3, scheme)
    assert len(fn.points) == gradcheck.gradient_evaluations(6, scheme) == {"central": 12, "forward": 7}[scheme]


def test_one_coordinate_moves_at_a_time(xp):
    fn, theta = Calls(), np.arange(6.0).reshape(2, 3)
    gradcheck.numerical_gradient(fn, xp.asarray(theta), 0.25)
    moves = [np.abs(point - theta) for point in fn.points]
    assert all(np.count_nonzero(m) == 1 and m.max() == 0.25 for m in moves)


@pytest.mark.parametrize("scheme", gradcheck.SCHEMES)
def test_theta_is_left_alone(xp, scheme):
    theta = xp.asarray([[1.0, 2.0, 3.0]])
    gradcheck.numerical_gradient(coupled, theta, 1e-2, scheme)
    assert np.array_equal(xp.to_numpy(theta), [[1.0, 2.0, 3.0]])


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_the_gradient_has_the_dtype_of_theta(xp, dtype):
    theta = xp.asarray([1.0, 2.0], dtype=dtype)
    assert gradcheck.numerical_gradient(coupled, theta, 1e-2).dtype == theta.dtype


@pytest.mark.parametrize(
    ("h", "scheme", "named"), [(0.0, "central", "h"), (-1e-3, "forward", "h"), (0.1, "left", "left")]
)
def test_a_bad_step_or_scheme_is_refused(xp, h, scheme, named):
    with pytest.raises(ValueError, match=named):
        gradcheck.numerical_gradient(coupled, xp.asarray([1.0, 2.0]), h, scheme)


def test_relative_error_is_the_largest_over_all_entries(xp):
    a, n = xp.asarray([[1.0, -2.0, 1e-3]]), xp.asarray([[1.0, -1.0, 1.5e-3]])
    assert gradcheck.relative_error(a, n) == pytest.approx(0.5)  # |−2 − −1| / 2; the third entry gives 1/3


def test_relative_error_of_zeros_is_zero_and_is_symmetric(xp):
    zeros, small = xp.asarray([0.0, 0.0]), xp.asarray([0.0, -1e-3])
    assert gradcheck.relative_error(zeros, zeros) == 0.0
    assert gradcheck.relative_error(zeros, small) == gradcheck.relative_error(small, zeros) == 1.0


def test_relative_error_refuses_other_shapes(xp):
    with pytest.raises(ValueError, match="shape"):
        gradcheck.relative_error(xp.asarray([1.0, 2.0]), xp.asarray([[1.0], [2.0]]))


@pytest.mark.parametrize("eps", [-1e-12, float("nan")])
def test_relative_error_refuses_a_negative_floor(xp, eps):
    with pytest.raises(ValueError, match="eps: expected a number of at least 0"):
        gradcheck.relative_error(xp.asarray([1.0]), xp.asarray([1.0]), eps)


def test_relative_error_of_nothing_is_refused(xp):
    with pytest.raises(ValueError, match="a: expected at least one entry"):
        gradcheck.relative_error(xp.asarray([]), xp.asarray([]))


def test_an_integer_gradient_is_compared_as_floats(xp):
    assert gradcheck.relative_error(xp.ints([2]), xp.asarray([2.5])) == pytest.approx(0.2)


def test_check_gradient_refuses_a_negative_tolerance(xp):
    with pytest.raises(ValueError, match="tol: expected a number of at least 0"):
        gradcheck.check_gradient(cube, lambda t: 3 * t * t, xp.asarray([2.0]), tol=-1e-6)


class Coupled(torch.autograd.Function):
    """`coupled` for torch.autograd.gradcheck, with a backward pass that is scaled by a factor."""

    @staticmethod
    def forward(ctx, t, factor):
        ctx.save_for_backward(t)
        ctx.factor = factor
        return (torch.sin(t[:-1]) * t[1:] ** 2).sum()

    @staticmethod
    def backward(ctx, upstream):
        (t,) = ctx.saved_tensors
        return upstream * ctx.factor * torch.tensor(coupled_gradient(t.detach().numpy())), None


@pytest.mark.parametrize("factor", [1.0, 1.01, -1.0])
def test_check_gradient_and_torch_agree_on_right_and_wrong(xp, factor):
    theta = np.random.default_rng(3).normal(size=4)
    leaf = torch.tensor(theta, requires_grad=True)
    want = torch.autograd.gradcheck(lambda t: Coupled.apply(t, factor), (leaf,), raise_exception=False)

    def grad(t):
        return xp.asarray(factor * coupled_gradient(xp.to_numpy(t)))

    assert gradcheck.check_gradient(coupled, grad, xp.asarray(theta)) is want is (factor == 1.0)


def test_one_wrong_entry_of_many_is_found(xp):
    theta = np.random.default_rng(4).normal(size=50)
    wrong = coupled_gradient(theta)
    wrong[17] *= 1.001
    assert not gradcheck.check_gradient(coupled, lambda t: xp.asarray(wrong), xp.asarray(theta))


def test_a_gradient_with_nan_is_wrong(xp):
    assert not gradcheck.check_gradient(cube, lambda t: xp.asarray([float("nan")]), xp.asarray([2.0]))


def test_gradient_evaluations_refuses_what_it_does_not_know():
    with pytest.raises(ValueError, match="left"):
        gradcheck.gradient_evaluations(3, "left")
    with pytest.raises(ValueError, match="n_params"):
        gradcheck.gradient_evaluations(-1)


# -- misconceptions

FIXTURES = {
    "numerical_gradient": lambda xp: [(coupled, xp.asarray([[1.0, 2.0, -1.5], [0.3, 0.7, 2.0]]), 1e-3)],
    "relative_error": lambda xp: [(xp.asarray([100.0, 2.0, 3.0]), xp.asarray([101.0, 2.0, 4.5]))],
    "gradient_evaluations": lambda xp: [(5, "central"), (5, "forward")],
}


@pytest.mark.parametrize(
    ("f", "gradient", "right"),
    [
        (
            lambda t: t[0] ** 2 + 1e6 * t[1] / t[1],
            [6.0, 0.0],
            True,
        ),  # 0 against what rounding leaves of a difference
        (lambda t: t[0] ** 2 + 1e-3 * t[1], [6.0, 0.0], False),
        (lambda t: t[0] ** 2, [float("nan"), 0.0], False),
    ],
)
def test_only_a_difference_of_rounding_noise_is_forgiven(xp, f, gradient, right):
    theta = xp.asarray([3.0, 0.3])
    assert gradcheck.check_gradient(f, lambda t: xp.asarray(gradient), theta, tol=1e-3) is right


def behaviour(xp, function, name):
    """Results, and the arrays as they are after the calls, flat."""
    out = []
    for args in FIXTURES[name](xp):
        result = function(*args)
        parts = [result, *(a for a in args if not callable(a) and not isinstance(a, str | int | float))]
        out += [np.ravel(p if isinstance(p, int | float) else xp.to_numpy(p)) for p in parts]
    return np.concatenate(out)


@pytest.mark.parametrize("name", FIXTURES)
def test_every_mutant_differs_from_the_reference_and_from_the_others(xp, name):
    function = getattr(gradcheck, name)
    seen = {m.key: behaviour(xp, m.mutant, name) for m in misconceptions_of(function)}
    seen["reference"] = behaviour(xp, function, name)
    keys = list(seen)
    alike = [(a, b) for i, a in enumerate(keys) for b in keys[:i] if np.allclose(seen[a], seen[b], rtol=1e-9, atol=0)]
    assert alike == []


def test_the_published_wrong_slope_of_a_cube():
    (mutant,) = misconceptions_of(gradcheck.numerical_gradient, "T3.7/divide_h")
    np.testing.assert_allclose(mutant.mutant(cube, np.array([2.0]), 0.01), [24.0002], rtol=1e-9)


def test_every_misconception_of_the_module_has_a_fixture():
    mine = declared_in(gradcheck)
    assert {m.function for m in mine} == set(FIXTURES)
    listed = "mutates divide_h all_at_once absolute float32 linear_cost"
    assert {f"T3.7/{key}" for key in listed.split()} <= {m.key for m in mine}
