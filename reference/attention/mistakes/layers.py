"""Wrong versions of the functions in `reference.attention.layers`, with the message that names each mistake."""

from reference._array import namespace, transpose
from reference.attention.heads import multi_head_attention
from reference.attention.layers import (
    feed_forward,
    layer_norm,
    transformer_decoder_layer,
    transformer_encoder_layer,
    transformer_param_count,
)
from reference.attention.scaled import causal_mask
from reference.misconceptions import misconception


def _norm(x, gamma, beta, eps, axes=-1, divisor=None):
    xp = namespace(x, gamma)
    centred = x - xp.mean(x, axis=axes, keepdims=True)
    squares = xp.sum(centred * centred, axis=axes, keepdims=True)
    count = 1
    for axis in range(x.ndim) if axes is None else (axes,):
        count *= x.shape[axis]
    return gamma * centred / xp.sqrt(squares / (divisor or count) + eps) + beta


@misconception(layer_norm, "T7.5/ln_axis", "Layer norm works over features of one token.")
def _ln_axis(x, gamma, beta, eps=1e-5):
    return _norm(x, gamma, beta, eps, axes=-2 if x.ndim > 1 else -1)


@misconception(layer_norm, "T7.5/unbiased", "Biased variance in layer norm.")
def _unbiased(x, gamma, beta, eps=1e-5):
    return _norm(x, gamma, beta, eps, divisor=max(x.shape[-1] - 1, 1))


@misconception(layer_norm, "T7.5/whole_array", "Each token has a mean and a variance of its own.")
def _whole_array(x, gamma, beta, eps=1e-5):
    return _norm(x, gamma, beta, eps, axes=None)


@misconception(layer_norm, "T7.5/eps_outside", "ε is added to the variance, before the root.")
def _eps_outside(x, gamma, beta, eps=1e-5):
    xp = namespace(x, gamma)
    centred = x - xp.mean(x, axis=-1, keepdims=True)
    return gamma * centred / (xp.sqrt(xp.mean(centred * centred, axis=-1, keepdims=True)) + eps) + beta


@misconception(feed_forward, "T7.5/act_last", "The activation is between the two layers.")
def _act_last(x, W1, b1, W2, b2, act="relu"):
    xp = namespace(x, W1)
    out = (x @ transpose(W1) + b1) @ transpose(W2) + b2
    return xp.where(out > 0, out, 0 * out) if act == "relu" else out


@misconception(feed_forward, "T7.5/linear", "There is an activation between the two layers.")
def _linear(x, W1, b1, W2, b2, act="relu"):
    return (x @ transpose(W1) + b1) @ transpose(W2) + b2


@misconception(feed_forward, "T7.5/no_bias", "Both layers have a bias.")
def _no_bias(x, W1, b1, W2, b2, act="relu"):
    return feed_forward(x, W1, 0 * b1, W2, 0 * b2, act)


@misconception(
    transformer_encoder_layer, "T7.5/pre_post", "This block normalises after/before the residual; you did the reverse."
)
def _encoder_pre_post(x, params, n_heads, norm_first, mask=None, act="relu"):
    return transformer_encoder_layer(x, params, n_heads, not norm_first, mask, act)


def _parts(params, act):
    """Attention, norm and feed-forward part by name."""
    names = ("in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias")

    def attend(name, x, memory, n_heads, mask):
        return multi_head_attention(x, memory, *(params[f"{name}.{n}"] for n in names), n_heads, mask)

    def norm(name, x):
        return layer_norm(x, params[f"{name}.weight"], params[f"{name}.bias"])

    def feed(x):
        return feed_forward(x, *(params[f"linear{i}.{n}"] for i in (1, 2) for n in ("weight", "bias")), act)

    return attend, norm, feed


@misconception(transformer_encoder_layer, "T7.5/no_residual", "Add the input back.")
def _encoder_no_residual(x, params, n_heads, norm_first, mask=None, act="relu"):
    attend, norm, feed = _parts(params, act)
    if norm_first:
        z = norm("norm1", x)
        return feed(norm("norm2", attend("self_attn", z, z, n_heads, mask)))
    return norm("norm2", feed(norm("norm1", attend("self_attn", x, x, n_heads, mask))))


@misconception(transformer_encoder_layer, "T7.5/mask_forgotten", "Only the keys that the mask keeps are attended to.")
def _encoder_mask_forgotten(x, params, n_heads, norm_first, mask=None, act="relu"):
    return transformer_encoder_layer(x, params, n_heads, norm_first, None, act)


@misconception(
    transformer_decoder_layer, "T7.5/pre_post", "This block normalises after/before the residual; you did the reverse."
)
def _decoder_pre_post(x, memory, params, n_heads, norm_first, causal=True, act="relu", memory_mask=None):
    return transformer_decoder_layer(x, memory, params, n_heads, not norm_first, causal, act, memory_mask)


def _decoder(x, memory, params, n_heads, norm_first, causal, act, cross):
    attend, norm, feed = _parts(params, act)
    mask = causal_mask(x.shape[1], x) if causal else None

    def sub(name, z, f):
        return z + f(norm(name, z)) if norm_first else norm(name, z + f(z))

    x = sub("norm1", x, lambda z: attend("self_attn", z, z, n_heads, mask))
    x = sub("norm2", x, lambda z: cross(attend, z, memory))
    return sub("norm3", x, feed)


@misconception(transformer_decoder_layer, "T7.5/cross_q", "Queries come from the decoder.")
def _cross_q(x, memory, params, n_heads, norm_first, causal=True, act="relu", memory_mask=None):
    def cross(attend, z, m):
        return attend("multihead_attn", m, z, n_heads, None)[:, : z.shape[1], :]

    return _decoder(x, memory, params, n_heads, norm_first, causal, act, cross)


@misconception(transformer_decoder_layer, "T7.5/mask_memory", "Only decoder self-attention is causal.")
def _mask_memory(x, memory, params, n_heads, norm_first, causal=True, act="relu", memory_mask=None):
    def cross(attend, z, m):
        size = max(z.shape[1], m.shape[1])
        return attend("multihead_attn", z, m, n_heads, causal_mask(size, z)[: z.shape[1], : m.shape[1]])

    return _decoder(x, memory, params, n_heads, norm_first, causal, act, cross)


@misconception(
    transformer_decoder_layer, "T7.5/not_causal", "The decoder may not see what comes later in its own input."
)
def _not_causal(x, memory, params, n_heads, norm_first, causal=True, act="relu", memory_mask=None):
    return transformer_decoder_layer(x, memory, params, n_heads, norm_first, False, act, memory_mask)


@misconception(
    transformer_param_count, "T7.5/no_cross", "A decoder layer also attends to the memory, and has a third norm."
)
def _count_no_cross(d, ff=None, decoder=False):
    return transformer_param_count(d, ff)


@misconception(transformer_param_count, "T7.5/no_biases", "Projections, layers and norms have biases, too.")
def _count_no_biases(d, ff=None, decoder=False):
    ff, parts = 4 * d if ff is None else ff, 2 if decoder else 1
    return parts * 4 * d * d + (parts + 1) * d + 2 * d * ff


@misconception(transformer_param_count, "T7.5/no_norms", "The norms' γ and β are parameters.")
def _count_no_norms(d, ff=None, decoder=False):
    return transformer_param_count(d, ff, decoder) - (3 if decoder else 2) * 2 * d
