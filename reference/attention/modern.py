r"""What today's blocks change: RMS norm, rotary positions, gated feed-forward parts, keys shared by groups of queries.

Sources: `001_93c4fdc1f7522504.txt` (outline: transformers, GPT); Zhang and Sennrich 2019 (RMSNorm), Su et al. 2021
(RoPE), Shazeer 2020 (SwiGLU), Ainslie et al. 2023 (grouped queries).
"""

from reference._array import (
    Array,
    as_float,
    as_floats,
    check_at_least,
    check_ndim,
    check_option,
    check_shape,
    namespace,
    transpose,
)
from reference.neurons.activations import sigmoid

LAYOUTS = ("interleaved", "half")


def rms_norm(x: Array, g: Array, eps: float = 1e-6) -> Array:
    r"""$g\,x / \sqrt{\overline{x^2} + \epsilon}$ over the features of each token; no mean is subtracted.

    Args:
        x: (…, E) float. g: (E,). eps: ε ≥ 0.

    Returns:
        (…, E) float.

    Raises:
        ValueError: shapes that do not fit, a negative eps.

    Source: Zhang and Sennrich 2019; `001_93c4fdc1f7522504.txt`, transformers.
    """
    x, g = as_floats(x, g)
    check_at_least(0, eps=eps)
    if x.ndim == 0 or x.shape[-1] == 0:
        raise ValueError(f"x: expected features on the last axis, got shape {tuple(x.shape)}")
    check_shape("g", g, "(E,)", x.shape[-1])
    xp = namespace(x)
    return g * x / xp.sqrt(xp.mean(x * x, axis=-1, keepdims=True) + eps)


def rope(x: Array, positions: Array, base: float = 1e4, layout: str = "interleaved") -> Array:
    r"""Each pair of features turned by $p\,b^{-2i/d}$: scores of rotated q and k depend on the distance alone.

    Args:
        x: (…, T, d) float, d even: queries or keys, not values. positions: (T,) int or float. base: b, above 0.
        layout: pairs (2i, 2i+1), "interleaved" (the paper), or (i, i+d/2), "half" (Hugging Face's LLaMA).

    Returns:
        (…, T, d) float.

    Raises:
        ValueError: shapes that do not fit, an odd d, another layout, a base that is not above 0.

    Source: Su et al. 2021.
    """
    check_option("layout", layout, LAYOUTS)
    if not base > 0:
        raise ValueError(f"base: expected a number above 0, got {base}")
    x = as_float(x)
    if x.ndim < 2 or x.shape[-1] % 2:
        raise ValueError(f"x: expected shape (…, T, d) with an even d, got {tuple(x.shape)}")
    xp = namespace(x, positions)
    d = x.shape[-1]
    check_shape("positions", positions, "(T,)", x.shape[-2])
    pairs = xp.arange(d // 2, dtype=x.dtype, device=getattr(x, "device", None))
    angles = xp.astype(positions, x.dtype)[:, None] * base ** (-2 * pairs / d)
    cos, sin = xp.cos(angles), xp.sin(angles)
    a, b = (x[..., ::2], x[..., 1::2]) if layout == "interleaved" else (x[..., : d // 2], x[..., d // 2 :])
    turned = a * cos - b * sin, a * sin + b * cos
    if layout == "half":
        return xp.concat(turned, axis=-1)
    return xp.reshape(xp.stack(turned, axis=-1), x.shape)


def swiglu(x: Array, W1: Array, W3: Array, W2: Array) -> Array:
    r"""$W_2(\mathrm{silu}(W_1 x) \odot W_3 x)$ with $\mathrm{silu}(z) = z\,\sigma(z)$, for each token by itself.

    Args:
        x: (…, E) float. W1, W3: (F, E). W2: (E, F).

    Returns:
        (…, E) float.

    Raises:
        ValueError: shapes that do not fit.

    Source: Shazeer 2020.
    """
    x, W1, W3, W2 = as_floats(x, W1, W3, W2)
    check_ndim("W1", W1, "(F, E)", 2)
    F, E = W1.shape
    if x.shape[-1] != E:
        raise ValueError(f"x: expected {E} features on the last axis, got shape {tuple(x.shape)}")
    check_shape("W3", W3, "(F, E)", F, E)
    check_shape("W2", W2, "(E, F)", E, F)
    gate = x @ transpose(W1)
    return (gate * sigmoid(gate) * (x @ transpose(W3))) @ transpose(W2)


def repeat_kv(x: Array, n: int) -> Array:
    """Each key head n times in a row: the query head h uses the key head ⌊h/n⌋.

    Args:
        x: (B, Hkv, T, d) float. n: query heads of a key head, 1 or more.

    Returns:
        (B, Hkv·n, T, d) float.

    Raises:
        ValueError: other than four axes, an n below 1.

    Source: Ainslie et al. 2023.
    """
    x = as_float(x)
    check_ndim("x", x, "(B, Hkv, T, d)", 4)
    check_at_least(1, n=n)
    return namespace(x).repeat(x, n, axis=1)
