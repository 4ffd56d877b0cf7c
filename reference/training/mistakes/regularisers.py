"""Wrong versions of the functions in `reference.training.regularisers`, with the message that names each mistake."""

from math import inf

from reference._array import as_float
from reference.misconceptions import misconception
from reference.training.regularisers import (
    EarlyStop,
    _kept,
    dropout,
    dropout_backward,
    early_stopping,
    weight_decay_step,
)


@misconception(dropout, "T4.6/scale_by_p", "Divide by the keep probability 1−p.")
def _dropout_by_p(x, mask, p_drop, mode="inverted", *, train):
    x, m = _kept("x", x, mask, p_drop, mode)
    if mode == "inverted":
        return x * m / p_drop if train else x
    return x * m if train else p_drop * x


@misconception(dropout, "T4.6/test_drop", "No unit is dropped at test time.")
def _dropout_in_test(x, mask, p_drop, mode="inverted", *, train):
    return dropout(x, mask, p_drop, mode, train=True)


@misconception(
    dropout,
    "T4.6/no_rescale",
    "Scale in training: what the mask keeps is divided by 1 − p, and nothing is scaled at test time.",
)
def _dropout_unscaled(x, mask, p_drop, mode="inverted", *, train):
    x, m = _kept("x", x, mask, p_drop, mode)
    return x * m if train else x


@misconception(dropout, "T4.6/mask_drops", "True in the mask keeps a unit.")
def _dropout_other_mask(x, mask, p_drop, mode="inverted", *, train):
    return dropout(x, ~mask, p_drop, mode, train=train)


@misconception(dropout_backward, "T4.6/mask_backward", "The gradient passes the same mask and scale.")
def _backward_unmasked(dout, mask, p_drop, mode="inverted"):
    return as_float(dout)


@misconception(dropout_backward, "T4.6/scale_backward", "The gradient passes the same scale 1/(1−p) as the values.")
def _backward_unscaled(dout, mask, p_drop, mode="inverted"):
    return dropout_backward(dout, mask, p_drop, "original")


@misconception(dropout_backward, "T4.6/scale_by_p", "Divide by the keep probability 1−p.")
def _backward_by_p(dout, mask, p_drop, mode="inverted"):
    dout, m = _kept("dout", dout, mask, p_drop, mode)
    return dout * m / p_drop if mode == "inverted" else dout * m


def _stopping(val, patience, min_delta, improves=lambda v, best, d: v < best - d, resets=True, extra=0):
    """Early stopping with one thing wrong."""
    best, best_epoch, waited, epoch = inf, 0, 0, 0
    for epoch in range(val.shape[0]):
        if improves(float(val[epoch]), best, min_delta):
            best, best_epoch, waited = float(val[epoch]), epoch, 0 if resets else waited
        else:
            waited += 1
            if waited >= patience + extra:
                break
    return EarlyStop(best_epoch, epoch)


@misconception(early_stopping, "T4.6/patience_reset", "Each improvement resets the patience counter.")
def _stop_no_reset(val, patience, min_delta=0.0):
    return _stopping(val, patience, min_delta, resets=False)


@misconception(early_stopping, "T4.6/one_too_late", "Stop in the epoch in which patience is reached, not after it.")
def _stop_late(val, patience, min_delta=0.0):
    return _stopping(val, patience, min_delta, extra=1)


@misconception(early_stopping, "T4.6/tie_improves", "An equal loss is no improvement.")
def _stop_ties(val, patience, min_delta=0.0):
    return _stopping(val, patience, min_delta, improves=lambda v, best, d: v <= best - d)


@misconception(early_stopping, "T4.6/no_min_delta", "An improvement by less than min_delta does not count.")
def _stop_any_fall(val, patience, min_delta=0.0):
    return early_stopping(val, patience)


@misconception(early_stopping, "T4.6/keeps_last", "Keep the weights of the best epoch, not those of the last.")
def _stop_keeps_last(val, patience, min_delta=0.0):
    _, stop = early_stopping(val, patience, min_delta)
    return EarlyStop(stop, stop)


@misconception(weight_decay_step, "T4.6/grows", "Decay pulls the weights towards 0: subtract it.")
def _decay_grows(theta, grad, lr, wd, decoupled):
    return theta - lr * grad + lr * wd * theta


@misconception(weight_decay_step, "T4.6/decay_without_lr", "Here the decay is multiplied by the learning rate, too.")
def _decay_without_lr(theta, grad, lr, wd, decoupled):
    return theta - lr * grad - wd * theta


@misconception(weight_decay_step, "T4.6/twice", "wd multiplies θ itself; the 2 belongs to the gradient of λ‖θ‖².")
def _decay_twice(theta, grad, lr, wd, decoupled):
    return weight_decay_step(theta, grad, lr, 2 * wd, decoupled)


@misconception(weight_decay_step, "T4.6/decays_new", "Decay the weights from before the step.")
def _decay_new(theta, grad, lr, wd, decoupled):
    return (theta - lr * grad) * (1 - lr * wd)
