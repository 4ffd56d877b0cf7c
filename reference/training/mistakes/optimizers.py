"""Wrong versions of the functions in `reference.training.optimizers`, with the message that names each mistake."""

from reference._array import namespace
from reference.misconceptions import misconception
from reference.training.optimizers import (
    Minimum,
    Momentum,
    adam_step,
    converged,
    gd_step,
    minibatch_indices,
    minimize,
    momentum_step,
    nesterov_step,
)


@misconception(gd_step, "T4.1/ascent", "Subtract the gradient.")
def _gd_ascent(theta, grad, lr):
    return theta + lr * grad


@misconception(gd_step, "T4.1/normalised", "Use the gradient itself, not its direction alone.")
def _gd_sign(theta, grad, lr):
    return theta - lr * namespace(grad).sign(grad)


@misconception(gd_step, "T4.1/no_lr", "Multiply the gradient by the learning rate.")
def _gd_no_lr(theta, grad, lr):
    return theta - grad


@misconception(gd_step, "T4.1/inplace_theta", "Return new parameters; the start values must survive.")
def _gd_inplace(theta, grad, lr):
    theta -= lr * grad
    return theta


@misconception(minimize, "T4.1/ascent", "Subtract the gradient.")
def _minimize_ascent(grad_fn, theta0, lr, steps, batches=None):
    return minimize(lambda *args: -grad_fn(*args), theta0, lr, steps, batches)


@misconception(minimize, "T4.1/sum_gradient", "Average over the batch.")
def _minimize_sum(grad_fn, theta0, lr, steps, batches=None):
    def summed(theta, *batch):
        return grad_fn(theta, *batch) * (len(batch[0]) if batch else 1)

    return minimize(summed, theta0, lr, steps, batches)


@misconception(minimize, "T4.1/stale_grad", "SGD recomputes the gradient after each sample.")
def _minimize_stale(grad_fn, theta0, lr, steps, batches=None):
    theta, start, history = theta0, theta0, []
    for t in range(steps):
        if batches is None:
            grad = grad_fn(theta0)
        else:
            start = theta if t % len(batches) == 0 else start
            grad = grad_fn(start, batches[t % len(batches)])
        theta = theta - lr * grad
        history.append(theta)
    return Minimum(theta, history)


@misconception(converged, "T4.1/last_change_only", "Each of the last `patience` changes must be small, not one alone.")
def _converged_last(losses, tol, patience):
    return len(losses) > patience and abs(float(losses[-1]) - float(losses[-2])) < tol


@misconception(converged, "T4.1/signed_change", "Take the size of the change: a loss that jumps has not converged.")
def _converged_signed(losses, tol, patience):
    changes = [float(b) - float(a) for a, b in zip(losses[:-1], losses[1:], strict=True)]
    return len(changes) >= patience and all(c < tol for c in changes[-patience:])


@misconception(converged, "T4.1/small_loss", "It is the change of the loss that must be small, not the loss.")
def _converged_small(losses, tol, patience):
    return len(losses) > patience and all(float(loss) < tol for loss in losses[-patience:])


@misconception(minibatch_indices, "T4.1/drop_last", "Do not lose the last, smaller batch.")
def _batches_drop(n, batch_size, perm):
    return [b for b in minibatch_indices(n, batch_size, perm) if len(b) == batch_size]


@misconception(minibatch_indices, "T4.1/no_shuffle", "Use the shuffled order that you were given.")
def _batches_ordered(n, batch_size, perm):
    return minibatch_indices(n, batch_size, sorted(perm))


