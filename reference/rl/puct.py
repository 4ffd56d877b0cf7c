r"""Planning with a network: PUCT scores, the backup of a value along a path, the policy of visits, AlphaZero's loss.

Values are those of the player to move; they change sign at each level. Of equal actions the first is taken.

Source: `004_c46ddd2f6285f478.txt` (AlphaGo Zero); Silver et al. 2017.
"""

from collections.abc import Sequence
from typing import NamedTuple

from reference._array import Array, as_float, as_floats, check_at_least, check_ndim, check_shape, namespace
from reference.linear.softmax import log_softmax


class Edge(NamedTuple):
    """Visits and the sum of the values that came back through an edge of the tree."""

    N: int
    W: float


def _visits(N: Array) -> Array:
    """(A,) counts as float."""
    check_ndim("N", N, "(A,)", 1)
    check_at_least(1, A=N.shape[0])
    if not bool(namespace(N).all(N >= 0)):
        raise ValueError("N: expected visits of 0 or more, got a negative one")
    return as_float(N)


def puct_scores(Q: Array, P: Array, N: Array, c: float) -> Array:
    r"""$Q_a + c\,P_a \frac{\sqrt{\sum_b N_b}}{1 + N_a}$.

    Args:
        Q: (A,) float, W / N, 0 where unvisited. P: (A,) float, the network's policy. N: (A,) int. c: 0 or more.

    Returns:
        (A,) float.

    Raises:
        ValueError: shapes that do not fit, no action, negative visits, a negative c.

    Source: `004_c46ddd2f6285f478.txt`, AlphaGo Zero.

    >>> import numpy as np
    >>> Q, P, N = np.array([0.2, 0, 0.5]), np.array([0.5, 0.3, 0.2]), np.array([10, 0, 5])
    >>> puct_scores(Q, P, N, 1.5).round(5).tolist()
    [0.46407, 1.74284, 0.69365]
    """
    check_at_least(0, c=c)
    counts = _visits(N)
    Q, P = as_floats(Q, P)
    check_shape("Q", Q, "(A,)", N.shape[0])
    check_shape("P", P, "(A,)", N.shape[0])
    xp = namespace(Q, P, counts)
    counts = xp.astype(counts, Q.dtype)
    return Q + c * P * xp.sqrt(xp.sum(counts)) / (1 + counts)


def backup(path: Sequence[tuple[int, float]], value: float) -> list[Edge]:
    """One visit more for every edge from the root to the leaf; the value changes its sign at each level.

    Args:
        path: (N, W) of the edges, the root's first. value: of the leaf, for the player to move there.

    Returns:
        edges in the same order, new ones. What is good for the player at the leaf is bad for the one who moved there:
        the last edge gets −value, the one above it +value.

    Source: `004_c46ddd2f6285f478.txt`, AlphaGo Zero.
    """
    edges = []
    for N, W in reversed(path):
        value = -value
        edges.append(Edge(N + 1, W + value))
    return edges[::-1]


def visit_policy(N: Array, temperature: float) -> Array:
    r"""$\pi_a = N_a^{1/T} / \sum_b N_b^{1/T}$; T = 0 plays the most visited action, the first of equal ones.

    Args:
        N: (A,) int, one of them above 0. temperature: T, 0 or more.

    Returns:
        (A,) float, sum 1.

    Raises:
        ValueError: other axes, no visit, negative visits, a negative temperature.

    Source: `004_c46ddd2f6285f478.txt`, AlphaGo Zero.
    """
    check_at_least(0, temperature=temperature)
    counts = _visits(N)
    xp = namespace(counts)
    if not float(xp.max(counts)) > 0:
        raise ValueError("N: expected at least one visit, got none")
    if temperature == 0:
        only = xp.zeros_like(counts)
        only[int(xp.argmax(counts))] = 1
        return only
    powers = (counts / xp.max(counts)) ** (1 / temperature)  # of the largest first: 1000^100 is ∞
    return powers / xp.sum(powers)


def alphazero_loss(p_logits: Array, pi: Array, v: Array, z: Array, wd: float | Array = 0.0) -> Array:
    r"""$\overline{(z - v)^2 - \pi^\top\log p}$, and the weight penalty `wd` that the caller computed.

    Args:
        p_logits, pi: (B, A) float, the network's logits and the policy of the visits. v, z: (B,) float, the network's
            value and how the game ended (−1, 0, 1). wd: $c\|\theta\|^2$.

    Returns:
        a scalar.

    Raises:
        ValueError: shapes that do not fit, an empty batch.

    Source: `004_c46ddd2f6285f478.txt`, AlphaGo Zero.
    """
    p_logits, pi, v, z = as_floats(p_logits, pi, v, z)
    check_ndim("p_logits", p_logits, "(B, A)", 2)
    check_at_least(1, B=p_logits.shape[0])
    check_shape("pi", pi, "(B, A)", *p_logits.shape)
    check_shape("v", v, "(B,)", p_logits.shape[0])
    check_shape("z", z, "(B,)", p_logits.shape[0])
    xp = namespace(p_logits)
    return xp.mean((z - v) ** 2 - xp.sum(pi * log_softmax(p_logits), axis=1)) + wd
