"""Wrong versions of the functions in `reference.neurons.adaline`, with the message that names each mistake."""

from reference._array import as_float, namespace
from reference.misconceptions import misconception
from reference.neurons.adaline import (
    AdalineGradient,
    _descend,
    adaline_cost,
    adaline_fit,
    adaline_gradient,
    adaline_predict,
)
from reference.neurons.perceptron import net_input

_THRESHOLDED = "Adaline learns from the linear activation, not from the thresholded label."
_MEAN = "This cost is a sum: do not divide by N."
_SIGN = "∇J carries a minus: −Σ(y−a)x; descend by subtracting it."
_FACTOR2 = "With the ½ in J the gradient has no factor 2."


def _thresholded(X, y, w, b):
    return as_float(y) - adaline_predict(X, w, b)


@misconception(adaline_cost, "T1.7/thresholded_error", _THRESHOLDED)
def _cost_thresholded(X, y, w, b):
    error = _thresholded(X, y, w, b)
    return namespace(error).sum(error * error) / 2


@misconception(adaline_cost, "T1.7/mean_gradient", _MEAN)
def _cost_mean(X, y, w, b):
    return adaline_cost(X, y, w, b) / X.shape[0]


@misconception(adaline_cost, "T1.7/no_half", "This gradient has no factor 2, so its cost carries ½.")
def _cost_no_half(X, y, w, b):
    return 2 * adaline_cost(X, y, w, b)


@misconception(adaline_gradient, "T1.7/thresholded_error", _THRESHOLDED)
def _gradient_thresholded(X, y, w, b):
    error = _thresholded(X, y, w, b)
    return AdalineGradient(-(error @ as_float(X)), -namespace(error).sum(error))


def _scaled(factor):
    """The gradient times `factor(N)`."""

    def gradient(X, y, w, b):
        dw, db = adaline_gradient(X, y, w, b)
        return AdalineGradient(factor(X.shape[0]) * dw, factor(X.shape[0]) * db)

    return gradient


_gradient_mean, _gradient_sign, _gradient_twice = _scaled(lambda n: 1 / n), _scaled(lambda n: -1), _scaled(lambda n: 2)
misconception(adaline_gradient, "T1.7/mean_gradient", _MEAN)(_gradient_mean)
misconception(adaline_gradient, "T1.7/sign", _SIGN)(_gradient_sign)
misconception(adaline_gradient, "T1.7/factor2", _FACTOR2)(_gradient_twice)


def _fit_with(rule):
    def fit(X, y, eta, epochs, mode="batch", w0=None, b0=0.0):
        return _descend(rule, X, y, eta, epochs, mode, w0, b0)

    return fit


misconception(adaline_fit, "T1.7/thresholded_error", _THRESHOLDED)(_fit_with(_gradient_thresholded))
misconception(adaline_fit, "T1.7/mean_gradient", _MEAN)(_fit_with(_gradient_mean))
misconception(adaline_fit, "T1.7/sign", _SIGN)(_fit_with(_gradient_sign))
misconception(adaline_fit, "T1.7/factor2", _FACTOR2)(_fit_with(_gradient_twice))


@misconception(adaline_fit, "T1.7/per_sample", "Adaline updates once per epoch; updating inside the loop is SGD.")
def _fit_per_sample(X, y, eta, epochs, mode="batch", w0=None, b0=0.0):
    return adaline_fit(X, y, eta, epochs, "sgd", w0, b0)


@misconception(adaline_predict, "T1.7/threshold", "The threshold lies halfway between the labels: 0 for ±1, ½ for 0/1.")
def _predict_threshold(X, w, b, labels="pm1"):
    return adaline_predict(X, w, b - 0.5 if labels == "pm1" else b + 0.5, labels)


@misconception(adaline_predict, "T1.7/returns_activation", "Training uses the activation; the label is thresholded.")
def _predict_activation(X, w, b, labels="pm1"):
    return net_input(X, w, b)


@misconception(adaline_predict, "T1.7/labels", "Look at which labels were asked for: {0, 1} or {−1, +1}.")
def _predict_other_labels(X, w, b, labels="pm1"):
    return adaline_predict(X, w, b, "01" if labels == "pm1" else "pm1")
