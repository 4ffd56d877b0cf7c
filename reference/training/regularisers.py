"""Dropout, early stopping and weight decay.

Sources: `001_93c4fdc1f7522504.txt` (dropout as a milestone of 2012; why large weights are penalised),
`004_c46ddd2f6285f478.txt` (regularisation as the next topic). Papers write p for keep or drop: `p_drop` drops.
"""

from math import inf
from typing import NamedTuple

from reference._array import (
    Array,
    as_float,
    as_floats,
    check_at_least,
    check_ndim,
    check_option,
    check_shape,
    namespace,
)

MODES = ("inverted", "original")


class EarlyStop(NamedTuple):
    """Epochs, counted from 0: the one whose weights are kept, and the last one that was run."""

    best_epoch: int
    stop_epoch: int


def _kept(name: str, x: Array, mask: Array, p_drop: float, mode: str) -> tuple[Array, Array]:
    """`x` as floats, and `mask` as numbers 0 and 1 of the same dtype."""
    check_option("mode", mode, MODES)
    if not 0 <= p_drop < 1:
        raise ValueError(f"p_drop: expected a probability of dropping in [0, 1), got {p_drop}")
    x = as_float(x)
    xp = namespace(x, mask)
    if not xp.isdtype(mask.dtype, "bool"):
        raise TypeError(f"mask: expected booleans (True keeps a unit), got dtype {mask.dtype}")
    check_shape("mask", mask, f"the shape of {name}", *x.shape)
    return x, xp.astype(mask, x.dtype)


def dropout(x: Array, mask: Array, p_drop: float, mode: str = "inverted", *, train: bool) -> Array:
    r"""Inverted: $x \odot m / (1-p)$ in training, x in the test. Original: $x \odot m$, then $(1-p)\,x$.

    Args:
        x: (…) float. mask: (…) bool, True where a unit is kept; the test ignores its values. p_drop: p in [0, 1).
        mode: "inverted" or "original". train: whether this is training.

    Returns:
        (…) float; its mean over masks in training is its value in the test.

    Source: `001_93c4fdc1f7522504.txt`, milestone of 2012; Hinton et al. 2012 (original).

    >>> import numpy as np
    >>> dropout(np.ones(3), np.array([True, False, True]), 0.5, train=True).tolist()
    [2.0, 0.0, 2.0]
    """
    x, m = _kept("x", x, mask, p_drop, mode)
    if mode == "inverted":
        return x * m / (1 - p_drop) if train else x
    return x * m if train else (1 - p_drop) * x


def dropout_backward(dout: Array, mask: Array, p_drop: float, mode: str = "inverted") -> Array:
    r"""Gradient of the training form: $dout \odot m / (1-p)$ ("inverted") or $dout \odot m$ ("original").

    Args:
        dout: (…) float. mask: (…) bool, the mask of the forward pass.

    Source: `001_93c4fdc1f7522504.txt`, milestone of 2012.
    """
    dout, m = _kept("dout", dout, mask, p_drop, mode)
    return dout * m / (1 - p_drop) if mode == "inverted" else dout * m


def early_stopping(val: Array, patience: int, min_delta: float = 0.0) -> EarlyStop:
    """Stops once `patience` epochs in a row bring no improvement, that is no loss below best − min_delta.

    Args:
        val: (T,) float, the validation loss after each epoch. patience: ≥ 1. min_delta: ≥ 0.

    Returns:
        (best_epoch, stop_epoch); stop_epoch is the last epoch T − 1 when patience never runs out. NaN never improves.

    Source: `004_c46ddd2f6285f478.txt` (regularisation as the next topic); the rule is the usual one.
    """
    val = as_float(val)
    check_ndim("val", val, "(T,)", 1)
    if val.shape[0] == 0:
        raise ValueError("val: expected at least one epoch, got none")
    check_at_least(1, patience=patience)
    check_at_least(0, min_delta=min_delta)
    best, best_epoch = inf, -1
    for epoch in range(val.shape[0]):
        if float(val[epoch]) < best - min_delta:
            best, best_epoch = float(val[epoch]), epoch
        elif epoch - best_epoch >= patience:
            break
    return EarlyStop(max(best_epoch, 0), epoch)


def weight_decay_step(theta: Array, grad: Array, lr: float, wd: float, decoupled: bool) -> Array:
    r"""$\theta - \eta g - \eta\,wd\,\theta$ (decoupled), else $\theta - \eta (g + wd\,\theta)$.

    For plain gradient descent both are the same number. They part when an optimizer rescales the gradient: with g the
    direction that Adam proposes, the decoupled form is AdamW.

    Args:
        theta, grad: (…) float. lr: η ≥ 0. wd: ≥ 0, the factor of θ itself: wd = λ for ½λ‖θ‖², 2λ for λ‖θ‖².

    Returns:
        new theta, (…) float.

    Source: `001_93c4fdc1f7522504.txt`, why large weights are penalised; Loshchilov & Hutter 2019 as in torch.
    """
    check_at_least(0, lr=lr, wd=wd)
    theta, grad = as_floats(theta, grad)
    check_shape("grad", grad, "the shape of theta", *theta.shape)
    if decoupled:
        return theta - lr * grad - lr * wd * theta
    return theta - lr * (grad + wd * theta)
