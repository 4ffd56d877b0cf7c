"""Flow matching: lines by their ends, solvers by exact solutions and their order, the worked numbers."""

import math

import numpy as np
import pytest

from reference.energy import flow_matching as fm
from reference.misconceptions import misconceptions_of
from tests.reference.draws import NP, close, draw, unchanged
from tests.reference.mutants import alike, declared_in

SHAPE = (3, 2, 4)


def decay(x, t):
    return -x


def bent(x, t):
    """ẋ = 2t·x: x(1) = e·x(0); depends on time."""
    return 2 * t * x


def test_the_worked_line(xp):
    noise, data = xp.asarray([[-1.0]]), xp.asarray([[2.0]])
    close(xp, fm.fm_interpolate(noise, data, 0.25), [[-0.25]])
    close(xp, fm.fm_target(noise, data), [[3.0]])
    for function, key, arguments, expected in (
        (fm.fm_interpolate, "time_reversed", (noise, data, 0.25), 1.25),
        (fm.fm_target, "target_sign", (noise, data), -3),
    ):
        (m,) = misconceptions_of(function, f"T11.8/{key}")
        close(xp, m.mutant(*arguments), [[expected]])


def test_a_line_goes_from_noise_to_data_at_the_targets_speed(xp):
    x0, x1 = draw(xp, SHAPE, SHAPE)
    close(xp, fm.fm_interpolate(x0, x1, 0.0), xp.to_numpy(x0))
    close(xp, fm.fm_interpolate(x0, x1, 1.0), xp.to_numpy(x1))
    slope = (xp.to_numpy(fm.fm_interpolate(x0, x1, 0.75)) - xp.to_numpy(fm.fm_interpolate(x0, x1, 0.25))) / 0.5
    close(xp, fm.fm_target(x0, x1), slope)


def test_every_sample_may_have_its_own_time(xp):
    x0, x1 = draw(xp, SHAPE, SHAPE)
    t = [0.1, 0.9, 0.5]
    whole = xp.to_numpy(fm.fm_interpolate(x0, x1, xp.asarray(t)))
    for i in range(3):
        np.testing.assert_allclose(whole[i], xp.to_numpy(fm.fm_interpolate(x0, x1, t[i]))[i], rtol=1e-12)


def test_the_worked_solutions(xp):
    one = xp.asarray([1.0])
    close(xp, fm.ode_sample(decay, one, 4), [0.316406], rtol=2e-6)
    close(xp, fm.ode_sample(decay, one, 2, "heun"), [0.390625])
    close(xp, fm.ode_sample(decay, one, 2000, "heun"), [math.exp(-1)], rtol=1e-6)


@pytest.mark.parametrize(("method", "order"), [("euler", 1), ("heun", 2)])
def test_errors_fall_with_the_order_of_the_method(xp, method, order):
    errors = [abs(float(fm.ode_sample(bent, xp.asarray([1.0]), n, method)[0]) - math.e) for n in (40, 80)]
    assert errors[0] / errors[1] == pytest.approx(2**order, rel=0.1)


def test_a_constant_field_needs_one_step(xp):
    """The target of a single pair: both methods land on the data."""
    x0, x1 = draw(xp, SHAPE, SHAPE)
    for method in fm.METHODS:
        close(xp, fm.ode_sample(lambda x, t: fm.fm_target(x0, x1), x0, 1, method), xp.to_numpy(x1))


def test_the_learned_field_of_two_gaussians_carries_one_to_the_other(xp):
    """Noise N(0, 1), data N(2, ½²): E[x₁ − x₀ | x_t] is linear; the flow maps quantiles to quantiles."""

    def field(x, t):
        variance = (1 - t) ** 2 + t**2 / 4
        return 2 + (t / 4 - (1 - t)) / variance * (x - 2 * t)

    quantiles = [-1.5, 0.0, 0.7]
    close(xp, fm.ode_sample(field, xp.asarray(quantiles), 400, "heun"), [2 + q / 2 for q in quantiles], rtol=1e-4)


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    x0, x1 = draw(xp, SHAPE, SHAPE, dtype="float32")
    out = [unchanged(xp, lambda a, b: fm.fm_interpolate(a, b, 0.3), [x0, x1]), fm.fm_target(x0, x1)]
    out += [fm.fm_interpolate(x0, x1, xp.asarray([0.1, 0.2, 0.3])), fm.ode_sample(decay, x0, 3, "heun")]
    assert {a.dtype for a in out} == {x0.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x: fm.fm_interpolate(x, x[:1, ...], 0.5), "x1: expected shape that of x0"),
        (lambda x: fm.fm_interpolate(x, x, 1.5), r"t: expected times in \[0, 1\]"),
        (lambda x: fm.fm_interpolate(x, x, x[:2, 0, 0] * 0), r"t: expected shape \(B,\) = \(3,\), got \(2,\)"),
        (lambda x: fm.fm_target(x, x[:1, ...]), "x1: expected shape that of x0"),
        (lambda x: fm.ode_sample(decay, x, 0), "steps: expected a number of at least 1, got 0"),
        (lambda x: fm.ode_sample(decay, x, 2, "rk4"), "method: expected one of 'euler', 'heun', got 'rk4'"),
        (lambda x: fm.ode_sample(lambda x, t: x[:1, ...], x, 2), r"v_fn\(x, t\): expected shape that of x0"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(*draw(xp, SHAPE))


X0, X1 = draw(NP, SHAPE, SHAPE)
CASES = {
    "fm_interpolate": [(X0, X1, 0.25)],
    "fm_target": [(X0, X1)],
    "ode_sample": [(bent, X0, 3, method) for method in fm.METHODS],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(fm, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(fm)
    assert {m.function for m in mine} == set(CASES)
    assert {"T11.8/time_reversed", "T11.8/target_sign"} <= {m.key for m in mine}
