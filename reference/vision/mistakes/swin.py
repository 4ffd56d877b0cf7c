"""Wrong versions of the functions in `reference.vision.swin`, with the message that names each mistake."""

from reference._array import namespace, plain, transpose
from reference.misconceptions import misconception
from reference.vision.swin import (
    attention_flops,
    cyclic_shift,
    patch_merging,
    relative_position_index,
    shifted_window_mask,
    window_partition,
    window_reverse,
)


@misconception(window_partition, "T9.2/transpose_missing", "Bring the window axes together before reshaping.")
def _transpose_missing(x, M):
    B, H, W, C = x.shape
    return namespace(x).reshape(x, (B * (H // M) * (W // M), M * M, C))


@misconception(window_partition, "T9.2/by_columns", "Windows run row by row.")
def _by_columns(x, M):
    B, H, W, C = x.shape
    xp = namespace(x)
    parts = xp.reshape(x, (B, H // M, M, W // M, M, C))
    return xp.reshape(xp.permute_dims(parts, (0, 3, 1, 2, 4, 5)), (B * (H // M) * (W // M), M * M, C))


@misconception(window_partition, "T9.2/strided", "A window is a square of neighbours, not every M-th token.")
def _strided(x, M):
    B, H, W, C = x.shape
    xp = namespace(x)
    parts = xp.reshape(x, (B, M, H // M, M, W // M, C))
    return xp.reshape(xp.permute_dims(parts, (0, 2, 4, 1, 3, 5)), (B * (H // M) * (W // M), M * M, C))


@misconception(window_reverse, "T9.2/transpose_missing", "Bring rows of the image together before reshaping.")
def _reverse_transpose_missing(windows, M, H, W):
    return namespace(windows).reshape(windows, (-1, H, W, windows.shape[2]))


@misconception(window_reverse, "T9.2/by_columns", "Windows run row by row.")
def _reverse_by_columns(windows, M, H, W):
    xp = namespace(windows)
    parts = xp.reshape(windows, (-1, W // M, H // M, M, M, windows.shape[2]))
    return xp.reshape(xp.permute_dims(parts, (0, 2, 3, 1, 4, 5)), (-1, H, W, windows.shape[2]))


@misconception(window_reverse, "T9.2/strided", "A window is a square of neighbours, not every M-th token.")
def _reverse_strided(windows, M, H, W):
    xp = namespace(windows)
    parts = xp.reshape(windows, (-1, H // M, W // M, M, M, windows.shape[2]))
    return xp.reshape(xp.permute_dims(parts, (0, 3, 1, 4, 2, 5)), (-1, H, W, windows.shape[2]))


@misconception(cyclic_shift, "T9.2/shift_sign", "Shift by −s, and back by +s.")
def _shift_sign(x, s):
    return cyclic_shift(x, -s)


@misconception(cyclic_shift, "T9.2/rows_only", "Rows and columns are shifted.")
def _rows_only(x, s):
    return namespace(x).roll(x, -s, axis=1)


@misconception(cyclic_shift, "T9.2/zeros", "What leaves at one side comes in at the other.")
def _zeros(x, s):
    xp = namespace(x)
    out = cyclic_shift(x, s)
    rows = xp.arange(x.shape[1], device=getattr(x, "device", None)) < x.shape[1] - s
    columns = xp.arange(x.shape[2], device=getattr(x, "device", None)) < x.shape[2] - s
    return xp.where(rows[None, :, None, None] & columns[None, None, :, None], out, 0 * out)


@misconception(shifted_window_mask, "T9.2/no_mask", "Wrapped tokens must not attend to each other.")
def _no_mask(H, W, M, s):
    return shifted_window_mask(H, W, M, 0)


@misconception(shifted_window_mask, "T9.2/mask_inverted", "True means keep here.")
def _mask_inverted(H, W, M, s):
    return ~shifted_window_mask(H, W, M, s)


@misconception(shifted_window_mask, "T9.2/one_border", "Rows and columns have a border each.")
def _one_border(H, W, M, s):
    def zone(i, size):
        return 0 if i < size - M else 1 if i < size - s else 2

    labels = plain.asarray([[[[zone(r, H)] for _ in range(W)] for r in range(H)]])
    windows = window_partition(labels, M)[:, :, 0]
    return windows[:, :, None] == windows[:, None, :]


@misconception(relative_position_index, "T9.2/table_M2", "(2M−1)² relative offsets.")
def _table_M2(M):
    at = plain.arange(M * M)
    dr, dc = at[:, None] // M - at[None, :] // M, at[:, None] % M - at[None, :] % M
    return (dr + M - 1) * M + dc + M - 1


@misconception(relative_position_index, "T9.2/negated", "Δ is the query's position less the key's.")
def _negated(M):
    return transpose(relative_position_index(M))


@misconception(
    relative_position_index, "T9.2/axes_swapped", "The rows' difference counts (2M−1)-fold, the columns' once."
)
def _axes_swapped(M):
    at = plain.arange(M * M)
    dr, dc = at[:, None] // M - at[None, :] // M, at[:, None] % M - at[None, :] % M
    return (dc + M - 1) * (2 * M - 1) + dr + M - 1


def _merge(x, W, gamma, beta, eps, parts, norm=True):
    xp = namespace(x, W)
    four = xp.concat(parts, axis=3)
    if norm:
        centred = four - xp.mean(four, axis=-1, keepdims=True)
        four = centred / xp.sqrt(xp.mean(centred * centred, axis=-1, keepdims=True) + eps)
        four = four if gamma is None else four * gamma
        four = four if beta is None else four + beta
    return four @ transpose(W)


@misconception(patch_merging, "T9.2/merge_mean", "Patch merging concatenates four neighbours.")
def _merge_mean(x, W, gamma=None, beta=None, eps=1e-5):
    mean = sum(x[:, r::2, c::2, :] for c in (0, 1) for r in (0, 1)) / 4
    return _merge(x, W, gamma, beta, eps, [mean] * 4)


@misconception(patch_merging, "T9.2/merge_order", "The order of the neighbours is (0,0), (1,0), (0,1), (1,1).")
def _merge_order(x, W, gamma=None, beta=None, eps=1e-5):
    return _merge(x, W, gamma, beta, eps, [x[:, r::2, c::2, :] for r in (0, 1) for c in (0, 1)])


@misconception(patch_merging, "T9.2/no_norm", "Layer norm comes before the linear map.")
def _no_norm(x, W, gamma=None, beta=None, eps=1e-5):
    return _merge(x, W, gamma, beta, eps, [x[:, r::2, c::2, :] for c in (0, 1) for r in (0, 1)], norm=False)


@misconception(attention_flops, "T9.2/quadratic", "Window attention is linear in h·w.")
def _quadratic(h, w, C, M=None):
    return attention_flops(h, w, C)


@misconception(attention_flops, "T9.2/no_projections", "The four projections cost 4hwC².")
def _no_projections(h, w, C, M=None):
    return attention_flops(h, w, C, M) - 4 * h * w * C * C


@misconception(attention_flops, "T9.2/scores_only", "Scores and mixture cost the same: twice.")
def _scores_only(h, w, C, M=None):
    return (attention_flops(h, w, C, M) + 4 * h * w * C * C) // 2
