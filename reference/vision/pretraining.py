r"""Pretraining of vision models: masked autoencoders, distillation, and a linear probe of what was learned.

Sources: `001_93c4fdc1f7522504.txt` (outline: pretraining of vision models); He et al. 2022 (MAE), Hinton et al. 2015
and Touvron et al. 2021 (distillation).
"""

from math import floor
from typing import NamedTuple

from reference._array import Array, as_float, as_floats, check_ndim, check_samples, check_shape, namespace, transpose
from reference.linear.softmax import log_softmax

TINY = 1e-6  # added to a patch's variance


class MaskedPatches(NamedTuple):
    """The patches that are kept, in their order by noise; which are removed; and how to restore the order."""

    keep: Array
    mask: Array
    restore: Array


def mae_random_mask(noise: Array, ratio: float = 0.75) -> MaskedPatches:
    r"""Keeps the $K = \lfloor N(1 - ratio) + 10^{-9} \rfloor$ patches of the smallest noise, the first of equal ones.

    Args:
        noise: (B, N) float. ratio: the part that is removed, in [0, 1].

    Returns:
        keep: (B, K) int; mask: (B, N) bool, True where a patch is removed; restore: (B, N) int, with which kept and
        removed patches, one after the other, come back to their places.

    Raises:
        ValueError: other axes, a ratio outside [0, 1].

    Source: `001_93c4fdc1f7522504.txt`, pretraining of vision models; He et al. 2022.
    """
    noise = as_float(noise)
    check_ndim("noise", noise, "(B, N)", 2)
    if not 0 <= ratio <= 1:
        raise ValueError(f"ratio: expected a number in [0, 1], got {ratio}")
    xp = namespace(noise)
    K = floor(noise.shape[1] * (1 - ratio) + 1e-9)  # 100 · 0.1 is 9.99…
    order = xp.argsort(noise, axis=1, stable=True)
    restore = xp.argsort(order, axis=1, stable=True)
    return MaskedPatches(order[:, :K], restore >= K, restore)


def mae_loss(pred: Array, target: Array, mask: Array, norm_pix: bool = True) -> Array:
    r"""The mean squared error over the removed patches alone; each target patch normalised by itself with norm_pix.

    Args:
        pred, target: (B, N, P) float. mask: (B, N) bool, True where a patch was removed.
        norm_pix: compare with $(x - \mu)/\sqrt{v + 10^{-6}}$ of each patch, v with P − 1.

    Returns:
        a scalar.

    Raises:
        TypeError: a mask that is not bool.
        ValueError: shapes that do not fit, no removed patch, norm_pix with patches of one pixel.

    Source: `001_93c4fdc1f7522504.txt`, pretraining of vision models; He et al. 2022.
    """
    pred, target = as_floats(pred, target)
    check_ndim("pred", pred, "(B, N, P)", 3)
    check_shape("target", target, "(B, N, P)", *pred.shape)
    check_shape("mask", mask, "(B, N)", *pred.shape[:2])
    xp = namespace(pred, mask)
    if not xp.isdtype(mask.dtype, "bool"):
        raise TypeError(f"mask: expected booleans (True: removed), got dtype {mask.dtype}")
    if not bool(xp.any(mask)):
        raise ValueError("mask: expected at least one removed patch, got none")
    if norm_pix:
        if pred.shape[2] < 2:
            raise ValueError("norm_pix: expected patches of at least 2 numbers, got 1")
        centred = target - xp.mean(target, axis=2, keepdims=True)
        target = centred / xp.sqrt(xp.var(target, axis=2, correction=1, keepdims=True) + TINY)
    each = xp.mean((pred - target) ** 2, axis=2)
    return xp.sum(xp.where(mask, each, xp.zeros_like(each))) / xp.sum(xp.astype(mask, each.dtype))


def knowledge_distillation_loss(student: Array, teacher: Array, T: float = 1.0) -> Array:
    r"""$T^2\,\overline{KL(\mathrm{softmax}(teacher/T) \,\Vert\, \mathrm{softmax}(student/T))}$.

    Args:
        student, teacher: (N, C) float, logits. T: temperature, above 0.

    Returns:
        a scalar; its gradient by the student has about the same size for every T.

    Raises:
        ValueError: shapes that do not fit, an empty batch, a T that is not above 0.

    Source: Hinton et al. 2015; Touvron et al. 2021; `001_93c4fdc1f7522504.txt`, pretraining of vision models.
    """
    if not T > 0:
        raise ValueError(f"T: expected a temperature above 0, got {T}")
    student, teacher = as_floats(student, teacher)
    check_ndim("student", student, "(N, C)", 2)
    check_samples("student", student)
    check_shape("teacher", teacher, "(N, C)", *student.shape)
    xp = namespace(student)
    p, q = log_softmax(teacher / T), log_softmax(student / T)
    return T * T * xp.mean(xp.sum(xp.exp(p) * (p - q), axis=1))


class Probe(NamedTuple):
    """Weights (C, D) and biases (C,) of a linear classifier."""

    W: Array
    b: Array


def linear_probe(features: Array, y: Array, classes: int, ridge: float = 1e-3) -> Probe:
    r"""Frozen features to classes: the least $\sum_i \lVert W f_i + b - onehot(y_i)\rVert^2 + \lambda\lVert W\rVert^2$.

    Args:
        features: (N, D) float, of a model that is not trained any more. y: (N,) int, classes 0…C−1.
        classes: C. ridge: λ > 0; the bias has no penalty.

    Returns:
        (W, b): the class of a feature vector is the arg max of W f + b.

    Raises:
        TypeError: labels that are no integers.
        ValueError: shapes that do not fit, an empty batch, labels outside 0…C−1, a ridge that is not above 0.

    Source: `001_93c4fdc1f7522504.txt`, pretraining of vision models (how good a representation is).
    """
    features = as_float(features)
    xp = namespace(features, y)
    check_ndim("features", features, "(N, D)", 2)
    check_samples("features", features)
    check_shape("y", y, "(N,)", features.shape[0])
    if not xp.isdtype(y.dtype, "integral"):
        raise TypeError(f"y: expected integers, got dtype {y.dtype}")
    if not bool(xp.all((y >= 0) & (y < classes))):
        raise ValueError(f"y: expected classes from 0 to {classes - 1}, got one outside")
    if not ridge > 0:
        raise ValueError(f"ridge: expected a number above 0, got {ridge}")
    device = getattr(features, "device", None)
    hot = xp.astype(y[:, None] == xp.arange(classes, dtype=y.dtype, device=device), features.dtype)
    mean_f, mean_y = xp.mean(features, axis=0), xp.mean(hot, axis=0)
    F, Y = features - mean_f, hot - mean_y
    gram = transpose(F) @ F + ridge * xp.eye(F.shape[1], dtype=F.dtype, device=device)
    W = transpose(xp.linalg.solve(gram, transpose(F) @ Y))
    return Probe(W, mean_y - W @ mean_f)
