r"""The deep Boltzmann machine: $E = -b^\top v - c_1^\top h^1 - c_2^\top h^2 - v^\top W^1 h^1 - h^{1\top} W^2 h^2$.

All links are undirected: h¹ hears v from below and h² from above. The posterior has no closed form; the mean field
is an approximation of it.

Sources: `001_93c4fdc1f7522504.txt` (milestone of 2009); Salakhutdinov and Hinton 2009.
"""

from collections.abc import Mapping
from typing import NamedTuple

from reference._array import (
    Array,
    as_floats,
    check_at_least,
    check_ndim,
    check_shape,
    namespace,
    transpose,
)
from reference.neurons.activations import sigmoid

NAMES = ("W1", "W2", "b", "c1", "c2")


class MeanField(NamedTuple):
    """Means of both hidden layers, (N, H1) and (N, H2)."""

    m1: Array
    m2: Array


def _machine(W1: Array, W2: Array, b: Array, c1: Array, c2: Array) -> tuple[int, int, int]:
    check_ndim("W1", W1, "(V, H1)", 2)
    check_ndim("W2", W2, "(H1, H2)", 2)
    V, H1 = W1.shape
    check_shape("W2", W2, "(H1, H2)", H1, W2.shape[1])
    for name, bias, symbols, n in (("b", b, "(V,)", V), ("c1", c1, "(H1,)", H1), ("c2", c2, "(H2,)", W2.shape[1])):
        check_shape(name, bias, symbols, n)
    return V, H1, W2.shape[1]


def _layer(name: str, x: Array, symbols: str, units: int) -> None:
    check_ndim(name, x, symbols, 2)
    check_shape(name, x, symbols, x.shape[0], units)


def _given(params: Mapping[str, Array]) -> list[Array]:
    if set(params) != set(NAMES):
        raise ValueError(f"params: expected the keys {', '.join(NAMES)}, got {', '.join(sorted(params)) or 'none'}")
    return [params[name] for name in NAMES]


def dbm_energy(v: Array, h1: Array, h2: Array, W1: Array, W2: Array, b: Array, c1: Array, c2: Array) -> Array:
    r"""$-b^\top v - c_1^\top h^1 - c_2^\top h^2 - v^\top W^1 h^1 - h^{1\top} W^2 h^2$.

    Args:
        v: (N, V), h1: (N, H1), h2: (N, H2) float. W1: (V, H1), W2: (H1, H2) float. b, c1, c2: (V,), (H1,), (H2,) float.

    Returns:
        (N,) float.

    Raises:
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, milestone of 2009; Salakhutdinov and Hinton 2009.
    """
    v, h1, h2, W1, W2, b, c1, c2 = as_floats(v, h1, h2, W1, W2, b, c1, c2)
    V, H1, H2 = _machine(W1, W2, b, c1, c2)
    _layer("v", v, "(N, V)", V)
    check_shape("h1", h1, "(N, H1)", v.shape[0], H1)
    check_shape("h2", h2, "(N, H2)", v.shape[0], H2)
    xp = namespace(v)
    return -(v @ b) - xp.sum((c1 + v @ W1) * h1, axis=1) - xp.sum((c2 + h1 @ W2) * h2, axis=1)


def dbm_mean_field(v: Array, params: Mapping[str, Array], steps: int, m2_init: float = 0.5) -> MeanField:
    r"""In turn $m_1 = \sigma(c_1 + vW^1 + m_2W^{2\top})$ and, with this new m₁, $m_2 = \sigma(c_2 + m_1W^2)$.

    Args:
        v: (N, V) float in [0, 1]. params: W1, W2, b, c1, c2 as above. steps: at least 1. m2_init: m₂ at the start.

    Returns:
        (m1, m2) after the steps; where p(h¹, h² | v) does not factorise an approximation.

    Raises:
        ValueError: shapes that do not fit, other keys, a number of steps below 1.

    Source: `001_93c4fdc1f7522504.txt`, milestone of 2009; Salakhutdinov and Hinton 2009.
    """
    check_at_least(1, steps=steps)
    v, W1, W2, b, c1, c2 = as_floats(v, *_given(params))
    V, _, H2 = _machine(W1, W2, b, c1, c2)
    _layer("v", v, "(N, V)", V)
    xp = namespace(v)
    m2 = xp.full((v.shape[0], H2), m2_init, dtype=v.dtype, device=getattr(v, "device", None))
    for _ in range(steps):
        m1 = sigmoid(c1 + v @ W1 + m2 @ transpose(W2))
        m2 = sigmoid(c2 + m1 @ W2)
    return MeanField(m1, m2)


def dbm_conditional_h1(v: Array, h2: Array, params: Mapping[str, Array]) -> Array:
    r"""$p(h^1 = 1 \mid v, h^2) = \sigma(c_1 + vW^1 + h^2W^{2\top})$.

    Args:
        v: (N, V), h2: (N, H2) float. params: W1, W2, b, c1, c2 as above.

    Returns:
        (N, H1) float.

    Raises:
        ValueError: shapes that do not fit, other keys.

    Source: `001_93c4fdc1f7522504.txt`, milestone of 2009; Salakhutdinov and Hinton 2009.
    """
    v, h2, W1, W2, b, c1, c2 = as_floats(v, h2, *_given(params))
    V, _, H2 = _machine(W1, W2, b, c1, c2)
    _layer("v", v, "(N, V)", V)
    check_shape("h2", h2, "(N, H2)", v.shape[0], H2)
    return sigmoid(c1 + v @ W1 + h2 @ transpose(W2))
