r"""Regression losses: $L_q$ with its gradient, and the squared error with the constants of four lectures.

Sources: `001_93c4fdc1f7522504.txt` (sum over outputs, mean over samples; ½ and no mean on the backpropagation slides),
`002_3f85b5039545d858.txt` (½ and mean), `004_c46ddd2f6285f478.txt` (mean, no ½). The constants differ, so `mse_loss`
takes a `form`; every mean here is over samples only, never over outputs. The penalty λΣw² is `losses.l2_penalty`.
"""

from reference._array import Array, as_float, check_ndim, check_option, check_shape, like, namespace
from reference._misconceptions import misconception
from reference.losses import reduced

FORMS = ("mean", "half_sum", "half_mean")


def _difference(name: str, s: Array, y: Array) -> Array:
    """s − y, never broadcast; integers in y take the dtype of s.

    Raises:
        ValueError: another shape, or an empty batch.
    """
    s = as_float(s)
    namespace(s, y)  # refuses a mixture of libraries
    check_shape("y", y, f"the shape of {name}", *s.shape)
    if 0 in s.shape:
        raise ValueError(f"{name}: expected at least one sample and one output, got shape {tuple(s.shape)}")
    return s - like(y, s)


def _check_q(q: float) -> None:
    if not q > 0:
        raise ValueError(f"q: expected a number > 0, got {q}")


def lq_loss(s: Array, y: Array, q: float = 2.0, reduction: str = "mean") -> Array:
    r"""$\frac1N \sum_i \sum_j |s_{ij} - y_{ij}|^q$: the sum over outputs, averaged over samples.

    Args:
        s: (N, C) float. y: (N, C) float. q: > 0; 1 absolute, 2 squared. reduction: none, mean, sum (over samples).

    Returns:
        a scalar, or (N,) for "none".

    Raises:
        ValueError: shapes that differ, an empty batch, q ≤ 0, an unknown reduction.

    Source: `001_93c4fdc1f7522504.txt`, regression loss.

    >>> import numpy as np
    >>> float(lq_loss(np.array([[1.0, -2.0], [0.0, 3.0]]), np.array([[0.0, 0.0], [2.0, 3.0]]), q=1))
    2.5
    """
    _check_q(q)
    d = _difference("s", s, y)
    check_ndim("s", d, "(N, C)", 2)
    xp = namespace(d)
    return reduced(xp.sum(xp.abs(d) ** q, axis=1), reduction)


def lq_grad(s: Array, y: Array, q: float = 2.0) -> Array:
    r"""Gradient of the mean loss: $\frac1N\, q\,|s - y|^{q-1}\, \mathrm{sign}(s - y)$, and 0 where s = y.

    Args:
        s: (N, C) float. y: (N, C) float. q: > 0.

    Returns:
        (N, C) float.

    Raises:
        ValueError: shapes that differ, an empty batch, q ≤ 0.

    Source: `001_93c4fdc1f7522504.txt`, regression loss.
    """
    _check_q(q)
    d = _difference("s", s, y)
    check_ndim("s", d, "(N, C)", 2)
    xp = namespace(d)
    size = xp.where(d == 0, xp.ones_like(d), xp.abs(d))  # with q < 1 the power of 0 is infinite
    return q * size ** (q - 1) * xp.sign(d) / s.shape[0]


def mse_loss(y_hat: Array, y: Array, form: str = "mean") -> Array:
    r"""Squared error: $\frac1N\sum$ ("mean"), $\frac12\sum$ ("half_sum") or $\frac1{2N}\sum$ ("half_mean").

    Args:
        y_hat: (N, ...) float, or a single number. y: the same shape.

    Returns:
        a scalar; the sum runs over samples and outputs, N counts samples.

    Raises:
        ValueError: shapes that differ, an empty batch, an unknown form.

    Source: `004_c46ddd2f6285f478.txt` (mean), `001_93c4fdc1f7522504.txt`, backpropagation (half_sum),
    `002_3f85b5039545d858.txt` (half_mean).

    >>> import numpy as np
    >>> float(mse_loss(np.array([30.0, 80.0, 85.0]), np.array([90.0, 20.0, 95.0]), "half_sum"))
    3650.0
    """
    check_option("form", form, FORMS)
    d = _difference("y_hat", y_hat, y)
    total, n = namespace(d).sum(d * d), d.shape[0] if d.ndim else 1
    return total / {"mean": n, "half_sum": 2, "half_mean": 2 * n}[form]


