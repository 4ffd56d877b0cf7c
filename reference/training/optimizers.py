"""Gradient descent, momentum and Adam: pure steps; state is returned, never changed in place.

Sources: `002_3f85b5039545d858.txt` (momentum and Adam as the lecture writes them: no 1−β in momentum, no bias
correction in Adam), `001_93c4fdc1f7522504.txt` (full, stochastic, mini-batch). The paper's Adam is
`bias_correction=True`. "Batch" is the whole set in one deck and a subset in two others: here full, SGD, mini-batch.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reference._array import Array, as_float, as_floats, check_at_least, check_option, check_shape, namespace

FORMS = ("lecture", "torch", "ema")


class Minimum(NamedTuple):
    """What `minimize` returns."""

    theta: Array
    history: list[Array]  # theta after each update


class Momentum(NamedTuple):
    """New parameters and the step to remember, shaped like them."""

    theta: Array
    delta: Array


class Nesterov(NamedTuple):
    """New parameters and velocity, shaped like them."""

    theta: Array
    v: Array


class Adam(NamedTuple):
    """New parameters and the two running means, shaped like them."""

    theta: Array
    m: Array
    v: Array


def _like_theta(theta: Array, **arrays: Array) -> list[Array]:
    """`theta` and `arrays` as floats, all of its shape."""
    for name, array in arrays.items():
        check_shape(name, array, "the shape of theta", *theta.shape)
    return as_floats(theta, *arrays.values())


def gd_step(theta: Array, grad: Array, lr: float) -> Array:
    r"""$\theta \leftarrow \theta - \eta \nabla L$; any shape.

    Source: `001_93c4fdc1f7522504.txt`, gradient descent.
    """
    check_at_least(0, lr=lr)
    theta, grad = _like_theta(theta, grad=grad)
    return theta - lr * grad


def minibatch_indices(n: int, batch_size: int, perm: Sequence[int]) -> list[Sequence[int]]:
    """`perm` cut into batches; the last one may be smaller and is kept.

    Source: `001_93c4fdc1f7522504.txt`, mini-batches.
    """
    if n < 1:
        raise ValueError(f"n: expected at least 1 sample, got {n}")
    found = perm.shape[0] if hasattr(perm, "shape") else len(perm)  # the array API has no len()
    if found != n:
        raise ValueError(f"perm: expected {n} indices, got {found}")
    if batch_size < 1:
        raise ValueError(f"batch_size: expected at least 1, got {batch_size}")
    if sorted(int(perm[i]) for i in range(n)) != list(range(n)):
        raise ValueError(f"perm: expected each index from 0 to {n - 1} once")
    return [perm[i : min(i + batch_size, n)] for i in range(0, n, batch_size)]


def minimize(
    grad_fn: Callable[..., Array], theta0: Array, lr: float, steps: int, batches: Sequence[Sequence[int]] | None = None
) -> Minimum:
    """Gradient descent for `steps` updates; `history` holds theta after each.

    Args:
        grad_fn: theta → gradient, or (theta, batch) → gradient of the batch's mean loss when `batches` are given
            (used in turn, once each per epoch).

    Returns:
        (theta, history).

    Source: `001_93c4fdc1f7522504.txt`, gradient descent and its mini-batch form.
    """
    check_at_least(0, lr=lr)
    if steps < 0:
        raise ValueError(f"steps: expected 0 or more, got {steps}")
    if batches is not None and len(batches) == 0:
        raise ValueError("batches: expected at least one batch, got none")
    theta, history = as_float(theta0), []
    for t in range(steps):
        grad = grad_fn(theta) if batches is None else grad_fn(theta, batches[t % len(batches)])
        theta = gd_step(theta, grad, lr)
        history.append(theta)
    return Minimum(theta, history)


def converged(losses: Sequence[float], tol: float, patience: int) -> bool:
    """Whether each of the last `patience` changes of the loss is below `tol`; never with fewer changes than that.

    Source: `001_93c4fdc1f7522504.txt`, stopping when the loss no longer changes.
    """
    check_at_least(0, tol=tol)
    if patience < 1:
        raise ValueError(f"patience: expected at least 1, got {patience}")
    losses = [float(loss) for loss in losses]
    changes = [abs(b - a) for a, b in zip(losses[:-1], losses[1:], strict=True)]
    return len(changes) >= patience and all(c < tol for c in changes[-patience:])


def momentum_step(theta: Array, delta: Array, grad: Array, lr: float, beta: float, form: str = "lecture") -> Momentum:
    r"""Lecture: $\delta \leftarrow \alpha\nabla L + \beta\delta$, $\theta \leftarrow \theta - \delta$.

    Args:
        form: "torch": δ ← βδ + ∇L, θ ← θ − αδ; "ema": δ ← βδ + (1−β)∇L, θ ← θ − αδ.

    Returns:
        new (theta, delta).

    Source: `002_3f85b5039545d858.txt`, momentum.
    """
    check_option("form", form, FORMS)
    check_at_least(0, lr=lr)
    theta, delta, grad = _like_theta(theta, delta=delta, grad=grad)
    if form == "lecture":
        delta = lr * grad + beta * delta
        return Momentum(theta - delta, delta)
    delta = beta * delta + (grad if form == "torch" else (1 - beta) * grad)
    return Momentum(theta - lr * delta, delta)


def nesterov_step(theta: Array, v: Array, grad: Array, lr: float, beta: float) -> Nesterov:
    r"""Look-ahead momentum: $v \leftarrow \beta v + \nabla L$, $\theta \leftarrow \theta - \alpha(\nabla L + \beta v)$.

    Returns:
        new (theta, v).

    Source: Nesterov 1983 in the form of `torch.optim.SGD(nesterov=True)`.
    """
    check_at_least(0, lr=lr)
    theta, v, grad = _like_theta(theta, v=v, grad=grad)
    v = beta * v + grad
    return Nesterov(theta - lr * (grad + beta * v), v)


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
) -> Adam:
    r"""$\theta - \alpha m / (\sqrt v + \epsilon)$ with running means $m$ of $g$ (β₁) and $v$ of $g^2$ (β₂).

    Args:
        t: number of the step, from 1.
        bias_correction: divide m by 1−β₁ᵗ and v by 1−β₂ᵗ first (paper), or not (lecture).

    Returns:
        new (theta, m, v).

    Source: `002_3f85b5039545d858.txt`, Adam; Kingma & Ba 2015 for the correction.
    """
    check_at_least(0, lr=lr, eps=eps)
    theta, m, v, grad = _like_theta(theta, m=m, v=v, grad=grad)
    if t < 1:
        raise ValueError(f"t: expected a step number from 1, got {t}")
    xp = namespace(theta)
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad * grad
    m_hat, v_hat = (m / (1 - beta1**t), v / (1 - beta2**t)) if bias_correction else (m, v)
    return Adam(theta - lr * m_hat / (xp.sqrt(v_hat) + eps), m, v)
