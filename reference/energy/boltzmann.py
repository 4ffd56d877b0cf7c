r"""The Boltzmann machine: units 0 or 1 with $E(s) = -\frac12 s^\top W s - b^\top s$, learned by two phases.

A unit is on with probability $\sigma((W_i\cdot s + b_i)/T)$; Hopfield's rule is its limit for T → 0.

Sources: `001_93c4fdc1f7522504.txt` (milestone of 1985); Ackley, Hinton and Sejnowski 1985.
"""

from typing import NamedTuple

from reference._array import (
    Array,
    as_floats,
    check_entries,
    check_ndim,
    check_samples,
    check_shape,
    namespace,
    transpose,
)
from reference.linear.softmax import logsumexp, softmax
from reference.neurons.activations import sigmoid

MOST = 20  # units whose states are enumerated: a million states


class Exact(NamedTuple):
    """Z, the probability of each state (2^N,), the means (N,) and the mean products ⟨sᵢsⱼ⟩, (N, N)."""

    Z: Array
    p: Array
    means: Array
    correlations: Array


class BoltzmannGradient(NamedTuple):
    """Of the mean log-likelihood, to climb: by the weight of each pair, (N, N) symmetric, and the biases, (N,)."""

    dW: Array
    db: Array


def every_state(n: int, like: Array) -> Array:
    """(2ⁿ, n): all states of n units as binary numbers from 0 on, the first unit the highest digit.

    Raises:
        ValueError: more than 20 units.
    """
    if n > MOST:
        raise ValueError(f"expected at most {MOST} units to enumerate, got {n}")
    xp, device = namespace(like), getattr(like, "device", None)
    number = xp.arange(2**n, device=device)
    digits = [xp.astype(number // 2 ** (n - 1 - i) % 2, like.dtype) for i in range(n)]
    return xp.stack(digits, axis=1) if n else xp.zeros((1, 0), dtype=like.dtype, device=device)


def _machine(W: Array, b: Array) -> int:
    """The number of units, after the checks of the weights."""
    check_ndim("b", b, "(N,)", 1)
    N, xp = b.shape[0], namespace(W, b)
    check_shape("W", W, "(N, N)", N, N)
    at = xp.arange(N, device=getattr(b, "device", None))
    if not bool(xp.all((W == 0) | (at[:, None] != at[None, :]))):
        raise ValueError("W: expected zeros on the diagonal, no unit is linked to itself")
    if not bool(xp.all(xp.abs(W - transpose(W)) <= 1e-6 * (1 + xp.abs(W)))):
        raise ValueError("W: expected a symmetric matrix, a link has one weight")
    return N


def _state(s: Array, N: int) -> None:
    check_shape("s", s, "(N,)", N)
    check_entries("s", s, 0, 1)


def bm_energy(s: Array, W: Array, b: Array) -> Array:
    r"""$-\frac12 s^\top W s - b^\top s$.

    Args:
        s: (N,) entries 0 or 1. W: (N, N) float, symmetric with zeros on the diagonal. b: (N,) float.

    Returns:
        a scalar.

    Raises:
        ValueError: shapes that do not fit, entries of s besides 0 and 1, a W with a diagonal or not symmetric.

    Source: `001_93c4fdc1f7522504.txt`, milestone of 1985; Ackley et al. 1985.
    """
    s, W, b = as_floats(s, W, b)
    _state(s, _machine(W, b))
    return _energies(s[None, :], W, b)[0]


def _energies(S: Array, W: Array, b: Array) -> Array:
    """(M,) energies of (M, N) states."""
    return -namespace(S).sum(S * (S @ W / 2 + b), axis=1)


def bm_conditional(s: Array, i: int, W: Array, b: Array, T: float = 1.0) -> Array:
    r"""$p(s_i = 1 \mid \text{rest}) = \sigma((W_i\cdot s + b_i)/T)$.

    Args:
        s: (N,) entries 0 or 1; that of unit i does not count. i: in 0…N−1. W, b: as above. T: temperature, above 0.

    Returns:
        a scalar.

    Raises:
        ValueError: as for the energy; a unit outside 0…N−1, a T that is not above 0.

    Source: `001_93c4fdc1f7522504.txt`, milestone of 1985; Ackley et al. 1985.
    """
    s, W, b = as_floats(s, W, b)
    N = _machine(W, b)
    _state(s, N)
    if not T > 0:
        raise ValueError(f"T: expected a temperature above 0, got {T}")
    if not 0 <= i < N:
        raise ValueError(f"i: expected a unit in 0…{N - 1}, got {i}")
    return sigmoid((W[i, :] @ s + b[i]) / T)


def bm_gibbs_sweep(s: Array, W: Array, b: Array, u: Array) -> Array:
    """Units 0…N−1 one after the other: unit i becomes 1 where u_i < p(s_i = 1 | rest), the rest as it is by then.

    Args:
        s: (N,) entries 0 or 1. W, b: as above. u: (N,) uniforms in [0, 1).

    Returns:
        (N,) float, 0 or 1.

    Raises:
        ValueError: as for the energy; u of another shape.

    Source: `001_93c4fdc1f7522504.txt`, milestone of 1985; Ackley et al. 1985.
    """
    s, W, b, u = as_floats(s, W, b, u)
    N = _machine(W, b)
    _state(s, N)
    check_shape("u", u, "(N,)", N)
    xp = namespace(s)
    at = xp.arange(N, device=getattr(s, "device", None))
    for i in range(N):
        on = u[i] < sigmoid(W[i, :] @ s + b[i])
        s = xp.where(at == i, xp.where(on, xp.ones_like(s), xp.zeros_like(s)), s)
    return s


def bm_exact(W: Array, b: Array) -> Exact:
    """Partition function and moments by enumeration of the 2^N states.

    Args:
        W, b: as above, N ≤ 20.

    Returns:
        (Z, p, means, correlations); states are ordered as in `every_state`, ⟨sᵢsᵢ⟩ = ⟨sᵢ⟩.

    Raises:
        ValueError: as for the energy; more than 20 units.

    Source: `001_93c4fdc1f7522504.txt`, milestone of 1985; Ackley et al. 1985.
    """
    W, b = as_floats(W, b)
    S = every_state(_machine(W, b), b)
    low = -_energies(S, W, b)
    p = softmax(low)
    return Exact(namespace(b).exp(logsumexp(low)), p, p @ S, transpose(S) @ (p[:, None] * S))


def bm_gradient(data: Array, W: Array, b: Array) -> BoltzmannGradient:
    r"""$dW = \langle ss^\top\rangle_{data} - \langle ss^\top\rangle_{model}$ off the diagonal, $db$ the same of $s$.

    Args:
        data: (M, N) entries 0 or 1. W, b: as above, N ≤ 20; the model's phase is exact.

    Returns:
        (dW, db); the weight of a link counts once, so dW is the derivative by W_ij and W_ji together.

    Raises:
        ValueError: as for the energy; no data, more than 20 units.

    Source: `001_93c4fdc1f7522504.txt`, milestone of 1985; Ackley et al. 1985.
    """
    data, W, b = as_floats(data, W, b)
    N = _machine(W, b)
    check_ndim("data", data, "(M, N)", 2)
    check_samples("data", data)
    check_shape("data", data, "(M, N)", data.shape[0], N)
    check_entries("data", data, 0, 1)
    xp, model = namespace(data), bm_exact(W, b)
    dW = transpose(data) @ data / data.shape[0] - model.correlations
    links = xp.eye(N, dtype=dW.dtype, device=getattr(dW, "device", None)) == 0
    return BoltzmannGradient(xp.where(links, dW, xp.zeros_like(dW)), xp.mean(data, axis=0) - model.means)
