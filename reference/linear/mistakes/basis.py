"""Wrong versions of the functions in `reference.linear.basis`, with the message that names each mistake."""

from reference._array import namespace
from reference.linear.basis import _distances, _eye, _problem, fit_linear_basis, polynomial_features, rbf_features
from reference.misconceptions import misconception


@misconception(polynomial_features, "T2.9/order", "Column j is x to the power j, starting with the constant.")
def _polynomial_reversed(x, degree):
    return namespace(x).flip(polynomial_features(x, degree), axis=1)


@misconception(polynomial_features, "T2.9/no_constant", "Column 0 is the constant 1: the fit needs an intercept.")
def _polynomial_no_constant(x, degree):
    return polynomial_features(x, degree)[:, 1:]


@misconception(polynomial_features, "T2.9/degree_off", "Degree d means d + 1 columns, up to x to the power d.")
def _polynomial_degree_off(x, degree):
    return polynomial_features(x, degree)[:, :-1]


@misconception(rbf_features, "T2.9/no_2", "The Gaussian divides by 2s².")
def _rbf_no_2(x, centers, s):
    return rbf_features(x, centers, s) ** 2


@misconception(rbf_features, "T2.9/s_not_squared", "The width is squared, too: divide by 2s².")
def _rbf_s_not_squared(x, centers, s):
    return rbf_features(x, centers, s**0.5)


@misconception(rbf_features, "T2.9/not_squared", "The exponent has the squared distance to the centre.")
def _rbf_not_squared(x, centers, s):
    xp, d = _distances(x, centers)
    return xp.exp(-xp.abs(d) / (2 * s**2))


@misconception(fit_linear_basis, "T2.9/inverse", "Solve the system instead of inverting; ΦᵀΦ may be singular.")
def _fit_inverse(Phi, y, lam=0.0):
    xp, Phi, y = _problem(Phi, y)
    Phi_T = xp.permute_dims(Phi, (1, 0))
    return xp.linalg.inv(Phi_T @ Phi + lam * _eye(Phi)) @ (Phi_T @ y)


@misconception(fit_linear_basis, "T2.9/ridge_n", "λ is not multiplied by N here.")
def _fit_ridge_n(Phi, y, lam=0.0):
    return fit_linear_basis(Phi, y, lam * Phi.shape[0])


@misconception(fit_linear_basis, "T2.9/no_ridge", "Add λ to the diagonal of ΦᵀΦ.")
def _fit_no_ridge(Phi, y, lam=0.0):
    return fit_linear_basis(Phi, y)


@misconception(fit_linear_basis, "T2.9/ridge_everywhere", "λ goes on the diagonal (λI), not on every entry of ΦᵀΦ.")
def _fit_ridge_everywhere(Phi, y, lam=0.0):
    xp, Phi, y = _problem(Phi, y)
    Phi_T = xp.permute_dims(Phi, (1, 0))
    return xp.linalg.pinv(Phi_T @ Phi + lam) @ (Phi_T @ y)
