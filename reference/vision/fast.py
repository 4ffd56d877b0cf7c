r"""FastViT and FasterViT: layers that fuse into one for inference, and tokens that carry between windows.

The first paper writes x + DWConv(BN(x)): with zero padding that does not fuse exactly at the borders when BN shifts, so
the form here is x + BN(DWConv(x)), which does.

Sources: `001_93c4fdc1f7522504.txt` (outline: Fast/Faster ViTs); Vasu et al. 2023 (FastViT), Hatamizadeh et al. 2023
(FasterViT).
"""

from collections.abc import Callable
from typing import NamedTuple

from reference._array import Array, as_float, as_floats, check_at_least, check_ndim, check_shape, namespace
from reference.cnn.conv import conv2d

BatchNorm = tuple[Array, Array, Array, Array, float]  # gamma, beta, running mean, running variance, eps


class Fused(NamedTuple):
    """A kernel and a bias."""

    w: Array
    b: Array


class Hierarchical(NamedTuple):
    """The tokens of the windows, and the carriers, after attention."""

    x: Array
    carriers: Array


def fuse_conv_bn(w: Array, b: Array | None, bn: BatchNorm) -> Fused:
    r"""$w' = w\,\gamma/\sqrt{v + \epsilon}$, $b' = \beta + (b - \mu)\gamma/\sqrt{v + \epsilon}$; running statistics.

    Args:
        w: (O, C, k, k) float. b: (O,) float; None: 0. bn: gamma, beta, mean, var (O,) each, and eps.

    Returns:
        (w, b): (O, C, k, k) and (O,) float.

    Raises:
        ValueError: shapes that do not fit, a negative eps.

    Source: `001_93c4fdc1f7522504.txt`, Fast ViTs.
    """
    gamma, beta, mean, var, eps = bn
    w, b, gamma, beta, mean, var = as_floats(w, b, gamma, beta, mean, var)
    check_ndim("w", w, "(O, C, k, k)", 4)
    _check_statistics("(O,)", w.shape[0], (gamma, beta, mean, var, eps))
    if b is not None:
        check_shape("b", b, "(O,)", w.shape[0])
    scale = gamma / namespace(w).sqrt(var + eps)
    return Fused(w * scale[:, None, None, None], beta + ((0 if b is None else b) - mean) * scale)


