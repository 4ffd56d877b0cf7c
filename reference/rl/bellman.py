r"""Markov decision processes that are known: returns, values of a policy, the best policy.

`P[s, a, s′]` is the probability of s′ after action a in state s (each row sums to 1), `R[s, a]` the expected reward,
which comes *after* acting; a terminal state leads to itself with reward 0. Of equal actions the first is taken.

Source: `001_93c4fdc1f7522504.txt` (reinforcement learning: problem setting); Sutton and Barto 2018, chapters 3 and 4.
"""

from typing import NamedTuple

from reference._array import Array, as_float, as_floats, check_ndim, check_shape, namespace


class Optimal(NamedTuple):
    """V: (S,) float, Q: (S, A) float, policy: (S,) int."""

    V: Array
    Q: Array
    policy: Array


def check_discount(gamma: float, open_end: bool = False) -> None:
    """Raises ValueError unless 0 ≤ γ ≤ 1; `open_end`: below 1, where an endless sum must converge."""
    if not 0 <= gamma <= 1 or (open_end and gamma == 1):
        raise ValueError(f"gamma: expected a discount in [0, 1{')' if open_end else ']'}, got {gamma}")


def _process(P: Array, R: Array) -> tuple[Array, Array]:
    """The process as floats, with what it must be."""
    P, R = as_floats(P, R)
    check_ndim("R", R, "(S, A)", 2)
    S, A = R.shape
    check_shape("P", P, "(S, A, S)", S, A, S)
    xp = namespace(P)
    if not bool(xp.all(P >= 0)) or not bool(xp.all(xp.abs(xp.sum(P, axis=-1) - 1) < 1e-4)):
        raise ValueError("P: expected probabilities ≥ 0 with sum 1 over the next states, got others")
    if not S or not A:
        raise ValueError(f"R: expected at least one state and one action, got shape {tuple(R.shape)}")
    return P, R


def discounted_returns(r: Array, gamma: float, bootstrap: float = 0.0) -> Array:
    r"""$G_t = r_t + \gamma G_{t+1}$ from the end, where $G_T$ is `bootstrap`.

    Args:
        r: (T,) float, the reward after acting at t. gamma: in [0, 1]. bootstrap: the value after the last reward.

    Returns:
        (T,) float; of no reward none.

    Raises:
        ValueError: other axes, a discount outside [0, 1].

    Source: `001_93c4fdc1f7522504.txt`, reinforcement learning.

    >>> import numpy as np
    >>> discounted_returns(np.array([1.0, 0.0, 2.0]), 0.9).tolist()
    [2.62, 1.8, 2.0]
    """
    r = as_float(r)
    check_ndim("r", r, "(T,)", 1)
    check_discount(gamma)
    xp = namespace(r)
    G = xp.empty_like(r)
    after: float | Array = bootstrap
    for t in reversed(range(r.shape[0])):
        after = r[t] + gamma * after
        G[t] = after
    return G


def bellman_optimality_operator(V: Array, P: Array, R: Array, gamma: float) -> Array:
    r"""$(TV)(s) = \max_a \left(R(s,a) + \gamma \sum_{s'} P(s'|s,a) V(s')\right)$: brings any two V closer by γ.

    Args:
        V: (S,) float. P: (S, A, S) float. R: (S, A) float. gamma: in [0, 1].

    Returns:
        (S,) float, every state from the old V.

    Raises:
        ValueError: shapes that do not fit, rows of P that are no probabilities, a discount outside [0, 1].

    Source: `001_93c4fdc1f7522504.txt`, reinforcement learning.
    """
    check_discount(gamma)
    P, R = _process(P, R)
    (V,) = as_floats(V)
    check_shape("V", V, "(S,)", R.shape[0])
    return namespace(P, V).max(_action_values(V, P, R, gamma), axis=1)


def _action_values(V: Array, P: Array, R: Array, gamma: float) -> Array:
    """Q = R + γ P V: (S, A)."""
    return R + gamma * namespace(P).sum(P * V[None, None, :], axis=-1)


