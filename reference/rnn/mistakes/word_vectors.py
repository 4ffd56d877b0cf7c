"""Wrong versions of the functions in `reference.rnn.word_vectors`, with the message that names each mistake."""

from reference._array import as_float, namespace
from reference.misconceptions import misconception
from reference.neurons.activations import sigmoid, softplus
from reference.rnn.word_vectors import (
    SgnsGradients,
    _nearest,
    analogy,
    noise_distribution,
    sgns_loss_grad,
    skip_gram_pairs,
)


@misconception(sgns_loss_grad, "T6.8/negative_sign", "Negatives enter as σ(−u·v).")
def _negative_sign(v_c, u_o, U_neg):
    xp = namespace(v_c)
    pair = sgns_loss_grad(v_c, u_o, U_neg[:0, :])
    scores = U_neg @ v_c
    miss = -sigmoid(-scores)[:, None]
    return SgnsGradients(
        pair.loss + xp.sum(softplus(-scores)), pair.dv + xp.sum(miss * U_neg, axis=0), pair.du, miss * v_c[None, :]
    )


@misconception(sgns_loss_grad, "T6.8/mean_of_negatives", "The negatives are summed, not averaged.")
def _mean_of_negatives(v_c, u_o, U_neg):
    pair, all_of = sgns_loss_grad(v_c, u_o, U_neg[:0, :]), sgns_loss_grad(v_c, u_o, U_neg)
    K = max(U_neg.shape[0], 1)
    return SgnsGradients(
        pair.loss + (all_of.loss - pair.loss) / K, pair.dv + (all_of.dv - pair.dv) / K, pair.du, all_of.dU / K
    )


@misconception(sgns_loss_grad, "T6.8/shared_vectors", "Centre and context words have different tables.")
def _shared_vectors(v_c, u_o, U_neg):
    right = sgns_loss_grad(v_c, u_o, U_neg)
    both = right.dv + right.du
    return right._replace(dv=both, du=both)


@misconception(sgns_loss_grad, "T6.8/gradient_sign", "The gradient points uphill: σ(u·v) − 1 for the right word.")
def _gradient_sign(v_c, u_o, U_neg):
    loss, *slopes = sgns_loss_grad(v_c, u_o, U_neg)
    return SgnsGradients(loss, *(-s for s in slopes))


@misconception(sgns_loss_grad, "T6.8/no_minus_one", "For the right word the slope is σ(u·v) − 1.")
def _no_minus_one(v_c, u_o, U_neg):
    right = sgns_loss_grad(v_c, u_o, U_neg)
    return right._replace(dv=right.dv + u_o, du=right.du + v_c)


@misconception(noise_distribution, "T6.8/unigram", "Noise is drawn with counts^0.75.")
def _unigram(counts, power=0.75):
    return noise_distribution(counts, 1.0)


@misconception(noise_distribution, "T6.8/uniform", "Frequent words are drawn more often.")
def _uniform(counts, power=0.75):
    return noise_distribution(counts, 0.0)


@misconception(noise_distribution, "T6.8/not_normalised", "Probabilities sum to 1.")
def _not_normalised(counts, power=0.75):
    return as_float(counts) ** power


@misconception(noise_distribution, "T6.8/power_last", "First the power, then divide by the sum.")
def _power_last(counts, power=0.75):
    return noise_distribution(counts, 1.0) ** power


def _pairs(ids, window, kept):
    n = len(ids)
    return [(int(ids[t]), int(ids[j])) for t in range(n) for j in range(n) if abs(t - j) <= window and kept(t, j)]


@misconception(skip_gram_pairs, "T6.8/itself", "A word is not its own context.")
def _itself(ids, window):
    return _pairs(ids, window, lambda t, j: True)


@misconception(skip_gram_pairs, "T6.8/one_side", "The context is on both sides.")
def _one_side(ids, window):
    return _pairs(ids, window, lambda t, j: j > t)


@misconception(skip_gram_pairs, "T6.8/context_first", "A pair is (centre, context).")
def _context_first(ids, window):
    return [(context, centre) for centre, context in skip_gram_pairs(ids, window)]


@misconception(skip_gram_pairs, "T6.8/edge_only", "All words up to `window` apart count, not only those exactly there.")
def _edge_only(ids, window):
    return _pairs(ids, window, lambda t, j: abs(t - j) == window)


@misconception(skip_gram_pairs, "T6.8/same_word_skipped", "The same word at another place is a context.")
def _same_word_skipped(ids, window):
    return [pair for pair in skip_gram_pairs(ids, window) if pair[0] != pair[1]]


@misconception(analogy, "T6.8/query_in_answer", "An analogy may not answer with one of its own words.")
def _query_in_answer(E, a, b, c):
    return _nearest(E, E[b, :] - E[a, :] + E[c, :], list(range(E.shape[0])))


def _others(E, *words):
    return [w for w in range(E.shape[0]) if w not in words]


@misconception(analogy, "T6.8/direction", "From a to b, on from c: e_b − e_a + e_c.")
def _direction(E, a, b, c):
    return _nearest(E, E[a, :] - E[b, :] + E[c, :], _others(E, a, b, c))


@misconception(analogy, "T6.8/inner_product", "Compare directions: a long vector wins every inner product.")
def _inner_product(E, a, b, c):
    scores = E @ (E[b, :] - E[a, :] + E[c, :])
    return max(_others(E, a, b, c), key=lambda w: float(scores[w]))


@misconception(analogy, "T6.8/nearest_to_c", "What leads from a to b is added to c.")
def _nearest_to_c(E, a, b, c):
    return _nearest(E, E[c, :], _others(E, a, b, c))
