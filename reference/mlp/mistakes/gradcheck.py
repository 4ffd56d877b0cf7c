"""Wrong versions of the functions in `reference.mlp.gradcheck`, with the message that names each mistake."""

from reference._array import namespace
from reference.misconceptions import misconception
from reference.mlp.gradcheck import (
    _at,
    _gather,
    _scaled_difference,
    gradient_evaluations,
    numerical_gradient,
    relative_error,
)


@misconception(numerical_gradient, "T3.7/divide_h", "A central difference divides by 2h.")
def _divide_h(fn, theta, h=1e-5, scheme="central"):
    return numerical_gradient(fn, theta, h, scheme) * 2


@misconception(numerical_gradient, "T3.7/forward", "Take the central difference: f at θ + h and at θ − h.")
def _forward(fn, theta, h=1e-5, scheme="central"):
    return numerical_gradient(fn, theta, h, "forward")


@misconception(numerical_gradient, "T3.7/all_at_once", "Perturb one coordinate at a time.")
def _all_at_once(fn, theta, h=1e-5, scheme="central"):
    slope = (float(fn(theta + h)) - float(fn(theta - h))) / (2 * h)
    return namespace(theta).zeros_like(theta) + slope


@misconception(numerical_gradient, "T3.7/mutates", "Restore θ after each perturbation.")
def _mutates(fn, theta, h=1e-5, scheme="central"):
    n = theta.size if isinstance(theta.size, int) else theta.numel()
    values, moved = [], theta
    for i in range(n):
        up = _at(moved, i, h)
        down = _at(moved, i, -h)
        values.append((float(fn(up)) - float(fn(down))) / (2 * h))
        moved = down
    theta[...] = moved  # the mistake is exactly this: the caller's parameters are changed
    return _gather(theta, values)


@misconception(numerical_gradient, "T3.7/float32", "With h=1e-5 differences need float64.")
def _single(fn, theta, h=1e-5, scheme="central"):
    xp = namespace(theta)
    single = numerical_gradient(fn, xp.astype(theta, xp.float32), h, scheme)
    return xp.astype(single, theta.dtype)


@misconception(relative_error, "T3.7/absolute", "Use the relative error; gradients differ in scale.")
def _absolute(a, n, eps=1e-12):
    xp = namespace(a, n)
    return float(xp.max(xp.abs(a - n)))


@misconception(relative_error, "T3.7/mean_error", "Take the largest error: one wrong entry must not be averaged away.")
def _mean_error(a, n, eps=1e-12):
    xp = namespace(a, n)
    return float(xp.mean(xp.abs(_scaled_difference(a, n, eps))))


@misconception(relative_error, "T3.7/signed", "Take the absolute value of the difference.")
def _signed(a, n, eps=1e-12):
    return float(namespace(a, n).max(_scaled_difference(a, n, eps)))


@misconception(gradient_evaluations, "T3.7/linear_cost", "Numerical differentiation costs a full pass per parameter.")
def _one_pass(n_params, scheme="central"):
    return 2
