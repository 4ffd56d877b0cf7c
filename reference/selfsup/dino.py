r"""DINO and SwAV's assignments: prototypes instead of negatives, kept from collapse by centring or by balance.

Sources: `001_93c4fdc1f7522504.txt` (outline: self-supervised learning); Caron et al. 2021 (DINO), Caron et al. 2020
(SwAV), Cuturi 2013 (Sinkhorn).
"""

from math import log

from reference._array import (
    Array,
    as_float,
    as_floats,
    check_at_least,
    check_ndim,
    check_samples,
    check_shape,
    namespace,
    stop_gradient,
)
from reference.linear.softmax import log_softmax, logsumexp, softmax
from reference.selfsup.simclr import check_temperature


def dino_loss(student: Array, teacher: Array, center: Array, tau_s: float, tau_t: float) -> Array:
    r"""$-\sum_k \mathrm{softmax}((t-c)/\tau_t)_k \log\mathrm{softmax}(s/\tau_s)_k$, the mean over the batch.

    Args:
        student, teacher: (N, K) float, scores of two views. center: (K,) float, c. tau_s, tau_t: temperatures, above 0.

    Returns:
        a scalar, with a gradient by the student alone.

    Raises:
        ValueError: shapes that do not fit, an empty batch, a temperature that is not above 0.

    Source: `001_93c4fdc1f7522504.txt`, self-supervised learning; Caron et al. 2021.
    """
    check_temperature(tau_s=tau_s, tau_t=tau_t)
    student, teacher, center = as_floats(student, teacher, center)
    check_ndim("student", student, "(N, K)", 2)
    check_samples("student", student)
    check_shape("teacher", teacher, "(N, K)", *student.shape)
    check_shape("center", center, "(K,)", student.shape[1])
    xp = namespace(student)
    wanted = softmax((stop_gradient(teacher) - stop_gradient(center)) / tau_t)
    return -xp.mean(xp.sum(wanted * log_softmax(student / tau_s), axis=1))


def dino_center(center: Array, teacher: Array, m: float) -> Array:
    r"""$c \leftarrow m\,c + (1-m)\,\bar t$ with the mean over the batch.

    Args:
        center: (K,) float. teacher: (N, K) float. m: in [0, 1].

    Returns:
        (K,) float; no gradient passes.

    Raises:
        ValueError: shapes that do not fit, an empty batch, an m outside [0, 1].

    Source: `001_93c4fdc1f7522504.txt`, self-supervised learning; Caron et al. 2021.
    """
    if not 0 <= m <= 1:
        raise ValueError(f"m: expected a number in [0, 1], got {m}")
    center, teacher = as_floats(center, teacher)
    check_ndim("teacher", teacher, "(N, K)", 2)
    check_samples("teacher", teacher)
    check_shape("center", center, "(K,)", teacher.shape[1])
    return m * stop_gradient(center) + (1 - m) * namespace(teacher).mean(stop_gradient(teacher), axis=0)


def sinkhorn(scores: Array, eps: float, n_iter: int) -> Array:
    r"""$e^{S/\varepsilon}$, its columns brought to the sum B/K and its rows to 1 in turn, the rows last.

    Args:
        scores: (B, K) float, of samples for prototypes. eps: ε, above 0. n_iter: rounds, at least 1.

    Returns:
        (B, K) float: soft assignments, with every prototype used about equally; a constant to gradients.

    Raises:
        ValueError: other axes, an empty batch, no prototype, ε or n_iter too small.

    Source: `001_93c4fdc1f7522504.txt`, self-supervised learning; Caron et al. 2020, Cuturi 2013.
    """
    check_temperature(eps=eps)
    check_at_least(1, n_iter=n_iter)
    scores = stop_gradient(as_float(scores))
    check_ndim("scores", scores, "(B, K)", 2)
    check_samples("scores", scores)
    check_samples("scores", scores, axis=1)
    (B, K), logs = scores.shape, scores / eps
    for _ in range(n_iter):
        logs = logs - logsumexp(logs, axis=0)[None, :] + log(B / K)
        logs = logs - logsumexp(logs, axis=1)[:, None]
    return namespace(scores).exp(logs)
