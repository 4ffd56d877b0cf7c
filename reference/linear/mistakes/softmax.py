"""Wrong versions of the functions in `reference.linear.softmax`, with the message that names each mistake."""

import math

from reference._array import as_float, namespace
from reference.linear.hinge import l2_penalty, one_hot, reduced
from reference.linear.softmax import (
    _at_true_class,
    _gradient_from,
    _jacobian_of,
    _linear,
    _log,
    _targets,
    bce_with_logits,
    binary_cross_entropy,
    cross_entropy,
    cross_entropy_grad,
    log_softmax,
    logistic_cost,
    logistic_gradient,
    multilabel_logistic_cost,
    softmax,
    softmax_jacobian,
)
from reference.misconceptions import misconception
from reference.neurons.activations import sigmoid

_OVERFLOW = "Subtract the row maximum before exponentiating."
_AXIS = "Normalise over classes, not over the batch."
_DOUBLE = "cross_entropy takes logits; you applied softmax twice."
_LOG2 = "Use the natural logarithm."
_NO_MINUS = "The cost is the *negative* log-likelihood."
_POSITIVE_ONLY = "The (1−y)log(1−a) part is missing."
_MEAN = "The logistic cost sums over samples unless you ask for the mean."
_LAM_FULL = "Here the penalty is λ/2·‖w‖²."
_PENALISE_BIAS = "Biases are not regularised."


# -- softmax


def _naive(z, axis=-1):
    z = as_float(z)
    e = namespace(z).exp(z)
    return e / namespace(z).sum(e, axis=axis, keepdims=True)


def _other(z, axis):
    """The axis one takes by mistake: the batch instead of the classes, and the reverse."""
    return 0 if axis in (-1, z.ndim - 1) else -1


@misconception(softmax, "T2.6/overflow", _OVERFLOW)
def _softmax_overflow(z, axis=-1):
    return _naive(z, axis)


@misconception(softmax, "T2.6/axis", _AXIS)
def _softmax_axis(z, axis=-1):
    return softmax(z, _other(z, axis))


@misconception(softmax, "T2.6/not_normalised", "Divide by the sum over the classes: probabilities sum to 1.")
def _softmax_not_normalised(z, axis=-1):
    xp = namespace(z)
    return xp.exp(z - xp.max(z, axis=axis, keepdims=True))


@misconception(log_softmax, "T2.6/overflow", _OVERFLOW)
def _log_softmax_overflow(z, axis=-1):
    xp = namespace(z)
    return z - xp.log(xp.sum(xp.exp(z), axis=axis, keepdims=True))


@misconception(log_softmax, "T2.6/axis", _AXIS)
def _log_softmax_axis(z, axis=-1):
    return log_softmax(z, _other(z, axis))


@misconception(log_softmax, "T2.6/log2", _LOG2)
def _log_softmax_log2(z, axis=-1):
    return log_softmax(z, axis) / math.log(2)


@misconception(cross_entropy, "T2.6/overflow", _OVERFLOW)
def _ce_overflow(logits, y, reduction="mean"):
    return reduced(_at_true_class(namespace(logits).log(_naive(logits)), y), reduction)


@misconception(cross_entropy, "T2.6/axis", _AXIS)
def _ce_axis(logits, y, reduction="mean"):
    return reduced(_at_true_class(log_softmax(logits, 0), y), reduction)


@misconception(cross_entropy, "T2.6/double_softmax", _DOUBLE)
def _ce_double(logits, y, reduction="mean"):
    return cross_entropy(softmax(logits), y, reduction)


@misconception(cross_entropy, "T2.6/log2", _LOG2)
def _ce_log2(logits, y, reduction="mean"):
    return cross_entropy(logits, y, reduction) / math.log(2)


def _minus_one_hot(p, y):
    return (p - namespace(p).astype(one_hot(p, y), p.dtype)) / p.shape[0]


@misconception(cross_entropy_grad, "T2.6/overflow", _OVERFLOW)
def _ce_grad_overflow(logits, y):
    return _minus_one_hot(_naive(logits), y)


@misconception(cross_entropy_grad, "T2.6/axis", _AXIS)
def _ce_grad_axis(logits, y):
    return _minus_one_hot(softmax(logits, 0), y)


@misconception(cross_entropy_grad, "T2.6/double_softmax", _DOUBLE)
def _ce_grad_double(logits, y):
    return cross_entropy_grad(softmax(logits), y)


@misconception(cross_entropy_grad, "T2.6/grad_p", "Subtract 1 at the true class: p − onehot.")
def _ce_grad_p(logits, y):
    return softmax(logits) / logits.shape[0]


@misconception(cross_entropy_grad, "T2.6/grad_no_mean", "The mean loss needs 1/N in its gradient.")
def _ce_grad_no_mean(logits, y):
    return cross_entropy_grad(logits, y) * logits.shape[0]


@misconception(softmax_jacobian, "T2.6/overflow", _OVERFLOW)
def _jacobian_overflow(z):
    return _jacobian_of(_naive(z))


@misconception(softmax_jacobian, "T2.6/diagonal_only", "Every p_i depends on every z_j: −p_i·p_j off the diagonal.")
def _jacobian_diagonal(z):
    p = softmax(z)
    same = namespace(p).eye(p.shape[0], dtype=p.dtype, device=getattr(p, "device", None))
    return same * softmax_jacobian(z)


@misconception(softmax_jacobian, "T2.6/no_diagonal", "On the diagonal p_i is added: p_i(1 − p_i).")
def _jacobian_no_diagonal(z):
    p = softmax(z)
    return -p[:, None] * p[None, :]


# -- logistic cost


@misconception(binary_cross_entropy, "T2.7/no_minus", _NO_MINUS)
def _bce_no_minus(a, y, reduction="sum"):
    return -binary_cross_entropy(a, y, reduction)


