"""Is a training run healthy: its curves, gradients, dead units, and the largest stable learning rate.

Sources: `001_93c4fdc1f7522504.txt` (convergence, overfitting and capacity by name; why weights should stay small),
`003_a887474237fda507.txt` (debugging by name). The rules of `diagnose_run` are this course's own.
"""

from typing import NamedTuple

from reference._array import Array, as_float, as_floats, check_at_least, check_ndim, check_shape, namespace

VERDICTS = ("diverging", "overfitting", "underfitting", "converged", "still_improving")


class BestStep(NamedTuple):
    """The learning rate that shrinks the distance to the minimum fastest, and the factor per step that is sure."""

    lr: Array
    contraction: Array


def _curves(train: Array, val: Array, tol: float) -> tuple[Array, Array, int]:
    """Both curves as floats, and the number of steps in their last quarter (rounded up)."""
    train, val = as_floats(train, val)
    check_ndim("train", train, "(T,)", 1)
    check_shape("val", val, "(T,)", *train.shape)
    if train.shape[0] < 2:
        raise ValueError(f"train, val: expected at least 2 epochs, got {train.shape[0]}")
    check_at_least(0, tol=tol)
    return train, val, (train.shape[0] + 2) // 4


def _diverges(train: Array, val: Array) -> bool:
    xp = namespace(train, val)
    return not bool(xp.all(xp.isfinite(train)) & xp.all(xp.isfinite(val)) & (train[-1] <= train[0]))


def _overfits(train: Array, val: Array, tol: float) -> bool:
    best = int(namespace(val).argmin(val))
    return bool(val[-1] - val[best] > tol) and bool(train[-1] < train[best])


def _flat(curve: Array, steps: int, tol: float) -> bool:
    """Whether the curve stays within tol over its last steps."""
    xp, end = namespace(curve), curve[-(steps + 1) :]
    return bool(xp.max(end) - xp.min(end) < tol)


def _by_flatness(train: Array, val: Array, steps: int, tol: float) -> str:
    if not (_flat(train, steps, tol) and _flat(val, steps, tol)):
        return "still_improving"
    return "underfitting" if bool(train[-1] > 0.9 * train[0]) else "converged"


def diagnose_run(train: Array, val: Array, tol: float) -> str:
    """One word on a training run; the first rule that holds decides.

    1. "diverging": a loss is not finite, or the last training loss is above the first one.
    2. "overfitting": the last validation loss is over its minimum by more than tol, and the training loss fell since.
    3. "underfitting": over the last quarter of the epochs each curve varies by less than tol, and the last training
       loss is above 0.9 times the first one.
    4. "converged": each curve varies by less than tol over the last quarter.
    5. "still_improving".

    Args:
        train, val: (T,) float, the losses (≥ 0) after each of T ≥ 2 epochs. tol: ≥ 0, in units of the loss. The last
            quarter holds the last ⌈(T − 1)/4⌉ changes.

    Raises:
        ValueError: curves of different lengths or of fewer than 2 epochs, a negative tol.

    Source: `001_93c4fdc1f7522504.txt` and `003_a887474237fda507.txt` name the terms; the rules are this course's own.

    >>> import numpy as np
    >>> diagnose_run(np.array([4.0, 2.0, 1.0, 0.5]), np.array([4.0, 2.5, 3.0, 3.5]), 0.1)
    'overfitting'
    """
    train, val, steps = _curves(train, val, tol)
    if _diverges(train, val):
        return "diverging"
    if _overfits(train, val, tol):
        return "overfitting"
    return _by_flatness(train, val, steps, tol)


def _norm(x: Array) -> Array:
    xp = namespace(x)
    return xp.linalg.vector_norm(xp.reshape(x, (-1,)))


