"""Wrong versions of the functions in `reference.training.adaptive`, with the message that names each mistake."""

from reference._array import as_floats, namespace
from reference.misconceptions import misconception
from reference.training.adaptive import Adaptive, adagrad_step, adamw_step, rmsprop_step
from reference.training.optimizers import Adam, adam_step

ROOT = "Divide by √s."
AVERAGES = "RMSprop averages, AdaGrad sums."
OLD = "The new gradient joins s before the step."


def _step(theta, s, grad, lr, scale):
    return Adaptive(theta - lr * grad / scale, s)


@misconception(adagrad_step, "T4.8/no_root", ROOT)
def _adagrad_no_root(theta, s, grad, lr, eps=1e-10):
    theta, s, grad = as_floats(theta, s, grad)
    s = s + grad * grad
    return _step(theta, s, grad, lr, s + eps)


@misconception(adagrad_step, "T4.8/average_in_adagrad", AVERAGES)
def _average_in_adagrad(theta, s, grad, lr, eps=1e-10):
    return rmsprop_step(theta, s, grad, lr, 0.9, eps)


@misconception(adagrad_step, "T4.8/not_squared", "s sums squares of the gradient.")
def _not_squared(theta, s, grad, lr, eps=1e-10):
    theta, s, grad = as_floats(theta, s, grad)
    xp = namespace(theta)
    s = s + xp.abs(grad)
    return _step(theta, s, grad, lr, xp.sqrt(s) + eps)


@misconception(adagrad_step, "T4.8/old_squares", OLD)
def _adagrad_old_squares(theta, s, grad, lr, eps=1e-10):
    theta, s, grad = as_floats(theta, s, grad)
    return _step(theta, s + grad * grad, grad, lr, namespace(theta).sqrt(s) + eps)


@misconception(adagrad_step, "T4.8/shared_length", "Each weight has a sum of its own.")
def _shared_length(theta, s, grad, lr, eps=1e-10):
    theta, s, grad = as_floats(theta, s, grad)
    xp = namespace(theta)
    s = s + grad * grad
    return _step(theta, s, grad, lr, xp.sqrt(xp.sum(s)) + eps)


@misconception(rmsprop_step, "T4.8/no_root", ROOT)
def _rmsprop_no_root(theta, s, grad, lr, rho, eps=1e-8):
    theta, s, grad = as_floats(theta, s, grad)
    s = rho * s + (1 - rho) * grad * grad
    return _step(theta, s, grad, lr, s + eps)


@misconception(rmsprop_step, "T4.8/sum_in_rmsprop", AVERAGES)
def _sum_in_rmsprop(theta, s, grad, lr, rho, eps=1e-8):
    return adagrad_step(theta, s, grad, lr, eps)


@misconception(rmsprop_step, "T4.8/rho_swapped", "ρ weighs what is remembered, 1 − ρ what is new.")
def _rho_swapped(theta, s, grad, lr, rho, eps=1e-8):
    return rmsprop_step(theta, s, grad, lr, 1 - rho, eps)


@misconception(rmsprop_step, "T4.8/bias_corrected", "RMSprop does not correct its start: Adam does.")
def _bias_corrected(theta, s, grad, lr, rho, eps=1e-8):
    right = rmsprop_step(theta, s, grad, lr, rho, eps)
    return _step(*as_floats(theta), right.s, grad, lr, namespace(right.s).sqrt(right.s / (1 - rho)) + eps)


@misconception(rmsprop_step, "T4.8/old_squares", OLD)
def _rmsprop_old_squares(theta, s, grad, lr, rho, eps=1e-8):
    theta, s, grad = as_floats(theta, s, grad)
    return _step(theta, rho * s + (1 - rho) * grad * grad, grad, lr, namespace(theta).sqrt(s) + eps)


@misconception(adamw_step, "T4.8/coupled_decay", "AdamW decays the weights, not the gradient.")
def _coupled_decay(theta, m, v, grad, t, lr, wd, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam_step(theta, m, v, grad + wd * theta, t, lr, beta1, beta2, eps, bias_correction=True)


@misconception(adamw_step, "T4.8/decay_scaled", "The decay is not divided by √v.")
def _decay_scaled(theta, m, v, grad, t, lr, wd, beta1=0.9, beta2=0.999, eps=1e-8):
    moved = adam_step(theta, m, v, grad, t, lr, beta1, beta2, eps, bias_correction=True)
    root = namespace(moved.v).sqrt(moved.v / (1 - beta2**t)) + eps
    return moved._replace(theta=moved.theta - lr * wd * theta / root)


@misconception(adamw_step, "T4.8/no_decay", "AdamW is Adam with weight decay.")
def _no_decay(theta, m, v, grad, t, lr, wd, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam_step(theta, m, v, grad, t, lr, beta1, beta2, eps, bias_correction=True)


@misconception(adamw_step, "T4.8/decay_without_lr", "The decay is scaled by the learning rate.")
def _decay_without_lr(theta, m, v, grad, t, lr, wd, beta1=0.9, beta2=0.999, eps=1e-8):
    moved = adam_step(theta, m, v, grad, t, lr, beta1, beta2, eps, bias_correction=True)
    return moved._replace(theta=moved.theta - wd * theta)


@misconception(adamw_step, "T4.8/no_bias_correction", "Divide m by 1 − β₁ᵗ and v by 1 − β₂ᵗ: both start at 0.")
def _no_bias_correction(theta, m, v, grad, t, lr, wd, beta1=0.9, beta2=0.999, eps=1e-8):
    moved = adam_step(theta, m, v, grad, t, lr, beta1, beta2, eps, bias_correction=False)
    return Adam(moved.theta - lr * wd * theta, moved.m, moved.v)
