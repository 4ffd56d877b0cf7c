r"""Flamingo: a frozen language model with gated cross-attention to images, and a resampler of their features.

$y = x + \tanh(\alpha)\,XAttn(x, vis)$, then the same with a feed-forward part; α = 0 at the start changes nothing.

Sources: `001_93c4fdc1f7522504.txt` (outline: Flamingo); Alayrac et al. 2022.
"""

from collections.abc import Callable, Sequence

from reference._array import Array, as_arrays, as_floats, check_at_least, check_ndim, check_shape, namespace

Attention = Callable[[Array, Array, Array | None], Array]  # queries, keys and values, mask → an array like the queries


def gated_cross_attention(
    x: Array,
    vis: Array,
    alpha_attn: float | Array,
    alpha_ff: float | Array,
    attn: Attention,
    ff: Callable[[Array], Array],
    mask: Array | None = None,
) -> Array:
    r"""$y = x + \tanh(\alpha_{attn})\,attn(x, vis)$, $y + \tanh(\alpha_{ff})\,ff(y)$.

    Args:
        x: (B, T, d) float, text. vis: (B, S, d) float, image tokens. alpha_attn, alpha_ff: gates, 0 at the start.
        attn: (x, vis, mask) → (B, T, d), 0 for a token whose mask keeps nothing. ff: (B, T, d) → (B, T, d).
        mask: (B, T, S) or (T, S) bool, True keeps; handed on to `attn`.

    Returns:
        (B, T, d) float; x itself where both gates are 0.

    Raises:
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, Flamingo; Alayrac et al. 2022.
    """
    x, vis = as_floats(x, vis)
    check_ndim("x", x, "(B, T, d)", 3)
    check_ndim("vis", vis, "(B, S, d)", 3)
    check_shape("vis", vis, "(B, S, d)", x.shape[0], vis.shape[1], x.shape[2])
    xp = namespace(x)
    _, gate_attn, gate_ff = as_arrays(x, alpha_attn, alpha_ff)
    y = x + xp.tanh(gate_attn) * attn(x, vis, mask)
    return y + xp.tanh(gate_ff) * ff(y)


def media_mask(is_image: Array, n_media: int) -> Array:
    """For each token the last image at or before it: True there, all False before the first.

    Args:
        is_image: (T,) bool, True where an image stands in the text. n_media: images in all, no fewer than there.

    Returns:
        (T, n_media) bool.

    Raises:
        TypeError: an is_image that is not bool.
        ValueError: other axes, more images in the text than n_media.

    Source: `001_93c4fdc1f7522504.txt`, Flamingo; Alayrac et al. 2022.
    """
    xp = namespace(is_image)
    check_ndim("is_image", is_image, "(T,)", 1)
    if not xp.isdtype(is_image.dtype, "bool"):
        raise TypeError(f"is_image: expected booleans, got dtype {is_image.dtype}")
    seen = xp.cumulative_sum(xp.astype(is_image, xp.int64))
    total = int(xp.sum(xp.astype(is_image, xp.int64)))
    check_at_least(total, n_media=n_media)
    return seen[:, None] == xp.arange(1, n_media + 1, device=getattr(is_image, "device", None))


def perceiver_resampler(
    feats: Array, latents: Array, layers: Sequence[tuple[Attention, Callable[[Array], Array]]]
) -> Array:
    """Latents that attend to features and to each other: in each layer $l = l + attn(l, [feats, l])$, $l = l + ff(l)$.

    Args:
        feats: (B, S, d) float. latents: (R, d) float, the same for each image at the start.
        layers: (attn, ff) of each layer, as in `gated_cross_attention`.

    Returns:
        (B, R, d) float, whatever S is.

    Raises:
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, Flamingo; Alayrac et al. 2022.
    """
    feats, latents = as_floats(feats, latents)
    check_ndim("feats", feats, "(B, S, d)", 3)
    check_ndim("latents", latents, "(R, d)", 2)
    check_shape("latents", latents, "(R, d)", latents.shape[0], feats.shape[2])
    xp = namespace(feats)
    rows = xp.broadcast_to(latents, (feats.shape[0], *latents.shape))
    for attn, ff in layers:
        rows = rows + attn(rows, xp.concat([feats, rows], axis=1), None)
        rows = rows + ff(rows)
    return rows