def gradient_norms(grads: list[Array]) -> Array:
    r"""$\|g_l\|_2$, one norm a layer, over all entries of its gradient.

    Args:
        grads: L arrays of any shapes, float.

    Returns:
        (L,) float.

    Source: `003_a887474237fda507.txt`, debugging.
    """
    if not grads:
        raise ValueError("grads: expected at least one gradient, got none")
    return namespace(*grads).stack([_norm(as_float(g)) for g in grads])


def dead_relu_fraction(acts: Array) -> Array:
    """The share of units that are positive for no sample of the batch.

    Args:
        acts: (N, H) float, values after the ReLU (or before it).

    Returns:
        a scalar in [0, 1].

    Source: `003_a887474237fda507.txt`, debugging.
    """
    acts = as_float(acts)
    xp = namespace(acts)
    check_ndim("acts", acts, "(N, H)", 2)
    if 0 in acts.shape:
        raise ValueError(f"acts: expected at least one sample and one unit, got shape {tuple(acts.shape)}")
    return xp.mean(xp.astype(~xp.any(acts > 0, axis=0), acts.dtype))


def _eigenvalues(hessian: Array) -> Array:
    """Those of a symmetric positive semi-definite matrix that is not zero, rising."""
    hessian = as_float(hessian)
    xp = namespace(hessian)
    check_ndim("hessian", hessian, "(D, D)", 2)
    check_shape("hessian", hessian, "(D, D)", hessian.shape[0], hessian.shape[0])
    noise = 10 * hessian.shape[0] * xp.finfo(hessian.dtype).eps * float(xp.max(xp.abs(hessian)))
    if float(xp.max(xp.abs(hessian - xp.permute_dims(hessian, (1, 0))))) > noise:
        raise ValueError("hessian: expected a symmetric matrix")
    lam = xp.linalg.eigvalsh(hessian)
    if float(lam[0]) < -noise or float(lam[-1]) <= 0:
        raise ValueError(
            "hessian: expected no negative and at least one positive eigenvalue (else no learning rate is the largest "
            f"stable one), got {float(lam[0]):.3g}…{float(lam[-1]):.3g}"
        )
    return lam


def max_stable_lr(hessian: Array) -> Array:
    r"""$2 / \lambda_{\max}$: below it gradient descent on $\frac12 \theta^\top H \theta$ stays bounded.

    Args:
        hessian: H, (D, D) float, symmetric, positive semi-definite.

    Returns:
        a scalar.

    Raises:
        ValueError: H is not square, not symmetric, has a negative eigenvalue, or is zero.

    Source: `001_93c4fdc1f7522504.txt`, convergence.
    """
    return 2 / _eigenvalues(hessian)[-1]


def best_constant_step(hessian: Array) -> BestStep:
    r"""$\eta = 2 / (\lambda_{\min} + \lambda_{\max})$ and its contraction $(\kappa - 1)/(\kappa + 1)$, κ = λmax/λmin.

    Args:
        hessian: H, (D, D) float, symmetric, positive semi-definite; where λmin is 0, the contraction is 1.

    Returns:
        (lr, contraction), scalars.

    Source: `001_93c4fdc1f7522504.txt`, convergence.
    """
    lam = _eigenvalues(hessian)
    return BestStep(2 / (lam[0] + lam[-1]), (lam[-1] - lam[0]) / (lam[-1] + lam[0]))


def update_ratio(delta: Array, theta: Array) -> Array:
    r"""$\|\delta\|_2 / \|\theta\|_2$: the size of a step beside that of the parameters.

    Args:
        delta: (…) float, the step. theta: (…) float, the parameters before it, not all 0.

    Returns:
        a scalar.

    Source: `003_a887474237fda507.txt`, debugging.
    """
    delta, theta = as_floats(delta, theta)
    check_shape("delta", delta, "the shape of theta", *theta.shape)
    size = _norm(theta)
    if float(size) == 0:
        raise ValueError("theta: expected a parameter that is not 0, got only zeros")
    return _norm(delta) / size
