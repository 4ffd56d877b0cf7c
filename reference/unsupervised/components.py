r"""Independent component analysis: whitening, fixed-point iteration with symmetric decorrelation, and a score.

Sources are found up to order, sign and scale; two Gaussian ones cannot be told apart. Covariances divide by N.

Source: `001_93c4fdc1f7522504.txt` (catalogue: independent component analysis); Hyvärinen and Oja 2000.
"""

from functools import cache
from typing import NamedTuple

from reference._array import (
    Array,
    as_float,
    as_floats,
    check_at_least,
    check_ndim,
    check_option,
    check_samples,
    check_shape,
    namespace,
    transpose,
)

CONTRASTS = ("tanh", "cube")


class Components(NamedTuple):
    """S: (N, D) float, the sources; W: (D, D) float, orthogonal: S = whiten_zca(X) Wᵀ."""

    S: Array
    W: Array


def whiten_zca(X: Array) -> Array:
    r"""$(X - \bar X)\, \Sigma^{-1/2}$: covariance I, and as close to the data as that allows.

    Args:
        X: (N, D) float; the centred data must span all D directions.

    Returns:
        (N, D) float.

    Raises:
        ValueError: other axes, no sample, data without variance in some direction.

    Source: `001_93c4fdc1f7522504.txt`, catalogue.

    >>> import numpy as np
    >>> whiten_zca(np.array([[2.0, 0], [-2, 0], [0, 1], [0, -1]])).round(6)[0].tolist()
    [1.414214, 0.0]
    """
    X = as_float(X)
    check_ndim("X", X, "(N, D)", 2)
    check_samples("X", X)
    xp = namespace(X)
    centred = X - xp.mean(X, axis=0, keepdims=True)
    _, s, Vt = xp.linalg.svd(centred, full_matrices=False)
    N, D = X.shape
    if s.shape[0] < D or not float(s[-1]) > D * float(xp.finfo(X.dtype).eps) * float(s[0]):
        raise ValueError(f"X: expected samples that vary in all {D} directions, got fewer")
    return centred @ (transpose(Vt) * (N**0.5 / s)[None, :]) @ Vt


def symmetric_decorrelation(W: Array) -> Array:
    r"""$(W W^\top)^{-1/2} W = U V^\top$ of the singular value decomposition: the closest orthogonal matrix.

    Args:
        W: (D, D) float of full rank.

    Returns:
        (D, D) float, rows orthonormal.

    Raises:
        ValueError: not square, or without full rank.

    Source: `001_93c4fdc1f7522504.txt`, catalogue; Hyvärinen and Oja 2000.
    """
    W = as_float(W)
    check_ndim("W", W, "(D, D)", 2)
    check_shape("W", W, "(D, D)", W.shape[0], W.shape[0])
    xp = namespace(W)
    U, s, Vt = xp.linalg.svd(W, full_matrices=False)
    if not W.shape[0] or not float(s[-1]) > W.shape[0] * float(xp.finfo(W.dtype).eps) * float(s[0]):
        raise ValueError("W: expected a matrix of full rank, got a singular one")
    return U @ Vt


def fast_ica(X: Array, W0: Array, n_iter: int, fun: str = "tanh") -> Components:
    r"""$W \leftarrow E[g(Wz) z^\top] - \mathrm{diag}(E[g'(Wz)])\, W$ on white z, decorrelated after each step.

    Args:
        X: (N, D) float. W0: (D, D) float of full rank; it is decorrelated first. n_iter: 0 or more.
        fun: g is tanh, or u³ ("cube").

    Returns:
        (S, W): (N, D) and (D, D) float.

    Raises:
        ValueError: shapes that do not fit, data without variance in some direction, a singular W, an unknown fun, a
            negative n_iter.

    Source: `001_93c4fdc1f7522504.txt`, catalogue; Hyvärinen and Oja 2000.
    """
    check_option("fun", fun, CONTRASTS)
    check_at_least(0, n_iter=n_iter)
    X, W0 = as_floats(X, W0)
    z = whiten_zca(X)
    check_shape("W0", W0, "(D, D)", X.shape[1], X.shape[1])
    xp, W = namespace(z), symmetric_decorrelation(W0)
    for _ in range(n_iter):
        u = z @ transpose(W)
        g = xp.tanh(u) if fun == "tanh" else u**3
        slope = 1 - g**2 if fun == "tanh" else 3 * u**2
        W = symmetric_decorrelation(transpose(g) @ z / z.shape[0] - xp.mean(slope, axis=0)[:, None] * W)
    return Components(z @ transpose(W), W)


def ica_score(S: Array, S_true: Array) -> Array:
    """Mean |correlation| of the found sources with the true ones, under the pairing that makes it largest.

    Args:
        S, S_true: (N, D) float, D ≤ 12; every column varies.

    Returns:
        a scalar in 0…1; order, sign and scale do not count.

    Raises:
        ValueError: shapes that do not fit, more than 12 sources, a constant column.

    Source: `001_93c4fdc1f7522504.txt`, catalogue.
    """
    S, S_true = as_floats(S, S_true)
    check_ndim("S", S, "(N, D)", 2)
    check_samples("S", S)
    check_shape("S_true", S_true, "(N, D)", *S.shape)
    D = S.shape[1]
    if not 1 <= D <= 12:
        raise ValueError(f"S: expected 1 to 12 sources, got {D}")
    xp = namespace(S)
    corr = xp.abs(transpose(_standard("S", S)) @ _standard("S_true", S_true)) / S.shape[0]

    @cache
    def best(i: int, taken: int) -> Array:
        """The largest sum of the sources from i on with partners that are not taken (a bit each)."""
        if i == D:
            return 0 * corr[0, 0]
        sums = [corr[i, j] + best(i + 1, taken | 1 << j) for j in range(D) if not taken >> j & 1]
        return xp.max(xp.stack(sums))

    return best(0, 0) / D


def _standard(name: str, S: Array) -> Array:
    """Columns with mean 0 and deviation 1."""
    xp = namespace(S)
    centred = S - xp.mean(S, axis=0, keepdims=True)
    std = xp.sqrt(xp.mean(centred**2, axis=0, keepdims=True))
    if not bool(xp.all(std > 0)):
        raise ValueError(f"{name}: expected columns that vary, got a constant one")
    return centred / std
