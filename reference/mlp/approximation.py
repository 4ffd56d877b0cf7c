r"""Universal approximation made concrete: one hidden layer of steps or of relus that follows a function on [a, b].

Sources: `001_93c4fdc1f7522504.txt` (two layers of weights for a bounded continuous function, three for an arbitrary
one; Cybenko 1989, Hornik 1989 and 1991), `002_3f85b5039545d858.txt` (one hidden layer: the same theorem, counted in
hidden layers), `004_c46ddd2f6285f478.txt` (the activation must not be linear). The theorem needs a compact domain and
an activation that is no polynomial; the two constructions below give it with an error bound.
"""

from collections.abc import Callable
from typing import NamedTuple

from reference._array import Array, as_arrays, as_float, as_floats, check_ndim, check_shape, namespace
from reference.neurons.activations import relu, sigmoid
from reference.neurons.perceptron import heaviside

Function = Callable[[Array], Array]  # applied to each entry of an (N,) array

# Statements for multiple choice: no function of this module can make these mistakes.
CONCEPTS = {
    "T3.8/exactness": "The theorem promises a small error, not equality, and says nothing about training.",
    "T3.8/depth_required": "Depth is not needed for expressiveness, only for efficiency.",
}


class StepNet(NamedTuple):
    """Where each unit switches on, by how much the output then jumps, and the output before all of them."""

    thresholds: Array  # (n,)
    jumps: Array  # (n,)
    c0: Array  # ()


class ReluNet(NamedTuple):
    """Where each unit starts to rise, its coefficient, and the output at the left end."""

    knots: Array  # (n,)
    coeffs: Array  # (n,)
    c0: Array  # ()


def _grid(fn: Function, a: float | Array, b: float | Array, points: int) -> tuple[Array, Array]:
    """`points` equally spaced places from a to b, both included, and the values of `fn` there."""
    a, b = as_arrays(a, b)
    check_shape("a", a, "()")
    check_shape("b", b, "()")
    if not float(a) < float(b):
        raise ValueError(f"b: expected a number above a = {float(a)}, got {float(b)}")
    x = namespace(a).linspace(float(a), float(b), points, dtype=a.dtype, device=getattr(a, "device", None))
    return x, _values("fn(x)", fn, x)


def _values(name: str, fn: Function, x: Array) -> Array:
    values = as_float(fn(x))
    check_shape(name, values, "(N,)", x.shape[0])
    return values


def _check_units(n: int) -> None:
    if n < 1:
        raise ValueError(f"n: expected at least 1 unit, got {n}")


def step_approximator(fn: Function, a: float | Array, b: float | Array, n: int) -> StepNet:
    r"""n steps, half-way between the $x_k = a + k(b-a)/n$: $f(x_0) + \sum_k (f(x_k) - f(x_{k-1}))\, 1(x \ge t_k)$.

    The output is f at the nearest $x_k$, so the error is at most Lip(f)·h/2 with h = (b − a)/n.

    Args:
        fn: (N,) → (N,), entry by entry. a < b: numbers (NumPy's float64) or () arrays, which then give the library.
        n: units, at least 1.

    Returns:
        thresholds (n,), jumps (n,), c0 ().

    Raises:
        ValueError: n < 1, b ≤ a, values of another shape.

    Source: `001_93c4fdc1f7522504.txt`, importance of increasing layers.
    """
    _check_units(n)
    x, f = _grid(fn, a, b, n + 1)
    return StepNet((x[:-1] + x[1:]) / 2, f[1:] - f[:-1], f[0])


