r"""Swin: attention in windows that shift from layer to layer, and merging of neighbours.

Arrays are (batch, row, column, channel). Window attention is linear in the number of tokens.

Sources: `001_93c4fdc1f7522504.txt` (outline: Swin); Liu et al. 2021.
"""

from reference._array import Array, as_floats, check_at_least, check_ndim, check_shape, namespace, plain, transpose


def _check_windows(H: int, W: int, M: int) -> None:
    if M < 1 or H % M or W % M:
        raise ValueError(f"M: expected a divisor of H = {H} and W = {W}, got {M}")


def window_partition(x: Array, M: int) -> Array:
    """The windows of each image, row by row, and the tokens of each, row by row.

    Args:
        x: (B, H, W, C). M: side of a window, a divisor of H and W.

    Returns:
        (B·nW, M·M, C), the windows of an image one after the other.

    Raises:
        ValueError: other axes, an M that does not divide both sides.

    Source: `001_93c4fdc1f7522504.txt`, Swin; Liu et al. 2021.
    """
    xp = namespace(x)
    check_ndim("x", x, "(B, H, W, C)", 4)
    B, H, W, C = x.shape
    _check_windows(H, W, M)
    parts = xp.reshape(x, (B, H // M, M, W // M, M, C))
    return xp.reshape(xp.permute_dims(parts, (0, 1, 3, 2, 4, 5)), (B * (H // M) * (W // M), M * M, C))


def window_reverse(windows: Array, M: int, H: int, W: int) -> Array:
    """The inverse of `window_partition`.

    Args:
        windows: (B·nW, M·M, C). M: side of a window. H, W: sides of the image.

    Returns:
        (B, H, W, C).

    Raises:
        ValueError: sizes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, Swin.
    """
    xp = namespace(windows)
    check_ndim("windows", windows, "(B·nW, M·M, C)", 3)
    _check_windows(H, W, M)
    per_image = (H // M) * (W // M)
    if per_image == 0 or windows.shape[0] % per_image:
        raise ValueError(f"windows: expected a multiple of nW = {per_image} windows, got {windows.shape[0]}")
    B, C = windows.shape[0] // per_image, windows.shape[2]
    check_shape("windows", windows, "(B·nW, M·M, C)", windows.shape[0], M * M, C)
    parts = xp.reshape(windows, (B, H // M, W // M, M, M, C))
    return xp.reshape(xp.permute_dims(parts, (0, 1, 3, 2, 4, 5)), (B, H, W, C))


def cyclic_shift(x: Array, s: int) -> Array:
    """Rolled by −s along rows and columns: the token (s, s) comes to the corner; back with `cyclic_shift(…, -s)`.

    Args:
        x: (B, H, W, C). s: any whole number.

    Returns:
        (B, H, W, C).

    Raises:
        ValueError: other axes.

    Source: `001_93c4fdc1f7522504.txt`, Swin; Liu et al. 2021.
    """
    check_ndim("x", x, "(B, H, W, C)", 4)
    return namespace(x).roll(x, (-s, -s), axis=(1, 2))


def shifted_window_mask(H: int, W: int, M: int, s: int) -> Array:
    """For each window after the shift, which pairs of tokens were neighbours before it: True keeps.

    Args:
        H, W: sides of the image. M: side of a window, a divisor of both. s: the shift, 0…M−1.

    Returns:
        (nW, M·M, M·M) bool, NumPy.

    Raises:
        ValueError: a side below 1, an M that does not divide both sides, an s outside 0…M−1.

    Source: `001_93c4fdc1f7522504.txt`, Swin; Liu et al. 2021.

    >>> (~shifted_window_mask(4, 4, 2, 1)).sum(axis=(1, 2)).tolist()
    [0, 8, 8, 12]
    """
    check_at_least(1, H=H, W=W)
    _check_windows(H, W, M)
    if not 0 <= s < M:
        raise ValueError(f"s: expected 0 ≤ s < M = {M}, got {s}")

    def zone(i: int, size: int) -> int:
        """0: before the last window, 1: the part of it that belongs there, 2: what came around."""
        return 0 if i < size - M else 1 if i < size - s else 2

    labels = plain.asarray([[[[3 * zone(r, H) + zone(c, W)] for c in range(W)] for r in range(H)]])
    windows = window_partition(labels, M)[:, :, 0]
    return windows[:, :, None] == windows[:, None, :]


def relative_position_index(M: int) -> Array:
    r"""$(\Delta r + M - 1)(2M - 1) + (\Delta c + M - 1)$ for each pair of tokens: a row of the table of $(2M-1)^2$.

    Args:
        M: side of a window, 1 or more.

    Returns:
        (M·M, M·M) int, NumPy; Δ is the row's token less the column's.

    Raises:
        ValueError: an M below 1.

    Source: `001_93c4fdc1f7522504.txt`, Swin; Liu et al. 2021.

    >>> relative_position_index(2).tolist()
    [[4, 3, 1, 0], [5, 4, 2, 1], [7, 6, 4, 3], [8, 7, 5, 4]]
    """
    check_at_least(1, M=M)
    at = plain.arange(M * M)
    r, c = at // M, at % M
    dr, dc = r[:, None] - r[None, :], c[:, None] - c[None, :]
    return (dr + M - 1) * (2 * M - 1) + dc + M - 1


def patch_merging(
    x: Array, W: Array, gamma: Array | None = None, beta: Array | None = None, eps: float = 1e-5
) -> Array:
    """Four neighbours side by side, offsets (0,0), (1,0), (0,1), (1,1) as (row, column); layer norm; a linear map.

    Args:
        x: (B, H, W, C) float, even sides. W: (2C, 4C). gamma, beta: (4C,) of the norm; None: 1 and 0. eps: ε ≥ 0.

    Returns:
        (B, H/2, W/2, 2C) float.

    Raises:
        ValueError: shapes that do not fit, an odd side.

    Source: `001_93c4fdc1f7522504.txt`, Swin; Liu et al. 2021.
    """
    x, W, gamma, beta = as_floats(x, W, gamma, beta)
    check_ndim("x", x, "(B, H, W, C)", 4)
    _, height, width, C = x.shape
    if height % 2 or width % 2:
        raise ValueError(f"x: expected even sides, got {height} and {width}")
    check_at_least(0, eps=eps)
    check_shape("W", W, "(2C, 4C)", 2 * C, 4 * C)
    xp = namespace(x)
    four = xp.concat([x[:, r::2, c::2, :] for c in (0, 1) for r in (0, 1)], axis=3)
    for name, part in (("gamma", gamma), ("beta", beta)):
        if part is not None:
            check_shape(name, part, "(4C,)", 4 * C)
    centred = four - xp.mean(four, axis=-1, keepdims=True)
    normed = centred / xp.sqrt(xp.mean(centred * centred, axis=-1, keepdims=True) + eps)
    normed = normed if gamma is None else normed * gamma
    return (normed if beta is None else normed + beta) @ transpose(W)


def attention_flops(h: int, w: int, C: int, M: int | None = None) -> int:
    r"""$4hwC^2 + 2(hw)^2C$ for global attention, $4hwC^2 + 2M^2hwC$ in windows.

    Args:
        h, w: tokens along the sides. C: channels. M: side of a window; None: global.

    Raises:
        ValueError: a size below 1.

    Source: `001_93c4fdc1f7522504.txt`, Swin; Liu et al. 2021.

    >>> attention_flops(56, 56, 96), attention_flops(56, 56, 96, 7)
    (2003828736, 145108992)
    """
    check_at_least(1, h=h, w=w, C=C, M=1 if M is None else M)
    return 4 * h * w * C * C + 2 * (h * w if M is None else M * M) * h * w * C
