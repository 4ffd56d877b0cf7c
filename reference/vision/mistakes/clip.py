"""Wrong versions of the functions in `reference.vision.clip`, with the message that names each mistake."""

from reference._array import namespace, transpose
from reference.misconceptions import misconception
from reference.vision.clip import clip_logits, clip_loss, matching, unit, zero_shot_classify


@misconception(clip_logits, "T9.5/not_normalised", "Cosines need unit vectors.")
def _not_normalised(img, txt, logit_scale):
    xp = namespace(img, txt)
    long, wide = (xp.sqrt(xp.sum(x * x, axis=1)) for x in (img, txt))
    return long[:, None] * clip_logits(img, txt, logit_scale) * wide[None, :]


@misconception(clip_logits, "T9.5/scale_log", "The parameter is log(1/τ): exponentiate.")
def _scale_log(img, txt, logit_scale):
    return logit_scale * (unit(img) @ transpose(unit(txt)))


@misconception(clip_logits, "T9.5/not_clipped", "The exponential of the scale is at most 100.")
def _not_clipped(img, txt, logit_scale):
    xp = namespace(img, txt)
    return xp.exp(xp.sum(img[:0, :]) + logit_scale) * (unit(img) @ transpose(unit(txt)))


@misconception(clip_loss, "T9.5/one_direction", "Average both directions.")
def _one_direction(img, txt, logit_scale):
    return matching(clip_logits(img, txt, logit_scale))


@misconception(clip_loss, "T9.5/sum_not_mean", "Half of the sum.")
def _sum_not_mean(img, txt, logit_scale):
    return 2 * clip_loss(img, txt, logit_scale)


@misconception(clip_loss, "T9.5/not_normalised", "Cosines need unit vectors.")
def _loss_not_normalised(img, txt, logit_scale):
    logits = _not_normalised(img, txt, logit_scale)
    return (matching(logits) + matching(transpose(logits))) / 2


@misconception(clip_loss, "T9.5/scale_log", "The parameter is log(1/τ): exponentiate.")
def _loss_scale_log(img, txt, logit_scale):
    logits = _scale_log(img, txt, logit_scale)
    return (matching(logits) + matching(transpose(logits))) / 2


def _classify(img, prompts):
    xp = namespace(img)
    return xp.argmax(unit(img) @ transpose(xp.stack(prompts)), axis=1)


@misconception(zero_shot_classify, "T9.5/no_renorm", "Renormalise the averaged prompt.")
def _no_renorm(img, class_prompts):
    xp = namespace(img)
    return _classify(img, [xp.mean(unit(p), axis=0) for p in class_prompts])


@misconception(zero_shot_classify, "T9.5/prompts_not_normalised", "Prompts have length 1 before they are averaged.")
def _prompts_not_normalised(img, class_prompts):
    xp = namespace(img)
    return _classify(img, [unit(xp.mean(p, axis=0)) for p in class_prompts])


@misconception(zero_shot_classify, "T9.5/first_prompt", "All prompts of a class are averaged.")
def _first_prompt(img, class_prompts):
    return _classify(img, [unit(p[0, :]) for p in class_prompts])
