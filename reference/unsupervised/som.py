r"""Self-organising maps: the winner, the update of it and its neighbours on the grid, and two measures of a map.

Source: `001_93c4fdc1f7522504.txt` (milestone 1980: self-organising maps); Kohonen 1982.
"""

from collections.abc import Sequence

from reference._array import Array, as_floats, check_at_least, check_ndim, check_shape, namespace


def _map(W: Array, **others: Array) -> list[Array]:
    """W (K, D) with at least one unit, and the others, all as floats."""
    W, *rest = as_floats(W, *others.values())
    check_ndim("W", W, "(K, D)", 2)
    check_at_least(1, K=W.shape[0])
    for name, value in zip(others, rest, strict=True):
        if name == "x":
            check_shape("x", value, "(D,)", W.shape[1])
        elif name == "grid":
            check_shape("grid", value, "(K, 2)", W.shape[0], 2)
        else:
            check_ndim("X", value, "(N, D)", 2)
            check_shape("X", value, "(N, D)", value.shape[0], W.shape[1])
    return [W, *rest]


def _rates(lr: float, sigma: float) -> None:
    check_at_least(0, lr=lr)
    if not sigma > 0:
        raise ValueError(f"sigma: expected a number above 0, got {sigma}")


def som_bmu(W: Array, x: Array) -> int:
    r"""The best matching unit, $\arg\min_k \|x - w_k\|$, the first on ties.

    Args:
        W: (K, D) float, the units' weights. x: (D,) float.

    Returns:
        its index.

    Raises:
        ValueError: shapes that do not fit, no unit.

    Source: `001_93c4fdc1f7522504.txt`, milestones.
    """
    W, x = _map(W, x=x)
    xp = namespace(W)
    return int(xp.argmin(xp.sum((W - x[None, :]) ** 2, axis=1)))


def som_update(W: Array, grid: Array, x: Array, lr: float, sigma: float) -> Array:
    r"""$w_i \leftarrow w_i + \eta h_i (x - w_i)$, $h_i = e^{-\|g_i - g_c\|^2 / (2\sigma^2)}$ for the winner c.

    Distances of h are on the grid, not among the weights.

    Args:
        W: (K, D) float. grid: (K, 2) float, where each unit stands. x: (D,) float. lr: η ≥ 0. sigma: σ > 0.

    Returns:
        (K, D) float.

    Raises:
        ValueError: shapes that do not fit, no unit, a negative lr, a sigma of 0 or less.

    Source: `001_93c4fdc1f7522504.txt`, milestones; Kohonen 1982.

    >>> import numpy as np
    >>> corners = np.array([[0.0, 0], [1, 0], [0, 1], [1, 1]])
    >>> grid = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    >>> som_update(corners, grid, np.array([0.9, 0.2]), 0.5, 1.0).round(6)[1].tolist()
    [0.95, 0.1]
    """
    _rates(lr, sigma)
    W, grid, x = _map(W, grid=grid, x=x)
    xp = namespace(W)
    c = som_bmu(W, x)
    h = xp.exp(-xp.sum((grid - grid[c : c + 1, :]) ** 2, axis=1, keepdims=True) / (2 * sigma**2))
    return W + lr * h * (x[None, :] - W)


def som_fit(X: Array, W0: Array, grid: Array, lr: float, sigma: float, order: Sequence[int]) -> Array:
    """One update a sample, in the given order.

    Args:
        X: (N, D) float. W0: (K, D) float. grid: (K, 2) float. lr, sigma: as `som_update`. order: sample numbers.

    Returns:
        (K, D) float.

    Raises:
        ValueError: as `som_update`; a number outside 0…N−1.

    Source: `001_93c4fdc1f7522504.txt`, milestones; Kohonen 1982.
    """
    _rates(lr, sigma)
    W, X, grid = _map(W0, X=X, grid=grid)
    for i in order:
        if not 0 <= int(i) < X.shape[0]:
            raise ValueError(f"order: expected sample numbers in 0…{X.shape[0] - 1}, got {int(i)}")
        W = som_update(W, grid, X[int(i), :], lr, sigma)
    return W


def quantization_error(W: Array, X: Array) -> Array:
    r"""$\overline{\min_k \|x - w_k\|}$ over the samples.

    Args:
        W: (K, D) float. X: (N, D) float, N ≥ 1.

    Returns:
        a scalar.

    Raises:
        ValueError: shapes that do not fit, no unit, no sample.

    Source: `001_93c4fdc1f7522504.txt`, milestones.
    """
    W, X = _map(W, X=X)
    check_at_least(1, N=X.shape[0])
    xp = namespace(W)
    return xp.mean(xp.min(_distances(W, X), axis=1))


def _distances(W: Array, X: Array) -> Array:
    """(N, K)."""
    xp = namespace(W, X)
    return xp.sqrt(xp.sum((X[:, None, :] - W[None, :, :]) ** 2, axis=2))


def topographic_error(W: Array, X: Array, grid: Array) -> Array:
    """The share of samples whose two best units are no neighbours: more than 1 apart on the grid.

    Args:
        W: (K, D) float, K ≥ 2. X: (N, D) float, N ≥ 1. grid: (K, 2) float, neighbours 1 apart.

    Returns:
        a scalar in 0…1; of equal distances the first unit is the better one.

    Raises:
        ValueError: shapes that do not fit, fewer than two units, no sample.

    Source: `001_93c4fdc1f7522504.txt`, milestones; Kiviluoto 1996.
    """
    W, X, grid = _map(W, X=X, grid=grid)
    check_at_least(2, K=W.shape[0])
    check_at_least(1, N=X.shape[0])
    xp = namespace(W)
    best = xp.argsort(_distances(W, X), axis=1, stable=True)[:, :2]
    apart = xp.take(grid, best[:, 0], axis=0) - xp.take(grid, best[:, 1], axis=0)
    return xp.mean(xp.astype(xp.sum(apart**2, axis=1) > 1 + 1e-6, W.dtype))
