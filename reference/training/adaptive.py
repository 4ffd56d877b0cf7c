r"""Steps of their own length for each weight: AdaGrad sums squared gradients, RMSprop averages them; AdamW.

Pure steps: state is returned, never changed in place. It starts with zeros.

Sources: `003_a887474237fda507.txt` (the linked notebook trains with rmsprop); Duchi et al. 2011 (AdaGrad), Hinton 2012
(RMSprop, lecture 6e), Loshchilov & Hutter 2019 (AdamW).
"""

from typing import NamedTuple

from reference._array import Array, check_at_least, namespace
from reference.training.optimizers import Adam, _like_theta, adam_step


class Adaptive(NamedTuple):
    """New parameters and the squares that they remember, shaped like them."""

    theta: Array
    s: Array


def _scaled(theta: Array, s: Array, grad: Array, lr: float, eps: float) -> Adaptive:
    return Adaptive(theta - lr * grad / (namespace(s).sqrt(s) + eps), s)


def _checked(theta: Array, s: Array, grad: Array, lr: float, eps: float) -> list[Array]:
    check_at_least(0, lr=lr, eps=eps)
    return _like_theta(theta, s=s, grad=grad)


def adagrad_step(theta: Array, s: Array, grad: Array, lr: float, eps: float = 1e-10) -> Adaptive:
    r"""$s \leftarrow s + g^2$, $\theta \leftarrow \theta - \eta g / (\sqrt s + \epsilon)$: steps only get shorter.

    Args:
        theta, s, grad: (…) float; s sums all squared gradients so far. lr: η ≥ 0. eps: ε ≥ 0.

    Returns:
        new (theta, s).

    Raises:
        ValueError: shapes that differ, a negative lr or eps.

    Source: Duchi et al. 2011, as `torch.optim.Adagrad`.

    >>> import numpy as np
    >>> theta, s = adagrad_step(np.array(2.0), np.array(0.0), np.array(2.0), lr=0.1)
    >>> round(float(theta), 6), float(s)
    (1.9, 4.0)
    """
    theta, s, grad = _checked(theta, s, grad, lr, eps)
    return _scaled(theta, s + grad * grad, grad, lr, eps)


def rmsprop_step(theta: Array, s: Array, grad: Array, lr: float, rho: float, eps: float = 1e-8) -> Adaptive:
    r"""$s \leftarrow \rho s + (1-\rho) g^2$, $\theta \leftarrow \theta - \eta g / (\sqrt s + \epsilon)$.

    Args:
        theta, s, grad: (…) float; s is a running mean of squared gradients. lr: η ≥ 0.
        rho: ρ in 0…1, how much is kept; no default, since torch has 0.99 and Keras 0.9. eps: ε ≥ 0.

    Returns:
        new (theta, s).

    Raises:
        ValueError: shapes that differ, a negative lr or eps, a rho outside 0…1.

    Source: `003_a887474237fda507.txt`, linked notebook; as `torch.optim.RMSprop`.
    """
    theta, s, grad = _checked(theta, s, grad, lr, eps)
    _check_share(rho=rho)
    return _scaled(theta, rho * s + (1 - rho) * grad * grad, grad, lr, eps)


def _check_share(**numbers: float) -> None:
    for name, value in numbers.items():
        if not 0 <= value <= 1:
            raise ValueError(f"{name}: expected a number in 0…1, got {value}")


def adamw_step(
    theta: Array,
    m: Array,
    v: Array,
    grad: Array,
    t: int,
    lr: float,
    wd: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> Adam:
    r"""$\theta (1 - \eta\,wd) - \eta\,\hat m / (\sqrt{\hat v} + \epsilon)$: the decay never enters m and v.

    Args:
        theta, m, v, grad: (…) float; m and v are running means of g and g². t: number of the step, from 1.
        lr: η ≥ 0. wd: weight decay ≥ 0. beta1, beta2: in 0…1. eps: ε ≥ 0.

    Returns:
        new (theta, m, v).

    Raises:
        ValueError: shapes that differ, a t below 1, a negative lr, wd or eps, a beta outside 0…1.

    Source: Loshchilov & Hutter 2019, as `torch.optim.AdamW`.
    """
    check_at_least(0, wd=wd)
    _check_share(beta1=beta1, beta2=beta2)
    moved = adam_step(theta, m, v, grad, t, lr, beta1, beta2, eps, bias_correction=True)
    return moved._replace(theta=moved.theta - lr * wd * _like_theta(theta, grad=grad)[0])
