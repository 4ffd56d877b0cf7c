r"""Learning a policy from returns: softmax policies, the loss of REINFORCE and its gradient, entropy.

The loss is to be minimised: $-\overline{\log\pi(a_t)(G_t - b_t)}$. Returns and baselines are constants.

Source: `001_93c4fdc1f7522504.txt` (policy networks); Williams 1992.
"""

from reference._array import Array, as_float, as_floats, check_ndim, check_option, check_shape, namespace, stop_gradient
from reference.linear.hinge import one_hot, reduced
from reference.linear.softmax import log_softmax, softmax


def _logits(logits: Array) -> Array:
    logits = as_float(logits)
    check_ndim("logits", logits, "(B, A)", 2)
    return logits


def softmax_policy(logits: Array) -> Array:
    """Probabilities of the actions: (B, A) float → (B, A) float, each row with sum 1.

    Raises:
        ValueError: other axes, an empty batch, no action.

    Source: `001_93c4fdc1f7522504.txt`, policy networks.
    """
    return softmax(_logits(logits))


def log_prob(logits: Array, a: Array) -> Array:
    r"""$\log\pi(a_i)$ in nats.

    Args:
        logits: (B, A) float. a: (B,) int.

    Returns:
        (B,) float.

    Raises:
        TypeError: actions that are no integers.
        ValueError: shapes that do not fit, an action outside 0…A−1, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, policy networks.
    """
    logits = _logits(logits)
    xp = namespace(logits)
    return xp.sum(xp.where(one_hot(logits, a), log_softmax(logits), xp.zeros_like(logits)), axis=1)


def _advantages(logits: Array, G: Array, baseline: Array | None) -> list[Array]:
    """The logits, and G − b as a constant (T,)."""
    logits, G, baseline = as_floats(logits, G, baseline)
    check_ndim("logits", logits, "(T, A)", 2)
    check_shape("G", G, "(T,)", logits.shape[0])
    if baseline is None:
        return [logits, stop_gradient(G)]
    check_shape("baseline", baseline, "(T,)", logits.shape[0])
    return [logits, stop_gradient(G - baseline)]


def reinforce_loss(logits: Array, a: Array, G: Array, baseline: Array | None = None, reduction: str = "mean") -> Array:
    r"""$-\log\pi(a_t)(G_t - b_t)$, averaged over the steps.

    Args:
        logits: (T, A) float. a: (T,) int, the actions taken. G: (T,) float, the return from t onward. baseline: (T,)
            float, a value of the state; 0 without. reduction: none, mean, sum.

    Returns:
        a scalar, or (T,) for "none"; gradients flow through the logits alone.

    Raises:
        TypeError: actions that are no integers.
        ValueError: shapes that do not fit, an action outside 0…A−1, no step, an unknown reduction.

    Source: `001_93c4fdc1f7522504.txt`, policy networks; Williams 1992.
    """
    logits, advantage = _advantages(logits, G, baseline)
    return reduced(-log_prob(logits, a) * advantage, reduction)


def reinforce_grad_logits(
    logits: Array, a: Array, G: Array, baseline: Array | None = None, reduction: str = "mean"
) -> Array:
    r"""Gradient of the loss: $(\pi - onehot(a))(G - b)$, divided by T for the mean.

    Args:
        logits, a, G, baseline: as `reinforce_loss`. reduction: mean, sum.

    Returns:
        (T, A) float; each row sums to 0.

    Raises:
        TypeError, ValueError: as `reinforce_loss`.

    Source: `001_93c4fdc1f7522504.txt`, policy networks; Williams 1992.

    >>> import numpy as np
    >>> reinforce_grad_logits(np.array([[1.0, 0, -1]]), np.array([1]), np.array([2.0])).round(6).tolist()
    [[1.330482, -1.510543, 0.180061]]
    """
    check_option("reduction", reduction, ("mean", "sum"))
    logits, advantage = _advantages(logits, G, baseline)
    p = softmax(logits)
    grad = (p - namespace(p).astype(one_hot(p, a), p.dtype)) * advantage[:, None]
    return grad / logits.shape[0] if reduction == "mean" else grad


def entropy_bonus(logits: Array) -> Array:
    r"""The mean entropy of the policies, $-\sum_a \pi_a \log\pi_a$ in nats: at most log A.

    Args:
        logits: (B, A) float.

    Returns:
        a scalar.

    Raises:
        ValueError: other axes, an empty batch, no action.

    Source: `001_93c4fdc1f7522504.txt`, policy networks.
    """
    logp = log_softmax(_logits(logits))
    xp = namespace(logp)
    return xp.mean(-xp.sum(xp.exp(logp) * logp, axis=1))
