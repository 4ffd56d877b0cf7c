"""Wrong versions of the functions in `reference.selfsup.multi_similarity`, and what to say of each mistake."""

from reference._array import namespace, transpose
from reference.misconceptions import misconception
from reference.selfsup.multi_similarity import (
    binomial_deviance_loss,
    cosine_similarity_matrix,
    multi_similarity_grad,
    multi_similarity_loss,
)

SELF = "A sample is not its own positive."
SIGN = "Positives −α, negatives +β."


def _masks(S, labels, self_pair=False):
    xp = namespace(S, labels)
    at = xp.arange(labels.shape[0], device=getattr(S, "device", None))
    same = labels[:, None] == labels[None, :]
    positive = same if self_pair else same & (at[:, None] != at[None, :])
    return xp.astype(positive, S.dtype), xp.astype(~same, S.dtype)


def _sums(S, labels, alpha, beta, lam, self_pair=False, sign=1):
    """Both inner sums of each anchor."""
    xp, (positive, negative) = namespace(S), _masks(S, labels, self_pair)
    pull = xp.sum(positive * xp.exp(-sign * alpha * (S - lam)), axis=1)
    return pull, xp.sum(negative * xp.exp(sign * beta * (S - lam)), axis=1)


def _loss(sums, alpha, beta):
    xp = namespace(*sums)
    return xp.mean(xp.log(1 + sums[0]) / alpha + xp.log(1 + sums[1]) / beta)


@misconception(multi_similarity_loss, "T12.2/self_pair", SELF)
def _self_pair(S, labels, alpha=2.0, beta=50.0, lam=0.5):
    return _loss(_sums(S, labels, alpha, beta, lam, self_pair=True), alpha, beta)


@misconception(multi_similarity_loss, "T12.2/exp_sign", SIGN)
def _exp_sign(S, labels, alpha=2.0, beta=50.0, lam=0.5):
    return _loss(_sums(S, labels, alpha, beta, lam, sign=-1), alpha, beta)


@misconception(
    multi_similarity_loss,
    "T12.2/no_inner_sum",
    "MS takes one log of the whole sum; the sum of logs is binomial deviance.",
)
def _no_inner_sum(S, labels, alpha=2.0, beta=50.0, lam=0.5):
    xp, (positive, negative) = namespace(S), _masks(S, labels)
    pull = positive * xp.log1p(xp.exp(-alpha * (S - lam))) / alpha
    push = negative * xp.log1p(xp.exp(beta * (S - lam))) / beta
    return xp.mean(xp.sum(pull + push, axis=1))


@misconception(multi_similarity_loss, "T12.2/no_scale", "Divide by α and β.")
def _no_scale(S, labels, alpha=2.0, beta=50.0, lam=0.5):
    return _loss(_sums(S, labels, alpha, beta, lam), 1, 1)


@misconception(multi_similarity_loss, "T12.2/no_plus1", "Keep the 1 inside the log.")
def _no_plus1(S, labels, alpha=2.0, beta=50.0, lam=0.5):
    xp, sums = namespace(S), _sums(S, labels, alpha, beta, lam)
    logs = [xp.log(xp.where(s == 0, xp.ones_like(s), s)) for s in sums]
    return xp.mean(logs[0] / alpha + logs[1] / beta)


@misconception(multi_similarity_loss, "T12.2/sum_over_m", "Average over anchors.")
def _sum_over_m(S, labels, alpha=2.0, beta=50.0, lam=0.5):
    return S.shape[0] * multi_similarity_loss(S, labels, alpha, beta, lam)


def _deviance(S, labels, alpha, beta, lam, reduction, self_pair=False, sign=1, mean=True):
    xp, (positive, negative) = namespace(S), _masks(S, labels, self_pair)
    each = 0
    for marks, z in ((positive, sign * alpha * (lam - S)), (negative, sign * beta * (S - lam))):
        number = xp.sum(marks, axis=1)
        total = xp.sum(marks * xp.log1p(xp.exp(z)), axis=1)
        each = each + (total / xp.where(number == 0, xp.ones_like(number), number) if mean else total)
    return xp.sum(each) if reduction == "sum" else xp.mean(each)


@misconception(binomial_deviance_loss, "T12.2/self_pair", SELF)
def _deviance_self_pair(S, labels, alpha, beta, lam, reduction="sum"):
    return _deviance(S, labels, alpha, beta, lam, reduction, self_pair=True)


@misconception(binomial_deviance_loss, "T12.2/exp_sign", SIGN)
def _deviance_exp_sign(S, labels, alpha, beta, lam, reduction="sum"):
    return _deviance(S, labels, alpha, beta, lam, reduction, sign=-1)


@misconception(binomial_deviance_loss, "T12.2/pairs_summed", "Binomial deviance averages over the pairs of an anchor.")
def _pairs_summed(S, labels, alpha, beta, lam, reduction="sum"):
    return _deviance(S, labels, alpha, beta, lam, reduction, mean=False)


@misconception(binomial_deviance_loss, "T12.2/one_scale", "α belongs to positives, β to negatives.")
def _one_scale(S, labels, alpha, beta, lam, reduction="sum"):
    return binomial_deviance_loss(S, labels, alpha, alpha, lam, reduction)


@misconception(multi_similarity_grad, "T12.2/exp_sign", SIGN)
def _grad_sign(S, labels, alpha=2.0, beta=50.0, lam=0.5):
    return -multi_similarity_grad(S, labels, alpha, beta, lam)


@misconception(multi_similarity_grad, "T12.2/no_plus1", "Keep the 1 inside the log.")
def _grad_no_plus1(S, labels, alpha=2.0, beta=50.0, lam=0.5):
    xp, g = namespace(S), multi_similarity_grad(S, labels, alpha, beta, lam)
    for marks in _masks(S, labels):
        weight = xp.sum(xp.abs(marks * g), axis=1, keepdims=True) * S.shape[0]
        g = xp.where(marks > 0, g / xp.where(weight == 0, xp.ones_like(weight), weight), g)
    return g


@misconception(multi_similarity_grad, "T12.2/sum_over_m", "Average over anchors.")
def _grad_sum_over_m(S, labels, alpha=2.0, beta=50.0, lam=0.5):
    return S.shape[0] * multi_similarity_grad(S, labels, alpha, beta, lam)


@misconception(multi_similarity_grad, "T12.2/scales_left", "The inner derivatives −α and β cancel 1/α and 1/β.")
def _scales_left(S, labels, alpha=2.0, beta=50.0, lam=0.5):
    positive, negative = _masks(S, labels)
    return multi_similarity_grad(S, labels, alpha, beta, lam) * (alpha * positive + beta * negative)


@misconception(cosine_similarity_matrix, "T12.2/not_normalised", "Cosines need rows of length 1.")
def _not_normalised(X):
    return X @ transpose(X)


@misconception(cosine_similarity_matrix, "T12.2/columns_normalised", "Normalise each sample, not each feature.")
def _columns_normalised(X):
    xp = namespace(X)
    Y = X / xp.sqrt(xp.sum(X * X, axis=0, keepdims=True))
    return Y @ transpose(Y)


@misconception(cosine_similarity_matrix, "T12.2/one_side", "Divide by both lengths.")
def _one_side(X):
    xp = namespace(X)
    return X @ transpose(X) / xp.sqrt(xp.sum(X * X, axis=1, keepdims=True))
