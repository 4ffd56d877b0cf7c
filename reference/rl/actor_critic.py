r"""A policy and a value learned together: TD errors, generalised advantages, the losses of A2C and PPO.

Advantages are constants for the actor.

Source: `001_93c4fdc1f7522504.txt` (actor-critic); Mnih et al. 2016 (A2C), Schulman et al. 2016 (GAE) and 2017 (PPO).
"""

from reference._array import (
    Array,
    as_floats,
    check_at_least,
    check_ndim,
    check_shape,
    namespace,
    stop_gradient,
)
from reference.rl.bellman import check_discount
from reference.rl.policy import entropy_bonus, log_prob
from reference.rl.value import check_flags


def td_error(r: Array, v: Array, done: Array, gamma: float) -> Array:
    r"""$\delta_t = r_t + \gamma (1 - done_t) v_{t+1} - v_t$.

    Args:
        r: (T,) float. v: (T + 1,) float, the last one after the last step. done: (T,) bool. gamma: in [0, 1].

    Returns:
        (T,) float.

    Raises:
        TypeError: flags that are no booleans.
        ValueError: shapes that do not fit, a discount outside [0, 1].

    Source: `001_93c4fdc1f7522504.txt`, actor-critic.
    """
    check_discount(gamma)
    r, v = as_floats(r, v)
    check_ndim("r", r, "(T,)", 1)
    check_shape("v", v, "(T + 1,)", r.shape[0] + 1)
    check_flags("done", done, "(T,)", r.shape[0])
    xp = namespace(r, v)
    return r + gamma * xp.where(done, xp.zeros_like(r), v[1:]) - v[:-1]


def gae(r: Array, v: Array, done: Array, gamma: float, lam: float) -> Array:
    r"""$A_t = \delta_t + \gamma\lambda (1 - done_t) A_{t+1}$: λ = 0 is the TD error, λ = 1 the return less v.

    Args:
        r, v, done, gamma: as `td_error`. lam: in [0, 1].

    Returns:
        (T,) float.

    Raises:
        TypeError, ValueError: as `td_error`; a lam outside [0, 1].

    Source: `001_93c4fdc1f7522504.txt`, actor-critic; Schulman et al. 2016.

    >>> import numpy as np
    >>> v, done = np.array([0.5, 0.4, 0.3, 0.0]), np.array([False] * 3)
    >>> gae(np.array([1.0, 0.0, 2.0]), v, done, 0.9, 0.8).round(5).tolist()
    [1.64768, 1.094, 1.7]
    """
    if not 0 <= lam <= 1:
        raise ValueError(f"lam: expected a number in [0, 1], got {lam}")
    delta = td_error(r, v, done, gamma)
    A = namespace(delta).empty_like(delta)
    after: float | Array = 0.0
    for t in reversed(range(delta.shape[0])):
        after = delta[t] + (0.0 if bool(done[t]) else gamma * lam) * after
        A[t] = after
    return A


def a2c_loss(logits: Array, a: Array, adv: Array, v: Array, ret: Array, c_v: float = 0.5, c_e: float = 0.01) -> Array:
    r"""$\overline{-\log\pi(a) A} + c_v\,\overline{(v - R)^2} - c_e\,\overline{H(\pi)}$; the ½ of the square is c_v's.

    Args:
        logits: (B, A) float. a: (B,) int. adv: (B,) float, constants. v: (B,) float, the critic's values. ret: (B,)
            float, what they should be, constants. c_v, c_e: 0 or more.

    Returns:
        a scalar; gradients flow through logits and v alone.

    Raises:
        TypeError: actions that are no integers.
        ValueError: shapes that do not fit, an action outside 0…A−1, an empty batch, a negative weight.

    Source: `001_93c4fdc1f7522504.txt`, actor-critic; Mnih et al. 2016.
    """
    check_at_least(0, c_v=c_v, c_e=c_e)
    logits, adv, v, ret = as_floats(logits, adv, v, ret)
    logp = log_prob(logits, a)
    for name, x in (("adv", adv), ("v", v), ("ret", ret)):
        check_shape(name, x, "(B,)", logp.shape[0])
    mean = namespace(logp).mean
    critic = mean((v - stop_gradient(ret)) ** 2)
    return mean(-logp * stop_gradient(adv)) + c_v * critic - c_e * entropy_bonus(logits)


def ppo_clip_loss(ratio: Array, adv: Array, eps: float = 0.2) -> Array:
    r"""$-\overline{\min(\rho A, \mathrm{clip}(\rho, 1-\varepsilon, 1+\varepsilon) A)}$.

    Args:
        ratio: (N,) float, π_new(a) / π_old(a). adv: (N,) float, constants. eps: in (0, 1).

    Returns:
        a scalar, to be minimised.

    Raises:
        ValueError: shapes that do not fit, an empty batch, an eps outside (0, 1).

    Source: `001_93c4fdc1f7522504.txt`, actor-critic; Schulman et al. 2017.
    """
    if not 0 < eps < 1:
        raise ValueError(f"eps: expected a number in (0, 1), got {eps}")
    ratio, adv = as_floats(ratio, adv)
    check_ndim("ratio", ratio, "(N,)", 1)
    check_shape("adv", adv, "(N,)", ratio.shape[0])
    check_at_least(1, N=ratio.shape[0])
    xp, adv = namespace(ratio), stop_gradient(adv)
    return -xp.mean(xp.minimum(ratio * adv, xp.clip(ratio, 1 - eps, 1 + eps) * adv))