@misconception(
    minibatch_indices, "T4.1/number_of_batches", "batch_size is the size of a batch, not the number of batches."
)
def _batches_number(n, batch_size, perm):
    return minibatch_indices(n, -(-n // batch_size), perm)


@misconception(momentum_step, "T4.2/ema", "This rule has no (1−β) factor.")
def _momentum_ema(theta, delta, grad, lr, beta, form="lecture"):
    if form == "ema":
        return momentum_step(theta, delta, grad, lr, beta, form)
    return momentum_step(theta, delta, (1 - beta) * grad, lr, beta, form)


@misconception(momentum_step, "T4.2/minus_beta", "The previous step is added.")
def _momentum_minus(theta, delta, grad, lr, beta, form="lecture"):
    return momentum_step(theta, -delta, grad, lr, beta, form)


@misconception(momentum_step, "T4.2/reset", "Keep δ between steps.")
def _momentum_reset(theta, delta, grad, lr, beta, form="lecture"):
    return momentum_step(theta, 0 * delta, grad, lr, beta, form)


@misconception(momentum_step, "T4.2/lr_twice", "α is already inside δ.")
def _momentum_twice(theta, delta, grad, lr, beta, form="lecture"):
    if form == "lecture":
        delta = momentum_step(theta, delta, grad, lr, beta).delta
        return Momentum(theta - lr * delta, delta)
    return momentum_step(theta, delta, lr * grad, lr, beta, form)


@misconception(
    momentum_step, "T4.2/lr_outside", "Here α is inside δ: yours is torch's form, with δ of gradients and θ − αδ."
)
def _momentum_lr_outside(theta, delta, grad, lr, beta, form="lecture"):
    return momentum_step(theta, delta, grad, lr, beta, "torch" if form == "lecture" else "lecture")


@misconception(momentum_step, "T4.2/nesterov", "The gradient is taken at θ, not at the look-ahead.")
def _momentum_nesterov(theta, delta, grad, lr, beta, form="lecture"):
    new = momentum_step(theta, delta, grad, lr, beta, form).delta
    step = new - beta * delta + beta * new
    return Momentum(theta - (step if form == "lecture" else lr * step), new)


@misconception(nesterov_step, "T4.2/no_look_ahead", "Nesterov's step adds β times the new velocity to the gradient.")
def _nesterov_plain(theta, v, grad, lr, beta):
    v = beta * v + grad
    return theta - lr * v, v


@misconception(nesterov_step, "T4.2/minus_beta", "The previous step is added.")
def _nesterov_minus(theta, v, grad, lr, beta):
    v = grad - beta * v
    return theta - lr * (grad + beta * v), v


@misconception(nesterov_step, "T4.2/reset", "Keep the velocity between steps.")
def _nesterov_reset(theta, v, grad, lr, beta):
    return theta - lr * (grad + beta * grad), grad


def _adam(correct=None, root=True, square=True, swap=False, eps_inside=False, first_t=1):
    """Adam with one thing wrong; `correct` overrides the form that was asked for."""

    def step(theta, m, v, grad, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, *, bias_correction):
        xp = namespace(theta)
        t = t - 1 + first_t
        b1, b2 = (beta2, beta1) if swap else (beta1, beta2)
        m = b1 * m + (1 - b1) * grad
        v = b2 * v + (1 - b2) * (grad * grad if square else grad)
        use = bias_correction if correct is None else correct(bias_correction)
        mh, vh = (m / (1 - b1**t), v / (1 - b2**t)) if use else (m, v)
        rooted = xp.sqrt(vh + eps) if eps_inside else xp.sqrt(vh) + eps
        bottom = rooted if root else vh + eps
        return theta - lr * mh / bottom, m, v

    return step


for _key, _text, _mutant in (
    ("T4.3/other_form", "This question asks for Adam with/without bias correction; you used the other.",
     _adam(correct=lambda asked: not asked)),
    ("T4.3/no_sqrt", "Divide by the square root of v.", _adam(root=False)),
    ("T4.3/betas_swapped", "β₁ belongs to m, β₂ to v.", _adam(swap=True)),
    ("T4.3/g_not_squared", "v averages squared gradients.", _adam(square=False)),
    ("T4.3/t_zero", "t starts at 1; at 0 the correction divides by zero.", _adam(first_t=0)),
    ("T4.3/eps_inside", "ε is added after the root.", _adam(eps_inside=True)),
):  # fmt: skip
    misconception(adam_step, _key, _text)(_mutant)
