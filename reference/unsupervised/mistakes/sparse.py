"""Wrong versions of the functions in `reference.unsupervised.sparse`, with the message that names each mistake."""

from reference._array import namespace, transpose
from reference.misconceptions import misconception
from reference.unsupervised.sparse import dictionary_update, ista, omp, soft_threshold


@misconception(soft_threshold, "T14.2/hard", "Soft thresholding also shrinks.")
def _hard(u, t):
    xp = namespace(u)
    return xp.where(xp.abs(u) > t, u, 0 * u)


@misconception(soft_threshold, "T14.2/no_sign", "The sign of u stays.")
def _no_sign(u, t):
    xp = namespace(u)
    return xp.abs(soft_threshold(u, t))


@misconception(soft_threshold, "T14.2/not_cut", "Below the threshold the result is 0.")
def _not_cut(u, t):
    return u - t * namespace(u).sign(u)


def _ista(D, x, lam, n_iter, threshold, direction=1.0, shrink=soft_threshold):
    """ISTA with other parts; `threshold(lam, L)`."""
    xp = namespace(D, x)
    L = float(xp.max(xp.linalg.svdvals(D))) ** 2
    a = 0 * D[0, :]
    for _ in range(n_iter):
        a = shrink(a + direction * transpose(D) @ (x - D @ a) / L, threshold(lam, L))
    return a


@misconception(ista, "T14.2/lam_not_scaled", "The threshold is λ/L.")
def _lam_not_scaled(D, x, lam, n_iter):
    return _ista(D, x, lam, n_iter, lambda lam, L: lam)


@misconception(ista, "T14.2/step_sign", "Step along Dᵀ(x−Da).")
def _step_sign(D, x, lam, n_iter):
    return _ista(D, x, lam, n_iter, lambda lam, L: lam / L, direction=-1.0)


@misconception(ista, "T14.2/hard", "Soft thresholding also shrinks.")
def _ista_hard(D, x, lam, n_iter):
    return _ista(D, x, lam, n_iter, lambda lam, L: lam / L, shrink=_hard)


@misconception(ista, "T14.2/sklearn_alpha", "Lasso divides the data term by M; this cost does not.")
def _sklearn(D, x, lam, n_iter):
    return ista(D, x, lam * D.shape[0], n_iter)


@misconception(ista, "T14.2/no_penalty", "Without the threshold this is least squares.")
def _no_penalty(D, x, lam, n_iter):
    return ista(D, x, 0.0, n_iter)


@misconception(omp, "T14.2/no_refit", "Fit all chosen atoms again at each step: that is what *orthogonal* says.")
def _matching_pursuit(D, x, k):
    xp = namespace(D, x)
    a, rest = 0 * D[0, :], x
    for _ in range(k):
        fit = transpose(D) @ rest
        i = int(xp.argmax(xp.abs(fit)))
        a[i] = a[i] + fit[i]
        rest = rest - fit[i] * D[:, i]
    return a


@misconception(omp, "T14.2/signed_fit", "The best atom has the largest |Dᵀr|: a negative one fits as well.")
def _signed(D, x, k):
    xp = namespace(D, x)
    rest, chosen, a = x, [], 0 * D[0, :]
    for _ in range(k):
        fit = transpose(D) @ rest
        for i in chosen:
            fit[i] = -xp.inf
        chosen.append(int(xp.argmax(fit)))
        atoms = xp.stack([D[:, i] for i in chosen], axis=1)
        values = xp.linalg.pinv(atoms) @ x
        rest = x - atoms @ values
    for i, value in zip(chosen, values, strict=True):
        a[i] = value
    return a


@misconception(omp, "T14.2/all_at_once", "Look at what is left of x after each atom.")
def _all_at_once(D, x, k):
    xp = namespace(D, x)
    fit = xp.abs(transpose(D) @ x)
    chosen = sorted(range(D.shape[1]), key=lambda i: (-float(fit[i]), i))[:k]
    values = xp.linalg.pinv(xp.stack([D[:, i] for i in chosen], axis=1)) @ x
    a = 0 * D[0, :]
    for i, value in zip(chosen, values, strict=True):
        a[i] = value
    return a


@misconception(dictionary_update, "T14.2/unnormalised", "Atoms have unit norm.")
def _unnormalised(D, A, X):
    xp = namespace(D, A, X)
    used = xp.any(A != 0, axis=0)[None, :]
    return xp.where(used, transpose(X) @ transpose(xp.linalg.pinv(A)), D)


@misconception(dictionary_update, "T14.2/correlation_only", "Divide out how the codes overlap: (AᵀA)⁻¹.")
def _correlation(D, A, X):
    xp = namespace(D, A, X)
    new = transpose(X) @ A
    length = xp.sqrt(xp.sum(new**2, axis=0, keepdims=True))
    return xp.where(length > 0, new / (length + (length == 0)), D)


@misconception(dictionary_update, "T14.2/unused_zero", "An atom that no code uses keeps its old value.")
def _unused_zero(D, A, X):
    xp = namespace(D, A, X)
    return xp.where(xp.any(A != 0, axis=0)[None, :], dictionary_update(D, A, X), 0 * D)
