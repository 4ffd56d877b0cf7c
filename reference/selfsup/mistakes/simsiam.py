"""Wrong versions of the functions in `reference.selfsup.simsiam`, with the message that names each mistake."""

from reference._array import namespace
from reference.misconceptions import misconception
from reference.selfsup.simsiam import simsiam_loss
from reference.vision.clip import unit


def _cosine(p, z, scale=unit):
    xp = namespace(p, z)
    return xp.mean(xp.sum(scale(p) * scale(z), axis=1))


@misconception(simsiam_loss, "T12.6/no_stop_grad", "Detach z: without it the net collapses.")
def _no_stop_grad(p1, p2, z1, z2):
    return -(_cosine(p1, z2) + _cosine(p2, z1)) / 2


@misconception(simsiam_loss, "T12.6/sign", "Minimise the *negative* cosine.")
def _sign(p1, p2, z1, z2):
    return -simsiam_loss(p1, p2, z1, z2)


@misconception(simsiam_loss, "T12.6/p_with_own_z", "Pair p₁ with z₂.")
def _p_with_own_z(p1, p2, z1, z2):
    return simsiam_loss(p1, p2, z2, z1)


@misconception(simsiam_loss, "T12.6/no_half", "Average the two terms.")
def _no_half(p1, p2, z1, z2):
    return 2 * simsiam_loss(p1, p2, z1, z2)


@misconception(simsiam_loss, "T12.6/p_stopped", "The gradient stops at z, not at p.")
def _p_stopped(p1, p2, z1, z2):
    return simsiam_loss(z2, z1, p2, p1)


@misconception(simsiam_loss, "T12.6/no_norm", "Cosines need rows of length 1.")
def _no_norm(p1, p2, z1, z2):
    return -(_cosine(p1, z2, lambda x: x) + _cosine(p2, z1, lambda x: x)) / 2
