"""Wrong versions of the functions in `reference.llm.decoding`, with the message that names each mistake."""

import math

from reference._array import namespace
from reference.linear.softmax import log_softmax, softmax
from reference.llm.decoding import (
    Beam,
    Cached,
    apply_temperature,
    beam_search,
    greedy_decode,
    kv_cache_step,
    sample_from,
    top_k_filter,
    top_p_filter,
)
from reference.misconceptions import misconception


@misconception(apply_temperature, "T8.5/times_T", "Divide by the temperature.")
def _times_T(logits, T):
    return logits * T


@misconception(apply_temperature, "T8.5/on_probabilities", "The temperature divides logits, not probabilities.")
def _on_probabilities(logits, T):
    return softmax(logits) / T


@misconception(apply_temperature, "T8.5/root", "Divide by T itself.")
def _root(logits, T):
    return logits / math.sqrt(T)


@misconception(top_k_filter, "T8.5/zero_outside", "A token that is left out has a logit of −∞: 0 is still likely.")
def _zero_outside(logits, k):
    xp = namespace(logits)
    kept = top_k_filter(logits, k)
    return xp.where(xp.isinf(kept), 0 * logits, kept)


@misconception(top_k_filter, "T8.5/smallest", "Keep the largest logits.")
def _smallest(logits, k):
    return -top_k_filter(-logits, k)


@misconception(top_k_filter, "T8.5/filter_probs_no_renorm", "Filter logits: the softmax then normalises what is left.")
def _probabilities(logits, k):
    xp = namespace(logits)
    return xp.where(xp.isinf(top_k_filter(logits, k)), 0 * logits, softmax(logits))


@misconception(top_k_filter, "T8.5/all_ties", "Exactly k tokens stay: of equal ones the first.")
def _all_ties(logits, k):
    xp = namespace(logits)
    kept = top_k_filter(logits, k)
    border = xp.min(xp.where(xp.isinf(kept), xp.max(logits) + 0 * logits, kept))
    return xp.where(logits >= border, logits, xp.full_like(logits, -xp.inf))


@misconception(top_p_filter, "T8.5/nucleus_short", "Keep the token that crosses p.")
def _nucleus_short(logits, p):
    probs, total, keep = softmax(logits), 0.0, 0
    for i in sorted(range(logits.shape[0]), key=lambda i: (-float(logits[i]), i)):
        total += float(probs[i])
        if total > p and keep:
            break
        keep += 1
    return top_k_filter(logits, keep)


@misconception(top_p_filter, "T8.5/threshold", "p bounds the sum of the kept probabilities, not each of them.")
def _threshold(logits, p):
    xp = namespace(logits)
    return xp.where(softmax(logits) >= 1 - p, logits, xp.full_like(logits, -xp.inf))


@misconception(top_p_filter, "T8.5/not_sorted", "Take tokens by falling probability.")
def _not_sorted(logits, p):
    xp = namespace(logits)
    probs, total, keep = softmax(logits), 0.0, 0
    while total < p and keep < logits.shape[0]:
        total += float(probs[keep])
        keep += 1
    first = xp.arange(logits.shape[0], device=getattr(logits, "device", None)) < keep
    return xp.where(first, logits, xp.full_like(logits, -xp.inf))


@misconception(sample_from, "T8.5/argmax", "A sample follows u; it is not always the likeliest token.")
def _argmax(probs, u):
    return int(namespace(probs).argmax(probs))


@misconception(sample_from, "T8.5/reached", "The first cumulative probability *above* u: 0 is never drawn.")
def _reached(probs, u):
    total = 0.0
    for i in range(probs.shape[0]):
        total += float(probs[i])
        if total >= u:
            return i
    return probs.shape[0] - 1


@misconception(sample_from, "T8.5/not_cumulative", "Compare u with the cumulative probabilities.")
def _not_cumulative(probs, u):
    for i in range(probs.shape[0]):
        if float(probs[i]) > u:
            return i
    return probs.shape[0] - 1


