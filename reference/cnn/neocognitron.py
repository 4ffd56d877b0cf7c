"""The Neocognitron's S-cells (feature detection with shunting inhibition) and C-cells (blurred pooling).

`001_93c4fdc1f7522504.txt` only names it, as a milestone of 1980 (Fukushima). Papers differ in the factor κ of the
inhibition: hence `inhibition`. The C-cell is reduced: it has no inhibition of its own.
"""

from itertools import product

from reference._array import Array, as_floats, check_ndim, check_option, check_shape, namespace

INHIBITIONS = ("r/(1+r)", "2r/(1+r)")


def _relu(x: Array) -> Array:
    xp = namespace(x)
    return xp.where(x > 0, x, xp.zeros_like(x))


def _kappa(r: float, inhibition: str) -> float:
    check_option("inhibition", inhibition, INHIBITIONS)
    if not r > 0:
        raise ValueError(f"r: expected a number above 0, got {r}")
    return r / (1 + r) if inhibition == "r/(1+r)" else 2 * r / (1 + r)


def _check_not_negative(**weights: Array | float) -> None:
    for name, w in weights.items():
        low = float(w if isinstance(w, int | float) else namespace(w).min(w))
        if low < 0:
            raise ValueError(f"{name}: expected at least 0, got {low:g}")


def _s(e: Array, h: Array, r: float) -> Array:
    """r · relu((1 + e)/(1 + h) − 1): the excitation e, divided by the inhibition h."""
    return r * _relu((1 + e) / (1 + h) - 1)


def _cell_inputs(u: Array, a: Array, b: float | Array, c: Array) -> tuple[Array, Array, Array]:
    u, a, c = as_floats(u, a, c)
    check_ndim("u", u, "(M,)", 1)
    check_shape("a", a, "(M,)", u.shape[0])
    check_shape("c", c, "(M,)", u.shape[0])
    _check_not_negative(b=b, c=c)
    return u, a, c


def s_cell(u: Array, a: Array, b: float, c: Array, r: float, inhibition: str = "r/(1+r)") -> Array:
    r"""$r \cdot relu\left(\frac{1 + \sum_i a_i u_i}{1 + \kappa b v} - 1\right)$ with $v = \sqrt{\sum_i c_i u_i^2}$.

    Args:
        u: (M,) float, inputs ≥ 0. a: (M,) float, excitatory weights. b: ≥ 0, the inhibitory weight.
        c: (M,) float ≥ 0, weights of the inhibitory cell. r: > 0, selectivity. inhibition: how κ depends on r.

    Returns:
        a scalar.

    Source: `001_93c4fdc1f7522504.txt` (named); Fukushima 1980.

    >>> import numpy as np
    >>> u = np.array([1.0, 0.0, 1.0, 1.0])
    >>> round(float(s_cell(u, u, 2.0, np.full(4, 0.25), 2.0)), 6)
    1.712813
    """
    kappa = _kappa(r, inhibition)
    u, a, c = _cell_inputs(u, a, b, c)
    xp = namespace(u)
    v = xp.sqrt(xp.sum(c * u * u))
    return _s(xp.sum(a * u), kappa * b * v, r)


def _layer_inputs(u: Array, a: Array, b: Array, c: Array) -> tuple[Array, Array, Array, Array]:
    """The checked inputs; b as (L, 1, 1), c as (1, K, k, k), the same for all K planes."""
    u, a, b, c = as_floats(u, a, b, c)
    xp = namespace(u, a, b, c)
    check_ndim("u", u, "(K, H, W)", 3)
    check_ndim("a", a, "(L, K, k, k)", 4)
    L, K, k = a.shape[0], u.shape[0], a.shape[2]
    check_shape("a", a, "(L, K, k, k)", L, K, k, k)
    check_shape("b", b, "(L,)", L)
    check_shape("c", c, "(k, k)", k, k)
    if k > min(u.shape[1:]):
        raise ValueError(f"a: expected templates of at most the planes {tuple(u.shape[1:])}, got {(k, k)}")
    _check_not_negative(b=b, c=c)
    return u, a, xp.reshape(b, (L, 1, 1)), xp.broadcast_to(c, (1, K, k, k))


def _correlate(u: Array, w: Array) -> Array:
    """Σ over planes and window: (K, H, W) with (L, K, k, k) → (L, H − k + 1, W − k + 1); w is not flipped."""
    xp = namespace(u, w)
    k, oh, ow = w.shape[2], u.shape[1] - w.shape[2] + 1, u.shape[2] - w.shape[3] + 1
    return sum(
        xp.tensordot(w[:, :, i, j], u[:, i : i + oh, j : j + ow], axes=1) for i, j in product(range(k), range(k))
    )


def s_layer(u: Array, a: Array, b: Array, c: Array, r: float, inhibition: str = "r/(1+r)") -> Array:
    """An S-cell with the same L templates at each position; its inhibitory cell sees the same window of all planes.

    Args:
        u: (K, H, W) float, K planes ≥ 0. a: (L, K, k, k) float, a template per S-plane. b: (L,) float ≥ 0.
        c: (k, k) float ≥ 0, the inhibitory cell's weights, the same for all planes. r: > 0, selectivity.

    Returns:
        (L, H′, W′) float with H′ = H − k + 1, W′ = W − k + 1.

    Source: `001_93c4fdc1f7522504.txt` (named); Fukushima 1980.
    """
    kappa = _kappa(r, inhibition)
    u, a, b, c = _layer_inputs(u, a, b, c)
    v = namespace(u).sqrt(_correlate(u * u, c))
    return _s(_correlate(u, a), kappa * b * v, r)


def _c_windows(s: Array, d: Array, stride: int) -> list[tuple[Array, Array]]:
    """For each position in the window: its weight, and the input that all windows see there, (L, H″, W″)."""
    s, d = as_floats(s, d)
    check_ndim("s", s, "(L, H, W)", 3)
    check_ndim("d", d, "(k, k)", 2)
    k = d.shape[0]
    check_shape("d", d, "(k, k)", k, k)
    if k > min(s.shape[1:]):
        raise ValueError(f"d: expected a window of at most the planes {tuple(s.shape[1:])}, got {(k, k)}")
    if stride < 1:
        raise ValueError(f"stride: expected at least 1, got {stride}")
    _, H, W = s.shape
    rows, columns = H - k + 1, W - k + 1
    return [(d[i, j], s[:, i : i + rows : stride, j : j + columns : stride]) for i, j in product(range(k), range(k))]


def _psi(x: Array) -> Array:
    return _relu(x) / (1 + _relu(x))


def c_layer(s: Array, d: Array, stride: int) -> Array:
    r"""$\psi(\sum d \cdot s)$ over each window of each plane, $\psi(x) = relu(x) / (1 + relu(x))$: below 1.

    Args:
        s: (L, H, W) float. d: (k, k) float, the blur. stride: ≥ 1, in both directions.

    Returns:
        (L, H″, W″) float with H″ = ⌊(H − k)/stride⌋ + 1.

    Source: `001_93c4fdc1f7522504.txt` (named); Fukushima 1980, without the C-cell's own inhibition.
    """
    return _psi(sum(w * x for w, x in _c_windows(s, d, stride)))
