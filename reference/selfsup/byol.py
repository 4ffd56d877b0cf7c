r"""BYOL: one view's prediction is to meet the other view's projection by a slowly moving target net; no negatives.

Sources: `001_93c4fdc1f7522504.txt` (outline: BYOL); Grill et al. 2020.
"""

from math import cos, pi

from reference._array import Array, as_floats, check_ndim, check_samples, check_shape, namespace, stop_gradient
from reference.vision.clip import unit


def byol_loss(p: Array, z_target: Array) -> Array:
    r"""$\overline{\|\hat p - \hat z\|^2} = \overline{2 - 2\cos(p, z)}$, the mean over the batch.

    Args:
        p: (N, d) float, predictions of the online net. z_target: (N, d) float, projections of the target net.

    Returns:
        a scalar in [0, 4], with a gradient by p alone.

    Raises:
        ValueError: shapes that differ, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, BYOL; Grill et al. 2020.

    >>> import numpy as np
    >>> round(float(byol_loss(np.array([[3.0, 4.0]]), np.array([[1.0, 0.0]]))), 9)
    0.8
    """
    p, z = as_floats(p, z_target)
    check_ndim("p", p, "(N, d)", 2)
    check_samples("p", p)
    check_shape("z_target", z, "(N, d)", *p.shape)
    xp = namespace(p)
    return xp.mean(xp.sum((unit(p) - unit(stop_gradient(z))) ** 2, axis=1))


def byol_symmetric_loss(p1: Array, p2: Array, z1: Array, z2: Array) -> Array:
    """`byol_loss(p1, z2) + byol_loss(p2, z1)`: each view predicts the other.

    Args:
        p1, p2: (N, d) float, predictions of the two views. z1, z2: (N, d) float, target projections of the same views.

    Returns:
        a scalar in [0, 8].

    Raises:
        ValueError: shapes that differ, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, BYOL; Grill et al. 2020.
    """
    return byol_loss(p1, z2) + byol_loss(p2, z1)


def ema_decay_schedule(step: int, total: int, base: float = 0.996) -> float:
    r"""$\tau = 1 - (1-\tau_0)\frac{\cos(\pi k/K) + 1}{2}$: from τ₀ up to 1, where the target stands still.

    Args:
        step: k in 0…total. total: K, at least 1. base: τ₀ in [0, 1].

    Raises:
        ValueError: numbers outside their range.

    Source: `001_93c4fdc1f7522504.txt`, BYOL; Grill et al. 2020.

    >>> [round(ema_decay_schedule(k, 2), 6) for k in (0, 1, 2)]
    [0.996, 0.998, 1.0]
    """
    if not (total >= 1 and 0 <= step <= total):
        raise ValueError(f"step: expected a number in 0…total with total ≥ 1, got step = {step}, total = {total}")
    if not 0 <= base <= 1:
        raise ValueError(f"base: expected a number in [0, 1], got {base}")
    return 1 - (1 - base) * (cos(pi * step / total) + 1) / 2
