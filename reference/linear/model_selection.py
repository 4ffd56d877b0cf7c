r"""Splits, k-fold cross-validation, model selection, bias and variance.

Source: `001_93c4fdc1f7522504.txt` (basic concepts to know; it only names them, so the formulas are the standard ones:
$E[(y - \hat f)^2] = bias^2 + variance + noise$). Folds differ by at most one sample and the larger ones come first; a
split gives its left-over samples to the first parts in the same way.
"""

from collections.abc import Iterable
from itertools import accumulate
from math import floor
from typing import NamedTuple

from reference._array import (
    Array,
    as_float,
    as_floats,
    check_at_least,
    check_ndim,
    check_samples,
    check_shape,
    namespace,
    plain,
)


class Split(NamedTuple):
    """Indices of the three parts."""

    train: Array
    val: Array
    test: Array


class Fold(NamedTuple):
    """Indices of one fold of cross-validation."""

    train: Array
    val: Array


class BiasVariance(NamedTuple):
    """The parts of the expected squared error, and their sum with the noise."""

    bias2: Array
    var: Array
    mse: Array


def _check_perm(n: int, perm: Array) -> None:
    """Raises TypeError or ValueError unless `perm` holds each of 0…n−1 once."""
    xp = namespace(perm)
    if not xp.isdtype(perm.dtype, "integral"):
        raise TypeError(f"perm: expected integers, got dtype {perm.dtype}")
    check_shape("perm", perm, "(n,)", n)
    if not bool(xp.all(xp.sort(perm) == xp.arange(n, dtype=perm.dtype, device=getattr(perm, "device", None)))):
        raise ValueError(f"perm: expected each of 0…{n - 1} once, got a repeated or foreign index")


def _check_n(n: int) -> None:
    if n < 1:
        raise ValueError(f"n: expected at least 1 sample, got {n}")


def _split_sizes(n: int, fractions: tuple[float, float, float]) -> list[int]:
    """⌊n·fraction⌋ each, and one more for the first parts until all n are used."""
    if len(fractions) != 3 or min(fractions) < 0 or fractions[0] == 0 or not abs(sum(fractions) - 1) <= 1e-9:
        raise ValueError(f"fractions: expected three numbers ≥ 0 with sum 1, the first > 0, got {tuple(fractions)}")
    sizes = [floor(n * f + 1e-9) for f in fractions]  # 100 · 0.29 is 28.999…
    rest = n - sum(sizes)
    return [size + (i < rest) for i, size in enumerate(sizes)]


def _cut(perm: Array, sizes: Iterable[int]) -> Split:
    a, b, n = accumulate(sizes)
    return Split(perm[:a], perm[a:b], perm[b:n])


def train_val_test_split(n: int, fractions: tuple[float, float, float], perm: Array) -> Split:
    """`perm` cut into train, val and test of ⌊n·fraction⌋ samples; left-over samples go to train, then to val.

    Args:
        n: number of samples. fractions: (train, val, test), ≥ 0, sum 1. perm: (n,) int, each of 0…n−1 once.

    Returns:
        (train, val, test), int arrays in the order of perm.

    Raises:
        TypeError: a perm that does not hold integers.
        ValueError: n < 1, fractions that do not sum to 1, a perm that is no permutation of 0…n−1.

    Source: `001_93c4fdc1f7522504.txt`, basic concepts (model selection).

    >>> import numpy as np
    >>> [part.tolist() for part in train_val_test_split(5, (0.6, 0.2, 0.2), np.array([4, 2, 0, 1, 3]))]
    [[4, 2, 0], [1], [3]]
    """
    _check_n(n)
    _check_perm(n, perm)
    return _cut(perm, _split_sizes(n, fractions))


def _order(n: int, k: int, perm: Array | None) -> Array:
    """perm, or 0…n−1, after the checks."""
    _check_n(n)
    if not 2 <= k <= n:
        raise ValueError(f"k: expected 2 ≤ k ≤ n = {n}, got {k}")
    if perm is None:
        return plain.arange(n)
    _check_perm(n, perm)
    return perm


