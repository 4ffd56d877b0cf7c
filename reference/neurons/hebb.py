"""Hebb's rule and Oja's stabilised form of it.

Sources: `001_93c4fdc1f7522504.txt` (Hebb 1949, named in the history table; no formula there), Oja 1982 ("A simplified
neuron model as a principal component analyzer", J. Math. Biology 15) for the variant whose weights stay bounded.
"""

from reference._array import Array, as_floats, check_at_least, check_ndim, check_shape


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
