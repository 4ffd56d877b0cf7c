r"""The Hopfield network: patterns are minima of $E(s) = -\frac12 s^\top W s + \theta^\top s$, recall walks downhill.

Units are ±1 and change one at a time; a field equal to the threshold gives +1. About 0.138·N random patterns fit.

Sources: `001_93c4fdc1f7522504.txt` (milestone of 1982); Hopfield 1982. Weights have the factor 1/N; some texts have 1/K
or none.
"""

from typing import NamedTuple

from reference._array import (
    Array,
    as_float,
    as_floats,
    check_at_least,
    check_entries,
    check_ndim,
    check_samples,
    check_shape,
    namespace,
    transpose,
)


class Recall(NamedTuple):
    """The state after the last sweep, (N,), and the energies of the start and after every sweep."""

    s: Array
    energies: Array


def hopfield_weights(P: Array) -> Array:
    r"""$W = \frac1N P^\top P$ with a diagonal of zeros.

    Args:
        P: (K, N) entries ±1, a pattern a row.

    Returns:
        (N, N) float, symmetric.

    Raises:
        ValueError: other axes, no pattern, entries besides ±1.

    Source: `001_93c4fdc1f7522504.txt`, milestone of 1982; Hopfield 1982.

    >>> import numpy as np
    >>> hopfield_weights(np.array([[1.0, -1.0]])).tolist()
    [[0.0, -0.5], [-0.5, 0.0]]
    """
    P = as_float(P)
    check_ndim("P", P, "(K, N)", 2)
    check_samples("P", P)
    check_entries("P", P, -1, 1)
    N, xp = P.shape[1], namespace(P)
    links = xp.eye(N, dtype=P.dtype, device=getattr(P, "device", None)) == 0
    W = transpose(P) @ P / N
    return xp.where(links, W, xp.zeros_like(W))


def _network(W: Array, s: Array, theta: Array | None) -> list[Array]:
    W, s, theta = as_floats(W, s, theta)
    check_ndim("s", s, "(N,)", 1)
    check_entries("s", s, -1, 1)
    N = s.shape[0]
    check_shape("W", W, "(N, N)", N, N)
    theta = 0 * s if theta is None else theta
    check_shape("theta", theta, "(N,)", N)
    return [W, s, theta]


def hopfield_energy(W: Array, s: Array, theta: Array | None = None) -> Array:
    r"""$-\frac12 s^\top W s + \theta^\top s$.

    Args:
        W: (N, N) float, symmetric with zeros on the diagonal. s: (N,) entries ±1. theta: (N,) float; None: 0.

    Returns:
        a scalar.

    Raises:
        ValueError: shapes that do not fit, entries of s besides ±1.

    Source: `001_93c4fdc1f7522504.txt`, milestone of 1982; Hopfield 1982.
    """
    W, s, theta = _network(W, s, theta)
    return namespace(s).sum(theta * s - s * (W @ s) / 2)


def hopfield_update(W: Array, s: Array, order: Array, theta: Array | None = None) -> Array:
    r"""One unit after the other, in this order: $s_i = +1$ if $W_i \cdot s \ge \theta_i$, else −1.

    With a symmetric W without a diagonal no step raises the energy.

    Args:
        W: (N, N) float. s: (N,) entries ±1. order: (U,) int in 0…N−1, the units to update; may be empty or repeat.
        theta: (N,) float; None: 0.

    Returns:
        (N,) float.

    Raises:
        TypeError: an order that is no integers.
        ValueError: shapes that do not fit, entries of s besides ±1, a unit outside 0…N−1.

    Source: `001_93c4fdc1f7522504.txt`, milestone of 1982; Hopfield 1982.
    """
    W, s, theta = _network(W, s, theta)
    xp = namespace(s, order)
    check_ndim("order", order, "(U,)", 1)
    if not xp.isdtype(order.dtype, "integral"):
        raise TypeError(f"order: expected integers, got dtype {order.dtype}")
    units, N = [int(i) for i in order], s.shape[0]
    if any(not 0 <= i < N for i in units):
        raise ValueError(f"order: expected units in 0…{N - 1}, got {units}")
    at = xp.arange(N, device=getattr(s, "device", None))
    for i in units:
        on = W[i, :] @ s >= theta[i]
        s = xp.where(at == i, xp.where(on, xp.ones_like(s), -xp.ones_like(s)), s)
    return s


def hopfield_recall(W: Array, s: Array, max_sweeps: int) -> Recall:
    """Sweeps over the units 0…N−1, with thresholds of 0, until a sweep changes nothing or `max_sweeps` are done.

    Args:
        W: (N, N) float. s: (N,) entries ±1. max_sweeps: 0 or more.

    Returns:
        s: (N,) float; energies: (1 + sweeps,), the start's first, the last sweep's included.

    Raises:
        ValueError: shapes that do not fit, entries of s besides ±1, a negative max_sweeps.

    Source: `001_93c4fdc1f7522504.txt`, milestone of 1982; Hopfield 1982.
    """
    check_at_least(0, max_sweeps=max_sweeps)
    W, s, _ = _network(W, s, None)
    xp, energies = namespace(s), [hopfield_energy(W, s)]
    order = xp.arange(s.shape[0], device=getattr(s, "device", None))
    for _ in range(max_sweeps):
        before, s = s, hopfield_update(W, s, order)
        energies.append(hopfield_energy(W, s))
        if bool(xp.all(s == before)):
            break
    return Recall(s, xp.stack(energies))
