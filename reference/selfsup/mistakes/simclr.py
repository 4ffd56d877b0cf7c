"""Wrong versions of the functions in `reference.selfsup.simclr`, with the message that names each mistake."""

from reference._array import namespace, transpose
from reference.linear.softmax import cross_entropy, logsumexp
from reference.misconceptions import misconception
from reference.selfsup.simclr import augmentation_pair_indices, nt_xent_loss
from reference.vision.clip import unit


@misconception(augmentation_pair_indices, "T12.3/neighbours_paired", "The second views stand behind all first ones.")
def _neighbours_paired(N, like=None):
    at = namespace(augmentation_pair_indices(N, like)).sort(augmentation_pair_indices(N, like))
    return at + 1 - 2 * (at % 2)


@misconception(augmentation_pair_indices, "T12.3/own_index", "A view's positive is the other view, not itself.")
def _own_index(N, like=None):
    return namespace(augmentation_pair_indices(N, like)).sort(augmentation_pair_indices(N, like))


@misconception(augmentation_pair_indices, "T12.3/first_half_only", "Second views have their positives among the first.")
def _first_half_only(N, like=None):
    return augmentation_pair_indices(N, like)[:N]


def _scores(z1, z2, tau, scale=unit):
    z = namespace(z1, z2).concat([scale(z1), scale(z2)])
    return z @ transpose(z) / tau


def _without_self(s):
    xp = namespace(s)
    at = xp.arange(s.shape[0], device=getattr(s, "device", None))
    return xp.where(at[:, None] == at[None, :], xp.full_like(s, -xp.inf), s)


@misconception(nt_xent_loss, "T12.3/self_included", "Exclude k=i.")
def _self_included(z1, z2, temperature):
    return cross_entropy(_scores(z1, z2, temperature), augmentation_pair_indices(z1.shape[0], z1))


@misconception(nt_xent_loss, "T12.3/not_normalised", "Use cosine similarity.")
def _not_normalised(z1, z2, temperature):
    s = _without_self(_scores(z1, z2, temperature, lambda z: z))
    return cross_entropy(s, augmentation_pair_indices(z1.shape[0], z1))


@misconception(nt_xent_loss, "T12.3/one_side", "Both views are anchors.")
def _one_side(z1, z2, temperature):
    N = z1.shape[0]
    s = _without_self(_scores(z1, z2, temperature))
    return cross_entropy(s[:N, :], augmentation_pair_indices(N, z1)[:N])


@misconception(nt_xent_loss, "T12.3/times_tau", "Divide by τ.")
def _times_tau(z1, z2, temperature):
    return nt_xent_loss(z1, z2, 1 / temperature)


@misconception(nt_xent_loss, "T12.3/only_cross", "All 2N−2 other samples are negatives.")
def _only_cross(z1, z2, temperature):
    xp = namespace(z1, z2)
    s = unit(z1) @ transpose(unit(z2)) / temperature
    own = xp.arange(s.shape[0], device=getattr(s, "device", None))
    return (cross_entropy(s, own) + cross_entropy(transpose(s), own)) / 2


@misconception(nt_xent_loss, "T12.3/positive_left_out", "The positive stands in the denominator, too.")
def _positive_left_out(z1, z2, temperature):
    xp, N = namespace(z1, z2), z1.shape[0]
    s = _without_self(_scores(z1, z2, temperature))
    at = xp.arange(2 * N, device=getattr(s, "device", None))
    partner = augmentation_pair_indices(N, z1)
    rest = xp.where(at[None, :] == partner[:, None], xp.full_like(s, -xp.inf), s)
    return cross_entropy(s, partner) - xp.mean(logsumexp(s) - logsumexp(rest))
