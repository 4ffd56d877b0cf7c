"""Wrong versions of the functions in `reference.rnn.gradients`, with the message that names each mistake."""

from reference._array import namespace
from reference.misconceptions import misconception
from reference.rnn.gradients import (
    TINY,
    Clipped,
    clip_grad_norm,
    clip_grad_value,
    gradient_norm_bound,
    jacobian_product,
)


def _product(Ws, hs, *, slope=lambda h: 1 - h**2, left=True, rows=True):
    xp = namespace(Ws, hs)
    product = xp.eye(hs.shape[1], dtype=Ws.dtype, device=getattr(Ws, "device", None))
    for t in range(hs.shape[0]):
        W, d = Ws if Ws.ndim == 2 else Ws[t, :, :], slope(hs[t, :])
        step = d[:, None] * W if rows else W * d[None, :]
        product = step @ product if left else product @ step
    return product


@misconception(jacobian_product, "T6.5/order", "Later steps stand to the left: the Jacobians do not commute.")
def _order(Ws, hs):
    return _product(Ws, hs, left=False)


@misconception(jacobian_product, "T6.5/no_slope", "Each step also has the slope of tanh, 1 − h².")
def _no_slope(Ws, hs):
    return _product(Ws, hs, slope=lambda h: 0 * h + 1)


@misconception(
    jacobian_product, "T6.5/slope_on_columns", "The slope belongs to the new state: it scales the rows of W."
)
def _slope_on_columns(Ws, hs):
    return _product(Ws, hs, rows=False)


@misconception(gradient_norm_bound, "T6.5/spectral", "Use the largest singular value, not the largest entry.")
def _largest_entry(W_hh, gamma, T):
    xp = namespace(W_hh)
    return (gamma * xp.max(xp.abs(W_hh))) ** T


@misconception(gradient_norm_bound, "T6.5/frobenius", "Use the largest singular value, not the root of all squares.")
def _frobenius(W_hh, gamma, T):
    xp = namespace(W_hh)
    return (gamma * xp.sqrt(xp.sum(W_hh * W_hh))) ** T


@misconception(gradient_norm_bound, "T6.5/gamma_once", "γ counts in each step.")
def _gamma_once(W_hh, gamma, T):
    return gamma * gradient_norm_bound(W_hh, 1.0, T)


@misconception(clip_grad_norm, "T6.5/per_tensor", "Use one global norm.")
def _per_tensor(grads, max_norm):
    parts = [clip_grad_norm([g], max_norm).grads[0] for g in grads]
    return Clipped(parts, clip_grad_norm(grads, max_norm).total_norm)


@misconception(clip_grad_norm, "T6.5/always_scale", "Scale only when the norm exceeds the limit.")
def _always_scale(grads, max_norm):
    total = clip_grad_norm(grads, max_norm).total_norm
    return Clipped([g * (max_norm / (total + TINY)) for g in grads], total)


@misconception(clip_grad_norm, "T6.5/sum_not_root", "The norm is the root of the sum of squares.")
def _sum_not_root(grads, max_norm):
    xp = namespace(*grads)
    total = clip_grad_norm(grads, max_norm).total_norm ** 2
    scale = max_norm / (total + TINY)
    scale = xp.where(scale > 1, xp.ones_like(scale), scale)
    return Clipped([g * scale for g in grads], total)


@misconception(clip_grad_norm, "T6.5/norm_after", "The second result is the norm before clipping.")
def _norm_after(grads, max_norm):
    clipped = clip_grad_norm(grads, max_norm).grads
    return Clipped(clipped, clip_grad_norm(clipped, max_norm).total_norm)


@misconception(clip_grad_norm, "T6.5/mutate", "Return new gradients.")
def _mutate(grads, max_norm):
    clipped = clip_grad_norm(grads, max_norm)
    for g, new in zip(grads, clipped.grads, strict=True):
        g[...] = new
    return clipped


@misconception(clip_grad_value, "T6.5/above_only", "Entries below −v are cut, too.")
def _above_only(grads, v):
    return [namespace(g).where(g > v, 0 * g + v, g) for g in grads]


@misconception(clip_grad_value, "T6.5/by_norm", "Each entry is cut by itself; this is not the norm.")
def _by_norm(grads, v):
    return clip_grad_norm(grads, v).grads


@misconception(clip_grad_value, "T6.5/zeroed", "An entry outside is cut to ±v, not dropped.")
def _zeroed(grads, v):
    return [namespace(g).where(namespace(g).abs(g) > v, 0 * g, g) for g in grads]
