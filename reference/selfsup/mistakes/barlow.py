"""Wrong versions of the functions in `reference.selfsup.barlow`, with the message that names each mistake."""

from reference._array import namespace, transpose
from reference.misconceptions import misconception
from reference.selfsup.barlow import barlow_loss, cross_correlation, on_and_off


@misconception(barlow_loss, "T12.8/not_standardised", "C holds correlations.")
def _not_standardised(z1, z2, lam=0.005):
    return on_and_off(transpose(z1) @ z2 / z1.shape[0], lam)


@misconception(barlow_loss, "T12.8/lambda_on_diagonal", "λ weighs the entries beside the diagonal.")
def _lambda_on_diagonal(z1, z2, lam=0.005):
    return lam * on_and_off(cross_correlation(z1, z2), 1 / lam)


@misconception(barlow_loss, "T12.8/diagonal_to_zero", "A feature is to agree with itself: its correlation is to be 1.")
def _diagonal_to_zero(z1, z2, lam=0.005):
    C = cross_correlation(z1, z2)
    return namespace(C).sum(C * C) * lam


@misconception(barlow_loss, "T12.8/one_view", "C compares the two views, not a view with itself.")
def _one_view(z1, z2, lam=0.005):
    return barlow_loss(z1, z1, lam)
