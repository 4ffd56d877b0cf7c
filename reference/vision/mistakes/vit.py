"""Wrong versions of the functions in `reference.vision.vit`, with the message that names each mistake."""

from reference._array import namespace, transpose
from reference.misconceptions import misconception
from reference.vision.vit import interpolate_pos_embed, patchify, unpatchify, vit_embed, vit_param_count


def _cut(x, p, order):
    B, C, H, W = x.shape
    xp = namespace(x)
    parts = xp.reshape(x, (B, C, H // p, p, W // p, p))
    return xp.reshape(xp.permute_dims(parts, order), (B, (H // p) * (W // p), C * p * p))


@misconception(patchify, "T9.1/patch_order", "Patches run row by row.")
def _patch_order(x, p):
    return _cut(x, p, (0, 4, 2, 1, 3, 5))


@misconception(patchify, "T9.1/channel_last", "Flatten patches as C·p·p.")
def _channel_last(x, p):
    return _cut(x, p, (0, 2, 4, 3, 5, 1))


@misconception(
    patchify, "T9.1/reshape_only", "A patch is a square of the image: move its axes together before the reshape."
)
def _reshape_only(x, p):
    B, C, H, W = x.shape
    return namespace(x).reshape(x, (B, (H // p) * (W // p), C * p * p))


@misconception(unpatchify, "T9.1/patch_order", "Patches run row by row.")
def _unpatch_order(patches, p, channels, height):
    B, N, _ = patches.shape
    rows, xp = height // p, namespace(patches)
    parts = xp.reshape(patches, (B, N // rows, rows, channels, p, p))
    return xp.reshape(xp.permute_dims(parts, (0, 3, 2, 4, 1, 5)), (B, channels, height, N // rows * p))


@misconception(unpatchify, "T9.1/channel_last", "Patches are flat as C·p·p.")
def _unpatch_channel_last(patches, p, channels, height):
    B, N, _ = patches.shape
    rows, xp = height // p, namespace(patches)
    parts = xp.reshape(patches, (B, rows, N // rows, p, p, channels))
    return xp.reshape(xp.permute_dims(parts, (0, 5, 1, 3, 2, 4)), (B, channels, height, N // rows * p))


@misconception(unpatchify, "T9.1/reshape_only", "Move each patch's rows to their place before the reshape.")
def _unpatch_reshape_only(patches, p, channels, height):
    return namespace(patches).reshape(patches, unpatchify(patches, p, channels, height).shape)


@misconception(vit_embed, "T9.1/no_cls_pos", "The class token has a position too.")
def _no_cls_pos(x, W, b, cls, pos):
    xp = namespace(x, W)
    right = vit_embed(x, W, b, cls, pos)
    return xp.concat([right[:, :1, :] - pos[:1, :], right[:, 1:, :]], axis=1)


@misconception(vit_embed, "T9.1/cls_last", "The class token comes first.")
def _cls_last(x, W, b, cls, pos):
    xp = namespace(x, W)
    right = vit_embed(x, W, b, cls, 0 * pos)
    return xp.concat([right[:, 1:, :], right[:, :1, :]], axis=1) + pos


@misconception(vit_embed, "T9.1/no_positions", "Positions are added to all tokens.")
def _no_positions(x, W, b, cls, pos):
    return vit_embed(x, W, b, cls, 0 * pos)


@misconception(vit_embed, "T9.1/patch_order", "Patches run row by row.")
def _embed_patch_order(x, W, b, cls, pos):
    xp = namespace(x, W)
    p = round((W.shape[1] / x.shape[1]) ** 0.5)
    first = xp.broadcast_to(cls, (x.shape[0], 1, W.shape[0]))
    return xp.concat([first, _patch_order(x, p) @ transpose(W) + b], axis=1) + pos


@misconception(vit_param_count, "T9.1/n_tokens", "(H/p)·(W/p), plus one.")
def _n_tokens(n_layer, d, patch, img=224, classes=1000):
    return vit_param_count(n_layer, d, patch, img, classes) - d


@misconception(vit_param_count, "T9.1/grey", "A patch has three channels: 3p² inputs.")
def _grey(n_layer, d, patch, img=224, classes=1000):
    return vit_param_count(n_layer, d, patch, img, classes) - 2 * patch * patch * d


@misconception(vit_param_count, "T9.1/no_head", "The head belongs to the model: (d + 1) weights a class.")
def _no_head(n_layer, d, patch, img=224, classes=1000):
    return vit_param_count(n_layer, d, patch, img, classes) - (d + 1) * classes


@misconception(interpolate_pos_embed, "T9.1/nearest", "Positions between the old ones are interpolated.")
def _nearest(pos, new_grid):
    xp = namespace(pos)
    g = round((pos.shape[0] - 1) ** 0.5)
    rows, columns = new_grid
    at = [1 + min(i * g // rows, g - 1) * g + min(j * g // columns, g - 1) for i in range(rows) for j in range(columns)]
    return xp.stack([pos[0, :], *(pos[i, :] for i in at)])


@misconception(interpolate_pos_embed, "T9.1/cls_lost", "The class token keeps its position.")
def _cls_lost(pos, new_grid):
    return interpolate_pos_embed(pos, new_grid)[1:, :]


@misconception(interpolate_pos_embed, "T9.1/transposed", "The grid runs row by row: rows first, then columns.")
def _transposed(pos, new_grid):
    xp = namespace(pos)
    g = round((pos.shape[0] - 1) ** 0.5)
    turned = xp.concat([pos[:1, :]] + [pos[1 + i :: g, :] for i in range(g)])
    return interpolate_pos_embed(turned, new_grid)
