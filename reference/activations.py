r"""Activation functions and their derivatives, all taken at the pre-activation z and applied entry by entry.

Sources: `004_c46ddd2f6285f478.txt` (sigmoid, tanh, relu with their derivatives; relu'(0) = 0),
`001_93c4fdc1f7522504.txt` (σ' = σ(1 − σ)), `002_3f85b5039545d858.txt` (sigmoid, relu),
`000_5c6663de3292b89f.txt` (leaky relu without a slope: 0.01 here). One slide calls every activation non-linear; the
linear one exists too (Adaline), and a net of such layers is one linear map. The functions that the networks of
`reference.mlp` need are defined there; gelu is added here.
"""

import math
from collections.abc import Callable

from array_api_compat import numpy as plain  # the library of results that no argument decides

from reference import mlp
from reference._array import Array, as_float, check_option, namespace
from reference._misconceptions import misconception
from reference.mlp import heaviside, identity, leaky_relu, relu, sigmoid, softplus, tanh

__all__ = [
    "ACTIVATIONS",
    "activation_derivative",
    "as_arrays",
    "gelu",
    "gelu_derivative",
    "heaviside",
    "identity",
    "leaky_relu",
    "relu",
    "sigmoid",
    "softplus",
    "tanh",
]

GELU_FORMS = ("none", "tanh")
CUBIC = 0.044715  # of z³ in gelu's tanh form


def as_arrays(*values: float | Array) -> list[Array]:
    """Each value as a floating array: numbers take library, dtype and device of the first array, else NumPy's float64.

    Raises:
        TypeError: arrays of two libraries, or something that is no number.
    """
    arrays = [as_float(v) for v in values if not isinstance(v, int | float)]
    xp = namespace(*arrays) if arrays else plain
    dtype, device = (arrays[0].dtype, getattr(arrays[0], "device", None)) if arrays else (plain.float64, None)
    return [
        xp.asarray(float(v), dtype=dtype, device=device) if isinstance(v, int | float) else as_float(v) for v in values
    ]


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


ACTIVATIONS: dict[str, Callable[[Array], Array]] = mlp.ACTIVATIONS | {"gelu": gelu}


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
    return gelu_derivative(z) if name == "gelu" else mlp.activation_derivative(name, z)


# -- misconceptions (those of `sigmoid`, and most of `activation_derivative`, are in `mlp_misconceptions`) -------------


@misconception(activation_derivative, "T3.1/leaky_zero", "The leaky unit keeps a small slope for z<0.")
def _derivative_leaky(name, z):
    return activation_derivative("relu" if name == "leaky_relu" else name, z)


@misconception(leaky_relu, "T3.1/leaky_swapped", "The small slope belongs to z<0; positive z pass unchanged.")
def _leaky_swapped(z, slope=0.01):
    return -leaky_relu(-z, slope)


@misconception(leaky_relu, "T3.1/leaky_sign", "For z<0 the output is slope·z: still negative.")
def _leaky_sign(z, slope=0.01):
    return leaky_relu(z, -slope)


@misconception(relu, "T3.1/relu_abs", "A negative net input gives 0, not its magnitude.")
def _relu_abs(z):
    return namespace(z).abs(z)


@misconception(relu, "T3.1/relu_step", "Pass z on where it is positive: 1 there is the slope.")
def _relu_step(z):
    return activation_derivative("relu", z)


@misconception(relu, "T3.1/relu_min", "Take the maximum of 0 and z, not the minimum.", "slip")
def _relu_min(z):
    return -relu(-z)


@misconception(tanh, "T3.1/sigmoid_instead", "This is σ: tanh runs from −1 to 1.")
def _tanh_sigmoid(z):
    return sigmoid(z)


@misconception(tanh, "T3.1/tanh_scale", "tanh(z) is 2σ(2z) − 1: the 2 in front of z is missing.")
def _tanh_scale(z):
    return 2 * sigmoid(z) - 1


@misconception(tanh, "T3.1/tanh_overflow", "exp(1000) overflows: use the library's tanh, or 2σ(2z) − 1.")
def _tanh_overflow(z):
    xp = namespace(z)
    return (xp.exp(z) - xp.exp(-z)) / (xp.exp(z) + xp.exp(-z))


@misconception(softplus, "T3.1/softplus_overflow", "exp(1000) overflows: take max(z, 0) out of the logarithm.")
def _softplus_overflow(z):
    xp = namespace(z)
    return xp.log(1 + xp.exp(z))


@misconception(softplus, "T3.1/softplus_sign", "The exponent is +z.")
def _softplus_sign(z):
    return softplus(-z)


@misconception(softplus, "T3.1/softplus_slope", "σ is the slope of softplus, not its value.")
def _softplus_slope(z):
    return sigmoid(z)


OTHER_FORM = "This is the other form: look at which `approximate` is asked for."


@misconception(gelu, "T3.1/gelu_form", OTHER_FORM, "convention")
def _gelu_form(z, approximate="none"):
    return gelu(z, "tanh" if approximate == "none" else "none")


@misconception(gelu, "T3.1/gelu_sigmoid", "z·σ(1.702z) is a third, coarser form.", "convention")
def _gelu_sigmoid(z, approximate="none"):
    return z * sigmoid(1.702 * z)


@misconception(gelu, "T3.1/gelu_gate", "Multiply by z: Φ(z) is only the gate.")
def _gelu_gate(z, approximate="none"):
    return _normal_cdf(z) if approximate == "none" else (1 + _gelu_tanh(z)) / 2


@misconception(gelu_derivative, "T3.1/deriv_of_output", "This derivative takes z; you inserted the activation.")
def _gelu_of_output(z, approximate="none"):
    return gelu_derivative(gelu(z, approximate), approximate)


@misconception(gelu_derivative, "T3.1/gelu_product", "z·Φ(z) is a product: the term z·φ(z) is missing.")
def _gelu_product(z, approximate="none"):
    return _gelu_gate(z, approximate)


@misconception(gelu_derivative, "T3.1/gelu_form", OTHER_FORM, "convention")
def _gelu_derivative_form(z, approximate="none"):
    return gelu_derivative(z, "tanh" if approximate == "none" else "none")
