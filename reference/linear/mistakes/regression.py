"""Wrong versions of the functions in `reference.linear.regression`, with the message that names each mistake."""

from reference._array import namespace
from reference.linear.hinge import reduced
from reference.linear.regression import _difference, lq_grad, lq_loss, mse_loss
from reference.misconceptions import misconception

_ALL_ELEMENTS = "Average over samples; sum over outputs."
_SUM_NOT_MEAN = "Divide by the number of samples."
_HALF = "There is no ½ in this formula."
_NO_ABS = "Use |s−y|^q: odd powers of negative errors must not cancel."
_RMSE = "Do not take the square root."


@misconception(lq_loss, "T2.5/all_elements", _ALL_ELEMENTS)
def _lq_all_elements(s, y, q=2.0, reduction="mean"):
    return lq_loss(s, y, q, reduction) / s.shape[1]


@misconception(lq_loss, "T2.5/sum_not_mean", _SUM_NOT_MEAN)
def _lq_sum(s, y, q=2.0, reduction="mean"):
    return lq_loss(s, y, q, "sum" if reduction == "mean" else reduction)


@misconception(lq_loss, "T2.5/half", _HALF)
def _lq_half(s, y, q=2.0, reduction="mean"):
    return lq_loss(s, y, q, reduction) / 2


@misconception(lq_loss, "T2.5/no_abs", _NO_ABS)
def _lq_no_abs(s, y, q=2.0, reduction="mean"):
    return reduced(namespace(s).sum(_difference("s", s, y) ** q, axis=1), reduction)


@misconception(lq_loss, "T2.5/rmse", _RMSE)
def _lq_rmse(s, y, q=2.0, reduction="mean"):
    return lq_loss(s, y, q, reduction) ** 0.5


@misconception(lq_grad, "T2.5/all_elements", _ALL_ELEMENTS)
def _grad_all_elements(s, y, q=2.0):
    return lq_grad(s, y, q) / s.shape[1]


@misconception(lq_grad, "T2.5/sum_not_mean", _SUM_NOT_MEAN)
def _grad_sum(s, y, q=2.0):
    return lq_grad(s, y, q) * s.shape[0]


@misconception(lq_grad, "T2.5/half", _HALF)
def _grad_half(s, y, q=2.0):
    return lq_grad(s, y, q) / 2


@misconception(lq_grad, "T2.5/no_abs", _NO_ABS)
def _grad_no_abs(s, y, q=2.0):
    return q * _difference("s", s, y) ** (q - 1) / s.shape[0]


@misconception(lq_grad, "T2.5/grad_sign", "The gradient is with respect to s: its sign is that of s − y.")
def _grad_sign(s, y, q=2.0):
    return -lq_grad(s, y, q)


@misconception(mse_loss, "T2.5/all_elements", _ALL_ELEMENTS)
def _mse_all_elements(y_hat, y, form="mean"):
    outputs = 1
    for axis in y_hat.shape[1:]:
        outputs *= axis
    return mse_loss(y_hat, y, form) / outputs


@misconception(mse_loss, "T2.5/sum_not_mean", _SUM_NOT_MEAN)
def _mse_sum(y_hat, y, form="mean"):
    total = 2 * mse_loss(y_hat, y, "half_sum")
    return total if form == "mean" else total / 2


@misconception(mse_loss, "T2.5/half", _HALF)
def _mse_half(y_hat, y, form="mean"):
    return mse_loss(y_hat, y, "half_mean" if form == "mean" else form)


@misconception(mse_loss, "T2.5/no_half", "There is a ½ in this form.")
def _mse_no_half(y_hat, y, form="mean"):
    return mse_loss(y_hat, y, form) * (1 if form == "mean" else 2)


@misconception(mse_loss, "T2.5/rmse", _RMSE)
def _mse_rmse(y_hat, y, form="mean"):
    return mse_loss(y_hat, y, form) ** 0.5
