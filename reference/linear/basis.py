"""Linear regression on fixed basis functions: polynomials, Gaussian bumps, least squares with an optional ridge.

Source: `001_93c4fdc1f7522504.txt` (course catalogue; it names basis functions only, so the formulas are the standard
ones: powers from 0 up, width s with 2s² below the fraction, λ‖w‖² added to the summed squared error).
"""

from reference._array import Array, as_float, as_floats, check_at_least, check_ndim, check_shape, like, namespace


def polynomial_features(x: Array, degree: int) -> Array:
    r"""$\phi_j(x) = x^j$ for j = 0…degree, a column each.

    Args:
        x: (N,) float. degree: int ≥ 0.

    Returns:
        (N, degree + 1) float; column 0 is constant 1.

    Raises:
        ValueError: a negative degree, x with other than one axis.

    Source: `001_93c4fdc1f7522504.txt`, basis functions.

    >>> import numpy as np
    >>> polynomial_features(np.array([2.0, 3.0]), 2).tolist()
    [[1.0, 2.0, 4.0], [1.0, 3.0, 9.0]]
    """
    x = as_float(x)
    check_ndim("x", x, "(N,)", 1)
    if degree < 0:
        raise ValueError(f"degree: expected an integer ≥ 0, got {degree}")
    return namespace(x).stack([x**j for j in range(degree + 1)], axis=1)


def rbf_features(x: Array, centers: Array, s: float) -> Array:
    r"""$\phi_j(x) = \exp(-(x - c_j)^2 / (2 s^2))$, a column per centre.

    Args:
        x: (N,) float. centers: (M,) float. s: width > 0, in the unit of x.

    Returns:
        (N, M) float.

    Raises:
        ValueError: s ≤ 0, x or centers with other than one axis.

    Source: `001_93c4fdc1f7522504.txt`, basis functions.
    """
    if not s > 0:
        raise ValueError(f"s: expected a width > 0, got {s}")
    xp, d = _distances(x, centers)
    return xp.exp(-d * d / (2 * s**2))


def _distances(x: Array, centers: Array) -> tuple:
    """The namespace, and x_i − c_j as (N, M)."""
    x, centers = as_floats(x, centers)
    xp = namespace(x, centers)
    check_ndim("x", x, "(N,)", 1)
    check_ndim("centers", centers, "(M,)", 1)
    return xp, x[:, None] - centers[None, :]


def fit_linear_basis(Phi: Array, y: Array, lam: float = 0.0) -> Array:
    r"""$w = (\Phi^\top\Phi + \lambda I)^{-1}\Phi^\top y$, the minimiser of $\|\Phi w - y\|^2 + \lambda\|w\|^2$.

    Where $\Phi^\top\Phi$ is singular (λ = 0), the shortest of all minimisers. No column is exempt from the penalty.

    Args:
        Phi: (N, M) float. y: (N,) float. lam: λ ≥ 0.

    Returns:
        (M,) float.

    Raises:
        ValueError: shapes that do not fit, no sample, a negative λ.

    Source: `001_93c4fdc1f7522504.txt`, basis functions.
    """
    check_at_least(0, lam=lam)
    xp, Phi, y = _problem(Phi, y)
    if lam > 0:  # a ridge is least squares with M more samples: rows √λ·I, targets 0
        Phi = xp.concat([Phi, lam**0.5 * _eye(Phi)])
        y = xp.concat([y, xp.zeros_like(Phi[0, :])])
    return xp.linalg.pinv(Phi) @ y


def _problem(Phi: Array, y: Array) -> tuple:
    """The namespace and both arrays, checked; integers in y take the dtype of Phi."""
    Phi = as_float(Phi)
    xp = namespace(Phi, y)
    check_ndim("Phi", Phi, "(N, M)", 2)
    check_shape("y", y, "(N,)", Phi.shape[0])
    if 0 in Phi.shape:
        raise ValueError(f"Phi: expected at least one sample and one feature, got shape {tuple(Phi.shape)}")
    return xp, Phi, like(y, Phi)


def _eye(Phi: Array) -> Array:
    """The identity (M, M), of Phi's dtype and on its device."""
    return namespace(Phi).eye(Phi.shape[1], dtype=Phi.dtype, device=getattr(Phi, "device", None))