def policy_evaluation(P: Array, R: Array, pi: Array, gamma: float) -> Array:
    r"""$V = (I - \gamma P_\pi)^{-1} R_\pi$, the value of following `pi` for ever.

    Args:
        P: (S, A, S) float. R: (S, A) float. pi: (S, A) float, probabilities of the actions in each state.
        gamma: in [0, 1).

    Returns:
        (S,) float.

    Raises:
        ValueError: shapes that do not fit, rows that are no probabilities, a discount outside [0, 1).

    Source: `001_93c4fdc1f7522504.txt`, reinforcement learning.
    """
    check_discount(gamma, open_end=True)
    P, R = _process(P, R)
    P, R, pi = as_floats(P, R, pi)
    check_shape("pi", pi, "(S, A)", *R.shape)
    xp = namespace(P, pi)
    if not bool(xp.all(pi >= 0)) or not bool(xp.all(xp.abs(xp.sum(pi, axis=-1) - 1) < 1e-4)):
        raise ValueError("pi: expected probabilities ≥ 0 with sum 1 over the actions, got others")
    identity = xp.eye(R.shape[0], dtype=P.dtype, device=getattr(P, "device", None))
    P_pi, R_pi = xp.sum(pi[:, :, None] * P, axis=1), xp.sum(pi * R, axis=1)
    return xp.linalg.solve(identity - gamma * P_pi, R_pi[:, None])[:, 0]


def value_iteration(P: Array, R: Array, gamma: float, tol: float = 1e-10) -> Optimal:
    r"""$V \leftarrow TV$ from V = 0, until no state moves by more than `tol`.

    Args:
        P: (S, A, S) float. R: (S, A) float. gamma: in [0, 1). tol: above 0.

    Returns:
        (V, Q, policy): (S,) float, (S, A) float from this V, (S,) int, the first best action.

    Raises:
        ValueError: shapes that do not fit, rows that are no probabilities, a discount outside [0, 1), a tol of 0 or
            less.

    Source: `001_93c4fdc1f7522504.txt`, reinforcement learning.
    """
    check_discount(gamma, open_end=True)
    if not tol > 0:
        raise ValueError(f"tol: expected a number above 0, got {tol}")
    P, R = _process(P, R)
    xp = namespace(P)
    V = 0 * R[:, 0]
    least = 16 * float(xp.finfo(R.dtype).eps)  # nothing gets closer than rounding allows
    while True:
        new = xp.max(_action_values(V, P, R, gamma), axis=1)
        moved, V = float(xp.max(xp.abs(new - V))), new
        if moved <= max(tol, least * float(xp.max(xp.abs(V)))):
            Q = _action_values(V, P, R, gamma)
            return Optimal(V, Q, xp.argmax(Q, axis=1))


def policy_iteration(P: Array, R: Array, gamma: float) -> Optimal:
    r"""Evaluates the policy, then acts greedily on its values, until no action changes.

    It starts with action 0 everywhere. An action is only given up for one that is better by more than rounding.

    Args:
        P: (S, A, S) float. R: (S, A) float. gamma: in [0, 1).

    Returns:
        (V, Q, policy): (S,) float, (S, A) float, (S,) int, the first best action.

    Raises:
        ValueError: shapes that do not fit, rows that are no probabilities, a discount outside [0, 1).

    Source: `001_93c4fdc1f7522504.txt`, reinforcement learning.
    """
    check_discount(gamma, open_end=True)
    P, R = _process(P, R)
    xp = namespace(P)
    actions = xp.arange(R.shape[1], device=getattr(R, "device", None))
    policy = xp.argmax(0 * R, axis=1)
    while True:
        chosen = xp.astype(actions[None, :] == policy[:, None], R.dtype)
        V = policy_evaluation(P, R, chosen, gamma)
        Q = _action_values(V, P, R, gamma)
        slack = 64 * float(xp.finfo(R.dtype).eps) * (1 + float(xp.max(xp.abs(Q))))
        better = xp.max(Q, axis=1) > xp.sum(chosen * Q, axis=1) + slack
        if not bool(xp.any(better)):
            close = xp.max(Q, axis=1, keepdims=True) - slack <= Q
            return Optimal(V, Q, xp.argmax(xp.astype(close, R.dtype), axis=1))
        policy = xp.where(better, xp.argmax(Q, axis=1), policy)