@misconception(binary_cross_entropy, "T2.7/positive_only", _POSITIVE_ONLY)
def _bce_positive_only(a, y, reduction="sum"):
    a, y = _targets("a", a, y)
    return reduced(-y * _log(a), reduction)


@misconception(binary_cross_entropy, "T2.7/mean", _MEAN)
def _bce_mean(a, y, reduction="sum"):
    return binary_cross_entropy(a, y, "mean" if reduction == "sum" else reduction)


@misconception(bce_with_logits, "T2.7/no_minus", _NO_MINUS)
def _logits_no_minus(z, y, reduction="sum"):
    return -bce_with_logits(z, y, reduction)


@misconception(bce_with_logits, "T2.7/positive_only", _POSITIVE_ONLY)
def _logits_positive_only(z, y, reduction="sum"):
    z, y = _targets("z", z, y)
    return reduced(y * bce_with_logits(z, namespace(z).ones_like(z), "none"), reduction)


@misconception(bce_with_logits, "T2.7/mean", _MEAN)
def _logits_mean(z, y, reduction="sum"):
    return bce_with_logits(z, y, "mean" if reduction == "sum" else reduction)


@misconception(bce_with_logits, "T2.7/log_of_sigmoid", "σ(z) rounds to 0 or 1 for large |z|: compute the cost from z.")
def _logits_log_of_sigmoid(z, y, reduction="sum"):
    xp = namespace(z, y)
    z, y = _targets("z", z, y)
    a = sigmoid(z)
    return reduced(-(y * xp.log(a) + (1 - y) * xp.log(1 - a)), reduction)


@misconception(logistic_cost, "T2.7/no_minus", _NO_MINUS)
def _cost_no_minus(X, y, w, b, lam=0.0, reduction="sum"):
    return l2_penalty([w], lam, "half") - logistic_cost(X, y, w, b, 0.0, reduction)


@misconception(logistic_cost, "T2.7/positive_only", _POSITIVE_ONLY)
def _cost_positive_only(X, y, w, b, lam=0.0, reduction="sum"):
    return _logits_positive_only(_linear(X, w, b), y, reduction) + l2_penalty([w], lam, "half")


@misconception(logistic_cost, "T2.7/mean", _MEAN)
def _cost_mean(X, y, w, b, lam=0.0, reduction="sum"):
    return logistic_cost(X, y, w, b, lam, "mean")


@misconception(logistic_cost, "T2.7/lam_full", _LAM_FULL)
def _cost_lam_full(X, y, w, b, lam=0.0, reduction="sum"):
    return logistic_cost(X, y, w, b, 2 * lam, reduction)


@misconception(logistic_cost, "T2.4/penalise_bias", _PENALISE_BIAS)
def _cost_penalise_bias(X, y, w, b, lam=0.0, reduction="sum"):
    return logistic_cost(X, y, w, b, lam, reduction) + lam / 2 * b * b


@misconception(logistic_gradient, "T2.7/grad_sign", "dJ/dz is a − y.")
def _gradient_sign(X, y, w, b, lam=0.0, reduction="sum"):
    z, y = _targets("z", _linear(X, w, b), y)
    return _gradient_from(y - sigmoid(z), X, w, lam, reduction)


@misconception(logistic_gradient, "T2.7/extra_deriv", "With log loss the factor a(1−a) cancels.")
def _gradient_extra_deriv(X, y, w, b, lam=0.0, reduction="sum"):
    z, y = _targets("z", _linear(X, w, b), y)
    a = sigmoid(z)
    return _gradient_from((a - y) * a * (1 - a), X, w, lam, reduction)


@misconception(logistic_gradient, "T2.7/mean", _MEAN)
def _gradient_mean(X, y, w, b, lam=0.0, reduction="sum"):
    return logistic_gradient(X, y, w, b, lam, "mean")


@misconception(logistic_gradient, "T2.7/lam_full", _LAM_FULL)
def _gradient_lam_full(X, y, w, b, lam=0.0, reduction="sum"):
    return logistic_gradient(X, y, w, b, 2 * lam, reduction)


@misconception(logistic_gradient, "T2.4/penalise_bias", _PENALISE_BIAS)
def _gradient_penalise_bias(X, y, w, b, lam=0.0, reduction="sum"):
    g = logistic_gradient(X, y, w, b, lam, reduction)
    return g._replace(db=g.db + lam * b)


@misconception(multilabel_logistic_cost, "T2.7/no_minus", _NO_MINUS)
def _multilabel_no_minus(A, Y, Ws, lam):
    return l2_penalty(list(Ws), lam, "half") - binary_cross_entropy(A, Y)


@misconception(multilabel_logistic_cost, "T2.7/positive_only", _POSITIVE_ONLY)
def _multilabel_positive_only(A, Y, Ws, lam):
    return _bce_positive_only(A, Y) + l2_penalty(list(Ws), lam, "half")


@misconception(multilabel_logistic_cost, "T2.7/mean", _MEAN)
def _multilabel_mean(A, Y, Ws, lam):
    return binary_cross_entropy(A, Y) / A.shape[1] + l2_penalty(list(Ws), lam, "half")


@misconception(multilabel_logistic_cost, "T2.7/lam_full", _LAM_FULL)
def _multilabel_lam_full(A, Y, Ws, lam):
    return multilabel_logistic_cost(A, Y, Ws, 2 * lam)


@misconception(multilabel_logistic_cost, "T2.7/last_layer_only", "The penalty sums over the weights of all layers.")
def _multilabel_last_layer(A, Y, Ws, lam):
    return multilabel_logistic_cost(A, Y, [list(Ws)[-1]], lam)
