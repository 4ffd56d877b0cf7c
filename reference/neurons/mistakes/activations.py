"""Wrong versions of the functions in `reference.neurons.activations`, with the message that names each mistake."""

from reference._array import namespace
from reference.misconceptions import misconception
from reference.neurons.activations import (
    ACTIVATIONS,
    _gelu_tanh,
    _normal_cdf,
    activation_derivative,
    gelu,
    gelu_derivative,
    leaky_relu,
    relu,
    sigmoid,
    softplus,
    tanh,
)


@misconception(sigmoid, "T3.1/sigmoid_overflow", "exp(1000) overflows: branch on the sign of z.")
def _sigmoid_overflow(z):
    xp = namespace(z)
    e = xp.exp(z)
    return e / (1 + e)


@misconception(sigmoid, "T3.1/plus_z", "The exponent is −z.")
def _sigmoid_plus(z):
    return sigmoid(-z)


@misconception(sigmoid, "T3.1/tanh_instead", "This is tanh: σ runs from 0 to 1.")
def _sigmoid_tanh(z):
    return tanh(z)


@misconception(leaky_relu, "T3.1/leaky_zero", "The leaky unit keeps a small slope for z<0.")
def _leaky_zero(z, slope=0.01):
    return relu(z)


@misconception(
    activation_derivative, "T3.1/deriv_of_output", "This derivative takes z; you inserted the activation σ(z)."
)
def _derivative_of_output(name, z):
    return activation_derivative(name, ACTIVATIONS[name](z))


@misconception(activation_derivative, "T3.1/tanh_sq", "tanh′ is 1 − tanh²: the square is missing.")
def _derivative_tanh(name, z):
    return 1 - tanh(z) if name == "tanh" else activation_derivative(name, z)


@misconception(activation_derivative, "T3.1/relu_at_0", "relu′(0) is 0 in this course.")
def _derivative_relu(name, z):
    return namespace(z).astype(z >= 0, z.dtype) if name == "relu" else activation_derivative(name, z)


@misconception(
    activation_derivative, "T3.1/heaviside_grad", "A step has zero gradient everywhere; it cannot train hidden layers."
)
def _derivative_heaviside(name, z):
    return namespace(z).ones_like(z) if name == "heaviside" else activation_derivative(name, z)


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


@misconception(relu, "T3.1/relu_min", "Take the maximum of 0 and z, not the minimum.")
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


@misconception(gelu, "T3.1/gelu_form", OTHER_FORM)
def _gelu_form(z, approximate="none"):
    return gelu(z, "tanh" if approximate == "none" else "none")


@misconception(gelu, "T3.1/gelu_sigmoid", "z·σ(1.702z) is a third, coarser form.")
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


@misconception(gelu_derivative, "T3.1/gelu_form", OTHER_FORM)
def _gelu_derivative_form(z, approximate="none"):
    return gelu_derivative(z, "tanh" if approximate == "none" else "none")
