"""Wrong versions of the functions in `reference.training.diagnostics`, with the message that names each mistake."""

from reference._array import as_float, namespace
from reference.misconceptions import misconception
from reference.training.diagnostics import (
    BestStep,
    _by_flatness,
    _curves,
    _diverges,
    _eigenvalues,
    _norm,
    _overfits,
    best_constant_step,
    dead_relu_fraction,
    diagnose_run,
    gradient_norms,
    max_stable_lr,
    update_ratio,
)


@misconception(diagnose_run, "T4.7/train_only", "Overfitting shows in the gap to validation.")
def _diagnose_train(train, val, tol):
    return diagnose_run(train, train, tol)


@misconception(
    diagnose_run,
    "T4.7/more_capacity",
    "A validation loss that rises calls for less capacity or more regularisation.",
)
def _diagnose_capacity(train, val, tol):
    verdict = diagnose_run(train, val, tol)
    return "underfitting" if verdict == "overfitting" else verdict


@misconception(diagnose_run, "T4.7/val_from_start", "Compare validation with its minimum, not with its first value.")
def _diagnose_from_start(train, val, tol):
    train, val, steps = _curves(train, val, tol)
    if _overfits(train, val, tol) and not _diverges(train, val) and bool(val[-1] - val[0] <= tol):
        return _by_flatness(train, val, steps, tol)
    return diagnose_run(train, val, tol)


@misconception(diagnose_run, "T4.7/flat_is_converged", "A flat curve near its start has learned nothing: underfitting.")
def _diagnose_flat(train, val, tol):
    verdict = diagnose_run(train, val, tol)
    return "converged" if verdict == "underfitting" else verdict


@misconception(gradient_norms, "T4.7/squared_norm", "Take the root of the sum of squares.")
def _norms_squared(grads):
    norms = gradient_norms(grads)
    return norms * norms


@misconception(gradient_norms, "T4.7/root_mean_square", "The norm sums the squares; it does not average them.")
def _norms_rms(grads):
    xp = namespace(*grads)
    return xp.stack([xp.sqrt(xp.mean(as_float(g) ** 2)) for g in grads])


@misconception(gradient_norms, "T4.7/one_for_all", "One norm a layer: a sum over layers hides the layer that vanishes.")
def _norms_global(grads):
    norms = gradient_norms(grads)
    return 0 * norms + _norm(norms)


@misconception(dead_relu_fraction, "T4.7/dead_any", "A unit is dead only if it is off for every sample.")
def _dead_any(acts):
    xp = namespace(acts)
    return xp.mean(xp.astype(xp.any(acts <= 0, axis=0), acts.dtype))


@misconception(dead_relu_fraction, "T4.7/share_of_zeros", "Count units, not single activations.")
def _dead_zeros(acts):
    xp = namespace(acts)
    return xp.mean(xp.astype(acts <= 0, acts.dtype))


@misconception(dead_relu_fraction, "T4.7/dead_samples", "Look along the batch for each unit, not along the units.")
def _dead_samples(acts):
    return dead_relu_fraction(namespace(acts).permute_dims(acts, (1, 0)))


@misconception(dead_relu_fraction, "T4.7/count", "Divide by the number of units.")
def _dead_count(acts):
    return dead_relu_fraction(acts) * acts.shape[1]


@misconception(max_stable_lr, "T4.7/one_over_lambda", "The limit is 2/λmax.")
def _lr_one(hessian):
    return max_stable_lr(hessian) / 2


@misconception(max_stable_lr, "T4.7/lambda_min", "The steepest direction limits the step.")
def _lr_flattest(hessian):
    return 2 / _eigenvalues(hessian)[0]


@misconception(max_stable_lr, "T4.7/best_step", "That is the fastest step, not the largest stable one.")
def _lr_best(hessian):
    return best_constant_step(hessian).lr


@misconception(
    best_constant_step, "T4.7/largest_step", "The largest stable step does not shrink the steepest direction."
)
def _best_largest(hessian):
    return BestStep(max_stable_lr(hessian), best_constant_step(hessian).contraction)


@misconception(best_constant_step, "T4.7/newton_step", "1/λmax solves the steepest direction alone and is too small.")
def _best_newton(hessian):
    lam = _eigenvalues(hessian)
    return BestStep(1 / lam[-1], 1 - lam[0] / lam[-1])


@misconception(best_constant_step, "T4.7/mean_curvature", "Only the smallest and the largest curvature count.")
def _best_mean(hessian):
    return BestStep(1 / namespace(hessian).mean(_eigenvalues(hessian)), best_constant_step(hessian).contraction)


@misconception(update_ratio, "T4.7/upside_down", "Divide the step by the parameters.")
def _ratio_upside_down(delta, theta):
    return _norm(as_float(theta)) / _norm(as_float(delta))


@misconception(update_ratio, "T4.7/mean_of_ratios", "Divide the norms; single parameters near 0 would rule the mean.")
def _ratio_mean(delta, theta):
    xp = namespace(delta, theta)
    return xp.mean(xp.abs(delta / theta))


@misconception(update_ratio, "T4.7/squared_norm", "Take the root of the sum of squares.")
def _ratio_squared(delta, theta):
    return update_ratio(delta, theta) ** 2