@misconception(greedy_decode, "T8.5/no_eos", "eos ends the sequence.")
def _greedy_no_eos(step_fn, start, max_len, eos):
    return greedy_decode(step_fn, start, max_len, -1)


@misconception(greedy_decode, "T8.5/eos_dropped", "eos is a part of the sequence.")
def _eos_dropped(step_fn, start, max_len, eos):
    ids = greedy_decode(step_fn, start, max_len, eos)
    return ids[:-1] if ids[-1] == eos and len(ids) > len(start) else ids


@misconception(greedy_decode, "T8.5/max_new", "max_len counts the start, too.")
def _max_new(step_fn, start, max_len, eos):
    return greedy_decode(step_fn, start, max_len + len(start), eos)


@misconception(beam_search, "T8.5/beam_greedy", "Compare whole sequences.")
def _beam_greedy(step_fn, start, width, max_len, eos, length_penalty=0.0):
    return beam_search(step_fn, start, 1, max_len, eos, length_penalty)


def _beams(step_fn, start, width, max_len, eos, alpha, value, ends=True):
    live, done = [(list(start), value(None, None))], []
    for length in range(len(start) + 1, max_len + 1):
        grown = [
            ([*ids, i], value(total, float(lp)))
            for ids, total in live
            for i, lp in enumerate(log_softmax(step_fn(list(ids))))
        ]
        kept = sorted([*done, *grown], key=lambda b: (-b[1] / (len(b[0]) - len(start)) ** alpha, b[0]))[:width]
        done = [b for b in kept if ends and b[0][-1] == eos]
        live = [b for b in kept if b not in done]
        if length == max_len:
            done += live
        if not live:
            break
    done.sort(key=lambda b: (-b[1] / (len(b[0]) - len(start)) ** alpha, b[0]))
    return [Beam(ids, total / (len(ids) - len(start)) ** alpha) for ids, total in done[:width]]


@misconception(beam_search, "T8.5/prob_product", "Add log-probabilities.")
def _prob_product(step_fn, start, width, max_len, eos, length_penalty=0.0):
    def product(total, lp):
        return 1.0 if total is None else total * math.exp(lp)

    return _beams(step_fn, start, width, max_len, eos, length_penalty, product)


@misconception(beam_search, "T8.5/no_eos", "Finished beams stay finished.")
def _beam_no_eos(step_fn, start, width, max_len, eos, length_penalty=0.0):
    def add(total, lp):
        return 0.0 if total is None else total + lp

    return _beams(step_fn, start, width, max_len, eos, length_penalty, add, ends=False)


@misconception(beam_search, "T8.5/no_length_penalty", "The sum is divided by length^α.")
def _no_length_penalty(step_fn, start, width, max_len, eos, length_penalty=0.0):
    return beam_search(step_fn, start, width, max_len, eos)


@misconception(kv_cache_step, "T8.5/itself_missing", "The new token attends to itself, too.")
def _itself_missing(q, K_cache, V_cache, k, v):
    right = kv_cache_step(q, K_cache, V_cache, k, v)
    if not K_cache.shape[0]:
        return Cached(0 * v, right.K, right.V)
    return Cached(softmax(K_cache @ q / math.sqrt(q.shape[0])) @ V_cache, right.K, right.V)


@misconception(kv_cache_step, "T8.5/not_appended", "The new key and value join the cache for the next step.")
def _not_appended(q, K_cache, V_cache, k, v):
    return Cached(kv_cache_step(q, K_cache, V_cache, k, v).out, K_cache, V_cache)


@misconception(kv_cache_step, "T8.5/cache_no_scale", "Divide the scores by √d.")
def _cache_no_scale(q, K_cache, V_cache, k, v):
    return kv_cache_step(q, K_cache, V_cache, k, v)._replace(
        out=kv_cache_step(q * math.sqrt(q.shape[0]), K_cache, V_cache, k, v).out
    )
