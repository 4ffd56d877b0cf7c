r"""Learning values from experience: TD(0), Q-learning, SARSA, the targets of DQN and double DQN.

After a terminal step (`done`) nothing is bootstrapped. A target is a constant: no gradient flows through it. Of equal
actions the first is greedy.

Sources: `001_93c4fdc1f7522504.txt` (value networks), `004_c46ddd2f6285f478.txt` (Atari); Mnih et al. 2015, van Hasselt
et al. 2016 (double DQN).
"""

from collections.abc import Mapping

from reference._array import (
    Array,
    as_arrays,
    as_float,
    as_floats,
    check_at_least,
    check_ndim,
    check_shape,
    namespace,
    stop_gradient,
)
from reference.linear.hinge import reduced
from reference.rl.bellman import check_discount


def check_flags(name: str, done: Array, symbols: str, *shape: int) -> None:
    """Raises unless `done` holds booleans of this shape."""
    check_shape(name, done, symbols, *shape)
    if not namespace(done).isdtype(done.dtype, "bool"):
        raise TypeError(f"{name}: expected booleans, got dtype {done.dtype}")


def check_step(alpha: float, gamma: float) -> None:
    """Raises ValueError unless the step size is at least 0 and γ a discount."""
    check_at_least(0, alpha=alpha)
    check_discount(gamma)


def td0_update(V: Array, r: Array, V_next: Array, done: Array, alpha: float, gamma: float) -> Array:
    r"""$V + \alpha (r + \gamma (1 - done) V' - V)$.

    Args:
        V, r, V_next: floats, or float arrays of one shape. done: bool, or bool of that shape. alpha: 0 or more.
        gamma: in [0, 1].

    Returns:
        float of that shape.

    Raises:
        ValueError: shapes that do not fit, a negative alpha, a discount outside [0, 1].

    Source: `001_93c4fdc1f7522504.txt`, value networks.
    """
    check_step(alpha, gamma)
    V, r, V_next = as_arrays(V, r, V_next)
    check_shape("r", r, "the shape of V", *V.shape)
    check_shape("V_next", V_next, "the shape of V", *V.shape)
    if isinstance(done, bool):
        return V + alpha * (r + (0.0 if done else gamma) * V_next - V)
    check_flags("done", done, "the shape of V", *V.shape)
    return V + alpha * (_bootstrapped(r, done, V_next, gamma) - V)


def _bootstrapped(r: Array, done: Array, after: Array, gamma: float) -> Array:
    """r + γ(1 − done)·after."""
    xp = namespace(r, done, after)
    return r + gamma * xp.where(done, xp.zeros_like(after), after)


def _table(Q: Array, **places: int) -> Array:
    """Q as float; states (s…) and actions (a…) must lie in it."""
    Q = as_float(Q)
    check_ndim("Q", Q, "(S, A)", 2)
    for name, place in places.items():
        size = Q.shape[1 if name.startswith("a") else 0]
        if not 0 <= place < size:
            raise ValueError(f"{name}: expected a number in 0…{size - 1}, got {place}")
    return Q


def _moved(Q: Array, s: int, a: int, target: Array, alpha: float) -> Array:
    """A copy of Q whose entry (s, a) went α of the way to the target."""
    new = namespace(Q).asarray(Q, copy=True)
    new[s, a] = Q[s, a] + alpha * (target - Q[s, a])
    return new


