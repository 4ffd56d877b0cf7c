"""Hebb's rule and Oja's stabilised form of it.

Sources: `001_93c4fdc1f7522504.txt` (Hebb 1949, named in the history table; no formula there), Oja 1982 ("A simplified
neuron model as a principal component analyzer", J. Math. Biology 15) for the variant whose weights stay bounded.
"""

from reference._array import Array, as_floats, check_at_least, check_ndim, check_shape, namespace
from reference._misconceptions import misconception


def _checked_step(w: Array, x: Array, eta: float) -> tuple[Array, Array]:
    w, x = as_floats(w, x)
    check_ndim("w", w, "(D,)", 1)
    check_shape("x", x, "(D,)", w.shape[0])
    check_at_least(0, eta=eta)
    return w, x


def hebb_update(w: Array, x: Array, y: float | Array, eta: float) -> Array:
    r"""Units that are active together strengthen their link: $w \leftarrow w + \eta x y$, without any target.

    Args:
        w: (D,) float. x: (D,) float, the input. y: float, the output that goes with it. eta: at least 0.

    Returns:
        (D,) float.

    Raises:
        ValueError: shapes that do not match, negative eta.

    Source: `001_93c4fdc1f7522504.txt`, milestones (Hebb).

    >>> import numpy as np
    >>> hebb_update(np.array([0.0, 1.0]), np.array([1.0, -1.0]), 2.0, 0.5).tolist()
    [1.0, 0.0]
    """
    w, x = _checked_step(w, x, eta)
    return w + eta * x * y


def hebb_fit(X: Array, Y: Array, eta: float) -> Array:
    r"""One pass over all patterns from zero weights: $w = \eta \sum_i x_i y_i$.

    Args:
        X: (N, D) float. Y: (N,) float. eta: at least 0.

    Returns:
        (D,) float.

    Raises:
        ValueError: no pattern, shapes that do not match, negative eta.

    Source: `001_93c4fdc1f7522504.txt`, milestones (Hebb).
    """
    X, Y = _checked_patterns(X, Y, eta)
    return eta * (Y @ X)


def _checked_patterns(X: Array, Y: Array, eta: float) -> tuple[Array, Array]:
    X, Y = as_floats(X, Y)
    check_ndim("X", X, "(N, D)", 2)
    check_shape("Y", Y, "(N,)", X.shape[0])
    if X.shape[0] == 0:
        raise ValueError("X: expected at least one pattern, got none")
    check_at_least(0, eta=eta)
    return X, Y


def oja_update(w: Array, x: Array, eta: float) -> Array:
    r"""Oja's rule, $y = w \cdot x$, $w \leftarrow w + \eta y (x - y w)$: the length of w goes to 1.

    Args:
        w: (D,) float. x: (D,) float. eta: at least 0.

    Returns:
        (D,) float.

    Raises:
        ValueError: shapes that do not match, negative eta.

    Source: Oja 1982; Hebb's rule is in `001_93c4fdc1f7522504.txt`, milestones.
    """
    w, x = _checked_step(w, x, eta)
    y = w @ x
    return w + eta * y * (x - y * w)


# -- misconceptions ----------------------------------------------------------------------------------------------------

_ERROR_TERM = "Hebb's rule has no target: Δw = ηxy."
_MINUS = "Units active together strengthen their link: the sign is +."
_OVERWRITE = "Accumulate over patterns; do not keep only the last one."


@misconception(hebb_update, "T1.8/error_term", _ERROR_TERM)
def _hebb_error_term(w, x, y, eta):
    return hebb_update(w, x, y - w @ x, eta)


@misconception(hebb_update, "T1.8/minus", _MINUS)
def _hebb_minus(w, x, y, eta):
    return hebb_update(w, x, -y, eta)


@misconception(hebb_update, "T1.8/overwrite", _OVERWRITE)
def _hebb_overwrite(w, x, y, eta):
    return hebb_update(0 * w, x, y, eta)


def _one_by_one(update):
    """`hebb_fit` as a loop over patterns with another update rule."""

    def fit(X, Y, eta):
        X, Y = _checked_patterns(X, Y, eta)
        w = namespace(X).zeros_like(X[0, :])
        for i in range(X.shape[0]):
            w = update(w, X[i, :], Y[i], eta)
        return w

    return fit


misconception(hebb_fit, "T1.8/error_term", _ERROR_TERM)(_one_by_one(_hebb_error_term))
misconception(hebb_fit, "T1.8/minus", _MINUS)(_one_by_one(_hebb_minus))
misconception(hebb_fit, "T1.8/overwrite", _OVERWRITE)(_one_by_one(_hebb_overwrite))


@misconception(oja_update, "T1.8/oja_decay", "Oja subtracts y²w, not yw.")
def _oja_decay(w, x, eta):
    y = w @ x
    return w + eta * y * (x - w)


@misconception(oja_update, "T1.8/minus", _MINUS)
def _oja_minus(w, x, eta):
    y = w @ x
    return w - eta * y * (x - y * w)


@misconception(oja_update, "T1.8/overwrite", _OVERWRITE)
def _oja_overwrite(w, x, eta):
    return oja_update(w, x, eta) - w
