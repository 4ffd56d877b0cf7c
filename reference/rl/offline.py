r"""Learning from data alone: behaviour cloning, n-step targets, conservative values, expectiles, weighted regression.

Source: `001_93c4fdc1f7522504.txt` (value and policy networks); Kumar et al. 2020 (CQL), Kostrikov et al. 2022 (IQL,
expectiles), Nair et al. 2020 (AWAC).
"""

from reference._array import (
    Array,
    as_arrays,
    as_float,
    as_floats,
    check_at_least,
    check_ndim,
    namespace,
    stop_gradient,
)
from reference.linear.softmax import cross_entropy, cross_entropy_grad
from reference.rl.bellman import discounted_returns


def behaviour_cloning_loss(logits: Array, a: Array) -> Array:
    r"""$-\overline{\log\pi(a)}$ over the expert's actions: the cross-entropy of a classifier.

    Args:
        logits: (B, A) float. a: (B,) int.

    Returns:
        a scalar, in nats.

    Raises:
        TypeError: actions that are no integers.
        ValueError: shapes that do not fit, an action outside 0…A−1, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, policy networks.
    """
    return cross_entropy(logits, a)


def n_step_target(r: Array, v_end: float | Array, done: bool, gamma: float) -> Array:
    r"""$\sum_{k<n} \gamma^k r_k + \gamma^n (1 - done)\, v_{end}$.

    Args:
        r: (n,) float, n ≥ 1. v_end: the value after them. done: whether the episode ended with the last one.
        gamma: in [0, 1].

    Returns:
        a scalar.

    Raises:
        ValueError: other axes, no reward, a discount outside [0, 1].

    Source: `001_93c4fdc1f7522504.txt`, value networks.

    >>> import numpy as np
    >>> round(float(n_step_target(np.array([1.0, 0.0, 2.0]), 5.0, False, 0.9)), 6)
    6.265
    """
    r, v_end = as_arrays(r, v_end)
    check_ndim("r", r, "(n,)", 1)
    check_at_least(1, n=r.shape[0])
    return discounted_returns(r, gamma, 0.0 if done else v_end)[0]


def _values(q: Array) -> Array:
    q = as_float(q)
    check_ndim("q", q, "(B, A)", 2)
    return q


def cql_penalty(q: Array, a: Array) -> Array:
    r"""$\overline{\log\sum_{a'} e^{q_{a'}} - q_a}$: values of actions that the data lack are pushed down.

    Args:
        q: (B, A) float. a: (B,) int, the actions of the data.

    Returns:
        a scalar, above 0.

    Raises:
        TypeError: actions that are no integers.
        ValueError: shapes that do not fit, an action outside 0…A−1, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, value networks; Kumar et al. 2020.
    """
    return cross_entropy(_values(q), a)


def cql_penalty_grad(q: Array, a: Array) -> Array:
    r"""Its gradient: $(\mathrm{softmax}(q) - onehot(a)) / B$; arguments and errors of `cql_penalty`; (B, A) float.

    Source: `001_93c4fdc1f7522504.txt`, value networks; Kumar et al. 2020.
    """
    return cross_entropy_grad(_values(q), a)


def expectile_loss(u: Array, tau: float) -> Array:
    r"""$\overline{|\tau - 1[u < 0]|\,u^2}$ of u = target − value: τ above ½ punishes values that are too low.

    Args:
        u: (N,) float. tau: in (0, 1); ½ is half the squared error, whose minimum is the mean.

    Returns:
        a scalar.

    Raises:
        ValueError: other axes, an empty batch, a tau outside (0, 1).

    Source: `001_93c4fdc1f7522504.txt`, value networks; Kostrikov et al. 2022.
    """
    if not 0 < tau < 1:
        raise ValueError(f"tau: expected a number in (0, 1), got {tau}")
    u = as_float(u)
    check_ndim("u", u, "(N,)", 1)
    check_at_least(1, N=u.shape[0])
    xp = namespace(u)
    return xp.mean(xp.where(u < 0, 1 - tau + 0 * u, tau + 0 * u) * u * u)


def awac_weights(adv: Array, lam: float, clip: float | None = None) -> Array:
    r"""$e^{A/\lambda}$, at most `clip`: how much each action of the data counts in the loss. Constants.

    Args:
        adv: (N,) float. lam: above 0; small ones copy the best actions alone. clip: above 0, or None.

    Returns:
        (N,) float; no gradient flows through it.

    Raises:
        ValueError: other axes, a lam or a clip of 0 or less.

    Source: `001_93c4fdc1f7522504.txt`, policy networks; Nair et al. 2020.
    """
    if not lam > 0 or (clip is not None and not clip > 0):
        name, value = ("lam", lam) if not lam > 0 else ("clip", clip)
        raise ValueError(f"{name}: expected a number above 0, got {value}")
    (adv,) = as_floats(adv)
    check_ndim("adv", adv, "(N,)", 1)
    xp = namespace(adv)
    weights = xp.exp(adv / lam)
    return stop_gradient(weights if clip is None else xp.clip(weights, None, clip))