# -- misconceptions ----------------------------------------------------------------------------------------------------

_ALL_ELEMENTS = "Average over samples; sum over outputs."
_SUM_NOT_MEAN = "Divide by the number of samples."
_HALF = "This deck has no ½ here."
_NO_ABS = "Use |s−y|^q: odd powers of negative errors must not cancel."
_RMSE = "Do not take the square root."


@misconception(lq_loss, "T2.5/all_elements", _ALL_ELEMENTS, "convention")
def _lq_all_elements(s, y, q=2.0, reduction="mean"):
    return lq_loss(s, y, q, reduction) / s.shape[1]


@misconception(lq_loss, "T2.5/sum_not_mean", _SUM_NOT_MEAN)
def _lq_sum(s, y, q=2.0, reduction="mean"):
    return lq_loss(s, y, q, "sum" if reduction == "mean" else reduction)


@misconception(lq_loss, "T2.5/half", _HALF, "convention")
def _lq_half(s, y, q=2.0, reduction="mean"):
    return lq_loss(s, y, q, reduction) / 2


@misconception(lq_loss, "T2.5/no_abs", _NO_ABS)
def _lq_no_abs(s, y, q=2.0, reduction="mean"):
    return reduced(namespace(s).sum(_difference("s", s, y) ** q, axis=1), reduction)


@misconception(lq_loss, "T2.5/rmse", _RMSE)
def _lq_rmse(s, y, q=2.0, reduction="mean"):
    return lq_loss(s, y, q, reduction) ** 0.5


@misconception(lq_grad, "T2.5/all_elements", _ALL_ELEMENTS, "convention")
def _grad_all_elements(s, y, q=2.0):
    return lq_grad(s, y, q) / s.shape[1]


@misconception(lq_grad, "T2.5/sum_not_mean", _SUM_NOT_MEAN)
def _grad_sum(s, y, q=2.0):
    return lq_grad(s, y, q) * s.shape[0]


@misconception(lq_grad, "T2.5/half", _HALF, "convention")
def _grad_half(s, y, q=2.0):
    return lq_grad(s, y, q) / 2


@misconception(lq_grad, "T2.5/no_abs", _NO_ABS)
def _grad_no_abs(s, y, q=2.0):
    return q * _difference("s", s, y) ** (q - 1) / s.shape[0]


@misconception(lq_grad, "T2.5/grad_sign", "The gradient is with respect to s: its sign is that of s − y.")
def _grad_sign(s, y, q=2.0):
    return -lq_grad(s, y, q)


@misconception(mse_loss, "T2.5/all_elements", _ALL_ELEMENTS, "convention")
def _mse_all_elements(y_hat, y, form="mean"):
    outputs = 1
    for axis in y_hat.shape[1:]:
        outputs *= axis
    return mse_loss(y_hat, y, form) / outputs


@misconception(mse_loss, "T2.5/sum_not_mean", _SUM_NOT_MEAN)
def _mse_sum(y_hat, y, form="mean"):
    total = 2 * mse_loss(y_hat, y, "half_sum")
    return total if form == "mean" else total / 2


@misconception(mse_loss, "T2.5/half", _HALF, "convention")
def _mse_half(y_hat, y, form="mean"):
    return mse_loss(y_hat, y, "half_mean" if form == "mean" else form)


@misconception(mse_loss, "T2.5/no_half", "This deck has a ½ here.", "convention")
def _mse_no_half(y_hat, y, form="mean"):
    return mse_loss(y_hat, y, form) * (1 if form == "mean" else 2)


@misconception(mse_loss, "T2.5/rmse", _RMSE)
def _mse_rmse(y_hat, y, form="mean"):
    return mse_loss(y_hat, y, form) ** 0.5
