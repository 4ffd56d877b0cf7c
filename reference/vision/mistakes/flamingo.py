"""Wrong versions of the functions in `reference.vision.flamingo`, with the message that names each mistake."""

import math

from reference._array import namespace
from reference.misconceptions import misconception
from reference.vision.flamingo import gated_cross_attention, media_mask, perceiver_resampler


@misconception(gated_cross_attention, "T9.7/no_tanh", "Gate with tanh(α).")
def _no_tanh(x, vis, alpha_attn, alpha_ff, attn, ff, mask=None):
    y = x + alpha_attn * attn(x, vis, mask)
    return y + alpha_ff * ff(y)


@misconception(gated_cross_attention, "T9.7/gate_x", "Gate the new branch, not x.")
def _gate_x(x, vis, alpha_attn, alpha_ff, attn, ff, mask=None):
    y = math.tanh(alpha_attn) * x + attn(x, vis, mask)
    return math.tanh(alpha_ff) * y + ff(y)


@misconception(gated_cross_attention, "T9.7/ff_of_x", "The feed-forward part reads what the attention gave.")
def _ff_of_x(x, vis, alpha_attn, alpha_ff, attn, ff, mask=None):
    return x + math.tanh(alpha_attn) * attn(x, vis, mask) + math.tanh(alpha_ff) * ff(x)


@misconception(
    gated_cross_attention, "T9.7/mask_forgotten", "Each token attends to its own image only: hand the mask on."
)
def _mask_forgotten(x, vis, alpha_attn, alpha_ff, attn, ff, mask=None):
    return gated_cross_attention(x, vis, alpha_attn, alpha_ff, attn, ff)


@misconception(media_mask, "T9.7/all_previous", "Only the most recent image is attended.")
def _all_previous(is_image, n_media):
    xp = namespace(is_image)
    seen = xp.cumulative_sum(xp.astype(is_image, xp.int64))
    return seen[:, None] >= xp.arange(1, n_media + 1, device=getattr(is_image, "device", None))


@misconception(media_mask, "T9.7/next_image", "A token sees the image before it, not the next one.")
def _next_image(is_image, n_media):
    xp = namespace(is_image)
    seen = xp.cumulative_sum(xp.astype(is_image, xp.int64))
    return (seen + 1)[:, None] == xp.arange(1, n_media + 1, device=getattr(is_image, "device", None))


@misconception(media_mask, "T9.7/from_first", "Before the first image there is none to attend to.")
def _from_first(is_image, n_media):
    xp = namespace(is_image)
    seen = xp.cumulative_sum(xp.astype(is_image, xp.int64))
    seen = xp.where(seen > 0, seen, xp.ones_like(seen))
    return seen[:, None] == xp.arange(1, n_media + 1, device=getattr(is_image, "device", None))


def _resample(feats, latents, layers, keys, residual=True):
    xp = namespace(feats)
    rows = xp.broadcast_to(latents, (feats.shape[0], *latents.shape))
    for attn, ff in layers:
        new = attn(rows, keys(xp, feats, rows), None)
        rows = rows + new if residual else new
        rows = rows + ff(rows)
    return rows


@misconception(perceiver_resampler, "T9.7/features_only", "Keys and values are features and latents together.")
def _features_only(feats, latents, layers):
    return _resample(feats, latents, layers, lambda xp, f, rows: f)


@misconception(perceiver_resampler, "T9.7/resampler_q", "Latents are the queries.")
def _resampler_q(feats, latents, layers):
    xp = namespace(feats)
    rows = xp.broadcast_to(latents, (feats.shape[0], *latents.shape))
    return perceiver_resampler(
        rows, latents, [(lambda q, kv, m, a=attn: a(kv, q, m)[:, : q.shape[1], :], ff) for attn, ff in layers]
    )


@misconception(perceiver_resampler, "T9.7/no_residual", "The latents are added back.")
def _no_residual(feats, latents, layers):
    return _resample(feats, latents, layers, lambda xp, f, rows: xp.concat([f, rows], axis=1), residual=False)
