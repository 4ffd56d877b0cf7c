r"""The restricted Boltzmann machine: $E = -b^\top v - c^\top h - v^\top W h$, links between the layers alone.

Given one layer, the units of the other are independent. Contrastive divergence samples hidden units in its chain and
takes probabilities in its statistics.

Sources: `001_93c4fdc1f7522504.txt` (catalogue; milestone of 1986, the Harmonium); Smolensky 1986, Hinton 2002.
"""

from collections.abc import Sequence
from typing import NamedTuple

from reference._array import (
    Array,
    as_floats,
    check_at_least,
    check_ndim,
    check_samples,
    check_shape,
    namespace,
    transpose,
)
from reference.energy.boltzmann import every_state
from reference.linear.softmax import logsumexp
from reference.neurons.activations import sigmoid, softplus


class Rbm(NamedTuple):
    """Weights (V, H), visible biases (V,), hidden biases (H,): a machine, or the step by which to climb."""

    W: Array
    b: Array
    c: Array


def _machine(W: Array, b: Array, c: Array) -> None:
    check_ndim("W", W, "(V, H)", 2)
    check_shape("b", b, "(V,)", W.shape[0])
    check_shape("c", c, "(H,)", W.shape[1])


def _layer(name: str, x: Array, symbols: str, units: int) -> None:
    check_ndim(name, x, symbols, 2)
    check_shape(name, x, symbols, x.shape[0], units)


def rbm_energy(v: Array, h: Array, W: Array, b: Array, c: Array) -> Array:
    r"""$-b^\top v - c^\top h - v^\top W h$.

    Args:
        v: (N, V) float. h: (N, H) float. W: (V, H) float. b: (V,) float. c: (H,) float.

    Returns:
        (N,) float.

    Raises:
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, restricted Boltzmann machines; Smolensky 1986.
    """
    v, h, W, b, c = as_floats(v, h, W, b, c)
    _machine(W, b, c)
    _layer("v", v, "(N, V)", W.shape[0])
    check_shape("h", h, "(N, H)", v.shape[0], W.shape[1])
    return -(v @ b) - h @ c - namespace(v).sum((v @ W) * h, axis=1)


def rbm_free_energy(v: Array, W: Array, b: Array, c: Array) -> Array:
    r"""$F(v) = -\log\sum_h e^{-E(v,h)} = -b^\top v - \sum_j \mathrm{softplus}(c_j + (W^\top v)_j)$.

    Args:
        v: (N, V) float. W, b, c: as above.

    Returns:
        (N,) float.

    Raises:
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, restricted Boltzmann machines; Hinton 2002.
    """
    v, W, b, c = as_floats(v, W, b, c)
    _machine(W, b, c)
    _layer("v", v, "(N, V)", W.shape[0])
    return -(v @ b) - namespace(v).sum(softplus(v @ W + c), axis=1)


def rbm_p_h_given_v(v: Array, W: Array, b: Array, c: Array) -> Array:
    r"""$p(h_j = 1 \mid v) = \sigma(c_j + (W^\top v)_j)$: (N, V) → (N, H); b has no part in it.

    Raises:
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, restricted Boltzmann machines; Smolensky 1986.
    """
    v, W, b, c = as_floats(v, W, b, c)
    _machine(W, b, c)
    _layer("v", v, "(N, V)", W.shape[0])
    return sigmoid(v @ W + c)


def rbm_p_v_given_h(h: Array, W: Array, b: Array, c: Array) -> Array:
    r"""$p(v_i = 1 \mid h) = \sigma(b_i + (Wh)_i)$: (N, H) → (N, V); c has no part in it.

    Raises:
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, restricted Boltzmann machines; Smolensky 1986.
    """
    h, W, b, c = as_floats(h, W, b, c)
    _machine(W, b, c)
    _layer("h", h, "(N, H)", W.shape[1])
    return sigmoid(h @ transpose(W) + b)


def drawn(p: Array, u: Array) -> Array:
    """1 where u < p, else 0, as floats."""
    return namespace(p, u).astype(u < p, p.dtype)


def rbm_cd_gradient(
    v0: Array, u_h: Sequence[Array], u_v: Sequence[Array], W: Array, b: Array, c: Array, k: int = 1
) -> Rbm:
    r"""Contrastive divergence, $\overline{v_0\,p(h|v_0)^\top - v_k\,p(h|v_k)^\top}$: the direction to climb.

    The chain: $h_t$ is on where $u_h[t] < p(h|v_t)$, then $v_{t+1}$ where $u_v[t] < p(v|h_t)$, for t = 0…k−1.

    Args:
        v0: (N, V) float in [0, 1]. u_h: k arrays (N, H), u_v: k arrays (N, V), uniforms in [0, 1). W, b, c: as above.
        k: steps of the chain, at least 1.

    Returns:
        (dW, db, dc) as an `Rbm`, means over the batch.

    Raises:
        ValueError: shapes that do not fit, an empty batch, not k arrays of uniforms.

    Source: `001_93c4fdc1f7522504.txt`, restricted Boltzmann machines; Hinton 2002.
    """
    check_at_least(1, k=k)
    for name, u in (("u_h", u_h), ("u_v", u_v)):
        if len(u) != k:
            raise ValueError(f"{name}: expected k = {k} arrays of uniforms, got {len(u)}")
    v0, W, b, c, *u = as_floats(v0, W, b, c, *u_h, *u_v)
    check_samples("v0", v0)
    first, v = rbm_p_h_given_v(v0, W, b, c), v0
    for t in range(k):
        check_shape(f"u_h[{t}]", u[t], "(N, H)", *first.shape)
        check_shape(f"u_v[{t}]", u[k + t], "(N, V)", *v0.shape)
        h = drawn(rbm_p_h_given_v(v, W, b, c), u[t])
        v = drawn(rbm_p_v_given_h(h, W, b, c), u[k + t])
    last, xp = rbm_p_h_given_v(v, W, b, c), namespace(v0)
    dW = (transpose(v0) @ first - transpose(v) @ last) / v0.shape[0]
    return Rbm(dW, xp.mean(v0 - v, axis=0), xp.mean(first - last, axis=0))


def rbm_log_partition(W: Array, b: Array, c: Array) -> Array:
    """log Z by enumeration of the smaller layer, the other summed in closed form.

    Args:
        W, b, c: as above, min(V, H) ≤ 20.

    Returns:
        a scalar.

    Raises:
        ValueError: shapes that do not fit, more than 20 units in both layers.

    Source: `001_93c4fdc1f7522504.txt`, restricted Boltzmann machines; Smolensky 1986.
    """
    W, b, c = as_floats(W, b, c)
    _machine(W, b, c)
    if W.shape[0] > W.shape[1]:
        W, b, c = transpose(W), c, b
    return logsumexp(-rbm_free_energy(every_state(W.shape[0], W), W, b, c))


def rbm_exact_log_likelihood(v: Array, W: Array, b: Array, c: Array) -> Array:
    r"""$\log p(v) = -F(v) - \log Z$.

    Args:
        v: (N, V) entries 0 or 1. W, b, c: as above, min(V, H) ≤ 20.

    Returns:
        (N,) float.

    Raises:
        ValueError: shapes that do not fit, more than 20 units in both layers.

    Source: `001_93c4fdc1f7522504.txt`, restricted Boltzmann machines; Hinton 2002.
    """
    return -rbm_free_energy(v, W, b, c) - rbm_log_partition(W, b, c)
