r"""BLIP: contrast with soft targets, matching with hard negatives, captioning; and captions that are filtered.

The whole loss is ITC + ITM + LM. A captioner generates texts for images of the web, a filter removes what does not fit.

Sources: `001_93c4fdc1f7522504.txt` (outline: BLIP); Li et al. 2022.
"""

from collections.abc import Callable, Sequence
from typing import Any

from reference._array import (
    Array,
    as_float,
    as_floats,
    check_at_least,
    check_ndim,
    check_samples,
    check_shape,
    namespace,
)
from reference.linear.softmax import cross_entropy, log_softmax, softmax
from reference.llm.causal import IGNORED, mean_loss, token_losses


def _square(name: str, sim: Array) -> Array:
    sim = as_float(sim)
    check_ndim(name, sim, "(N, N)", 2)
    check_samples(name, sim)
    check_shape(name, sim, "(N, N)", sim.shape[0], sim.shape[0])
    return sim


def _eye(like: Array) -> Array:
    return namespace(like).eye(like.shape[0], dtype=like.dtype, device=getattr(like, "device", None))


def itc_loss(sim_i2t: Array, sim_t2i: Array, soft_targets: Array | None = None) -> Array:
    r"""½ (rows of image → text + rows of text → image) of $-\sum_j y_{ij} \log\mathrm{softmax}(s_i)_j$.

    Args:
        sim_i2t, sim_t2i: (N, N) float, scaled similarities. soft_targets: (N, N) float, rows of sum 1, constants for
            the gradient, used for both directions; None: image i belongs to text i.

    Returns:
        a scalar.

    Raises:
        ValueError: shapes that do not fit, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, BLIP; Li et al. 2022.
    """
    sim_i2t, sim_t2i = as_floats(_square("sim_i2t", sim_i2t), sim_t2i)
    check_shape("sim_t2i", sim_t2i, "(N, N)", *sim_i2t.shape)
    y = _eye(sim_i2t) if soft_targets is None else as_floats(sim_i2t, soft_targets)[1]
    check_shape("soft_targets", y, "(N, N)", *sim_i2t.shape)
    xp = namespace(sim_i2t)
    return -sum(xp.mean(xp.sum(y * log_softmax(s), axis=1)) for s in (sim_i2t, sim_t2i)) / 2


def momentum_soft_targets(sim_m: Array, alpha: float = 0.4) -> Array:
    r"""$\alpha\,\mathrm{softmax}(sim_m) + (1 - \alpha) I$: α weighs what the momentum model sees.

    Args:
        sim_m: (N, N) float. alpha: in [0, 1].

    Returns:
        (N, N) float, rows of sum 1.

    Raises:
        ValueError: other shapes, an empty batch, an alpha outside [0, 1].

    Source: `001_93c4fdc1f7522504.txt`, BLIP; Li et al. 2021 (ALBEF).
    """
    if not 0 <= alpha <= 1:
        raise ValueError(f"alpha: expected a number in [0, 1], got {alpha}")
    sim_m = _square("sim_m", sim_m)
    return alpha * softmax(sim_m) + (1 - alpha) * _eye(sim_m)


def itm_loss(logits: Array, match: Array) -> Array:
    """The mean cross-entropy of two classes; class 1 means that image and text match.

    Args:
        logits: (B, 2) float. match: (B,) int or bool.

    Returns:
        a scalar.

    Raises:
        TypeError: a match that is neither int nor bool.
        ValueError: shapes that do not fit, an empty batch, other values than 0 and 1.

    Source: `001_93c4fdc1f7522504.txt`, BLIP; Li et al. 2022.
    """
    logits = as_float(logits)
    xp = namespace(logits, match)
    check_ndim("logits", logits, "(B, 2)", 2)
    check_shape("logits", logits, "(B, 2)", logits.shape[0], 2)
    check_samples("logits", logits)
    check_shape("match", match, "(B,)", logits.shape[0])
    if not xp.isdtype(match.dtype, ("integral", "bool")):
        raise TypeError(f"match: expected integers or booleans, got dtype {match.dtype}")
    match = xp.astype(match, xp.int64)
    if not bool(xp.all((match == 0) | (match == 1))):
        raise ValueError("match: expected 0 and 1 only, got another number")
    return cross_entropy(logits, match)


def hard_negative_weights(sim: Array) -> Array:
    r"""The softmax of each row without its positive: with which chance another text is drawn as a negative.

    Args:
        sim: (N, N) float, N ≥ 2.

    Returns:
        (N, N) float, rows of sum 1, 0 on the diagonal.

    Raises:
        ValueError: other shapes, fewer than two pairs.

    Source: `001_93c4fdc1f7522504.txt`, BLIP; Li et al. 2021 (ALBEF).
    """
    sim = _square("sim", sim)
    check_at_least(2, N=sim.shape[0])
    xp = namespace(sim)
    return softmax(xp.where(_eye(sim) > 0, xp.full_like(sim, -xp.inf), sim))


def captioning_loss(logits: Array, labels: Array, smoothing: float = 0.1) -> Array:
    r"""Next tokens with smoothed labels: $(1 - \epsilon)(-\log p_y) + \frac{\epsilon}{V}\sum_v(-\log p_v)$, averaged.

    Args:
        logits: (B, T, V) float. labels: (B, T) int, not yet shifted; −100 where a token has no loss.
        smoothing: ε in [0, 1].

    Returns:
        a scalar, in nats.

    Raises:
        TypeError, ValueError: as `causal_lm_loss`; a smoothing outside [0, 1].

    Source: `001_93c4fdc1f7522504.txt`, BLIP; Li et al. 2022.
    """
    if not 0 <= smoothing <= 1:
        raise ValueError(f"smoothing: expected a number in [0, 1], got {smoothing}")
    check_ndim("logits", logits, "(B, T, V)", 3)
    check_shape("labels", labels, "(B, T)", *logits.shape[:2])
    losses, counts = token_losses(logits[:, :-1, :], labels[:, 1:], IGNORED)
    if 0 in losses.shape:
        return mean_loss(losses, counts)
    xp = namespace(losses)
    even = -xp.mean(log_softmax(as_float(logits)[:, :-1, :]), axis=-1)
    return mean_loss(xp.where(counts, (1 - smoothing) * losses + smoothing * even, xp.zeros_like(losses)), counts)


def capfilt(
    web: Sequence[tuple[Any, str]], synthetic: Sequence[tuple[Any, str]], keep_fn: Callable[[Any, str], bool]
) -> list[tuple[Any, str]]:
    """The pairs of image and text, from the web and from the captioner, that the filter keeps; the web's first.

    Source: `001_93c4fdc1f7522504.txt`, BLIP; Li et al. 2022.

    >>> capfilt([(1, "a cat"), (2, "buy now")], [(2, "a dog")], lambda image, text: text != "buy now")
    [(1, 'a cat'), (2, 'a dog')]
    """
    return [(image, text) for image, text in (*web, *synthetic) if keep_fn(image, text)]
