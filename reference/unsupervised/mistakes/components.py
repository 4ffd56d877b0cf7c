"""Wrong versions of the functions in `reference.unsupervised.components`, with the message that names each mistake."""

from reference._array import namespace, transpose
from reference.misconceptions import misconception
from reference.unsupervised.components import (
    Components,
    _standard,
    fast_ica,
    ica_score,
    symmetric_decorrelation,
    whiten_zca,
)


@misconception(whiten_zca, "T14.1/not_turned_back", "ZCA turns the whitened data back; this is PCA whitening.")
def _pca(X):
    xp = namespace(X)
    centred = X - xp.mean(X, axis=0, keepdims=True)
    _, s, Vt = xp.linalg.svd(centred, full_matrices=False)
    return centred @ (transpose(Vt) * (X.shape[0] ** 0.5 / s)[None, :])


@misconception(whiten_zca, "T14.1/scaled_only", "White data are uncorrelated, too: scaling each column is not enough.")
def _scaled(X):
    return _standard("X", X)


@misconception(whiten_zca, "T14.1/not_centred", "Centre the data first.")
def _not_centred(X):
    xp = namespace(X)
    _, s, Vt = xp.linalg.svd(X, full_matrices=False)
    return X @ (transpose(Vt) * (X.shape[0] ** 0.5 / s)[None, :]) @ Vt


@misconception(whiten_zca, "T14.1/variance_for_deviation", "Divide by the deviations, the roots of the variances.")
def _variance(X):
    xp = namespace(X)
    centred = X - xp.mean(X, axis=0, keepdims=True)
    _, s, Vt = xp.linalg.svd(centred, full_matrices=False)
    return centred @ (transpose(Vt) * (X.shape[0] / s**2)[None, :]) @ Vt


@misconception(symmetric_decorrelation, "T14.1/rows_normalised", "Rows of length 1 are not orthogonal yet.")
def _rows(W):
    xp = namespace(W)
    return W / xp.sqrt(xp.sum(W**2, axis=1, keepdims=True))


@misconception(symmetric_decorrelation, "T14.1/one_after_another", "Symmetric: no row comes first, as in Gram–Schmidt.")
def _gram_schmidt(W):
    xp, rows = namespace(W), []
    for i in range(W.shape[0]):
        w = W[i, :] - sum((xp.sum(W[i, :] * r) * r for r in rows), 0 * W[i, :])
        rows.append(w / xp.sqrt(xp.sum(w**2)))
    return xp.stack(rows)


@misconception(symmetric_decorrelation, "T14.1/full_inverse", "The inverse *root* of W Wᵀ, not its inverse.")
def _inverse(W):
    return namespace(W).linalg.inv(W @ transpose(W)) @ W


def _iterated(X, W0, n_iter, fun, white, decorrelate, subtract=True):
    """FastICA with other parts."""
    xp = namespace(X, W0)
    z, W = white(X), decorrelate(W0)
    for _ in range(n_iter):
        u = z @ transpose(W)
        g = xp.tanh(u) if fun == "tanh" else u**3
        slope = 1 - g**2 if fun == "tanh" else 3 * u**2
        W = decorrelate(transpose(g) @ z / z.shape[0] - subtract * xp.mean(slope, axis=0)[:, None] * W)
    return Components(z @ transpose(W), W)


@misconception(fast_ica, "T14.1/no_whiten", "Whiten first.")
def _no_whiten(X, W0, n_iter, fun="tanh"):
    return _iterated(
        X, W0, n_iter, fun, lambda X: X - namespace(X).mean(X, axis=0, keepdims=True), symmetric_decorrelation
    )


@misconception(fast_ica, "T14.1/no_decorrelation", "Re-orthogonalise after each step.")
def _no_decorrelation(X, W0, n_iter, fun="tanh"):
    return _iterated(X, W0, n_iter, fun, whiten_zca, _rows)


@misconception(fast_ica, "T14.1/no_slope", "The step is E[g(Wz)zᵀ] less E[g′(Wz)]·W.")
def _no_slope(X, W0, n_iter, fun="tanh"):
    return _iterated(X, W0, n_iter, fun, whiten_zca, symmetric_decorrelation, subtract=False)


@misconception(fast_ica, "T14.1/pca_instead", "Uncorrelated is not independent.")
def _pca_instead(X, W0, n_iter, fun="tanh"):
    return fast_ica(X, W0, 0, fun)


@misconception(ica_score, "T14.1/order", "Compare up to permutation and sign.")
def _order(S, S_true):
    xp = namespace(S)
    return xp.mean(xp.abs(xp.mean(_standard("S", S) * _standard("S_true", S_true), axis=0)))


@misconception(ica_score, "T14.1/sign", "The sign of a source is not determined: take |correlation|.")
def _sign(S, S_true):
    xp = namespace(S)
    corr = transpose(_standard("S", S)) @ _standard("S_true", S_true) / S.shape[0]
    return xp.mean(xp.max(corr, axis=1))


@misconception(ica_score, "T14.1/partner_twice", "Each true source is the partner of one found source only.")
def _twice(S, S_true):
    xp = namespace(S)
    corr = xp.abs(transpose(_standard("S", S)) @ _standard("S_true", S_true)) / S.shape[0]
    return xp.mean(xp.max(corr, axis=1))
