r"""The vision transformer: an image is a sequence of patches, projected, with a class token before them.

The projection is a convolution whose stride is its kernel. Blocks are pre-norm, the head reads the class token.

Sources: `001_93c4fdc1f7522504.txt` (outline: ViT); Dosovitskiy et al. 2021.
"""

from reference._array import (
    Array,
    as_float,
    as_floats,
    check_at_least,
    check_ndim,
    check_samples,
    check_shape,
    namespace,
    transpose,
)

CUBIC = -0.75  # of the bicubic kernel, as in torch


def patchify(x: Array, p: int) -> Array:
    """The patches of each image, row by row; in a patch channel by channel, then row by row.

    Args:
        x: (B, C, H, W) float. p: side of a patch, a divisor of H and W.

    Returns:
        (B, N, C·p·p) float with N = (H/p)(W/p).

    Raises:
        ValueError: other axes, a p that does not divide both sides.

    Source: `001_93c4fdc1f7522504.txt`, ViT; Dosovitskiy et al. 2021.
    """
    x = as_float(x)
    check_ndim("x", x, "(B, C, H, W)", 4)
    B, C, H, W = x.shape
    if p < 1 or H % p or W % p:
        raise ValueError(f"p: expected a divisor of H = {H} and W = {W}, got {p}")
    xp = namespace(x)
    parts = xp.reshape(x, (B, C, H // p, p, W // p, p))
    return xp.reshape(xp.permute_dims(parts, (0, 2, 4, 1, 3, 5)), (B, (H // p) * (W // p), C * p * p))


def unpatchify(patches: Array, p: int, channels: int, height: int) -> Array:
    """The inverse of `patchify`.

    Args:
        patches: (B, N, C·p·p) float. p: side of a patch. channels: C. height: H; the width follows.

    Returns:
        (B, C, H, W) float.

    Raises:
        ValueError: sizes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, ViT.
    """
    patches = as_float(patches)
    check_ndim("patches", patches, "(B, N, C·p·p)", 3)
    B, N, _ = patches.shape
    check_at_least(1, p=p, channels=channels, height=height)
    check_shape("patches", patches, "(B, N, C·p·p)", B, N, channels * p * p)
    rows = height // p
    if height % p or rows == 0 or N % rows:
        raise ValueError(f"height: expected a multiple of p = {p} whose rows divide N = {N}, got {height}")
    xp = namespace(patches)
    parts = xp.reshape(patches, (B, rows, N // rows, channels, p, p))
    return xp.reshape(xp.permute_dims(parts, (0, 3, 1, 4, 2, 5)), (B, channels, height, N // rows * p))


def vit_embed(x: Array, W: Array, b: Array, cls: Array, pos: Array) -> Array:
    r"""Patches, projected; the class token before them; positions added to all of them.

    Args:
        x: (B, C, H, W) float, square patches of side p with C·p·p = the columns of W.
        W: (d, C·p·p). b: (d,). cls: (d,). pos: (N + 1, d), that of the class token first.

    Returns:
        (B, N + 1, d) float.

    Raises:
        ValueError: shapes that do not fit, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, ViT; Dosovitskiy et al. 2021.
    """
    x, W, b, cls, pos = as_floats(x, W, b, cls, pos)
    check_ndim("x", x, "(B, C, H, W)", 4)
    check_samples("x", x)
    check_ndim("W", W, "(d, C·p·p)", 2)
    d, C = W.shape[0], x.shape[1]
    p = round((W.shape[1] / max(C, 1)) ** 0.5)
    if C * p * p != W.shape[1]:
        raise ValueError(f"W: expected C·p·p columns with C = {C}, got {W.shape[1]}")
    patches = patchify(x, p)
    check_shape("b", b, "(d,)", d)
    check_shape("cls", cls, "(d,)", d)
    check_shape("pos", pos, "(N+1, d)", patches.shape[1] + 1, d)
    xp = namespace(x)
    first = xp.broadcast_to(cls, (x.shape[0], 1, d))
    return xp.concat([first, patches @ transpose(W) + b], axis=1) + pos


def vit_param_count(n_layer: int, d: int, patch: int, img: int = 224, classes: int = 1000) -> int:
    r"""$(3p^2 + 1)d + d + (N + 1)d + n(12d^2 + 13d) + 2d + (d + 1)\,classes$ for RGB images.

    Args:
        n_layer: n. d: width. patch: p, a divisor of img. img: side of the image. classes: of the head.

    Raises:
        ValueError: a size below 1, a patch that does not divide the image.

    Source: `001_93c4fdc1f7522504.txt`, ViT; Dosovitskiy et al. 2021.

    >>> vit_param_count(12, 384, 16), vit_param_count(12, 768, 16), vit_param_count(24, 1024, 16)
    (22050664, 86567656, 304326632)
    """
    check_at_least(1, n_layer=n_layer, d=d, patch=patch, img=img, classes=classes)
    if img % patch:
        raise ValueError(f"patch: expected a divisor of img = {img}, got {patch}")
    N = (img // patch) ** 2
    embedding = (3 * patch * patch + 1) * d + d + (N + 1) * d
    return embedding + n_layer * (12 * d * d + 13 * d) + 2 * d + (d + 1) * classes


def interpolate_pos_embed(pos: Array, new_grid: tuple[int, int]) -> Array:
    """Positions of a square grid, resampled to another one: bicubic, corners not aligned; the class token's stays.

    Args:
        pos: (1 + g·g, d) float, the class token's first, the grid row by row. new_grid: rows and columns.

    Returns:
        (1 + rows·columns, d) float.

    Raises:
        ValueError: a grid that is not square, a size below 1.

    Source: Dosovitskiy et al. 2021, as implemented with torch's `interpolate`.
    """
    pos = as_float(pos)
    check_ndim("pos", pos, "(1+g·g, d)", 2)
    rows, columns = new_grid
    check_at_least(1, rows=rows, columns=columns)
    g = round((pos.shape[0] - 1) ** 0.5) if pos.shape[0] > 1 else 0
    if g < 1 or 1 + g * g != pos.shape[0]:
        raise ValueError(f"pos: expected 1 + g·g rows, got {pos.shape[0]}")
    xp = namespace(pos)
    grid = xp.reshape(pos[1:, :], (g, g, pos.shape[1]))
    down, right = (_resampling(pos, g, n) for n in (rows, columns))
    tall = xp.tensordot(down, grid, axes=1)  # (rows, g, d)
    wide = xp.tensordot(right, xp.permute_dims(tall, (1, 0, 2)), axes=1)  # (columns, rows, d)
    return xp.concat([pos[:1, :], xp.reshape(xp.permute_dims(wide, (1, 0, 2)), (-1, pos.shape[1]))])


def _resampling(like: Array, old: int, new: int) -> Array:
    """(new, old): the weights with which the old points enter each new one; points beyond the edge are the edge's."""

    def kernel(t: float) -> float:
        t, a = abs(t), CUBIC
        if t <= 1:
            return (a + 2) * t**3 - (a + 3) * t**2 + 1
        return a * (t**3 - 5 * t**2 + 8 * t - 4) if t < 2 else 0.0

    weights = [[0.0] * old for _ in range(new)]
    for i in range(new):
        at = (i + 0.5) * old / new - 0.5
        base = int(at // 1)
        for j in range(base - 1, base + 3):
            weights[i][min(max(j, 0), old - 1)] += kernel(at - j)
    return namespace(like).asarray(weights, dtype=like.dtype, device=getattr(like, "device", None))
