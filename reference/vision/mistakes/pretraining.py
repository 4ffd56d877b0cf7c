"""Wrong versions of the functions in `reference.vision.pretraining`, with the message that names each mistake."""

from reference._array import namespace
from reference.misconceptions import misconception
from reference.vision.pretraining import (
    MaskedPatches,
    Probe,
    knowledge_distillation_loss,
    linear_probe,
    mae_loss,
    mae_random_mask,
)


@misconception(mae_random_mask, "T9.4/mask_meaning", "mask=True marks removed patches.")
def _mask_meaning(noise, ratio=0.75):
    keep, mask, restore = mae_random_mask(noise, ratio)
    return MaskedPatches(keep, ~mask, restore)


@misconception(mae_random_mask, "T9.4/keep_ratio", "75 % are removed.")
def _keep_ratio(noise, ratio=0.75):
    return mae_random_mask(noise, 1 - ratio)


@misconception(mae_random_mask, "T9.4/no_restore", "Restore the order before adding positions.")
def _no_restore(noise, ratio=0.75):
    xp = namespace(noise)
    keep, mask, _ = mae_random_mask(noise, ratio)
    return MaskedPatches(keep, mask, xp.argsort(noise, axis=1, stable=True))


@misconception(mae_random_mask, "T9.4/largest_kept", "The smallest noises are kept.")
def _largest_kept(noise, ratio=0.75):
    return mae_random_mask(-noise, ratio)


@misconception(mae_loss, "T9.4/loss_everywhere", "Only removed patches enter the loss.")
def _loss_everywhere(pred, target, mask, norm_pix=True):
    return mae_loss(pred, target, mask | ~mask, norm_pix)


@misconception(mae_loss, "T9.4/mask_meaning", "mask=True marks removed patches.")
def _loss_mask_meaning(pred, target, mask, norm_pix=True):
    return mae_loss(pred, target, ~mask, norm_pix)


@misconception(mae_loss, "T9.4/norm_global", "Normalise each patch on its own.")
def _norm_global(pred, target, mask, norm_pix=True):
    xp = namespace(pred, target)
    if norm_pix:
        target = (target - xp.mean(target)) / xp.sqrt(xp.var(target, correction=1) + 1e-6)
    return mae_loss(pred, target, mask, norm_pix=False)


@misconception(mae_loss, "T9.4/norm_off", "With norm_pix the targets are normalised patches.")
def _norm_off(pred, target, mask, norm_pix=True):
    return mae_loss(pred, target, mask, norm_pix=False)


@misconception(knowledge_distillation_loss, "T9.4/no_T2", "The factor T² keeps the gradient's size.")
def _no_T2(student, teacher, T=1.0):
    return knowledge_distillation_loss(student, teacher, T) / (T * T)


@misconception(knowledge_distillation_loss, "T9.4/kl_direction", "The teacher's law stands first.")
def _kl_direction(student, teacher, T=1.0):
    return knowledge_distillation_loss(teacher, student, T)


@misconception(knowledge_distillation_loss, "T9.4/teacher_sharp", "Teacher and student are divided by the same T.")
def _teacher_sharp(student, teacher, T=1.0):
    return knowledge_distillation_loss(student, teacher * T, T)


@misconception(linear_probe, "T9.4/no_bias", "A linear probe has a bias.")
def _no_bias(features, y, classes, ridge=1e-3):
    W, b = linear_probe(features, y, classes, ridge)
    return Probe(W, 0 * b)


@misconception(linear_probe, "T9.4/no_ridge", "The penalty is a part of what is minimised.")
def _no_ridge(features, y, classes, ridge=1e-3):
    return linear_probe(features, y, classes, 1e-12)


@misconception(linear_probe, "T9.4/mean_ridge", "The penalty stands beside the sum over samples, not the mean.")
def _mean_ridge(features, y, classes, ridge=1e-3):
    return linear_probe(features, y, classes, ridge * features.shape[0])
