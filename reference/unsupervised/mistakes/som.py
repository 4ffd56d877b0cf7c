"""Wrong versions of the functions in `reference.unsupervised.som`, with the message that names each mistake."""

from reference._array import namespace
from reference.misconceptions import misconception
from reference.unsupervised.som import (
    _distances,
    quantization_error,
    som_bmu,
    som_fit,
    som_update,
    topographic_error,
)


@misconception(som_bmu, "T14.3/dot_bmu", "The winner has the smallest distance, not the largest product.")
def _dot(W, x):
    return int(namespace(W).argmax(W @ x))


@misconception(som_bmu, "T14.3/farthest", "The winner is the nearest unit.")
def _farthest(W, x):
    return int(namespace(W).argmax(_distances(W, x[None, :])[0, :]))


@misconception(som_bmu, "T14.3/last_on_ties", "Of equally near units the first wins.")
def _last(W, x):
    xp = namespace(W)
    return W.shape[0] - 1 - som_bmu(xp.flip(W, axis=0), x)


def _moved(W, x, lr, h):
    return W + lr * h[:, None] * (x[None, :] - W)


@misconception(som_update, "T14.3/weight_distance", "Neighbourhood is measured on the grid.")
def _weight_distance(W, grid, x, lr, sigma):
    xp = namespace(W)
    c = som_bmu(W, x)
    return _moved(W, x, lr, xp.exp(-xp.sum((W - W[c : c + 1, :]) ** 2, axis=1) / (2 * sigma**2)))


@misconception(som_update, "T14.3/winner_only", "Neighbours move too.")
def _winner_only(W, grid, x, lr, sigma):
    xp = namespace(W)
    return _moved(W, x, lr, xp.astype(xp.arange(W.shape[0]) == som_bmu(W, x), W.dtype))


@misconception(som_update, "T14.3/away", "Move towards x.")
def _away(W, grid, x, lr, sigma):
    return som_update(W, grid, x, 1.0, sigma) * -lr + (1 + lr) * W


@misconception(som_update, "T14.3/sigma_not_squared", "2σ².")
def _sigma(W, grid, x, lr, sigma):
    return som_update(W, grid, x, lr, sigma**0.5)


@misconception(som_fit, "T14.3/all_at_once", "Each sample finds its winner on the map that the one before it left.")
def _batch(X, W0, grid, lr, sigma, order):
    return W0 + sum(som_update(W0, grid, X[i, :], lr, sigma) - W0 for i in order)


@misconception(som_fit, "T14.3/own_order", "Take the samples in the order that is given.")
def _own_order(X, W0, grid, lr, sigma, order):
    return som_fit(X, W0, grid, lr, sigma, sorted(order))


@misconception(som_fit, "T14.3/winner_only", "Neighbours move too.")
def _fit_winner_only(X, W0, grid, lr, sigma, order):
    return som_fit(X, W0, grid, lr, 1e-6, order)


@misconception(quantization_error, "T14.3/squared", "The mean distance, not its square.")
def _squared(W, X):
    xp = namespace(W)
    return xp.mean(xp.min(_distances(W, X), axis=1) ** 2)


@misconception(quantization_error, "T14.3/to_all_units", "The distance to the winner alone.")
def _all_units(W, X):
    return namespace(W).mean(_distances(W, X))


@misconception(quantization_error, "T14.3/from_units", "From each sample to its unit, not from each unit to a sample.")
def _from_units(W, X):
    return quantization_error(X, W)


@misconception(topographic_error, "T14.3/preserved", "The share of samples that are *not* preserved.")
def _preserved(W, X, grid):
    return 1 - topographic_error(W, X, grid)


@misconception(topographic_error, "T14.3/weight_distance", "Neighbourhood is measured on the grid.")
def _weights(W, X, grid):
    xp = namespace(W)
    best = xp.argsort(_distances(W, X), axis=1, stable=True)[:, :2]
    apart = xp.take(W, best[:, 0], axis=0) - xp.take(W, best[:, 1], axis=0)
    return xp.mean(xp.astype(xp.sum(apart**2, axis=1) > 1 + 1e-6, W.dtype))


@misconception(topographic_error, "T14.3/counted", "A share of the samples, not their number.")
def _counted(W, X, grid):
    return topographic_error(W, X, grid) * X.shape[0]
