"""Wrong versions of the functions in `reference.generative.autoregressive`, and what to say of each mistake."""

from math import log, prod

from reference._array import namespace, transpose
from reference.generative.autoregressive import (
    bernoulli_log_prob,
    bits_per_dim,
    fvsbn_log_prob,
    made_masks,
    nade_log_prob,
    pixelcnn_mask,
    wavenet_receptive_field,
)
from reference.misconceptions import misconception
from reference.neurons.activations import sigmoid


def _conditionals(x, z):
    return namespace(x).exp(bernoulli_log_prob(x, z))


@misconception(fvsbn_log_prob, "T10.1/joint_sum", "Conditionals multiply, logs add.")
def _joint_sum(x, W, c):
    xp = namespace(x, W, c)
    return xp.log(xp.sum(_conditionals(x, x @ transpose(W) + c), axis=1))


@misconception(fvsbn_log_prob, "T10.1/later_entries", "x_d depends on the entries before it: row d of W.")
def _later_entries(x, W, c):
    return namespace(x, W, c).sum(bernoulli_log_prob(x, x @ W + c), axis=1)


@misconception(fvsbn_log_prob, "T10.1/probability_of_zero", "σ is the probability of a 1.")
def _probability_of_zero(x, W, c):
    return namespace(x, W, c).sum(bernoulli_log_prob(x, -(x @ transpose(W) + c)), axis=1)


@misconception(fvsbn_log_prob, "T10.1/mean_not_sum", "Sum over the entries: log p is that of the whole sample.")
def _mean_not_sum(x, W, c):
    return fvsbn_log_prob(x, W, c) / x.shape[1]


def _nade(x, W, V, b, c, use=sigmoid, first=False, total=sum):
    a, logs = c + 0 * (x @ transpose(W)), []
    for d in range(x.shape[1]):
        a = a + x[:, d][:, None] * W[:, d] if first else a
        logs.append(bernoulli_log_prob(x[:, d], b[d] + use(a) @ V[d, :]))
        a = a if first else a + x[:, d][:, None] * W[:, d]
    return total(logs)


@misconception(nade_log_prob, "T10.1/nade_order", "Update the hidden sum after using x_d.")
def _nade_order(x, W, V, b, c):
    return _nade(x, W, V, b, c, first=True)


@misconception(nade_log_prob, "T10.1/joint_sum", "Conditionals multiply, logs add.")
def _nade_joint_sum(x, W, V, b, c):
    xp = namespace(x, W)
    return _nade(x, W, V, b, c, total=lambda logs: xp.log(sum(xp.exp(one) for one in logs)))


@misconception(nade_log_prob, "T10.1/nade_linear", "The hidden units are sigmoids.")
def _nade_linear(x, W, V, b, c):
    return _nade(x, W, V, b, c, use=lambda a: a)


@misconception(made_masks, "T10.1/ge_output", "Output masks are strict: m_d > m_j.")
def _ge_output(m_in, m_hidden):
    return [*made_masks(m_in, m_hidden)[:-1], made_masks(m_hidden[-1], [m_in])[0]]


@misconception(made_masks, "T10.1/strict_hidden", "Hidden masks are not strict: m_j ≥ m_i.")
def _strict_hidden(m_in, m_hidden):
    layers = [m_in, *m_hidden]
    strict = [made_masks(above, [below])[-1] for below, above in zip(layers, layers[1:], strict=False)]
    return [*strict, made_masks(m_in, m_hidden)[-1]]


@misconception(made_masks, "T10.1/masks_transposed", "A mask has the shape of its weights: (out, in).")
def _masks_transposed(m_in, m_hidden):
    return [transpose(m) for m in made_masks(m_in, m_hidden)]


@misconception(pixelcnn_mask, "T10.1/A_B_swapped", "The first layer must not see its own pixel: mask A.")
def _A_B_swapped(k, kind, like=None):
    return pixelcnn_mask(k, {"A": "B", "B": "A"}[kind], like)


@misconception(pixelcnn_mask, "T10.1/left_only", "Of the rows above every pixel is known, also those to the right.")
def _left_only(k, kind, like=None):
    mask = pixelcnn_mask(k, kind, like)
    columns = namespace(mask).arange(k, device=getattr(like, "device", None))
    return mask * namespace(mask).astype(columns <= k // 2, mask.dtype)


@misconception(pixelcnn_mask, "T10.1/later_pixels", "Pixels come in reading order: those before the centre are known.")
def _later_pixels(k, kind, like=None):
    return namespace(pixelcnn_mask(k, kind, like)).flip(pixelcnn_mask(k, kind, like))


@misconception(wavenet_receptive_field, "T10.1/own_input_missing", "The output's own input counts, too: 1 + …")
def _own_input_missing(k, dilations):
    return wavenet_receptive_field(k, dilations) - 1


@misconception(wavenet_receptive_field, "T10.1/k_not_k_minus_1", "A filter of k taps reaches k − 1 steps back.")
def _k_not_k_minus_1(k, dilations):
    return 1 + k * sum(dilations)


@misconception(wavenet_receptive_field, "T10.1/dilations_multiplied", "Reaches of layers add.")
def _dilations_multiplied(k, dilations):
    return 1 + (k - 1) * prod(dilations)


@misconception(bits_per_dim, "T10.1/bits_no_ln2", "Divide by ln 2.")
def _bits_no_ln2(nll_nats, n_dims):
    return nll_nats / n_dims


@misconception(bits_per_dim, "T10.1/ln2_times", "A nat is 1/ln 2 bits: more bits than nats.")
def _ln2_times(nll_nats, n_dims):
    return nll_nats * log(2) / n_dims


@misconception(bits_per_dim, "T10.1/bits_of_all", "Divide by the number of dimensions.")
def _bits_of_all(nll_nats, n_dims):
    return nll_nats / log(2)
