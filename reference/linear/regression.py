r"""Regression losses: $L_q$ with its gradient, and the squared error with the constants of four lectures.

Sources: `001_93c4fdc1f7522504.txt` (sum over outputs, mean over samples; ½ and no mean on the backpropagation slides),
`002_3f85b5039545d858.txt` (½ and mean), `004_c46ddd2f6285f478.txt` (mean, no ½). The constants differ, so `mse_loss`
takes a `form`; every mean here is over samples only, never over outputs. The penalty λΣw² is `losses.l2_penalty`.
"""

from reference._array import Array, as_float, check_ndim, check_option, check_shape, like, namespace
from reference.linear.hinge import reduced

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