def eval_step_net(
    x: Array, thresholds: Array, jumps: Array, c0: float | Array, steepness: float | None = None
) -> Array:
    r"""$c_0 + \sum_k c_k\, 1(x \ge t_k)$; with `steepness` s the units are sigmoids $\sigma(s (x - t_k))$ instead.

    Args:
        x: (N,) float. thresholds, jumps: (n,) float. c0: a number or a () array. steepness: above 0, or None.

    Returns:
        (N,) float.

    Raises:
        ValueError: shapes that do not fit, a `steepness` that is not above 0.

    Source: `001_93c4fdc1f7522504.txt`, importance of increasing layers.
    """
    if steepness is None:
        return _hidden_layer(x, thresholds, jumps, c0, heaviside, "thresholds", "jumps")
    if steepness <= 0:
        raise ValueError(f"steepness: expected a number above 0, got {steepness}")
    return _hidden_layer(x, thresholds, jumps, c0, lambda z: sigmoid(steepness * z), "thresholds", "jumps")


def relu_interpolator(fn: Function, a: float | Array, b: float | Array, n: int) -> ReluNet:
    r"""n relus that join the points $(x_k, f(x_k))$: coefficients $m_k - m_{k-1}$ ($m_{-1} = 0$), $c_0 = f(a)$.

    $m_k$ is the slope between $x_k$ and $x_{k+1}$, with $x_k = a + k h$, h = (b − a)/n. The error is at most
    h²·max|f″|/8.

    Args:
        fn: (N,) → (N,), entry by entry. a < b: numbers (NumPy's float64) or () arrays, which then give the library.
        n: units, at least 1.

    Returns:
        knots (n,), coeffs (n,), c0 ().

    Raises:
        ValueError: n < 1, b ≤ a, values of another shape.

    Source: `002_3f85b5039545d858.txt`, one hidden layer is enough.

    >>> net = relu_interpolator(lambda x: x * x, 0.0, 2.0, 2)
    >>> net.knots.tolist(), net.coeffs.tolist(), float(net.c0)
    ([0.0, 1.0], [1.0, 2.0], 0.0)
    """
    _check_units(n)
    x, f = _grid(fn, a, b, n + 1)
    m = (f[1:] - f[:-1]) / (x[1:] - x[:-1])
    return ReluNet(x[:-1], namespace(m).concat([m[:1], m[1:] - m[:-1]]), f[0])


def eval_relu_net(x: Array, knots: Array, coeffs: Array, c0: float | Array) -> Array:
    r"""$c_0 + \sum_k c_k\, relu(x - x_k)$.

    Args:
        x: (N,) float. knots, coeffs: (n,) float. c0: a number or a () array.

    Returns:
        (N,) float.

    Raises:
        ValueError: shapes that do not fit.

    Source: `002_3f85b5039545d858.txt`, one hidden layer is enough.
    """
    return _hidden_layer(x, knots, coeffs, c0, relu, "knots", "coeffs")


def _hidden_layer(
    x: Array, places: Array, weights: Array, c0: float | Array, g: Function, place: str, weight: str
) -> Array:
    """One input, one hidden layer of units g(x − place), one linear output."""
    x, places, weights = as_floats(x, places, weights)
    check_ndim("x", x, "(N,)", 1)
    check_ndim(place, places, "(n,)", 1)
    check_shape(weight, weights, "(n,)", places.shape[0])
    if not isinstance(c0, int | float):
        check_shape("c0", c0, "()")
    return g(x[:, None] - places[None, :]) @ weights + c0


def sup_error(f_hat: Function, fn: Function, a: float | Array, b: float | Array, m: int = 20001) -> float:
    r"""$\max |\hat f - f|$ over m equally spaced points of [a, b].

    Args:
        f_hat, fn: (N,) → (N,), entry by entry. a < b: numbers (NumPy's float64) or () arrays. m: at least 2.

    Raises:
        ValueError: m < 2, b ≤ a, values of another shape.

    Source: `001_93c4fdc1f7522504.txt`, importance of increasing layers.
    """
    difference = _difference(f_hat, fn, a, b, m)
    xp = namespace(difference)
    return float(xp.max(xp.abs(difference)))


def _difference(f_hat: Function, fn: Function, a: float | Array, b: float | Array, m: int) -> Array:
    if m < 2:
        raise ValueError(f"m: expected at least 2 points, got {m}")
    x, f = _grid(fn, a, b, m)
    return _values("f_hat(x)", f_hat, x) - f
