"""Wrong versions of the functions in `reference.attention.scaled`, with the message that names each mistake."""

import math

from reference._array import namespace, transpose
from reference.attention.scaled import (
    AttentionGradients,
    Running,
    Tiled,
    attention_backward,
    causal_mask,
    online_softmax_step,
    padding_mask,
    scaled_dot_product_attention,
    tiled_attention,
)
from reference.attention.scores import masked_softmax
from reference.misconceptions import misconception


def _kept(q, mask, is_causal):
    causal = causal_mask(q.shape[-2], q) if is_causal else None
    return causal if mask is None else mask if causal is None else mask & causal


def _scores(q, k, scale):
    return q @ namespace(q, k).matrix_transpose(k) / scale


@misconception(scaled_dot_product_attention, "T7.2/no_scale", "Divide by √d.")
def _no_scale(q, k, v, mask=None, is_causal=False):
    return masked_softmax(_scores(q, k, 1), _kept(q, mask, is_causal)) @ v


@misconception(scaled_dot_product_attention, "T7.2/scale_d", "√d, not d.")
def _scale_d(q, k, v, mask=None, is_causal=False):
    return masked_softmax(_scores(q, k, q.shape[-1]), _kept(q, mask, is_causal)) @ v


@misconception(scaled_dot_product_attention, "T7.2/axis", "Softmax over keys.")
def _axis(q, k, v, mask=None, is_causal=False):
    xp, kept = namespace(q, k, v), _kept(q, mask, is_causal)
    scores = xp.matrix_transpose(_scores(q, k, math.sqrt(q.shape[-1])))
    kept = None if kept is None else xp.matrix_transpose(kept)
    return xp.matrix_transpose(masked_softmax(scores, kept)) @ v


@misconception(scaled_dot_product_attention, "T7.2/mask_after", "Mask the scores before the softmax.")
def _mask_after(q, k, v, mask=None, is_causal=False):
    xp, kept = namespace(q, k, v), _kept(q, mask, is_causal)
    weights = masked_softmax(_scores(q, k, math.sqrt(q.shape[-1])))
    return (weights if kept is None else xp.where(kept, weights, 0 * weights)) @ v


@misconception(scaled_dot_product_attention, "T7.2/mask_inverted", "True means keep here.")
def _mask_inverted(q, k, v, mask=None, is_causal=False):
    return scaled_dot_product_attention(q, k, v, None if mask is None else ~mask, is_causal)


@misconception(scaled_dot_product_attention, "T7.2/strict_causal", "A token may attend to itself.")
def _strict_causal(q, k, v, mask=None, is_causal=False):
    if not is_causal:
        return scaled_dot_product_attention(q, k, v, mask)
    strict = ~transpose(causal_mask(q.shape[-2], q))
    return scaled_dot_product_attention(q, k, v, strict if mask is None else mask & strict)


@misconception(scaled_dot_product_attention, "T7.1/weights_on_keys", "Average the values, not the keys.")
def _weights_on_keys(q, k, v, mask=None, is_causal=False):
    return scaled_dot_product_attention(q, k, k, mask, is_causal)


@misconception(causal_mask, "T7.2/strict_causal", "A token may attend to itself.")
def _mask_strict(T, like=None):
    return ~transpose(causal_mask(T, like))


@misconception(causal_mask, "T7.2/future", "Rows are queries: row t keeps the keys 0…t.")
def _mask_future(T, like=None):
    return transpose(causal_mask(T, like))


@misconception(causal_mask, "T7.2/mask_inverted", "True means keep here.")
def _mask_blocks(T, like=None):
    return ~causal_mask(T, like)


@misconception(padding_mask, "T7.2/mask_inverted", "True means keep here.")
def _padding_inverted(lengths, T):
    return ~padding_mask(lengths, T)


@misconception(padding_mask, "T7.2/one_more", "A length of n keeps the positions 0…n−1.")
def _padding_one_more(lengths, T):
    return padding_mask(lengths * 0 + T, T) & namespace(lengths).concat(
        [lengths[:, None] >= 0, padding_mask(lengths, T)[:, :-1]], axis=1
    )


@misconception(padding_mask, "T7.2/pad_left", "Padding is at the end.")
def _padding_left(lengths, T):
    return namespace(lengths).flip(padding_mask(lengths, T), axis=1)


def _backward(Q, K, V, dO, mask=None, *, row_term=True, scale=True):
    xp, root = namespace(Q, K, V, dO), math.sqrt(Q.shape[1])
    P = masked_softmax(_scores(Q, K, root), mask)
    dP = dO @ transpose(V)
    dS = P * (dP - (xp.sum(dP * P, axis=1, keepdims=True) if row_term else 0)) / (root if scale else 1)
    return AttentionGradients(dS @ K, transpose(dS) @ Q, transpose(P) @ dO)


@misconception(attention_backward, "T7.7/no_row_term", "Softmax couples a row: subtract D.")
def _no_row_term(Q, K, V, dO, mask=None):
    return _backward(Q, K, V, dO, mask, row_term=False)


@misconception(attention_backward, "T7.7/no_scale_back", "1/√d also scales the gradients.")
def _no_scale_back(Q, K, V, dO, mask=None):
    return _backward(Q, K, V, dO, mask, scale=False)


@misconception(
    attention_backward, "T7.7/mask_forgotten", "What was masked has a weight of 0 in the backward pass, too."
)
def _mask_forgotten(Q, K, V, dO, mask=None):
    return _backward(Q, K, V, dO)


@misconception(online_softmax_step, "T7.7/no_rescale", "A new maximum rescales what was summed before.")
def _no_rescale(m, l, o, scores, values):  # noqa: E741
    new = online_softmax_step(m, 0 * l, 0 * o, scores, values)
    return Running(new.m, l + new.l, o + new.o)


@misconception(online_softmax_step, "T7.7/normalised_blocks", "Divide by l once, at the end.")
def _normalised_blocks(m, l, o, scores, values):  # noqa: E741
    new = online_softmax_step(m, l, o, scores, values)
    return Running(new.m, new.l, new.o / new.l)


@misconception(online_softmax_step, "T7.7/block_maximum", "The maximum is that of all scores so far, not of the block.")
def _block_maximum(m, l, o, scores, values):  # noqa: E741
    xp = namespace(scores)
    top = xp.max(scores)
    return Running(top, *online_softmax_step(m, l, o, scores, values)[1:])


def _tiled(step):
    def tiled(q, K, V, block):
        xp, root = namespace(q, K, V), math.sqrt(q.shape[0])
        zero = xp.sum(V[:0, :])
        state = Running(zero - xp.inf, zero, 0 * V[0, :])
        for start in range(0, K.shape[0], block):
            tile = slice(start, min(start + block, K.shape[0]))
            state = step(*state, K[tile, :] @ q / root, V[tile, :])
        return Tiled(state.o / state.l, state.m + xp.log(state.l))

    return tiled


@misconception(tiled_attention, "T7.7/no_rescale", "A new maximum rescales what was summed before.")
def _tiled_no_rescale(q, K, V, block):
    return _tiled(_no_rescale)(q, K, V, block)


@misconception(tiled_attention, "T7.7/normalised_blocks", "Divide by l once, at the end.")
def _tiled_normalised_blocks(q, K, V, block):
    return _tiled(_normalised_blocks)(q, K, V, block)


@misconception(tiled_attention, "T7.2/no_scale", "Divide by √d.")
def _tiled_no_scale(q, K, V, block):
    return tiled_attention(q * math.sqrt(q.shape[0]), K, V, block)