def q_learning_update(Q: Array, s: int, a: int, r: float, s2: int, done: bool, alpha: float, gamma: float) -> Array:
    r"""$Q_{sa} \leftarrow Q_{sa} + \alpha (r + \gamma (1 - done) \max_{a'} Q_{s'a'} - Q_{sa})$.

    Args:
        Q: (S, A) float. s, a: state and action. r: the reward. s2: the next state. done: whether the step was the last.
        alpha: 0 or more. gamma: in [0, 1].

    Returns:
        (S, A) float, a new table.

    Raises:
        ValueError: other axes, a state or an action outside the table, a negative alpha, a discount outside [0, 1].

    Source: `001_93c4fdc1f7522504.txt`, value networks.

    >>> import numpy as np
    >>> float(q_learning_update(np.array([[0.5, 0], [2, 1]]), 0, 0, 1.0, 1, False, 0.1, 0.9)[0, 0])
    0.73
    """
    check_step(alpha, gamma)
    Q = _table(Q, s=s, a=a, s2=s2)
    return _moved(Q, s, a, r + (0.0 if done else gamma) * namespace(Q).max(Q[s2, :]), alpha)


def sarsa_update(Q: Array, s: int, a: int, r: float, s2: int, a2: int, done: bool, alpha: float, gamma: float) -> Array:
    r"""The same with the action that is taken next: target $r + \gamma (1 - done) Q_{s'a'}$.

    Args, Returns, Raises: as `q_learning_update`; a2: the next action.

    Source: `001_93c4fdc1f7522504.txt`, value networks.
    """
    check_step(alpha, gamma)
    Q = _table(Q, s=s, a=a, s2=s2, a2=a2)
    return _moved(Q, s, a, r + (0.0 if done else gamma) * Q[s2, a2], alpha)


def expected_sarsa_update(
    Q: Array, s: int, a: int, r: float, s2: int, probs: Array, done: bool, alpha: float, gamma: float
) -> Array:
    r"""The same with the mean over the next action: target $r + \gamma (1 - done) \sum_{a'} \pi(a'|s') Q_{s'a'}$.

    Args, Returns, Raises: as `q_learning_update`; probs: (A,) float, the policy in s2.

    Source: `001_93c4fdc1f7522504.txt`, value networks.
    """
    check_step(alpha, gamma)
    Q, probs = as_floats(_table(Q, s=s, a=a, s2=s2), probs)
    check_shape("probs", probs, "(A,)", Q.shape[1])
    return _moved(Q, s, a, r + (0.0 if done else gamma) * namespace(Q).sum(probs * Q[s2, :]), alpha)


def _batch(r: Array, done: Array, **values: Array) -> list[Array]:
    """r and the values as floats: (B,) and (B, A)."""
    r, *tables = as_floats(r, *values.values())
    check_ndim("r", r, "(B,)", 1)
    check_flags("done", done, "(B,)", r.shape[0])
    for name, table in zip(values, tables, strict=True):
        check_ndim(name, table, "(B, A)", 2)
        check_shape(name, table, "(B, A)", r.shape[0], tables[0].shape[1])
        check_at_least(1, A=table.shape[1])
    return [r, *tables]


def dqn_target(r: Array, done: Array, q_next: Array, gamma: float) -> Array:
    r"""$r + \gamma (1 - done) \max_a q'_a$, a constant.

    Args:
        r: (B,) float. done: (B,) bool. q_next: (B, A) float, of the target network. gamma: in [0, 1].

    Returns:
        (B,) float; no gradient flows through it.

    Raises:
        TypeError: flags that are no booleans.
        ValueError: shapes that do not fit, no action, a discount outside [0, 1].

    Source: `004_c46ddd2f6285f478.txt`, Atari; Mnih et al. 2015.
    """
    check_discount(gamma)
    r, q_next = _batch(r, done, q_next=q_next)
    return stop_gradient(_bootstrapped(r, done, namespace(q_next).max(q_next, axis=1), gamma))


