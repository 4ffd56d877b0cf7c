"""Gradient descent, momentum and Adam: pure steps; state is returned, never changed in place.

Sources: `002_3f85b5039545d858.txt` (momentum and Adam as the lecture writes them: no 1−β in momentum, no bias
correction in Adam), `001_93c4fdc1f7522504.txt` (full, stochastic, mini-batch). The paper's Adam is
`bias_correction=True`. "Batch" is the whole set in one deck and a subset in two others: here full, SGD, mini-batch.
"""

from collections.abc import Callable, Sequence

from reference._array import Array, as_float, check_option, check_shape, namespace
from reference._misconceptions import misconception

FORMS = ("lecture", "torch", "ema")


def gd_step(theta: Array, grad: Array, lr: float) -> Array:
    r"""$\theta \leftarrow \theta - \eta \nabla L$; any shape.

    Source: `001_93c4fdc1f7522504.txt`, gradient descent.
    """
    theta, grad = as_float(theta), as_float(grad)
    check_shape("grad", grad, "the shape of theta", *theta.shape)
    return theta - lr * grad


def minibatch_indices(n: int, batch_size: int, perm: Sequence[int]) -> list[Sequence[int]]:
    """`perm` cut into batches; the last one may be smaller and is kept.

    Source: `001_93c4fdc1f7522504.txt`, mini-batches.
    """
    if len(perm) != n:
        raise ValueError(f"perm: expected {n} indices, got {len(perm)}")
    if batch_size < 1:
        raise ValueError(f"batch_size: expected at least 1, got {batch_size}")
    return [perm[i : i + batch_size] for i in range(0, n, batch_size)]


def minimize(
    grad_fn: Callable[..., Array], theta0: Array, lr: float, steps: int, batches: Sequence[Sequence[int]] | None = None
) -> tuple[Array, list[Array]]:
    """Gradient descent for `steps` updates; `history` holds theta after each.

    Args:
        grad_fn: theta → gradient, or (theta, batch) → gradient when `batches` are given (used in turn).
    """
    theta, history = as_float(theta0), []
    for t in range(steps):
        grad = grad_fn(theta) if batches is None else grad_fn(theta, batches[t % len(batches)])
        theta = gd_step(theta, grad, lr)
        history.append(theta)
    return theta, history


def converged(losses: Sequence[float], tol: float, patience: int) -> bool:
    """Whether each of the last `patience` changes of the loss is below `tol`."""
    changes = [abs(float(b) - float(a)) for a, b in zip(losses[:-1], losses[1:], strict=True)]
    return len(changes) >= patience and all(c < tol for c in changes[-patience:])


def momentum_step(
    theta: Array, delta: Array, grad: Array, lr: float, beta: float, form: str = "lecture"
) -> tuple[Array, Array]:
    r"""Lecture: $\delta \leftarrow \alpha\nabla L + \beta\delta$, $\theta \leftarrow \theta - \delta$.

    Args:
        form: "torch": δ ← βδ + ∇L, θ ← θ − αδ; "ema": δ ← βδ + (1−β)∇L, θ ← θ − αδ.

    Returns:
        new (theta, delta).

    Source: `002_3f85b5039545d858.txt`, momentum.
    """
    check_option("form", form, FORMS)
    theta, grad = as_float(theta), as_float(grad)
    check_shape("grad", grad, "the shape of theta", *theta.shape)
    if form == "lecture":
        delta = lr * grad + beta * delta
        return theta - delta, delta
    delta = beta * delta + (grad if form == "torch" else (1 - beta) * grad)
    return theta - lr * delta, delta


