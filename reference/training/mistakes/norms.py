"""Wrong versions of the functions in `reference.training.norms`, with the message that names each mistake."""

from reference._array import as_floats, namespace
from reference.misconceptions import misconception
from reference.training.norms import (
    NormGradients,
    _normalised,
    batch_norm_backward,
    group_norm,
    layer_norm_backward,
)

CONSTANT = "μ and σ depend on x too."
MEAN_ONLY = "The variance also passes a gradient."
AXIS = "Batch norm reduces over samples, layer norm over features."
X_HAT = "γ multiplies x̂: its gradient is Σ dy·x̂."


def _mean_only_dx(x, gamma, dy, eps, axis):
    x, gamma, dy = as_floats(x, gamma, dy)
    scale = _normalised(x, axis, eps)[1]
    return scale * (gamma * dy - namespace(x).mean(gamma * dy, axis=axis, keepdims=True))


@misconception(batch_norm_backward, "T4.10/statistics_constant", CONSTANT)
def _batch_constant(x, gamma, dy, eps=1e-5):
    scale = _normalised(*as_floats(x), 0, eps)[1]
    return batch_norm_backward(x, gamma, dy, eps)._replace(dx=gamma * dy * scale)


@misconception(batch_norm_backward, "T4.10/mean_only", MEAN_ONLY)
def _batch_mean_only(x, gamma, dy, eps=1e-5):
    return batch_norm_backward(x, gamma, dy, eps)._replace(dx=_mean_only_dx(x, gamma, dy, eps, 0))


@misconception(batch_norm_backward, "T4.10/axis", AXIS)
def _batch_axis(x, gamma, dy, eps=1e-5):
    return layer_norm_backward(x, gamma, dy, eps)


@misconception(batch_norm_backward, "T4.10/gamma_of_x", X_HAT)
def _batch_gamma_of_x(x, gamma, dy, eps=1e-5):
    return batch_norm_backward(x, gamma, dy, eps)._replace(dgamma=namespace(x).sum(dy * x, axis=0))


@misconception(batch_norm_backward, "T4.10/no_gamma", "The way back to x goes through γ.")
def _batch_no_gamma(x, gamma, dy, eps=1e-5):
    right = batch_norm_backward(x, gamma, dy, eps)
    return right._replace(dx=right.dx / gamma)


@misconception(layer_norm_backward, "T4.10/statistics_constant", CONSTANT)
def _layer_constant(x, gamma, dy, eps=1e-5):
    scale = _normalised(*as_floats(x), -1, eps)[1]
    return layer_norm_backward(x, gamma, dy, eps)._replace(dx=gamma * dy * scale)


@misconception(layer_norm_backward, "T4.10/mean_only", MEAN_ONLY)
def _layer_mean_only(x, gamma, dy, eps=1e-5):
    return layer_norm_backward(x, gamma, dy, eps)._replace(dx=_mean_only_dx(x, gamma, dy, eps, -1))


@misconception(layer_norm_backward, "T4.10/axis", AXIS)
def _layer_axis(x, gamma, dy, eps=1e-5):
    return batch_norm_backward(x, gamma, dy, eps)


@misconception(
    layer_norm_backward, "T4.10/gamma_outside", "In layer norm γ differs per feature: multiply before you average."
)
def _gamma_outside(x, gamma, dy, eps=1e-5):
    xp = namespace(x)
    plain = layer_norm_backward(x, xp.ones_like(gamma), dy, eps)
    return plain._replace(dx=gamma * plain.dx)


@misconception(layer_norm_backward, "T4.10/gamma_of_x", X_HAT)
def _layer_gamma_of_x(x, gamma, dy, eps=1e-5):
    xp = namespace(x)
    return layer_norm_backward(x, gamma, dy, eps)._replace(dgamma=xp.sum(dy * x, axis=tuple(range(x.ndim - 1))))


@misconception(layer_norm_backward, "T4.10/one_a_sample", "γ and β belong to features: sum over samples.")
def _gamma_per_sample(x, gamma, dy, eps=1e-5):
    right = layer_norm_backward(x, gamma, dy, eps)
    x_hat = _normalised(*as_floats(x), -1, eps)[0]
    xp = namespace(x)
    return NormGradients(right.dx, xp.sum(dy * x_hat, axis=-1), xp.sum(dy, axis=-1))


@misconception(group_norm, "T4.10/one_channel", "A group holds C/groups channels.")
def _one_channel(x, groups, gamma, beta, eps=1e-5):
    return group_norm(x, x.shape[1], gamma, beta, eps)


@misconception(group_norm, "T4.10/all_channels", "Each group has a mean and a variance of its own.")
def _all_channels(x, groups, gamma, beta, eps=1e-5):
    return group_norm(x, 1, gamma, beta, eps)


@misconception(group_norm, "T4.10/group_size", "groups says how many groups there are, not how many channels one has.")
def _group_size(x, groups, gamma, beta, eps=1e-5):
    return group_norm(x, x.shape[1] // groups, gamma, beta, eps)


def _taken(x, order):
    xp = namespace(x)
    return xp.take(x, xp.asarray(order, device=getattr(x, "device", None)), axis=1)


@misconception(group_norm, "T4.10/every_other", "A group holds neighbouring channels.")
def _every_other(x, groups, gamma, beta, eps=1e-5):
    xp = namespace(x)
    C = x.shape[1]
    order = [c for g in range(groups) for c in range(g, C, groups)]
    back = sorted(range(C), key=order.__getitem__)
    plain = group_norm(_taken(x, order), groups, xp.ones_like(gamma), 0 * beta, eps)
    return gamma[None, :, None, None] * _taken(plain, back) + beta[None, :, None, None]


@misconception(group_norm, "T4.10/axis", "Each image is normalised by itself: the batch does not enter.")
def _over_the_batch(x, groups, gamma, beta, eps=1e-5):
    xp = namespace(x)
    N, C, H, W = x.shape
    rows = xp.reshape(xp.permute_dims(x, (1, 0, 2, 3)), (1, C, N * H, W))
    y = group_norm(rows, groups, gamma, beta, eps)
    return xp.permute_dims(xp.reshape(y, (C, N, H, W)), (1, 0, 2, 3))
