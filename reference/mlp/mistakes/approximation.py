"""Wrong versions of the functions in `reference.mlp.approximation`, with the message that names each mistake."""

from reference._array import namespace
from reference.misconceptions import misconception
from reference.mlp.approximation import (
    CONCEPTS,
    _difference,
    _grid,
    _hidden_layer,
    eval_relu_net,
    eval_step_net,
    relu_interpolator,
    step_approximator,
    sup_error,
)


@misconception(relu_interpolator, "T3.8/slope_not_change", "Coefficients are slope *changes*, not slopes.")
def _relu_slopes(fn, a, b, n):
    right = relu_interpolator(fn, a, b, n)
    return right._replace(coeffs=namespace(right.coeffs).cumulative_sum(right.coeffs))


@misconception(relu_interpolator, "T3.8/no_offset", "Add f(a).")
def _relu_no_offset(fn, a, b, n):
    right = relu_interpolator(fn, a, b, n)
    return right._replace(c0=0 * right.c0)


@misconception(relu_interpolator, "T3.8/knots_from_right", "The first unit starts at a; no unit starts at b.")
def _relu_knots_right(fn, a, b, n):
    right = relu_interpolator(fn, a, b, n)
    return right._replace(knots=_grid(fn, a, b, n + 1)[0][1:])


@misconception(step_approximator, "T3.8/value_not_jump", "Each step adds the change f(x_k) − f(x_{k−1}), not f(x_k).")
def _step_values(fn, a, b, n):
    right = step_approximator(fn, a, b, n)
    return right._replace(jumps=_grid(fn, a, b, n + 1)[1][1:])


@misconception(step_approximator, "T3.8/no_offset", "Add f(a).")
def _step_no_offset(fn, a, b, n):
    right = step_approximator(fn, a, b, n)
    return right._replace(c0=0 * right.c0)


@misconception(step_approximator, "T3.8/steps_at_points", "Jump half-way between two points: that halves the error.")
def _step_at_points(fn, a, b, n):
    right = step_approximator(fn, a, b, n)
    return right._replace(thresholds=_grid(fn, a, b, n + 1)[0][1:])


def _linear(x, places, weights, c0):
    return _hidden_layer(x, places, weights, c0, lambda z: z, "places", "weights")


@misconception(eval_relu_net, "T3.8/linear_act", "Without a non-linearity more units do not help.")
def _relu_linear(x, knots, coeffs, c0):
    return _linear(x, knots, coeffs, c0)


@misconception(eval_relu_net, "T3.8/no_offset", "Add f(a).")
def _relu_eval_no_offset(x, knots, coeffs, c0):
    return eval_relu_net(x, knots, coeffs, 0 * c0)


@misconception(eval_relu_net, "T3.8/reversed", "A unit is active to the right of its own place: x − x_k.")
def _relu_reversed(x, knots, coeffs, c0):
    return eval_relu_net(-x, -knots, coeffs, c0)


@misconception(eval_step_net, "T3.8/linear_act", "Without a non-linearity more units do not help.")
def _step_linear(x, thresholds, jumps, c0, steepness=None):
    return _linear(x, thresholds, jumps, c0)


@misconception(eval_step_net, "T3.8/no_offset", "Add f(a).")
def _step_eval_no_offset(x, thresholds, jumps, c0, steepness=None):
    return eval_step_net(x, thresholds, jumps, 0 * c0, steepness)


@misconception(eval_step_net, "T3.8/reversed", "A unit is active to the right of its own place: x − x_k.")
def _step_reversed(x, thresholds, jumps, c0, steepness=None):
    return eval_step_net(-x, -thresholds, jumps, c0, steepness)


@misconception(sup_error, "T3.8/exactness", CONCEPTS["T3.8/exactness"])
def _error_at_the_ends(f_hat, fn, a, b, m=20001):
    return sup_error(f_hat, fn, a, b, 2)


@misconception(sup_error, "T3.8/mean_error", "The bound is on the largest error, not on the mean.")
def _error_mean(f_hat, fn, a, b, m=20001):
    difference = _difference(f_hat, fn, a, b, m)
    xp = namespace(difference)
    return float(xp.mean(xp.abs(difference)))


@misconception(sup_error, "T3.8/signed_error", "Take the magnitude of the difference before the maximum.")
def _error_signed(f_hat, fn, a, b, m=20001):
    difference = _difference(f_hat, fn, a, b, m)
    return float(namespace(difference).max(difference))