def double_dqn_target(r: Array, done: Array, q_online: Array, q_target: Array, gamma: float) -> Array:
    r"""$r + \gamma (1 - done)\, q^{target}[\arg\max_a q^{online}_a]$, a constant.

    Args:
        r: (B,) float. done: (B,) bool. q_online, q_target: (B, A) float, in the next state. gamma: in [0, 1].

    Returns:
        (B,) float; no gradient flows through it.

    Raises:
        TypeError, ValueError: as `dqn_target`.

    Source: `001_93c4fdc1f7522504.txt`, value networks; van Hasselt et al. 2016.
    """
    check_discount(gamma)
    r, q_online, q_target = _batch(r, done, q_online=q_online, q_target=q_target)
    xp = namespace(q_online, q_target)
    best = xp.argmax(q_online, axis=1)
    return stop_gradient(_bootstrapped(r, done, xp.take_along_axis(q_target, best[:, None], axis=1)[:, 0], gamma))


def huber_loss(pred: Array, target: Array, delta: float = 1.0, reduction: str = "mean") -> Array:
    r"""½e² where |e| ≤ δ, $\delta (|e| - \tfrac\delta2)$ beyond; e = pred − target.

    Args:
        pred, target: (B,) float. delta: above 0. reduction: none, mean, sum.

    Returns:
        a scalar, or (B,) for "none".

    Raises:
        ValueError: shapes that do not fit, a delta of 0 or less, an unknown reduction, an empty batch.

    Source: `004_c46ddd2f6285f478.txt`, Atari; Mnih et al. 2015 (δ = 1).
    """
    if not delta > 0:
        raise ValueError(f"delta: expected a number above 0, got {delta}")
    pred, target = as_floats(pred, target)
    check_ndim("pred", pred, "(B,)", 1)
    check_shape("target", target, "(B,)", pred.shape[0])
    check_at_least(1, B=pred.shape[0])
    xp = namespace(pred, target)
    e = pred - target
    return reduced(xp.where(xp.abs(e) <= delta, e * e / 2, delta * (xp.abs(e) - delta / 2)), reduction)


def epsilon_greedy_probs(q: Array, eps: float) -> Array:
    """ε/A for every action, and 1 − ε more for the best one, the first of equal ones.

    Args:
        q: (A,) float. eps: in [0, 1].

    Returns:
        (A,) float, sum 1.

    Raises:
        ValueError: other axes, no action, an eps outside [0, 1].

    Source: `001_93c4fdc1f7522504.txt`, value networks.
    """
    if not 0 <= eps <= 1:
        raise ValueError(f"eps: expected a number in [0, 1], got {eps}")
    q = as_float(q)
    check_ndim("q", q, "(A,)", 1)
    check_at_least(1, A=q.shape[0])
    xp = namespace(q)
    probs = xp.full_like(q, eps / q.shape[0])
    best = int(xp.argmax(q))
    probs[best] = probs[best] + (1 - eps)
    return probs


def replay_sample(buffer: Mapping[str, Array], idx: Array) -> dict[str, Array]:
    """The rows `idx` of every column of a replay buffer, in this order.

    Args:
        buffer: column → (N, …) array, N alike. idx: (B,) int, drawn by the caller; a row may come twice.

    Returns:
        column → (B, …) array.

    Raises:
        TypeError: indices that are no integers.
        ValueError: columns of several lengths, an index outside 0…N−1.

    Source: `004_c46ddd2f6285f478.txt`, Atari; Mnih et al. 2015.
    """
    xp = namespace(idx, *buffer.values())
    check_ndim("idx", idx, "(B,)", 1)
    if not xp.isdtype(idx.dtype, "integral"):
        raise TypeError(f"idx: expected integers, got dtype {idx.dtype}")
    sizes = {column.shape[0] for column in buffer.values()}
    if len(sizes) != 1:
        raise ValueError(f"buffer: expected columns of one length, got {sorted(sizes)}")
    (N,) = sizes
    if idx.shape[0] and not (int(xp.min(idx)) >= 0 and int(xp.max(idx)) < N):
        raise ValueError(f"idx: expected rows in 0…{N - 1}, got {int(xp.min(idx))}…{int(xp.max(idx))}")
    return {name: xp.take(column, idx, axis=0) for name, column in buffer.items()}
