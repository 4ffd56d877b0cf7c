"""The blocks that CNN architectures introduced: batch norm, residual sum, inception and dense concatenation.

Source: `001_93c4fdc1f7522504.txt` (popular CNN architectures, outline only; standard definitions here). The networks
made of them are in `architectures.py`.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reference._array import Array, as_floats, check_ndim, check_shape, namespace

MOMENTUM = 0.1  # share of the new batch in the running statistics


class RunningStats(NamedTuple):
    """mean: (C,), var: (C,)."""

    mean: Array
    var: Array


class BatchNorm(NamedTuple):
    """y: (N, C, H, W), and the running statistics after this batch."""

    y: Array
    running: RunningStats


def batch_norm2d(
    x: Array,
    gamma: Array,
    beta: Array,
    eps: float = 1e-5,
    train: bool = True,
    running: tuple[Array, Array] | None = None,
) -> BatchNorm:
    r"""$y = \gamma (x - \mu_c) / \sqrt{\sigma_c^2 + \epsilon} + \beta$, with μ and σ² over batch and space.

    In training σ² is the biased variance of the batch; the running variance moves by 0.1 towards the unbiased one.

    Args:
        x: (N, C, H, W) float. gamma, beta: (C,) float.
        running: (mean, var), (C,) each; None starts training at (0, 1). Used in place of the batch when not training.

    Returns:
        y (N, C, H, W), running (mean, var).

    Raises:
        ValueError: shapes, training on one value per channel, or no `running` when not training.

    Source: `001_93c4fdc1f7522504.txt`, popular CNN architectures (standard definition).
    """
    x, gamma, beta = as_floats(x, gamma, beta)
    check_ndim("x", x, "(N, C, H, W)", 4)
    for name, value in (("gamma", gamma), ("beta", beta)):
        check_shape(name, value, "(C,)", x.shape[1])
    mean, var, running = _statistics(x, train, running)
    y = _each(gamma) * (x - _each(mean)) / (_each(var) + eps) ** 0.5 + _each(beta)
    return BatchNorm(y, running)


def _each(v: Array) -> Array:
    """(C,) → (C, 1, 1)."""
    return namespace(v).reshape(v, (-1, 1, 1))


def _statistics(x: Array, train: bool, running: tuple[Array, Array] | None) -> tuple[Array, Array, RunningStats]:
    """The mean and variance to normalise with, and the running ones to keep."""
    xp = namespace(x)
    if running is None and not train:
        raise ValueError("running: expected (mean, var) when not training, got None")
    if running is None:
        zeros = xp.zeros_like(x[0, :, 0, 0])
        running = (zeros, zeros + 1)
    for name, value in zip(("running mean", "running var"), running, strict=True):
        check_shape(name, value, "(C,)", x.shape[1])
    old = RunningStats(*running)
    if not train:
        return old.mean, old.var, old
    count = x.shape[0] * x.shape[2] * x.shape[3]
    if count < 2:
        raise ValueError(f"x: expected more than one value per channel to train on, got shape {tuple(x.shape)}")
    mean, var = xp.mean(x, axis=(0, 2, 3)), xp.var(x, axis=(0, 2, 3))
    unbiased = var * (count / (count - 1))
    keep = 1 - MOMENTUM
    return mean, var, RunningStats(keep * old.mean + MOMENTUM * mean, keep * old.var + MOMENTUM * unbiased)


Block = Callable[[Array], Array]


def residual_block(x: Array, F: Block, projection: Block | None = None) -> Array:
    """F(x) + x; where F changes the shape, F(x) + projection(x), usually a 1×1 convolution with F's stride.

    Raises:
        ValueError: the two shapes differ.

    Source: `001_93c4fdc1f7522504.txt`, popular CNN architectures.
    """
    y, shortcut = F(x), x if projection is None else projection(x)
    check_shape("F(x)", y, "of the shortcut", *shortcut.shape)
    return y + shortcut


def inception_concat(branches: Sequence[Array]) -> Array:
    """The branches' channels one after another: (N, C₁, H, W), (N, C₂, H, W), … → (N, C₁ + C₂ + …, H, W).

    Source: `001_93c4fdc1f7522504.txt`, popular CNN architectures.
    """
    if not branches:
        raise ValueError("branches: expected at least one array, got none")
    first = branches[0]
    for i, branch in enumerate(branches):
        check_ndim(f"branches[{i}]", branch, "(N, C, H, W)", 4)
        check_shape(f"branches[{i}]", branch, "(N, C, H, W)", first.shape[0], branch.shape[1], *first.shape[2:])
    return namespace(*branches).concat(list(branches), axis=1)


def dense_block(x: Array, layers: Sequence[Block]) -> Array:
    """Each layer sees the input and all earlier layers' channels: (N, C, H, W) → (N, C + what the layers make, H, W).

    Source: `001_93c4fdc1f7522504.txt`, popular CNN architectures.
    """
    for layer in layers:
        x = inception_concat([x, layer(x)])
    return x