def repmixer_train(x: Array, w_dw: Array, bn: BatchNorm) -> Array:
    """x + BN(DWConv(x)), BN with its running statistics; the padding keeps the size.

    Args:
        x: (B, C, H, W) float. w_dw: (C, 1, k, k), k odd. bn: gamma, beta, mean, var (C,) each, and eps.

    Returns:
        (B, C, H, W) float.

    Raises:
        ValueError: shapes that do not fit, an even k.

    Source: `001_93c4fdc1f7522504.txt`, Fast ViTs; Vasu et al. 2023.
    """
    _check_depthwise(w_dw)
    gamma, beta, mean, var, eps = bn
    x, w_dw, gamma, beta, mean, var = as_floats(x, w_dw, gamma, beta, mean, var)
    C, k = w_dw.shape[0], w_dw.shape[2]
    _check_statistics("(C,)", C, (gamma, beta, mean, var, eps))
    mixed = conv2d(x, w_dw, None, padding=k // 2, groups=C)
    scale = gamma / namespace(x).sqrt(var + eps)
    return x + (mixed - mean[:, None, None]) * scale[:, None, None] + beta[:, None, None]


def _check_statistics(symbols: str, channels: int, bn: BatchNorm) -> None:
    for name, x in zip(("gamma", "beta", "mean", "var"), bn[:4], strict=True):
        check_shape(name, x, symbols, channels)
    check_at_least(0, eps=bn[4])


def _check_depthwise(w_dw: Array) -> None:
    check_ndim("w_dw", w_dw, "(C, 1, k, k)", 4)
    C, _, k, _ = w_dw.shape
    check_shape("w_dw", w_dw, "(C, 1, k, k)", C, 1, k, k)
    if k % 2 == 0:
        raise ValueError(f"w_dw: expected an odd kernel, got {k} × {k}")


def repmixer_fuse(w_dw: Array, bn: BatchNorm) -> Fused:
    """The whole of `repmixer_train` as one depthwise kernel: fused with BN, and 1 added at its centre for the skip.

    Args:
        w_dw: (C, 1, k, k) float, k odd. bn: as in `repmixer_train`.

    Returns:
        (w, b): (C, 1, k, k) and (C,) float.

    Raises:
        ValueError: shapes that do not fit, an even k.

    Source: `001_93c4fdc1f7522504.txt`, Fast ViTs; Vasu et al. 2023.
    """
    _check_depthwise(w_dw)
    w, b = fuse_conv_bn(w_dw, None, bn)
    xp, k = namespace(w), w.shape[2]
    at = xp.arange(k, device=getattr(w, "device", None)) == k // 2
    return Fused(w + xp.astype(at[:, None] & at[None, :], w.dtype), b)


def carrier_tokens(x: Array, window: int, L: int) -> Array:
    """L averages of each window: its rows in √L × √L equal parts.

    Args:
        x: (B, H, W, C) float. window: its side, a divisor of H and W. L: a square whose root divides the window.

    Returns:
        (B, nW·L, C) float, windows row by row, parts row by row.

    Raises:
        ValueError: sizes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, Faster ViTs; Hatamizadeh et al. 2023.
    """
    x = as_float(x)
    check_ndim("x", x, "(B, H, W, C)", 4)
    B, H, W, C = x.shape
    if window < 1 or H % window or W % window:
        raise ValueError(f"window: expected a divisor of H = {H} and W = {W}, got {window}")
    side = round(L**0.5) if L > 0 else 0
    if side < 1 or side * side != L or window % side:
        raise ValueError(f"L: expected a square whose root divides window = {window}, got {L}")
    part = window // side
    xp = namespace(x)
    cut = xp.reshape(x, (B, H // window, side, part, W // window, side, part, C))
    means = xp.mean(cut, axis=(3, 6))  # (B, rows, side, columns, side, C)
    return xp.reshape(xp.permute_dims(means, (0, 1, 3, 2, 4, 5)), (B, (H // window) * (W // window) * L, C))


def hierarchical_attention(x_windows: Array, ct: Array, attn: Callable[[Array], Array]) -> Hierarchical:
    """Carriers attend to each other; then each window attends together with its own L carriers.

    Args:
        x_windows: (B, nW, k, C) float, the tokens of each window. ct: (B, nW·L, C) float, its carriers.
        attn: (…, T, C) → (…, T, C), attention over the tokens of the second last axis.

    Returns:
        (x, carriers) of the shapes of the arguments.

    Raises:
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, Faster ViTs; Hatamizadeh et al. 2023.
    """
    x_windows, ct = as_floats(x_windows, ct)
    check_ndim("x_windows", x_windows, "(B, nW, k, C)", 4)
    B, n, k, C = x_windows.shape
    check_ndim("ct", ct, "(B, nW·L, C)", 3)
    if n == 0 or ct.shape[1] % n:
        raise ValueError(f"ct: expected a multiple of nW = {n} carriers, got {ct.shape[1]}")
    check_shape("ct", ct, "(B, nW·L, C)", B, ct.shape[1], C)
    xp = namespace(x_windows)
    carriers = xp.reshape(attn(ct), (B, n, ct.shape[1] // n, C))
    both = attn(xp.concat([x_windows, carriers], axis=2))
    return Hierarchical(both[:, :, :k, :], xp.reshape(both[:, :, k:, :], ct.shape))


def hat_cost(H: int, window: int, L: int, d: int) -> int:
    r"""$2n(k^2 + L)^2 d + 2(nL)^2 d$ products for scores and mixtures, $n = (H/k)^2$ windows.

    Args:
        H: tokens along a side. window: k, a divisor of H. L: carriers of a window, 0 or more. d: width.

    Raises:
        ValueError: sizes that do not fit.

    Source: derived from Hatamizadeh et al. 2023; `001_93c4fdc1f7522504.txt`, Faster ViTs.

    >>> hat_cost(56, 7, 4, 1), hat_cost(56, 7, 0, 1), hat_cost(56, 56, 0, 1)
    (490624, 307328, 19668992)
    """
    check_at_least(1, H=H, window=window, d=d)
    check_at_least(0, L=L)
    if H % window:
        raise ValueError(f"window: expected a divisor of H = {H}, got {window}")
    n = (H // window) ** 2
    return 2 * n * (window * window + L) ** 2 * d + 2 * (n * L) ** 2 * d
