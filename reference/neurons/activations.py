r"""Activation functions and their derivatives, all taken at the pre-activation z and applied entry by entry.

Sources: `004_c46ddd2f6285f478.txt` (sigmoid, tanh, relu with their derivatives; relu'(0) = 0),
`001_93c4fdc1f7522504.txt` (σ' = σ(1 − σ)), `002_3f85b5039545d858.txt` (sigmoid, relu),
`000_5c6663de3292b89f.txt` (leaky relu without a slope: 0.01 here). One slide calls every activation non-linear; the
linear one exists too (Adaline), and a net of such layers is one linear map. The step is that of threshold neurons.
"""

import math
from collections.abc import Callable

from reference._array import Array, as_float, check_option, namespace
from reference.neurons.perceptron import heaviside

GELU_FORMS = ("none", "tanh")
CUBIC = 0.044715  # of z³ in gelu's tanh form
LEAKY_SLOPE = 0.01  # the lecture leaves it open


def sigmoid(z: Array) -> Array:
    r"""$\sigma(z) = 1 / (1 + e^{-z})$, without overflow for large |z|; any shape.

    Source: `004_c46ddd2f6285f478.txt`, activation functions.
    """
    z = as_float(z)
    xp = namespace(z)
    e = xp.exp(-xp.abs(z))  # never above 1
    return xp.where(z >= 0, 1 / (1 + e), e / (1 + e))


def tanh(z: Array) -> Array:
    """Hyperbolic tangent; any shape."""
    return namespace(z).tanh(as_float(z))


def relu(z: Array) -> Array:
    """max(0, z), NaN for NaN; any shape."""
    z = as_float(z)
    xp = namespace(z)
    return xp.where(z <= 0, xp.zeros_like(z), z)


def leaky_relu(z: Array, slope: float = LEAKY_SLOPE) -> Array:
    """z for z > 0, slope·z elsewhere; any shape."""
    z = as_float(z)
    return namespace(z).where(z > 0, z, slope * z)


def softplus(z: Array) -> Array:
    r"""$\log(1 + e^z)$, without overflow for large z; any shape. Its slope at 0 is ½, in autograd, too."""
    z = as_float(z)
    xp = namespace(z)
    return xp.logaddexp(z, xp.zeros_like(z))


def identity(z: Array) -> Array:
    """z itself; any shape."""
    return as_float(z)


def _erf(x: Array) -> Array:
    r"""$\mathrm{erf}(x) = \frac{2}{\sqrt\pi} e^{-x^2} \sum_n \frac{2^n x^{2n+1}}{1\cdot3\cdots(2n+1)}$."""
    xp = namespace(x)
    inside = xp.abs(x) < 6  # erf is ±1 to the last bit of float64 from there on
    x_in = xp.where(inside, x, xp.zeros_like(x))
    term = x_in
    total = x_in
    for n in range(1, 120):  # all terms have one sign, so nothing cancels; the largest is near n = x² ≤ 36
        term = term * (2 * x_in * x_in / (2 * n + 1))
        total = total + term
    return xp.where(inside, 2 / math.sqrt(math.pi) * xp.exp(-x_in * x_in) * total, xp.sign(x))


def _normal_cdf(z: Array) -> Array:
    return (1 + _erf(z / math.sqrt(2))) / 2


def _gelu_tanh(z: Array) -> Array:
    return namespace(z).tanh(math.sqrt(2 / math.pi) * (z + CUBIC * z * z * z))


def gelu(z: Array, approximate: str = "none") -> Array:
    r"""$z\,\Phi(z)$ ("none"), or $\frac z2 (1 + \tanh(\sqrt{2/\pi}\,(z + 0.044715 z^3)))$ ("tanh"); any shape.

    Raises:
        ValueError: another `approximate`.

    Source: Hendrycks and Gimpel 2016; in the course's list of activations, not on a slide.
    """
    check_option("approximate", approximate, GELU_FORMS)
    z = as_float(z)
    return z * _normal_cdf(z) if approximate == "none" else z * (1 + _gelu_tanh(z)) / 2


def gelu_derivative(z: Array, approximate: str = "none") -> Array:
    r"""$\Phi(z) + z\,\varphi(z)$ ("none"), or the derivative of the "tanh" form; any shape.

    Source: the product rule on `gelu`.
    """
    check_option("approximate", approximate, GELU_FORMS)
    z = as_float(z)
    if approximate == "none":
        return _normal_cdf(z) + z * namespace(z).exp(-z * z / 2) / math.sqrt(2 * math.pi)
    t = _gelu_tanh(z)
    inner = math.sqrt(2 / math.pi) * (1 + 3 * CUBIC * z * z)
    return (1 + t) / 2 + z * (1 - t * t) * inner / 2


ACTIVATIONS: dict[str, Callable[[Array], Array]] = {
    "sigmoid": sigmoid,
    "tanh": tanh,
    "relu": relu,
    "leaky_relu": leaky_relu,
    "heaviside": heaviside,
    "softplus": softplus,
    "identity": identity,
    "gelu": gelu,
}


def _sigmoid_slope(z: Array) -> Array:
    a = sigmoid(z)
    return a * (1 - a)


def _tanh_slope(z: Array) -> Array:
    a = tanh(z)
    return 1 - a * a


def _relu_slope(z: Array, below: float = 0.0) -> Array:
    """1 for z > 0, `below` elsewhere."""
    xp = namespace(z)
    return xp.where(z > 0, xp.ones_like(z), below * xp.ones_like(z))


_SLOPES: dict[str, Callable[[Array], Array]] = {
    "sigmoid": _sigmoid_slope,
    "tanh": _tanh_slope,
    "relu": _relu_slope,
    "leaky_relu": lambda z: _relu_slope(z, LEAKY_SLOPE),
    "heaviside": lambda z: namespace(z).zeros_like(z),
    "softplus": sigmoid,
    "identity": lambda z: namespace(z).ones_like(z),
    "gelu": gelu_derivative,
}


def activation_derivative(name: str, z: Array) -> Array:
    r"""$f'(z)$ at the pre-activation z, any shape; relu'(0) = 0, a step has slope 0, leaky slope 0.01, gelu exact.

    Raises:
        ValueError: a name that is not in `ACTIVATIONS`.

    Source: `004_c46ddd2f6285f478.txt`, activation functions.

    >>> import numpy as np
    >>> activation_derivative("relu", np.array([-2.0, 0.0, 2.0])).tolist()
    [0.0, 0.0, 1.0]
    """
    check_option("name", name, tuple(ACTIVATIONS))
    return _SLOPES[name](as_float(z))
