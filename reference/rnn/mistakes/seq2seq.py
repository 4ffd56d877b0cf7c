"""Wrong versions of the functions in `reference.rnn.seq2seq`, with the message that names each mistake."""

import math

from reference._array import as_float, namespace, transpose
from reference.misconceptions import misconception
from reference.rnn.seq2seq import (
    _attend,
    _brevity,
    _ngrams,
    _precision,
    _scores,
    _token_losses,
    bleu,
    length_mask,
    luong_step,
    masked_cross_entropy,
    shift_right,
)


@misconception(shift_right, "T6.7/shift_left", "The decoder sees what came before, never what comes next.")
def _shift_left(ids, bos):
    xp = namespace(ids)
    return xp.concat([ids[:, 1:], xp.full_like(ids[:, :1], bos)], axis=1)


@misconception(shift_right, "T6.7/sees_the_answer", "The decoder must not see the token that it has to predict.")
def _sees_the_answer(ids, bos):
    return ids


@misconception(shift_right, "T6.7/one_longer", "The last token is only an answer: it is dropped from the input.")
def _one_longer(ids, bos):
    xp = namespace(ids)
    return xp.concat([xp.full_like(ids[:, :1], bos), ids], axis=1)


@misconception(shift_right, "T6.7/replaced", "bos moves the tokens on; it does not replace the first.")
def _replaced(ids, bos):
    xp = namespace(ids)
    return xp.concat([xp.full_like(ids[:, :1], bos), ids[:, 1:]], axis=1)


@misconception(length_mask, "T6.7/padding_marked", "True is a real token.")
def _padding_marked(lengths, T):
    return ~length_mask(lengths, T)


@misconception(length_mask, "T6.7/one_too_many", "A sentence of n tokens has the steps 0…n−1.")
def _one_too_many(lengths, T):
    steps = namespace(lengths).arange(T, device=getattr(lengths, "device", None))
    return steps[None, :] <= lengths[:, None]


@misconception(length_mask, "T6.7/padding_in_front", "Padding is behind the tokens.")
def _padding_in_front(lengths, T):
    return namespace(lengths).flip(length_mask(lengths, T), axis=1)


@misconception(masked_cross_entropy, "T6.7/padding_counted", "Padding has no loss.")
def _padding_counted(logits, ids, lengths):
    return masked_cross_entropy(logits, ids, 0 * lengths + ids.shape[1])


@misconception(masked_cross_entropy, "T6.7/mean_of_sentences", "Every token weighs the same.")
def _mean_of_sentences(logits, ids, lengths):
    losses, real = _token_losses(logits, ids, lengths)
    xp = namespace(losses)
    return xp.mean(xp.sum(losses, axis=1) / xp.sum(xp.astype(real, losses.dtype), axis=1))


@misconception(masked_cross_entropy, "T6.7/divided_by_all", "Divide by the number of real tokens.")
def _divided_by_all(logits, ids, lengths):
    return namespace(logits).mean(_token_losses(logits, ids, lengths)[0])


@misconception(masked_cross_entropy, "T6.7/sum_of_tokens", "The loss is a mean over real tokens.")
def _sum_of_tokens(logits, ids, lengths):
    return namespace(logits).sum(_token_losses(logits, ids, lengths)[0])


@misconception(luong_step, "T6.7/padding_attended", "Nobody attends to padding.")
def _padding_attended(h, memory, W, lengths):
    return luong_step(h, memory, W, 0 * lengths + memory.shape[1])


@misconception(luong_step, "T6.7/mask_zero", "A score of 0 is still likely: mask with −∞.")
def _mask_zero(h, memory, W, lengths):
    real = length_mask(lengths, memory.shape[1])
    return _attend(_scores(h, memory, W) * as_float(real), memory, real | True)


@misconception(luong_step, "T6.7/dot", "The score is hᵀWm, not hᵀm.")
def _dot(h, memory, W, lengths):
    xp = namespace(W)
    return luong_step(h, memory, xp.eye(W.shape[0], dtype=W.dtype, device=getattr(W, "device", None)), lengths)


@misconception(luong_step, "T6.7/W_transposed", "The rows of W belong to the decoder.")
def _W_transposed(h, memory, W, lengths):
    return luong_step(h, memory, transpose(W), lengths)


@misconception(luong_step, "T6.7/best_place", "The context is a weighted mean, not the best place alone.")
def _best_place(h, memory, W, lengths):
    return luong_step(h * 1e6, memory, W, lengths)


def _combined(precisions, brevity):
    return brevity * math.exp(sum(map(math.log, precisions)) / len(precisions)) if all(precisions) else 0.0


@misconception(bleu, "T6.7/no_clipping", "A word cannot match more often than it occurs.")
def _no_clipping(candidate, reference, max_n=4):
    precisions = []
    for n in range(1, max_n + 1):
        mine, theirs = _ngrams(candidate, n), _ngrams(reference, n)
        precisions.append(sum(c for gram, c in mine.items() if gram in theirs) / max(mine.total(), 1))
    return _combined(precisions, _brevity(candidate, reference))


@misconception(bleu, "T6.7/no_brevity", "Short candidates are penalised.")
def _no_brevity(candidate, reference, max_n=4):
    return _combined([_precision(candidate, reference, n) for n in range(1, max_n + 1)], 1)


@misconception(bleu, "T6.7/brevity_both", "A long candidate is not penalised twice: its precision suffers already.")
def _brevity_both(candidate, reference, max_n=4):
    ratio = len(reference) / len(candidate)
    return _combined([_precision(candidate, reference, n) for n in range(1, max_n + 1)], math.exp(-abs(1 - ratio)))


@misconception(bleu, "T6.7/arithmetic_mean", "BLEU is a geometric mean of the precisions.")
def _arithmetic_mean(candidate, reference, max_n=4):
    precisions = [_precision(candidate, reference, n) for n in range(1, max_n + 1)]
    return _brevity(candidate, reference) * sum(precisions) / max_n


@misconception(bleu, "T6.7/recall", "Divide by the n-grams of the candidate.")
def _recall(candidate, reference, max_n=4):
    return _combined([_precision(reference, candidate, n) for n in range(1, max_n + 1)], _brevity(candidate, reference))


@misconception(bleu, "T6.7/longest_only", "All n from 1 to N count.")
def _longest_only(candidate, reference, max_n=4):
    return _combined([_precision(candidate, reference, max_n)], _brevity(candidate, reference))
