"""Wrong versions of the functions in `reference.selfsup.byol`, with the message that names each mistake."""

from reference._array import namespace
from reference.misconceptions import misconception
from reference.selfsup.byol import byol_loss, byol_symmetric_loss, ema_decay_schedule
from reference.vision.clip import unit


@misconception(byol_loss, "T12.5/no_norm", "Normalise both vectors.")
def _no_norm(p, z_target):
    xp = namespace(p, z_target)
    return xp.mean(xp.sum((p - z_target) ** 2, axis=1))


@misconception(byol_loss, "T12.5/grad_target", "Stop the gradient at the target.")
def _grad_target(p, z_target):
    return _no_norm(unit(p), unit(z_target))


@misconception(byol_loss, "T12.5/summed", "The mean over the batch.")
def _summed(p, z_target):
    return p.shape[0] * byol_loss(p, z_target)


@misconception(byol_loss, "T12.5/feature_mean", "A squared length sums over features.")
def _feature_mean(p, z_target):
    return byol_loss(p, z_target) / p.shape[1]


@misconception(byol_symmetric_loss, "T12.5/one_view", "Add the swapped term.")
def _one_view(p1, p2, z1, z2):
    return byol_loss(p1, z2)


@misconception(byol_symmetric_loss, "T12.5/p_with_own_z", "A view predicts the other view.")
def _p_with_own_z(p1, p2, z1, z2):
    return byol_symmetric_loss(p1, p2, z2, z1)


@misconception(byol_symmetric_loss, "T12.5/averaged", "The two directions are summed.")
def _averaged(p1, p2, z1, z2):
    return byol_symmetric_loss(p1, p2, z1, z2) / 2


@misconception(ema_decay_schedule, "T12.5/tau_swapped", "τ rises to 1: the target slows down.")
def _tau_swapped(step, total, base=0.996):
    return ema_decay_schedule(total - step, total, base)


@misconception(ema_decay_schedule, "T12.5/linear", "τ rises along a cosine.")
def _linear(step, total, base=0.996):
    return base + (1 - base) * step / total


@misconception(ema_decay_schedule, "T12.5/constant", "τ changes during training.")
def _constant(step, total, base=0.996):
    return base
