r"""Sparse codes: soft thresholding, ISTA, orthogonal matching pursuit, and the update of a dictionary.

The cost is $\frac12\|x - Da\|^2 + \lambda\|a\|_1$; the atoms (columns of D) have unit norm. (scikit-learn's Lasso
divides the first term by M.)

Source: `001_93c4fdc1f7522504.txt` (catalogue: sparse representations); Daubechies et al. 2004 (ISTA), Engan et al. 1999
(MOD).
"""

from reference._array import Array, as_float, as_floats, check_at_least, check_ndim, check_shape, namespace, transpose


def soft_threshold(u: Array, t: float) -> Array:
    r"""$\mathrm{sign}(u)\max(|u| - t, 0)$.

    Args:
        u: (...) float. t: 0 or more.

    Returns:
        shape of u, float.

    Raises:
        ValueError: a negative t.

    Source: `001_93c4fdc1f7522504.txt`, catalogue.

    >>> import numpy as np
    >>> soft_threshold(np.array([3.0, -0.5, -2.0]), 1.0).tolist()
    [2.0, -0.0, -1.0]
    """
    check_at_least(0, t=t)
    u = as_float(u)
    xp = namespace(u)
    size = xp.abs(u) - t
    return xp.sign(u) * xp.where(size > 0, size, xp.zeros_like(size))


def _dictionary(D: Array, x: Array) -> list[Array]:
    """D (M, K) with unit columns and x (M,), as floats."""
    D, x = as_floats(D, x)
    check_ndim("D", D, "(M, K)", 2)
    check_at_least(1, M=D.shape[0], K=D.shape[1])
    check_shape("x", x, "(M,)", D.shape[0])
    xp = namespace(D)
    if not bool(xp.all(xp.abs(xp.sum(D**2, axis=0) - 1) < 1e-4)):
        raise ValueError("D: expected columns (atoms) of length 1, got others")
    return [D, x]


def ista(D: Array, x: Array, lam: float, n_iter: int) -> Array:
    r"""$a \leftarrow S_{\lambda/L}(a + D^\top(x - Da)/L)$ from a = 0, L the largest eigenvalue of $D^\top D$.

    Args:
        D: (M, K) float, columns of length 1. x: (M,) float. lam: λ ≥ 0. n_iter: 0 or more.

    Returns:
        (K,) float.

    Raises:
        ValueError: shapes that do not fit, columns of another length, a negative lam or n_iter.

    Source: `001_93c4fdc1f7522504.txt`, catalogue; Daubechies et al. 2004.
    """
    check_at_least(0, lam=lam, n_iter=n_iter)
    D, x = _dictionary(D, x)
    xp = namespace(D)
    L = float(xp.max(xp.linalg.svdvals(D))) ** 2
    a = 0 * D[0, :]
    for _ in range(n_iter):
        a = soft_threshold(a + transpose(D) @ (x - D @ a) / L, lam / L)
    return a


def omp(D: Array, x: Array, k: int) -> Array:
    """The atom that fits the rest best (first on ties), then least squares on all atoms so far, k times.

    It ends before where nothing is left of x.

    Args:
        D: (M, K) float, columns of length 1. x: (M,) float. k: 0 … K atoms.

    Returns:
        (K,) float, at most k entries other than 0.

    Raises:
        ValueError: shapes that do not fit, columns of another length, a k below 0 or above K.

    Source: `001_93c4fdc1f7522504.txt`, catalogue; Pati et al. 1993.
    """
    D, x = _dictionary(D, x)
    K = D.shape[1]
    if not 0 <= k <= K:
        raise ValueError(f"k: expected 0…{K} atoms, got {k}")
    xp = namespace(D)
    a, chosen, rest = 0 * D[0, :], list[int](), x
    floor = 8 * float(xp.finfo(D.dtype).eps) * float(xp.linalg.vector_norm(x))
    for _ in range(k):
        fit = xp.abs(transpose(D) @ rest)
        for i in chosen:
            fit[i] = -1
        if not float(xp.max(fit)) > floor:
            break
        chosen.append(int(xp.argmax(fit)))
        atoms = xp.stack([D[:, i] for i in chosen], axis=1)
        values = xp.linalg.pinv(atoms) @ x
        rest = x - atoms @ values
        a = xp.zeros_like(a)
        for i, value in zip(chosen, values, strict=True):
            a[i] = value
    return a


def dictionary_update(D: Array, A: Array, X: Array) -> Array:
    r"""The method of optimal directions: $X^\top A (A^\top A)^{+}$, the columns then scaled to length 1.

    Args:
        D: (M, K) float, the old atoms. A: (N, K) float, a code a row. X: (N, M) float, a sample a row.

    Returns:
        (M, K) float; an atom that no code uses stays.

    Raises:
        ValueError: shapes that do not fit, no sample.

    Source: `001_93c4fdc1f7522504.txt`, catalogue; Engan et al. 1999.
    """
    D, A, X = as_floats(D, A, X)
    check_ndim("D", D, "(M, K)", 2)
    check_ndim("A", A, "(N, K)", 2)
    check_at_least(1, N=A.shape[0])
    check_shape("A", A, "(N, K)", A.shape[0], D.shape[1])
    check_shape("X", X, "(N, M)", A.shape[0], D.shape[0])
    xp = namespace(D)
    new = transpose(X) @ transpose(xp.linalg.pinv(A))
    length = xp.sqrt(xp.sum(new**2, axis=0, keepdims=True))
    used = xp.any(A != 0, axis=0)[None, :] & (length > 0)
    return xp.where(used, new / xp.where(used, length, xp.ones_like(length)), D)
