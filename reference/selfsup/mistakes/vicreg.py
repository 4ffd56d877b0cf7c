"""Wrong versions of the functions in `reference.selfsup.vicreg`, with the message that names each mistake."""

from reference._array import namespace, transpose
from reference.misconceptions import misconception
from reference.selfsup.vicreg import covariance_term, invariance_term, variance_term, vicreg_loss

BIASED = "Divide by n−1."
HINGE = "The hinge is on the standard deviation."
DIAGONAL = "Only off-diagonal entries."
SUM = "The paper form sums over dimensions."
BY_D = "Divide by d, not d²."


@misconception(invariance_term, "T12.7/mean_inv", SUM)
def _mean_inv(z1, z2):
    return invariance_term(z1, z2) / z1.shape[1]


@misconception(invariance_term, "T12.7/unsquared", "Distances are squared.")
def _unsquared(z1, z2):
    xp = namespace(z1, z2)
    return xp.mean(xp.sqrt(xp.sum((z1 - z2) ** 2, axis=1)))


@misconception(invariance_term, "T12.7/batch_sum", "The mean over the batch.")
def _batch_sum(z1, z2):
    return z1.shape[0] * invariance_term(z1, z2)


def _hinge(z, gamma, eps, correction=1, root=True, clip=True):
    xp = namespace(z)
    spread = xp.var(z, axis=0, correction=correction) + eps
    short = gamma - (xp.sqrt(spread) if root else spread)
    return xp.mean(xp.where(short > 0, short, 0 * short) if clip else short)


@misconception(variance_term, "T12.7/biased_var", BIASED)
def _biased_var(z, gamma=1.0, eps=1e-4):
    return _hinge(z, gamma, eps, correction=0)


@misconception(variance_term, "T12.7/var_not_std", HINGE)
def _var_not_std(z, gamma=1.0, eps=1e-4):
    return _hinge(z, gamma, 0.0, root=False)


@misconception(variance_term, "T12.7/no_hinge", "A feature that varies enough costs nothing.")
def _no_hinge(z, gamma=1.0, eps=1e-4):
    return _hinge(z, gamma, eps, clip=False)


@misconception(covariance_term, "T12.7/diag_cov", DIAGONAL)
def _diag_cov(z):
    xp = namespace(z)
    return covariance_term(z) + xp.mean(xp.var(z, axis=0, correction=1) ** 2)


@misconception(covariance_term, "T12.7/cov_div_d2", BY_D)
def _cov_div_d2(z):
    return covariance_term(z) / z.shape[1]


@misconception(covariance_term, "T12.7/biased_cov", BIASED)
def _biased_cov(z):
    n = z.shape[0]
    return ((n - 1) / n) ** 2 * covariance_term(z)


@misconception(covariance_term, "T12.7/not_centred", "Subtract the mean of each feature first.")
def _not_centred(z):
    xp = namespace(z)
    C = transpose(z) @ z / (z.shape[0] - 1)
    return (xp.sum(C * C) - xp.sum(xp.sum(z * z, axis=0) ** 2) / (z.shape[0] - 1) ** 2) / z.shape[1]


def _loss(z1, z2, lam, mu, nu, gamma, eps, form, s=invariance_term, v=variance_term, c=covariance_term):
    near = s(z1, z2) / (1 if form == "paper" else z1.shape[1])
    spread = (v(z1, gamma, eps) + v(z2, gamma, eps)) / (2 if form == "official" else 1)
    return lam * near + mu * spread + nu * (c(z1) + c(z2))


@misconception(vicreg_loss, "T12.7/biased_var", BIASED)
def _loss_biased_var(z1, z2, lam=25.0, mu=25.0, nu=1.0, gamma=1.0, eps=1e-4, form="paper"):
    return _loss(z1, z2, lam, mu, nu, gamma, eps, form, v=_biased_var)


@misconception(vicreg_loss, "T12.7/var_not_std", HINGE)
def _loss_var_not_std(z1, z2, lam=25.0, mu=25.0, nu=1.0, gamma=1.0, eps=1e-4, form="paper"):
    return _loss(z1, z2, lam, mu, nu, gamma, eps, form, v=_var_not_std)


@misconception(vicreg_loss, "T12.7/diag_cov", DIAGONAL)
def _loss_diag_cov(z1, z2, lam=25.0, mu=25.0, nu=1.0, gamma=1.0, eps=1e-4, form="paper"):
    return _loss(z1, z2, lam, mu, nu, gamma, eps, form, c=_diag_cov)


@misconception(vicreg_loss, "T12.7/mean_inv", SUM)
def _loss_mean_inv(z1, z2, lam=25.0, mu=25.0, nu=1.0, gamma=1.0, eps=1e-4, form="paper"):
    return _loss(z1, z2, lam, mu, nu, gamma, eps, form, s=_mean_inv)


@misconception(vicreg_loss, "T12.7/cov_div_d2", BY_D)
def _loss_cov_div_d2(z1, z2, lam=25.0, mu=25.0, nu=1.0, gamma=1.0, eps=1e-4, form="paper"):
    return _loss(z1, z2, lam, mu, nu, gamma, eps, form, c=_cov_div_d2)
