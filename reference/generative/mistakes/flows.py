"""Wrong versions of the functions in `reference.generative.flows`, with the message that names each mistake."""

from reference._array import namespace, transpose
from reference.generative.flows import (
    Flow,
    actnorm,
    additive_coupling,
    affine_coupling_forward,
    affine_coupling_inverse,
    flow_log_prob,
    invertible_1x1,
    planar_flow,
)
from reference.misconceptions import misconception


@misconception(flow_log_prob, "T10.3/no_jacobian", "Add the log-determinant.")
def _no_jacobian(x, inverse_fn, logdet_fn, base_log_prob):
    return base_log_prob(inverse_fn(x))


@misconception(flow_log_prob, "T10.3/sign", "Add the log-Jacobian of x→z, or subtract that of z→x.")
def _sign(x, inverse_fn, logdet_fn, base_log_prob):
    return base_log_prob(inverse_fn(x)) - logdet_fn(x)


@misconception(flow_log_prob, "T10.3/det_not_log", "Take log|det|.")
def _det_not_log(x, inverse_fn, logdet_fn, base_log_prob):
    return base_log_prob(inverse_fn(x)) + namespace(x).exp(logdet_fn(x))


@misconception(flow_log_prob, "T10.3/density_at_x", "The base density is taken at z = f(x).")
def _density_at_x(x, inverse_fn, logdet_fn, base_log_prob):
    return base_log_prob(x) + logdet_fn(x)


def _changed(x, mask):
    xp = namespace(x, mask)
    return xp.astype(~mask, x.dtype)


def _constant(value):
    return lambda kept: value


@misconception(affine_coupling_forward, "T10.3/coupling_leak", "s and t may read only the unchanged half.")
def _coupling_leak(x, mask, s_fn, t_fn):
    return affine_coupling_forward(x, mask, _constant(s_fn(x)), _constant(t_fn(x)))


@misconception(affine_coupling_forward, "T10.3/mask_inverted", "True in the mask means: stays as it is.")
def _mask_inverted(x, mask, s_fn, t_fn):
    return affine_coupling_forward(x, ~mask, s_fn, t_fn)


@misconception(affine_coupling_forward, "T10.3/unchanged_counted", "Only changed entries have a part in Σs.")
def _unchanged_counted(x, mask, s_fn, t_fn):
    kept = x - x * _changed(x, mask)
    return Flow(affine_coupling_forward(x, mask, s_fn, t_fn).y, namespace(x).sum(s_fn(kept), axis=1))


@misconception(affine_coupling_forward, "T10.3/det_not_log", "Take log|det|.")
def _coupling_det_not_log(x, mask, s_fn, t_fn):
    y, logdet = affine_coupling_forward(x, mask, s_fn, t_fn)
    return Flow(y, namespace(x).exp(logdet))


@misconception(affine_coupling_inverse, "T10.3/inverse_order", "Invert: (y₂−t)·e^{−s}.")
def _inverse_order(y, mask, s_fn, t_fn):
    xp, change = namespace(y), _changed(y, mask)
    kept = y - y * change
    x, logdet = affine_coupling_inverse(y, mask, s_fn, _constant(0 * y))
    return Flow(x - change * t_fn(kept) * xp.ones_like(y), logdet)


@misconception(affine_coupling_inverse, "T10.3/inverse_logdet", "The inverse's log-determinant is −Σs.")
def _inverse_logdet(y, mask, s_fn, t_fn):
    x, logdet = affine_coupling_inverse(y, mask, s_fn, t_fn)
    return Flow(x, -logdet)


@misconception(affine_coupling_inverse, "T10.3/coupling_leak", "s and t may read only the unchanged half.")
def _inverse_leak(y, mask, s_fn, t_fn):
    return affine_coupling_inverse(y, mask, _constant(s_fn(y)), _constant(t_fn(y)))


@misconception(affine_coupling_inverse, "T10.3/scaled_again", "The inverse divides by e^s.")
def _scaled_again(y, mask, s_fn, t_fn):
    return affine_coupling_inverse(y, mask, lambda kept: -s_fn(kept), t_fn)


@misconception(additive_coupling, "T10.3/coupling_leak", "s and t may read only the unchanged half.")
def _additive_leak(x, mask, t_fn):
    return additive_coupling(x, mask, _constant(t_fn(x)))


@misconception(additive_coupling, "T10.3/mask_inverted", "True in the mask means: stays as it is.")
def _additive_mask_inverted(x, mask, t_fn):
    return additive_coupling(x, ~mask, t_fn)


@misconception(additive_coupling, "T10.3/shift_has_volume", "A shift keeps volumes: the log-determinant is 0.")
def _shift_has_volume(x, mask, t_fn):
    y, _ = additive_coupling(x, mask, t_fn)
    return Flow(y, namespace(x).sum(y - x, axis=1))


@misconception(planar_flow, "T10.3/det_not_log", "Take log|det|.")
def _planar_det_not_log(z, w, u, b):
    y, logdet = planar_flow(z, w, u, b)
    return Flow(y, namespace(z).exp(logdet))


@misconception(planar_flow, "T10.3/no_slope", "The chain rule: uᵀw times the slope of tanh.")
def _no_slope(z, w, u, b):
    xp = namespace(z)
    y = planar_flow(z, w, u, b).y
    return Flow(y, xp.log(xp.abs(1 + w @ u + 0 * xp.sum(z, axis=1))))


@misconception(planar_flow, "T10.3/no_residual", "The flow adds to z.")
def _no_residual(z, w, u, b):
    y, logdet = planar_flow(z, w, u, b)
    return Flow(y - z, logdet)


@misconception(planar_flow, "T10.3/one_missing", "The identity's 1 belongs into the determinant.")
def _one_missing(z, w, u, b):
    xp = namespace(z)
    y, logdet = planar_flow(z, w, u, b)
    return Flow(y, xp.log(xp.abs(xp.exp(logdet) - 1)))


@misconception(actnorm, "T10.3/hw_factor", "Each pixel contributes log|det W|.")
def _actnorm_hw_factor(x, scale, bias):
    y, logdet = actnorm(x, scale, bias)
    return Flow(y, logdet / (x.shape[2] * x.shape[3]))


@misconception(actnorm, "T10.3/det_not_log", "Take log|det|.")
def _actnorm_det_not_log(x, scale, bias):
    xp = namespace(x)
    y, logdet = actnorm(x, scale, bias)
    return Flow(y, xp.exp(logdet))


@misconception(actnorm, "T10.3/bias_first", "Scale first, then shift.")
def _bias_first(x, scale, bias):
    return actnorm(x, scale, bias * scale)


@misconception(invertible_1x1, "T10.3/hw_factor", "Each pixel contributes log|det W|.")
def _hw_factor(x, W):
    y, logdet = invertible_1x1(x, W)
    return Flow(y, logdet / (x.shape[2] * x.shape[3]))


@misconception(invertible_1x1, "T10.3/det_not_log", "Take log|det|.")
def _conv_det_not_log(x, W):
    y, logdet = invertible_1x1(x, W)
    return Flow(y, namespace(x).exp(logdet))


@misconception(invertible_1x1, "T10.3/W_transpose", "W is (out, in).")
def _W_transpose(x, W):
    return invertible_1x1(x, transpose(W))