def _sizes(n: int, k: int) -> list[int]:
    return [n // k + (i < n % k) for i in range(k)]


def _folds(order: Array, bounds: Iterable[tuple[int, int]]) -> list[Fold]:
    """For each (start, stop) of `order`: the rest for training, that stretch for validation."""
    xp = namespace(order)
    return [Fold(xp.concat([order[:start], order[stop:]]), order[start:stop]) for start, stop in bounds]


def _bounds(sizes: list[int]) -> list[tuple[int, int]]:
    stops = list(accumulate(sizes))
    return [(stop - size, stop) for size, stop in zip(sizes, stops, strict=True)]


def kfold_indices(n: int, k: int, perm: Array | None = None) -> list[Fold]:
    """k folds of consecutive samples of `perm`, each the validation part once; the first n mod k have one more.

    Args:
        n: number of samples. k: 2…n. perm: (n,) int, each of 0…n−1 once; None: 0…n−1.

    Returns:
        k pairs (train, val), int arrays in the order of perm (NumPy's where perm is None).

    Raises:
        TypeError: a perm that does not hold integers.
        ValueError: k outside 2…n, a perm that is no permutation of 0…n−1.

    Source: `001_93c4fdc1f7522504.txt`, basic concepts (cross validation).

    >>> [fold.val.tolist() for fold in kfold_indices(10, 3)]
    [[0, 1, 2, 3], [4, 5, 6], [7, 8, 9]]
    """
    return _folds(_order(n, k, perm), _bounds(_sizes(n, k)))


def select_model(cv_scores: Array, higher_is_better: bool) -> int:
    """The model with the best mean score over its folds; the first one of a tie, never one with a NaN.

    Args:
        cv_scores: (M, K) float, a row per model. higher_is_better: True for accuracies, False for losses.

    Returns:
        its index, int in 0…M−1.

    Raises:
        ValueError: other than two axes, no model or no fold, a NaN in the scores of every model.

    Source: `001_93c4fdc1f7522504.txt`, basic concepts (model selection).
    """
    cv_scores = as_float(cv_scores)
    xp = namespace(cv_scores)
    check_ndim("cv_scores", cv_scores, "(M, K)", 2)
    if 0 in cv_scores.shape:
        raise ValueError(f"cv_scores: expected at least one model and one fold, got shape {tuple(cv_scores.shape)}")
    mean = xp.mean(cv_scores, axis=1)
    failed = xp.isnan(mean)
    if bool(xp.all(failed)):
        raise ValueError("cv_scores: expected a model without NaN, got a NaN in each row")
    if higher_is_better:
        return int(xp.argmax(xp.where(failed, xp.full_like(mean, -xp.inf), mean)))
    return int(xp.argmin(xp.where(failed, xp.full_like(mean, xp.inf), mean)))


def bias_variance(preds: Array, f_true: Array, noise_var: float) -> BiasVariance:
    r"""$E[(y - \hat f)^2] = (E\hat f - f)^2 + E(\hat f - E\hat f)^2 + \sigma^2$, averaged over the N points.

    Args:
        preds: (R, N) float, the predictions of R fits. f_true: (N,) float. noise_var: σ² ≥ 0.

    Returns:
        (bias2, var, mse), scalars; var divides by R, mse includes the noise.

    Raises:
        ValueError: shapes that do not fit, no fit or no point, a negative noise variance.

    Source: `001_93c4fdc1f7522504.txt`, basic concepts (bias-variance trade-off).
    """
    preds, f_true = as_floats(preds, f_true)
    xp = namespace(preds, f_true)
    check_ndim("preds", preds, "(R, N)", 2)
    check_shape("f_true", f_true, "(N,)", preds.shape[1])
    if 0 in preds.shape:
        raise ValueError(f"preds: expected at least one fit and one point, got shape {tuple(preds.shape)}")
    check_at_least(0, noise_var=noise_var)
    bias2 = xp.mean((xp.mean(preds, axis=0) - f_true) ** 2)
    var = xp.mean(xp.var(preds, axis=0))
    return BiasVariance(bias2, var, bias2 + var + noise_var)


def accuracy(y: Array, y_hat: Array) -> Array:
    """The share of samples with y_hat = y.

    Args:
        y: (N,) labels. y_hat: (N,) labels.

    Returns:
        a scalar float in 0…1.

    Raises:
        ValueError: shapes that differ, an empty batch.

    Source: `001_93c4fdc1f7522504.txt`, basic concepts.
    """
    xp = namespace(y, y_hat)
    check_ndim("y", y, "(N,)", 1)
    check_shape("y_hat", y_hat, "(N,)", y.shape[0])
    check_samples("y", y)
    return xp.mean(xp.astype(y == y_hat, as_float(y).dtype))


def generalisation_gap(train: float | Array, val: float | Array) -> float | Array:
    """Validation loss − training loss: positive where a model does worse on what it has not seen; any one shape.

    Source: `001_93c4fdc1f7522504.txt`, basic concepts (overfitting).
    """
    shape = getattr(train, "shape", ())
    if shape != getattr(val, "shape", ()):
        raise ValueError(f"val: expected the shape of train {tuple(shape)}, got {tuple(getattr(val, 'shape', ()))}")
    if shape:
        namespace(train, val)  # refuses a mixture of libraries
    return val - train
