"""Wrong versions of the functions in `reference.vision.blip`, with the message that names each mistake."""

from reference._array import namespace
from reference.linear.softmax import softmax
from reference.llm.causal import IGNORED, mean_loss, token_losses
from reference.misconceptions import misconception
from reference.vision.blip import (
    capfilt,
    captioning_loss,
    hard_negative_weights,
    itc_loss,
    itm_loss,
    momentum_soft_targets,
)


@misconception(itc_loss, "T9.6/one_direction", "Average both directions.")
def _one_direction(sim_i2t, sim_t2i, soft_targets=None):
    return itc_loss(sim_i2t, sim_i2t, soft_targets)


@misconception(itc_loss, "T9.6/hard_only", "Soft targets replace the identity where they are given.")
def _hard_only(sim_i2t, sim_t2i, soft_targets=None):
    return itc_loss(sim_i2t, sim_t2i)


@misconception(itc_loss, "T9.6/summed", "Half of the sum of both directions.")
def _summed(sim_i2t, sim_t2i, soft_targets=None):
    return 2 * itc_loss(sim_i2t, sim_t2i, soft_targets)


@misconception(momentum_soft_targets, "T9.6/alpha_swapped", "α weighs the momentum part.")
def _alpha_swapped(sim_m, alpha=0.4):
    return momentum_soft_targets(sim_m, 1 - alpha)


@misconception(momentum_soft_targets, "T9.6/columns", "Each row is a law over the texts: its sum is 1.")
def _columns(sim_m, alpha=0.4):
    xp = namespace(sim_m)
    eye = xp.eye(sim_m.shape[0], dtype=sim_m.dtype, device=getattr(sim_m, "device", None))
    return alpha * softmax(sim_m, axis=0) + (1 - alpha) * eye


@misconception(momentum_soft_targets, "T9.6/no_softmax", "The similarities become a law by a softmax.")
def _no_softmax(sim_m, alpha=0.4):
    xp = namespace(sim_m)
    eye = xp.eye(sim_m.shape[0], dtype=sim_m.dtype, device=getattr(sim_m, "device", None))
    return alpha * sim_m + (1 - alpha) * eye


@misconception(itm_loss, "T9.6/itm_match_class", "Class 1 = matched.")
def _itm_match_class(logits, match):
    return itm_loss(logits, 1 - namespace(logits).astype(match, namespace(logits).int64))


@misconception(itm_loss, "T9.6/positives_only", "Pairs that do not match have a loss, too.")
def _positives_only(logits, match):
    xp = namespace(logits)
    each = xp.stack([itm_loss(logits[i : i + 1, :], match[i : i + 1]) for i in range(logits.shape[0])])
    return xp.mean(xp.where(match == 1, each, 0 * each))


@misconception(itm_loss, "T9.6/itm_summed", "The loss is a mean over the pairs.")
def _itm_summed(logits, match):
    return itm_loss(logits, match) * logits.shape[0]


@misconception(hard_negative_weights, "T9.6/hard_neg_self", "The positive must not be drawn as a negative.")
def _hard_neg_self(sim):
    return softmax(sim)


@misconception(hard_negative_weights, "T9.6/not_renormalised", "Without the positive the weights sum to 1 again.")
def _not_renormalised(sim):
    xp = namespace(sim)
    return xp.where(hard_negative_weights(sim) > 0, softmax(sim), 0 * sim)


@misconception(hard_negative_weights, "T9.6/easiest", "The hardest negative is the most similar one.")
def _easiest(sim):
    return hard_negative_weights(-sim)


@misconception(captioning_loss, "T9.6/no_smoothing", "The labels are smoothed.")
def _no_smoothing(logits, labels, smoothing=0.1):
    return captioning_loss(logits, labels, 0.0)


@misconception(captioning_loss, "T9.6/no_shift", "Position t predicts token t+1.")
def _no_shift(logits, labels, smoothing=0.1):
    xp = namespace(logits)
    padded = xp.concat([labels[:, :1], labels], axis=1)
    return captioning_loss(xp.concat([logits, logits[:, :1, :]], axis=1), padded, smoothing)


@misconception(captioning_loss, "T9.6/smoothing_alone", "The true token keeps the weight 1 − ε (and its part of ε).")
def _smoothing_alone(logits, labels, smoothing=0.1):
    plain = mean_loss(*token_losses(logits[:, :-1, :], labels[:, 1:], IGNORED))
    return plain + captioning_loss(logits, labels, smoothing) - (1 - smoothing) * plain


@misconception(capfilt, "T9.6/web_trusted", "The filter removes texts of the web, too.")
def _web_trusted(web, synthetic, keep_fn):
    return [*web, *capfilt([], synthetic, keep_fn)]


@misconception(capfilt, "T9.6/synthetic_trusted", "The filter removes generated texts, too.")
def _synthetic_trusted(web, synthetic, keep_fn):
    return [*capfilt(web, [], keep_fn), *synthetic]


@misconception(capfilt, "T9.6/inverted", "The filter says what is kept.")
def _inverted(web, synthetic, keep_fn):
    return capfilt(web, synthetic, lambda image, text: not keep_fn(image, text))