def adam_step(
    theta: Array,
    m: Array,
    v: Array,
    grad: Array,
    t: int,
    lr: float = 1e-3,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
    *,
    bias_correction: bool,
) -> tuple[Array, Array, Array]:
    r"""$\theta - \alpha m / (\sqrt v + \epsilon)$ with running means $m$ of $g$ (β₁) and $v$ of $g^2$ (β₂).

    Args:
        t: number of the step, from 1.
        bias_correction: divide m by 1−β₁ᵗ and v by 1−β₂ᵗ first (paper), or not (lecture).

    Returns:
        new (theta, m, v).

    Source: `002_3f85b5039545d858.txt`, Adam; Kingma & Ba 2015 for the correction.
    """
    theta, grad = as_float(theta), as_float(grad)
    check_shape("grad", grad, "the shape of theta", *theta.shape)
    if t < 1:
        raise ValueError(f"t: expected a step number from 1, got {t}")
    xp = namespace(theta)
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad * grad
    m_hat, v_hat = (m / (1 - beta1**t), v / (1 - beta2**t)) if bias_correction else (m, v)
    return theta - lr * m_hat / (xp.sqrt(v_hat) + eps), m, v


# -- misconceptions ----------------------------------------------------------------------------------------------------


@misconception(gd_step, "T4.1/ascent", "Subtract the gradient.")
def _gd_ascent(theta, grad, lr):
    return theta + lr * grad


@misconception(gd_step, "T4.1/normalised", "Use the gradient itself, not its direction alone.")
def _gd_sign(theta, grad, lr):
    return theta - lr * namespace(grad).sign(grad)


@misconception(gd_step, "T4.1/no_lr", "Multiply the gradient by the learning rate.", "slip")
def _gd_no_lr(theta, grad, lr):
    return theta - grad


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


@misconception(momentum_step, "T4.2/ema", "This rule has no (1−β) factor.", "convention")
def _momentum_ema(theta, delta, grad, lr, beta, form="lecture"):
    delta = lr * (1 - beta) * grad + beta * delta
    return theta - delta, delta


@misconception(momentum_step, "T4.2/minus_beta", "The previous step is added.")
def _momentum_minus(theta, delta, grad, lr, beta, form="lecture"):
    delta = lr * grad - beta * delta
    return theta - delta, delta


@misconception(momentum_step, "T4.2/reset", "Keep δ between steps.")
def _momentum_reset(theta, delta, grad, lr, beta, form="lecture"):
    return theta - lr * grad, lr * grad


@misconception(momentum_step, "T4.2/lr_twice", "α is already inside δ.")
def _momentum_twice(theta, delta, grad, lr, beta, form="lecture"):
    delta = lr * grad + beta * delta
    return theta - lr * delta, delta


def _adam(correct=None, root=True, square=True, swap=False, eps_inside=False):
    """Adam with one thing wrong; `correct` overrides the form that was asked for."""

    def step(theta, m, v, grad, t, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8, *, bias_correction):
        xp = namespace(theta)
        b1, b2 = (beta2, beta1) if swap else (beta1, beta2)
        m = b1 * m + (1 - b1) * grad
        v = b2 * v + (1 - b2) * (grad * grad if square else grad)
        use = bias_correction if correct is None else correct(bias_correction)
        mh, vh = (m / (1 - b1**t), v / (1 - b2**t)) if use else (m, v)
        rooted = xp.sqrt(vh + eps) if eps_inside else xp.sqrt(xp.abs(vh)) + eps
        bottom = rooted if root else vh + eps
        return theta - lr * mh / bottom, m, v

    return step


for _key, _text, _kind, _mutant in (
    ("T4.3/other_form", "This question asks for Adam with/without bias correction; you used the other.", "convention",
     _adam(correct=lambda asked: not asked)),
    ("T4.3/no_sqrt", "Divide by the square root of v.", "concept", _adam(root=False)),
    ("T4.3/betas_swapped", "β₁ belongs to m, β₂ to v.", "slip", _adam(swap=True)),
    ("T4.3/g_not_squared", "v averages squared gradients.", "concept", _adam(square=False)),
    ("T4.3/eps_inside", "ε is added after the root.", "convention", _adam(eps_inside=True)),
):  # fmt: skip
    misconception(adam_step, _key, _text, _kind)(_mutant)
