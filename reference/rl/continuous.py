r"""Continuous actions: Gaussian policies, squashed by tanh, and the targets of SAC.

Squashing changes the density: $\log\pi(\tanh u) = \log N(u) - \sum_i \log(1 - \tanh^2 u_i)$, and in floating point
$1 - \tanh^2 u$ is 0 long before its logarithm is: it is written $2(\log 2 - u - \mathrm{softplus}(-2u))$.

Source: `001_93c4fdc1f7522504.txt` (policy networks, actor-critic); Haarnoja et al. 2018 (SAC).
"""

import math
from collections.abc import Mapping

from reference._array import Array, as_float, as_floats, check_ndim, check_shape, namespace, stop_gradient
from reference.neurons.activations import softplus
from reference.rl.bellman import check_discount
from reference.rl.value import check_flags


def _gaussian(u: Array, mu: Array, log_std: Array) -> list[Array]:
    u, mu, log_std = as_floats(u, mu, log_std)
    check_ndim("u", u, "(B, A)", 2)
    check_shape("mu", mu, "(B, A)", *u.shape)
    if log_std.ndim == 1:  # one for all states
        check_shape("log_std", log_std, "(A,)", u.shape[1])
    else:
        check_shape("log_std", log_std, "(B, A)", *u.shape)
    return [u, mu, log_std]


def gaussian_log_prob(u: Array, mu: Array, log_std: Array) -> Array:
    r"""$\sum_i -\frac{(u_i-\mu_i)^2}{2\sigma_i^2} - \log\sigma_i - \frac12\log 2\pi$.

    Args:
        u, mu: (B, A) float. log_std: (B, A) or (A,) float, log σ.

    Returns:
        (B,) float, in nats.

    Raises:
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, policy networks.
    """
    u, mu, log_std = _gaussian(u, mu, log_std)
    xp = namespace(u)
    z = (u - mu) * xp.exp(-log_std)
    return xp.sum(-z * z / 2 - log_std - math.log(2 * math.pi) / 2, axis=1)


def tanh_log_prob(u: Array, mu: Array, log_std: Array) -> Array:
    r"""Log-density of the action tanh(u): $\log N(u) - \sum_i 2(\log 2 - u_i - \mathrm{softplus}(-2u_i))$.

    Args:
        u: (B, A) float, before the squashing. mu, log_std: as `gaussian_log_prob`.

    Returns:
        (B,) float, in nats; finite for |u| of 1e3, too.

    Raises:
        ValueError: shapes that do not fit.

    Source: `001_93c4fdc1f7522504.txt`, policy networks; Haarnoja et al. 2018.

    >>> import numpy as np
    >>> tanh_log_prob(np.array([[0.5]]), np.array([[0.0]]), np.array([0.0])).round(5).tolist()
    [-0.80371]
    """
    u, mu, log_std = _gaussian(u, mu, log_std)
    squash = 2 * (math.log(2) - u - softplus(-2 * u))
    return gaussian_log_prob(u, mu, log_std) - namespace(u).sum(squash, axis=1)


def sac_target(r: Array, done: Array, q1: Array, q2: Array, logp: Array, gamma: float, alpha: float) -> Array:
    r"""$r + \gamma (1 - done)(\min(q_1, q_2) - \alpha\log\pi)$, a constant.

    Args:
        r, q1, q2, logp: (B,) float, the last three for the next state and an action drawn there. done: (B,) bool.
        gamma: in [0, 1]. alpha: the temperature, 0 or more.

    Returns:
        (B,) float; no gradient flows through it.

    Raises:
        TypeError: flags that are no booleans.
        ValueError: shapes that do not fit, a discount outside [0, 1], a negative alpha.

    Source: `001_93c4fdc1f7522504.txt`, actor-critic; Haarnoja et al. 2018.
    """
    check_discount(gamma)
    if not alpha >= 0:
        raise ValueError(f"alpha: expected a number of at least 0, got {alpha}")
    r, q1, q2, logp = as_floats(r, q1, q2, logp)
    check_ndim("r", r, "(B,)", 1)
    for name, x in (("q1", q1), ("q2", q2), ("logp", logp)):
        check_shape(name, x, "(B,)", r.shape[0])
    check_flags("done", done, "(B,)", r.shape[0])
    xp = namespace(r)
    soft = xp.minimum(q1, q2) - alpha * logp
    return stop_gradient(r + gamma * xp.where(done, xp.zeros_like(soft), soft))


def temperature_loss(log_alpha: Array, logp: Array, target_entropy: float) -> Array:
    r"""$-\alpha\,\overline{\log\pi + \bar H}$: α falls where the policy is more random than asked for.

    Args:
        log_alpha: () float, log α. logp: (B,) float, constants. target_entropy: H̄, such as −A.

    Returns:
        a scalar; gradients flow through log_alpha alone.

    Raises:
        ValueError: shapes that do not fit, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, actor-critic; Haarnoja et al. 2018.
    """
    log_alpha, logp = as_floats(log_alpha, logp)
    check_shape("log_alpha", log_alpha, "()")
    check_ndim("logp", logp, "(B,)", 1)
    if not logp.shape[0]:
        raise ValueError("logp: expected at least one sample, got shape (0,)")
    xp = namespace(logp)
    return -xp.exp(log_alpha) * stop_gradient(xp.mean(logp) + target_entropy)


def soft_update(target: Mapping[str, Array], online: Mapping[str, Array], tau: float) -> dict[str, Array]:
    r"""$\theta' \leftarrow (1 - \tau)\theta' + \tau\theta$ for every parameter.

    Args:
        target, online: name → array, as in a state dict. tau: in [0, 1].

    Returns:
        name → array, new ones.

    Raises:
        ValueError: other names, shapes that do not fit, a tau outside [0, 1].

    Source: `001_93c4fdc1f7522504.txt`, actor-critic; Haarnoja et al. 2018.
    """
    if not 0 <= tau <= 1:
        raise ValueError(f"tau: expected a number in [0, 1], got {tau}")
    if target.keys() != online.keys():
        raise ValueError(f"online: expected the parameters {sorted(target)}, got {sorted(online)}")
    for name in target:
        check_shape(f"online[{name!r}]", online[name], "the shape of the target's", *target[name].shape)
    return {name: (1 - tau) * as_float(target[name]) + tau * as_float(online[name]) for name in target}
