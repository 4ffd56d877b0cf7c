"""Wrong versions of the functions in `reference.selfsup.representations`, and what to say of each mistake."""

from math import log

from reference._array import namespace, transpose
from reference.misconceptions import misconception
from reference.selfsup.representations import (
    alignment,
    collapse_std,
    effective_rank,
    knn_accuracy,
    linear_cka,
    uniformity,
)
from reference.vision.clip import unit

UNIT = "Rows have length 1 first."


@misconception(alignment, "T12.9/not_normalised", UNIT)
def _not_normalised(x, y, power=2):
    xp = namespace(x, y)
    return xp.mean(xp.sum((x - y) ** 2, axis=1) ** (power / 2))


@misconception(alignment, "T12.9/power_ignored", "The distance is taken to the power asked for.")
def _power_ignored(x, y, power=2):
    return alignment(x, y, 1)


@misconception(alignment, "T12.9/entry_mean", "A distance sums over features.")
def _entry_mean(x, y, power=2):
    return alignment(x, y, power) / x.shape[1]


def _pairs(x, t):
    """t times the squared distances of all rows of length 1."""
    xp, x = namespace(x), unit(x)
    return t * xp.sum((x[:, None, :] - x[None, :, :]) ** 2, axis=2)


@misconception(uniformity, "T12.9/diagonal_counted", "A point is not its own neighbour.")
def _diagonal_counted(x, t=2.0):
    xp = namespace(x)
    return xp.log(xp.mean(xp.exp(-_pairs(x, t))))


@misconception(uniformity, "T12.9/mean_of_logs", "The logarithm of a mean.")
def _mean_of_logs(x, t=2.0):
    N = x.shape[0]
    return -namespace(x).sum(_pairs(x, t)) / (N * (N - 1))


@misconception(uniformity, "T12.9/not_normalised", UNIT)
def _uniformity_not_normalised(x, t=2.0):
    xp, N = namespace(x), x.shape[0]
    d = xp.sum((x[:, None, :] - x[None, :, :]) ** 2, axis=2)
    return xp.log((xp.sum(xp.exp(-t * d)) - N) / (N * (N - 1)))


@misconception(effective_rank, "T12.9/eigenvalues", "Singular values, not their squares.")
def _eigenvalues(Z):
    xp = namespace(Z)
    p = xp.linalg.svdvals(Z) ** 2
    p = p / xp.sum(p)
    return xp.exp(-xp.sum(p * xp.log(xp.where(p > 0, p, xp.ones_like(p)))))


@misconception(effective_rank, "T12.9/entropy", "The rank is the exponential of the entropy.")
def _entropy(Z):
    return namespace(Z).log(effective_rank(Z))


@misconception(effective_rank, "T12.9/plain_rank", "Small singular values count less than large ones.")
def _plain_rank(Z):
    xp = namespace(Z)
    s = xp.linalg.svdvals(Z)
    return xp.sum(xp.astype(s > 1e-9 * s[0], s.dtype))


@misconception(effective_rank, "T12.9/bits", "An entropy in bits belongs to 2^H, one in nats to e^H.")
def _bits(Z):
    return effective_rank(Z) ** (1 / log(2))


@misconception(collapse_std, "T12.9/loss_is_enough", "A collapsed network can have a perfect invariance loss.")
def _loss_is_enough(Z):
    return alignment(Z, Z)


@misconception(collapse_std, "T12.9/not_normalised", UNIT)
def _std_not_normalised(Z):
    xp = namespace(Z)
    return xp.mean(xp.std(Z, axis=0, correction=0))


@misconception(collapse_std, "T12.9/std_of_rows", "The deviation is that of a feature over samples.")
def _std_of_rows(Z):
    xp = namespace(Z)
    return xp.mean(xp.std(unit(Z), axis=1, correction=0))


def _cka(X, Y):
    xp = namespace(X, Y)
    own = [xp.sqrt(xp.sum((transpose(A) @ A) ** 2)) for A in (X, Y)]
    return xp.sum((transpose(Y) @ X) ** 2) / (own[0] * own[1])


@misconception(linear_cka, "T12.9/not_centred", "Centre the columns first.")
def _not_centred(X, Y):
    return _cka(X, Y)


@misconception(linear_cka, "T12.9/rows_centred", "Centre each feature, not each sample.")
def _rows_centred(X, Y):
    xp = namespace(X, Y)
    return _cka(*(A - xp.mean(A, axis=1, keepdims=True) for A in (X, Y)))


@misconception(linear_cka, "T12.9/not_squared", "The numerator is a squared norm.")
def _not_squared(X, Y):
    return linear_cka(X, Y) ** 0.5


@misconception(knn_accuracy, "T12.9/error_rate", "The share that is right.")
def _error_rate(Z, y, Z_test, y_test, k):
    return 1 - knn_accuracy(Z, y, Z_test, y_test, k)


@misconception(knn_accuracy, "T12.9/one_neighbour", "k neighbours vote.")
def _one_neighbour(Z, y, Z_test, y_test, k):
    return knn_accuracy(Z, y, Z_test, y_test, 1)


@misconception(
    knn_accuracy, "T12.9/tested_on_training", "Test samples are judged, by neighbours among the training samples."
)
def _tested_on_training(Z, y, Z_test, y_test, k):
    return knn_accuracy(Z, y, Z, y, k)
