r"""Barlow Twins: the correlations of two views' features are to be the identity.

Sources: `001_93c4fdc1f7522504.txt` (outline: self-supervised learning); Zbontar et al. 2021.
"""

from reference._array import (
    Array,
    as_floats,
    check_at_least,
    check_ndim,
    check_shape,
    namespace,
    transpose,
)


def cross_correlation(z1: Array, z2: Array) -> Array:
    r"""$C_{ij}$, the correlation over the batch of feature i of one view and j of the other; 0 for a constant one.

    Args:
        z1, z2: (N, d) float, N ≥ 2.

    Returns:
        (d, d) float.

    Raises:
        ValueError: shapes that differ, fewer than two samples.

    Source: `001_93c4fdc1f7522504.txt`, self-supervised learning; Zbontar et al. 2021.
    """
    z1, z2 = as_floats(z1, z2)
    check_ndim("z1", z1, "(N, d)", 2)
    check_shape("z2", z2, "(N, d)", *z1.shape)
    if z1.shape[0] < 2:
        raise ValueError(f"z1: expected at least two samples, got shape {tuple(z1.shape)}")
    return transpose(_standard(z1)) @ _standard(z2) / z1.shape[0]


def _standard(z: Array) -> Array:
    xp = namespace(z)
    centred = z - xp.mean(z, axis=0, keepdims=True)
    std = xp.std(z, axis=0, correction=0, keepdims=True)
    return centred / xp.where(std == 0, xp.ones_like(std), std)


def barlow_loss(z1: Array, z2: Array, lam: float = 0.005) -> Array:
    r"""$\sum_i(1-C_{ii})^2 + \lambda\sum_{i\ne j}C_{ij}^2$.

    Args:
        z1, z2: (N, d) float, N ≥ 2, two views of each image. lam: λ, at least 0.

    Returns:
        a scalar.

    Raises:
        ValueError: shapes that differ, fewer than two samples, a negative λ.

    Source: `001_93c4fdc1f7522504.txt`, self-supervised learning; Zbontar et al. 2021.
    """
    check_at_least(0, lam=lam)
    C = cross_correlation(z1, z2)
    return on_and_off(C, lam)


def on_and_off(C: Array, lam: float) -> Array:
    """The diagonal's squared distance from 1, and λ times the squares beside it."""
    xp = namespace(C)
    at = xp.arange(C.shape[0], device=getattr(C, "device", None))
    diagonal = at[:, None] == at[None, :]
    return xp.sum(xp.where(diagonal, (1 - C) ** 2, lam * C * C))
