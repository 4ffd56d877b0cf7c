"""Wrong versions of the functions in `reference.attention.scores`, with the message that names each mistake."""

import math

from reference._array import namespace, transpose
from reference.attention.scores import (
    Attended,
    attend,
    attention_scores,
    elu_plus_one,
    hard_attention,
    linear_attention,
    masked_softmax,
)
from reference.misconceptions import misconception


@misconception(attention_scores, "T7.1/tanh_outside", "tanh comes before the product with v.")
def _tanh_outside(q, k, kind="scaled", W=None, W1=None, W2=None, v=None):
    xp = namespace(q, k)
    if kind != "additive":
        return attention_scores(q, k, kind, W, W1, W2, v)
    both = (q @ transpose(W1))[:, None, :] + (k @ transpose(W2))[None, :, :]
    return xp.tanh(xp.sum(both * v, axis=-1))


@misconception(attention_scores, "T7.1/qk_swapped", "Rows are queries, columns keys.")
def _qk_swapped(q, k, kind="scaled", W=None, W1=None, W2=None, v=None):
    return transpose(attention_scores(q, k, kind, W, W1, W2, v))


@misconception(attention_scores, "T7.1/no_scale", "The scaled score is divided by √d, and only that one.")
def _no_scale(q, k, kind="scaled", W=None, W1=None, W2=None, v=None):
    return attention_scores(q, k, "dot" if kind == "scaled" else kind, W, W1, W2, v)


@misconception(attention_scores, "T7.1/scale_d", "√d, not d.")
def _scale_d(q, k, kind="scaled", W=None, W1=None, W2=None, v=None):
    scores = attention_scores(q, k, kind, W, W1, W2, v)
    return scores / math.sqrt(q.shape[1]) if kind == "scaled" else scores


@misconception(attention_scores, "T7.1/w_transposed", "The general score is qᵀWk: W meets the query's side first.")
def _w_transposed(q, k, kind="scaled", W=None, W1=None, W2=None, v=None):
    return attention_scores(q, k, kind, None if W is None else transpose(W), W1, W2, v)


@misconception(attention_scores, "T7.1/weights_swapped", "W1 belongs to the query, W2 to the key.")
def _weights_swapped(q, k, kind="scaled", W=None, W1=None, W2=None, v=None):
    return attention_scores(q, k, kind, W, W2, W1, v)


@misconception(attend, "T7.1/softmax_axis", "Each query's weights sum to 1 over keys.")
def _softmax_axis(scores, values, mask=None):
    weights = transpose(masked_softmax(transpose(scores), None if mask is None else transpose(mask)))
    return Attended(weights @ values, weights)


@misconception(attend, "T7.1/mask_inverted", "True means keep here.")
def _mask_inverted(scores, values, mask=None):
    return attend(scores, values, None if mask is None else ~mask)


@misconception(attend, "T7.1/mask_after", "Mask the scores before the softmax.")
def _mask_after(scores, values, mask=None):
    weights = masked_softmax(scores)
    if mask is not None:
        weights = namespace(scores).where(mask, weights, 0 * weights)
    return Attended(weights @ values, weights)


@misconception(attend, "T7.1/zero_for_masked", "A masked score is −∞, not 0: e⁰ is 1.")
def _zero_for_masked(scores, values, mask=None):
    return attend(scores if mask is None else namespace(scores).where(mask, scores, 0 * scores), values)


@misconception(hard_attention, "T7.1/hard_soft", "Hard attention picks one value.")
def _hard_soft(scores, values):
    return attend(scores, values).out


@misconception(hard_attention, "T7.1/last_of_ties", "On ties the first key is taken.")
def _last_of_ties(scores, values):
    xp = namespace(scores, values)
    return hard_attention(xp.flip(scores, axis=1), xp.flip(values, axis=0))


@misconception(hard_attention, "T7.1/softmax_axis", "Each query picks among the keys: arg max of a row.")
def _picks_by_column(scores, values):
    xp = namespace(scores, values)
    return xp.take(values, xp.argmax(scores, axis=0) % values.shape[0], axis=0)


@misconception(linear_attention, "T7.1/not_normalised", "Divide by φ(q) times the sum of all φ(k).")
def _not_normalised(q, k, v, phi="elu+1"):
    return elu_plus_one(q) @ (transpose(elu_plus_one(k)) @ v)


@misconception(linear_attention, "T7.1/elu_alone", "φ is elu + 1: the weights must be positive.")
def _elu_alone(q, k, v, phi="elu+1"):
    xp = namespace(q, k)
    a, b = elu_plus_one(q) - 1, elu_plus_one(k) - 1
    return (a @ (transpose(b) @ v)) / (a @ xp.sum(b, axis=0))[:, None]


@misconception(linear_attention, "T7.1/softmax_kept", "Linear attention has no softmax: φ(q)·φ(k) is the weight.")
def _softmax_kept(q, k, v, phi="elu+1"):
    return attend(elu_plus_one(q) @ transpose(elu_plus_one(k)), v).out
