r"""VICReg: views agree (invariance), features vary (variance), features do not repeat each other (covariance).

The paper's formula sums the invariance over features. Its pseudo-code takes the mean over all entries (a factor d), the
official code halves the variance terms besides.

Sources: `001_93c4fdc1f7522504.txt` (outline: VICReg); Bardes et al. 2022.
"""

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

FORMS = ("paper", "pseudocode", "official")


def _batch(z: Array) -> Array:
    z = as_float(z)
    check_ndim("z", z, "(n, d)", 2)
    if z.shape[0] < 2:
        raise ValueError(f"z: expected at least two samples, variances divide by n − 1; got shape {tuple(z.shape)}")
    return z


def invariance_term(z1: Array, z2: Array) -> Array:
    r"""$s = \frac1n\sum_i\|z_i - z'_i\|^2$.

    Args:
        z1, z2: (n, d) float, two views of each image.

    Returns:
        a scalar.

    Raises:
        ValueError: shapes that differ, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, VICReg; Bardes et al. 2022.
    """
    z1, z2 = as_floats(z1, z2)
    check_ndim("z1", z1, "(n, d)", 2)
    check_samples("z1", z1)
    check_shape("z2", z2, "(n, d)", *z1.shape)
    xp = namespace(z1)
    return xp.mean(xp.sum((z1 - z2) ** 2, axis=1))


def variance_term(z: Array, gamma: float = 1.0, eps: float = 1e-4) -> Array:
    r"""$v = \frac1d\sum_j\max(0, \gamma - \sqrt{\mathrm{Var}(z_j) + \varepsilon})$, Var with n − 1.

    Args:
        z: (n, d) float, n ≥ 2. gamma, eps: at least 0.

    Returns:
        a scalar.

    Raises:
        ValueError: other axes, fewer than two samples, a negative γ or ε.

    Source: `001_93c4fdc1f7522504.txt`, VICReg; Bardes et al. 2022.
    """
    check_at_least(0, gamma=gamma, eps=eps)
    z = _batch(z)
    xp = namespace(z)
    short = gamma - xp.sqrt(xp.var(z, axis=0, correction=1) + eps)
    return xp.mean(xp.where(short <= 0, xp.zeros_like(short), short))


def covariance_term(z: Array) -> Array:
    r"""$c = \frac1d\sum_{i\ne j}C_{ij}^2$ with $C = \frac{1}{n-1}\sum(z-\bar z)(z-\bar z)^\top$.

    Args:
        z: (n, d) float, n ≥ 2.

    Returns:
        a scalar.

    Raises:
        ValueError: other axes, fewer than two samples.

    Source: `001_93c4fdc1f7522504.txt`, VICReg; Bardes et al. 2022.
    """
    z = _batch(z)
    xp, (n, d) = namespace(z), z.shape
    centred = z - xp.mean(z, axis=0, keepdims=True)
    C = transpose(centred) @ centred / (n - 1)
    at = xp.arange(d, device=getattr(z, "device", None))
    return xp.sum(xp.where(at[:, None] == at[None, :], xp.zeros_like(C), C * C)) / d


def vicreg_loss(
    z1: Array,
    z2: Array,
    lam: float = 25.0,
    mu: float = 25.0,
    nu: float = 1.0,
    gamma: float = 1.0,
    eps: float = 1e-4,
    form: str = "paper",
) -> Array:
    r"""$\lambda s + \mu(v + v') + \nu(c + c')$.

    Args:
        z1, z2: (n, d) float, n ≥ 2, two views of each image. lam, mu, nu: weights, at least 0. gamma, eps: of the
            variance term. form: "paper"; "pseudocode", s/d; "official", s/d and (v + v′)/2.

    Returns:
        a scalar.

    Raises:
        ValueError: shapes that differ, fewer than two samples, negative numbers, another form.

    Source: `001_93c4fdc1f7522504.txt`, VICReg; Bardes et al. 2022.
    """
    check_option("form", form, FORMS)
    check_at_least(0, lam=lam, mu=mu, nu=nu)
    z1, z2 = as_floats(z1, z2)
    s = invariance_term(z1, z2) / (1 if form == "paper" else z1.shape[1])
    v = (variance_term(z1, gamma, eps) + variance_term(z2, gamma, eps)) / (2 if form == "official" else 1)
    return lam * s + mu * v + nu * (covariance_term(z1) + covariance_term(z2))
