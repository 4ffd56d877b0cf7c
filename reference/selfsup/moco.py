r"""MoCo: a query finds its key among a queue of earlier keys, and the key encoder follows slowly.

Queries and keys are normalised here; the queue holds unit vectors. Keys and queue are constants to gradients.

Sources: `001_93c4fdc1f7522504.txt` (outline: MoCo); He et al. 2020.
"""

from typing import NamedTuple

from reference._array import (
    Array,
    as_arrays,
    as_floats,
    check_ndim,
    check_samples,
    check_shape,
    namespace,
    stop_gradient,
    transpose,
)
from reference.linear.softmax import cross_entropy
from reference.selfsup.simclr import check_temperature
from reference.vision.clip import unit


class Queue(NamedTuple):
    """The keys, (K, d), and where the next one goes."""

    queue: Array
    ptr: int


def moco_loss(q: Array, k: Array, queue: Array, temperature: float = 0.07) -> Array:
    r"""Cross-entropy of $[\hat q\cdot\hat k,\ \hat q\cdot queue]/\tau$ with class 0, averaged over the batch.

    Args:
        q, k: (N, d) float, queries and their keys. queue: (K, d) float, unit vectors. temperature: τ, above 0.

    Returns:
        a scalar, with a gradient by q alone.

    Raises:
        ValueError: shapes that do not fit, an empty batch, a τ that is not above 0.

    Source: `001_93c4fdc1f7522504.txt`, MoCo; He et al. 2020.
    """
    check_temperature(temperature=temperature)
    q, k, queue = as_floats(q, k, queue)
    check_ndim("q", q, "(N, d)", 2)
    check_samples("q", q)
    check_shape("k", k, "(N, d)", *q.shape)
    check_ndim("queue", queue, "(K, d)", 2)
    check_shape("queue", queue, "(K, d)", queue.shape[0], q.shape[1])
    xp, q = namespace(q), unit(q)
    positive = xp.sum(q * unit(stop_gradient(k)), axis=1, keepdims=True)
    logits = xp.concat([positive, q @ transpose(stop_gradient(queue))], axis=1) / temperature
    return cross_entropy(logits, xp.zeros(q.shape[0], dtype=xp.int64, device=getattr(q, "device", None)))


def momentum_update(theta_k: Array, theta_q: Array, m: float = 0.999) -> Array:
    r"""$\theta_k \leftarrow m\,\theta_k + (1-m)\,\theta_q$.

    Args:
        theta_k, theta_q: one shape, float, parameters of the key and the query encoder. m: in [0, 1].

    Returns:
        that shape, the key encoder's new parameters; no gradient passes.

    Raises:
        ValueError: shapes that differ, an m outside [0, 1].

    Source: `001_93c4fdc1f7522504.txt`, MoCo; He et al. 2020.
    """
    if not 0 <= m <= 1:
        raise ValueError(f"m: expected a number in [0, 1], got {m}")
    theta_k, theta_q = as_arrays(theta_k, theta_q)
    check_shape("theta_q", theta_q, "that of theta_k", *theta_k.shape)
    return m * stop_gradient(theta_k) + (1 - m) * stop_gradient(theta_q)


def queue_enqueue(queue: Array, ptr: int, keys: Array) -> Queue:
    """Writes keys over the oldest ones, from `ptr` on and around the end: first in, first out.

    Args:
        queue: (K, d) float. ptr: in 0…K−1, the oldest key. keys: (N, d) float, N ≤ K.

    Returns:
        (queue, ptr) after it; ptr is the oldest key again.

    Raises:
        ValueError: shapes that do not fit, more keys than places, a ptr outside 0…K−1.

    Source: `001_93c4fdc1f7522504.txt`, MoCo; He et al. 2020.
    """
    queue, keys = as_floats(queue, keys)
    check_ndim("queue", queue, "(K, d)", 2)
    K, d = queue.shape
    check_ndim("keys", keys, "(N, d)", 2)
    N = keys.shape[0]
    check_shape("keys", keys, "(N, d)", N, d)
    if N > K:
        raise ValueError(f"keys: expected at most K = {K} keys, got {N}")
    if not 0 <= ptr < K:
        raise ValueError(f"ptr: expected a place in 0…{K - 1}, got {ptr}")
    xp = namespace(queue)
    kept = xp.roll(queue, -ptr, axis=0)[N:, :]  # the oldest first
    return Queue(xp.roll(xp.concat([stop_gradient(keys), kept]), ptr, axis=0), (ptr + N) % K)
