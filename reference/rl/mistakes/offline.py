"""Wrong versions of the functions in `reference.rl.offline`, with the message that names each mistake."""

from reference._array import namespace
from reference.linear.hinge import one_hot
from reference.linear.softmax import softmax
from reference.misconceptions import misconception
from reference.rl.offline import (
    awac_weights,
    behaviour_cloning_loss,
    cql_penalty,
    cql_penalty_grad,
    expectile_loss,
    n_step_target,
)


@misconception(behaviour_cloning_loss, "T13.6/prob_not_log", "Use −log π.")
def _prob(logits, a):
    xp = namespace(logits)
    return -xp.mean(xp.sum(softmax(logits) * xp.astype(one_hot(logits, a), logits.dtype), axis=1))


@misconception(
    behaviour_cloning_loss, "T13.6/squared_error", "A choice among actions is learned with the cross-entropy."
)
def _squared(logits, a):
    xp = namespace(logits)
    return xp.mean(xp.sum((softmax(logits) - xp.astype(one_hot(logits, a), logits.dtype)) ** 2, axis=1))


@misconception(behaviour_cloning_loss, "T13.6/summed", "The mean over the batch, not the sum.")
def _summed(logits, a):
    return behaviour_cloning_loss(logits, a) * logits.shape[0]


@misconception(n_step_target, "T13.6/bootstrap_power", "The tail is discounted n times.")
def _power(r, v_end, done, gamma):
    return n_step_target(r, v_end / gamma ** (r.shape[0] - 1), done, gamma)


@misconception(n_step_target, "T13.6/no_done", "No bootstrap after a terminal step.")
def _no_done(r, v_end, done, gamma):
    return n_step_target(r, v_end, False, gamma)


@misconception(n_step_target, "T13.6/undiscounted", "A reward that comes k steps later counts γ^k.")
def _undiscounted(r, v_end, done, gamma):
    return namespace(r).sum(r) + (0.0 if done else gamma ** r.shape[0] * v_end)


@misconception(cql_penalty, "T13.6/max_not_lse", "The soft maximum, not the maximum.")
def _max(q, a):
    xp = namespace(q)
    return xp.mean(xp.max(q, axis=1) - xp.sum(q * xp.astype(one_hot(q, a), q.dtype), axis=1))


@misconception(
    cql_penalty, "T13.6/data_left_out", "The values of the data's actions are subtracted: they are to stay up."
)
def _left_out(q, a):
    xp = namespace(q)
    return xp.mean(xp.log(xp.sum(xp.exp(q), axis=1)))


@misconception(cql_penalty, "T13.6/penalty_sign", "Soft maximum less the data's value: the penalty is positive.")
def _penalty_sign(q, a):
    return -cql_penalty(q, a)


@misconception(cql_penalty_grad, "T13.6/onehot_first", "The gradient is softmax − onehot.")
def _onehot_first(q, a):
    return -cql_penalty_grad(q, a)


@misconception(cql_penalty_grad, "T13.6/not_divided", "The mean over the batch divides by B.")
def _not_divided(q, a):
    return cql_penalty_grad(q, a) * q.shape[0]


@misconception(cql_penalty_grad, "T13.6/max_not_lse", "The soft maximum, not the maximum.")
def _max_grad(q, a):
    xp = namespace(q)
    best = xp.astype(one_hot(q, xp.argmax(q, axis=1)), q.dtype)
    return (best - xp.astype(one_hot(q, a), q.dtype)) / q.shape[0]


@misconception(expectile_loss, "T13.6/tau_swapped", "τ>½ punishes *under*estimation: u>0.")
def _tau_swapped(u, tau):
    return expectile_loss(u, 1 - tau)


@misconception(expectile_loss, "T13.6/quantile", "An expectile squares the error; |u| gives a quantile.")
def _quantile(u, tau):
    xp = namespace(u)
    return xp.mean(xp.where(u < 0, 1 - tau + 0 * u, tau + 0 * u) * xp.abs(u))


@misconception(expectile_loss, "T13.6/unweighted", "The two sides weigh τ and 1 − τ.")
def _unweighted(u, tau):
    return namespace(u).mean(u * u)


@misconception(awac_weights, "T13.6/weights_with_gradient", "Advantages are constants here.")
def _with_gradient(adv, lam, clip=None):
    xp = namespace(adv)
    weights = xp.exp(adv / lam)
    return weights if clip is None else xp.clip(weights, None, clip)


@misconception(awac_weights, "T13.6/times_lambda", "Divide the advantage by λ.")
def _times(adv, lam, clip=None):
    return awac_weights(adv * lam * lam, lam, clip)


@misconception(awac_weights, "T13.6/normalised", "The weights are not normalised: e^{A/λ} each.")
def _normalised(adv, lam, clip=None):
    weights = awac_weights(adv, lam, clip)
    return weights / namespace(adv).sum(weights)


@misconception(awac_weights, "T13.6/clip_before", "The weight is clipped, not the advantage.")
def _clip_before(adv, lam, clip=None):
    return awac_weights(adv if clip is None else namespace(adv).clip(adv, None, clip), lam)
