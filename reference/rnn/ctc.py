r"""Connectionist temporal classification: the loss of a labelling of which nobody knows where each label is.

A path names a class, or the blank, at each step; merged and without blanks it is the labelling. Its probability is the
sum over all paths that give it.

Sources: `001_93c4fdc1f7522504.txt` (catalogue: applications to speech recognition), `004_c46ddd2f6285f478.txt` (speech
assistants); Graves et al. 2006.
"""

import itertools
import math
from collections.abc import Sequence

from reference._array import Array, as_float, check_ndim, check_samples, namespace


def ctc_collapse(path: Array | Sequence[int], blank: int = 0) -> list[int]:
    """The labelling of a path: repeats merged first, then the blanks removed.

    Args:
        path: (T,) int, T may be 0. blank: the class that says nothing.

    Returns:
        list of ints, at most T.

    Source: Graves et al. 2006.

    >>> ctc_collapse([0, 1, 1, 0, 1, 2, 2])
    [1, 1, 2]
    """
    return [label for label, _ in itertools.groupby(_ints(path)) if label != blank]


def _ints(path: Array | Sequence[int]) -> list[int]:
    length = path.shape[0] if hasattr(path, "shape") else len(path)
    return [int(path[t]) for t in range(length)]


def _checked(log_p: Array, blank: int) -> Array:
    log_p = as_float(log_p)
    check_ndim("log_p", log_p, "(T, C)", 2)
    check_samples("log_p", log_p)
    if not 0 <= blank < log_p.shape[1]:
        raise ValueError(f"blank: expected a class in 0…{log_p.shape[1] - 1}, got {blank}")
    return log_p


def _extended(log_p: Array, target: Array | Sequence[int], blank: int) -> list[int]:
    """The labels with blanks around and between them."""
    labels, C = _ints(target), log_p.shape[1]
    if any(not 0 <= label < C or label == blank for label in labels):
        raise ValueError(f"target: expected labels in 0…{C - 1} other than the blank {blank}, got {labels}")
    return [blank, *(s for label in labels for s in (label, blank))]


def ctc_loss(log_p: Array, target: Array | Sequence[int], blank: int = 0) -> Array:
    r"""$-\log p$(target), by $\alpha_t(s) = p_t(z_s) [\alpha_{t-1}(s) + \alpha_{t-1}(s-1) + \alpha_{t-1}(s-2)]$.

    z is the target with blanks around and between; the last term is there only for a label that differs from the one
    before: a blank between equal letters is compulsory. The sum of the last two $\alpha_T$ is p, all in logarithms.

    Args:
        log_p: (T, C) float, log-probabilities of one sequence. target: (L,) int, without blanks; L may be 0.
        blank: the class that says nothing.

    Returns:
        a scalar in nats; ∞ where T is too short. (torch's reduction="mean" divides by L first, "sum" does not.)

    Raises:
        ValueError: other axes, no step, labels that are no classes or the blank, a blank that is no class.

    Source: Graves et al. 2006; `004_c46ddd2f6285f478.txt`, speech assistants.
    """
    log_p = _checked(log_p, blank)
    z = _extended(log_p, target, blank)
    skips = [s > 1 and z[s] != blank and z[s] != z[s - 2] for s in range(len(z))]
    return -_log_sum(_alphas(log_p, z, skips)[-2:])


def _alphas(log_p: Array, z: list[int], skips: list[bool]) -> list[Array]:
    """log α_T(s), one scalar for each s."""
    xp = namespace(log_p)
    never = xp.full_like(log_p[0, 0], -math.inf)
    alpha = [log_p[0, z[s]] if s < 2 else never for s in range(len(z))]
    for t in range(1, log_p.shape[0]):
        before = [[alpha[s], *alpha[max(s - 1, 0) : s], *([alpha[s - 2]] if skips[s] else [])] for s in range(len(z))]
        alpha = [log_p[t, z[s]] + _log_sum(before[s]) for s in range(len(z))]
    return alpha


def _log_sum(logs: list[Array]) -> Array:
    """log Σ e^x of scalars; −∞ for nothing but −∞, and slopes that are numbers there."""
    xp = namespace(*logs)
    logs = [x for x in logs if bool(x != -math.inf)] or logs[:1]
    if len(logs) == 1:
        return logs[0]
    x = xp.stack(logs)
    top = xp.max(x)
    return top + xp.log(xp.sum(xp.exp(x - top)))


def ctc_greedy_decode(log_p: Array, blank: int = 0) -> list[int]:
    """The labelling of the likeliest path; not always the likeliest labelling. The first class of a tie.

    Args:
        log_p: (T, C) float. blank: the class that says nothing.

    Returns:
        list of ints, at most T.

    Raises:
        ValueError: other axes, no step, a blank that is no class.

    Source: Graves et al. 2006, best path decoding.
    """
    log_p = _checked(log_p, blank)
    return ctc_collapse(namespace(log_p).argmax(log_p, axis=1), blank)
