"""Wrong versions of the functions in `reference.attention.heads`, with the message that names each mistake."""

import math

from reference._array import namespace, transpose
from reference.attention.heads import merge_heads, multi_head_attention, split_heads
from reference.attention.scaled import scaled_dot_product_attention
from reference.misconceptions import misconception


def _bare_split(x, n_heads):
    B, T, E = x.shape
    return namespace(x).reshape(x, (B, n_heads, T, E // n_heads))


def _bare_merge(x):
    B, h, T, d = x.shape
    return namespace(x).reshape(x, (B, T, h * d))


def _attention(
    x_q,
    x_kv,
    W_in,
    b_in,
    W_out,
    b_out,
    n_heads,
    mask,
    *,
    split=split_heads,
    merge=merge_heads,
    order=(0, 1, 2),
    grow=1.0,
):
    E = x_q.shape[2]
    parts = [(W_in[i * E : (i + 1) * E, :], b_in[i * E : (i + 1) * E]) for i in order]
    q, k, v = (x @ transpose(W) + b for x, (W, b) in zip((x_q, x_kv, x_kv), parts, strict=True))
    mask = mask[:, None, :, :] if mask is not None and mask.ndim == 3 else mask
    out = merge(scaled_dot_product_attention(split(q, n_heads) * grow, split(k, n_heads), split(v, n_heads), mask))
    return out if W_out is None else out @ transpose(W_out) + b_out


@misconception(
    multi_head_attention,
    "T7.3/reshape_only",
    "Split the last axis, then move the head axis: a bare reshape mixes tokens.",
)
def _reshape_only(x_q, x_kv, W_in, b_in, W_out, b_out, n_heads, mask=None):
    return _attention(x_q, x_kv, W_in, b_in, W_out, b_out, n_heads, mask, split=_bare_split, merge=_bare_merge)


@misconception(multi_head_attention, "T7.3/scale_full", "Scale by the head size.")
def _scale_full(x_q, x_kv, W_in, b_in, W_out, b_out, n_heads, mask=None):
    return _attention(x_q, x_kv, W_in, b_in, W_out, b_out, n_heads, mask, grow=1 / math.sqrt(n_heads))


@misconception(multi_head_attention, "T7.3/no_out_proj", "Apply the output projection.")
def _no_out_proj(x_q, x_kv, W_in, b_in, W_out, b_out, n_heads, mask=None):
    return _attention(x_q, x_kv, W_in, b_in, None, None, n_heads, mask)


@misconception(multi_head_attention, "T7.3/qkv_order", "W_in stacks q, k, v.")
def _qkv_order(x_q, x_kv, W_in, b_in, W_out, b_out, n_heads, mask=None):
    return _attention(x_q, x_kv, W_in, b_in, W_out, b_out, n_heads, mask, order=(1, 2, 0))


@misconception(multi_head_attention, "T7.3/self_only", "Keys and values come from x_kv.")
def _self_only(x_q, x_kv, W_in, b_in, W_out, b_out, n_heads, mask=None):
    return multi_head_attention(x_q, x_q, W_in, b_in, W_out, b_out, n_heads, mask)


@misconception(multi_head_attention, "T7.3/one_head", "Each head attends by itself, with its own part of q, k and v.")
def _one_head(x_q, x_kv, W_in, b_in, W_out, b_out, n_heads, mask=None):
    return multi_head_attention(x_q, x_kv, W_in, b_in, W_out, b_out, 1, mask)


@misconception(split_heads, "T7.3/reshape_only", "Split the last axis, then move the head axis.")
def _split_reshape_only(x, n_heads):
    return _bare_split(x, n_heads)


@misconception(split_heads, "T7.3/strided", "A head takes neighbouring features, not every h-th one.")
def _split_strided(x, n_heads):
    B, T, E = x.shape
    xp = namespace(x)
    return xp.permute_dims(xp.reshape(x, (B, T, E // n_heads, n_heads)), (0, 3, 1, 2))


@misconception(split_heads, "T7.3/no_move", "The head axis comes before the tokens: (B, h, T, E/h).")
def _split_no_move(x, n_heads):
    B, T, E = x.shape
    return namespace(x).reshape(x, (B, T, n_heads, E // n_heads))


@misconception(merge_heads, "T7.3/reshape_only", "Move the head axis back before the reshape.")
def _merge_reshape_only(x):
    return _bare_merge(x)


@misconception(merge_heads, "T7.3/strided", "The features of a head stay together.")
def _merge_strided(x):
    B, h, T, d = x.shape
    xp = namespace(x)
    return xp.reshape(xp.permute_dims(x, (0, 2, 3, 1)), (B, T, h * d))


@misconception(merge_heads, "T7.3/mean_of_heads", "Heads stand side by side; they are not averaged.")
def _mean_of_heads(x):
    xp = namespace(x)
    return xp.concat([xp.mean(x, axis=1)] * x.shape[1], axis=2)
