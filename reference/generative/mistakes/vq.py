"""Wrong versions of the functions in `reference.generative.vq`, with the message that names each mistake."""

from math import log

from reference._array import namespace, stop_gradient, transpose
from reference.generative.vq import (
    Codebook,
    Quantized,
    VqLosses,
    codebook_perplexity,
    ema_codebook,
    straight_through,
    vector_quantize,
    vq_losses,
)
from reference.misconceptions import misconception


def _codes(E, idx):
    return Quantized(idx, namespace(E).take(E, idx, axis=0))


@misconception(vector_quantize, "T10.5/dot_product", "The nearest code, not the one of the largest dot product.")
def _dot_product(z, E):
    return _codes(E, namespace(z, E).argmax(z @ transpose(E), axis=1))


@misconception(vector_quantize, "T10.5/last_tie", "Of equally near codes the first is taken.")
def _last_tie(z, E):
    return _codes(E, E.shape[0] - 1 - vector_quantize(z, namespace(E).flip(E, axis=0)).idx)


@misconception(vector_quantize, "T10.5/farthest", "The code of the smallest distance.")
def _farthest(z, E):
    xp = namespace(z, E)
    return _codes(E, xp.argmax(xp.sum((z[:, None, :] - E[None, :, :]) ** 2, axis=2), axis=1))


@misconception(vq_losses, "T10.5/sum_not_mean", "Mean over entries.")
def _sum_not_mean(z, z_q, beta=0.25):
    entries = z.shape[0] * z.shape[1]
    return VqLosses(*(entries * loss for loss in vq_losses(z, z_q, beta)))


@misconception(vq_losses, "T10.5/stop_swapped", "β weighs the term that moves the *encoder*.")
def _stop_swapped(z, z_q, beta=0.25):
    xp = namespace(z, z_q)
    return VqLosses(xp.mean((z - stop_gradient(z_q)) ** 2), beta * xp.mean((stop_gradient(z) - z_q) ** 2))


@misconception(vq_losses, "T10.5/gradient_to_both", "Each term moves one side only.")
def _gradient_to_both(z, z_q, beta=0.25):
    mean = namespace(z, z_q).mean((z - z_q) ** 2)
    return VqLosses(mean, beta * mean)


@misconception(vq_losses, "T10.5/beta_forgotten", "The commitment is weighed by β.")
def _beta_forgotten(z, z_q, beta=0.25):
    return vq_losses(z, z_q, 1.0)


@misconception(straight_through, "T10.5/no_straight_through", "argmin has no gradient: copy it past the quantiser.")
def _no_straight_through(z, z_q):
    return z_q


@misconception(straight_through, "T10.5/not_quantised", "The forward value is the code, not z.")
def _not_quantised(z, z_q):
    return z


@misconception(
    straight_through, "T10.5/gradient_to_both", "The decoder's gradient goes to z, and codes do not feel it."
)
def _through_both(z, z_q):
    return z_q + (z - stop_gradient(z))


@misconception(ema_codebook, "T10.5/decay_swapped", "γ weighs what was, 1 − γ the batch.")
def _decay_swapped(N_k, m_k, idx, z, decay):
    return ema_codebook(N_k, m_k, idx, z, 1 - decay)


@misconception(ema_codebook, "T10.5/sum_as_code", "A code is the mean: divide by N_k.")
def _sum_as_code(N_k, m_k, idx, z, decay):
    right = ema_codebook(N_k, m_k, idx, z, decay)
    return right._replace(E=right.m_k)


@misconception(
    ema_codebook, "T10.5/codes_averaged", "Average counts and sums, then divide: codes are not averaged themselves."
)
def _codes_averaged(N_k, m_k, idx, z, decay):
    batch, right = ema_codebook(0 * N_k, 0 * m_k, idx, z, 0.0), ema_codebook(N_k, m_k, idx, z, decay)
    return Codebook(right.N_k, right.m_k, decay * m_k / N_k[:, None] + (1 - decay) * batch.E)


@misconception(codebook_perplexity, "T10.5/entropy", "Perplexity is the exponential of the entropy.")
def _entropy(idx, K):
    return namespace(idx).log(codebook_perplexity(idx, K))


@misconception(codebook_perplexity, "T10.5/used_codes", "Rarely used codes count less than others.")
def _used_codes(idx, K):
    return 0 * codebook_perplexity(idx, K) + len({int(i) for i in idx})


@misconception(codebook_perplexity, "T10.5/bits_as_nats", "An entropy in bits belongs to 2^H, one in nats to e^H.")
def _bits_as_nats(idx, K):
    return codebook_perplexity(idx, K) ** (1 / log(2))
