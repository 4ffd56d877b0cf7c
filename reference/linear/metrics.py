r"""How good a classifier is: confusion matrix, precision and recall, ROC and precision-recall areas, calibration.

Rows of a confusion matrix are the truth, columns the answer. A share of nothing (0/0) is 0.

Sources: `001_93c4fdc1f7522504.txt` (model selection), `004_c46ddd2f6285f478.txt` (supervised learning); Guo et al. 2017
(calibration error).
"""

from typing import NamedTuple

from reference._array import (
    Array,
    as_float,
    as_floats,
    check_at_least,
    check_ndim,
    check_option,
    check_samples,
    check_shape,
    like,
    namespace,
)
from reference.linear.hinge import one_hot

AVERAGES = ("none", "macro", "micro")


class ClassScores(NamedTuple):
    """(C,) each for average="none", else one number each."""

    precision: Array
    recall: Array
    f1: Array


def confusion_matrix(y: Array, y_hat: Array, C: int) -> Array:
    r"""$M_{ij}$ = number of samples of class i that were called j.

    Args:
        y, y_hat: (N,) int in 0…C−1, truth and answer. C: number of classes.

    Returns:
        (C, C) int64; rows are the truth.

    Raises:
        TypeError: labels that are not integers.
        ValueError: labels outside 0…C−1, shapes that differ, no sample.

    Source: `004_c46ddd2f6285f478.txt`, supervised learning.

    >>> import numpy as np
    >>> confusion_matrix(np.array([0, 0, 0, 1, 1, 2]), np.array([0, 1, 1, 1, 2, 2]), 3).tolist()
    [[1, 2, 0], [0, 1, 1], [0, 0, 1]]
    """
    check_at_least(1, C=C)
    xp = namespace(y, y_hat)
    check_ndim("y", y, "(N,)", 1)
    check_shape("y_hat", y_hat, "(N,)", *y.shape)
    grid = xp.zeros((y.shape[0], C), dtype=xp.float64, device=getattr(y, "device", None))
    truth, answer = (xp.astype(one_hot(grid, labels), xp.float64) for labels in (y, y_hat))
    return xp.astype(xp.matrix_transpose(truth) @ answer, xp.int64)  # exact below 2⁵³ samples


def _share(part: Array, whole: Array) -> Array:
    """part/whole, 0 where both are 0."""
    xp = namespace(part)
    return xp.where(whole > 0, part / xp.where(whole > 0, whole, xp.ones_like(whole)), xp.zeros_like(part))


def precision_recall_f1(y: Array, y_hat: Array, C: int, average: str = "none") -> ClassScores:
    r"""$P = \frac{TP}{TP+FP}$, $R = \frac{TP}{TP+FN}$, $F_1 = \frac{2PR}{P+R}$ of each class, or averaged.

    Args:
        y, y_hat: (N,) int in 0…C−1. C: number of classes. average: "none"; "macro", the mean of each over the C classes
            (of the F₁ themselves); "micro", from the sums of TP, FP and FN.

    Returns:
        (precision, recall, f1) in the library's default float.

    Raises:
        TypeError, ValueError: as `confusion_matrix`; another average.

    Source: `001_93c4fdc1f7522504.txt`, model selection.
    """
    check_option("average", average, AVERAGES)
    M = as_float(confusion_matrix(y, y_hat, C))
    xp = namespace(M)
    hits, called, true = (
        xp.sum(M * xp.eye(C, dtype=M.dtype, device=M.device), axis=0),
        xp.sum(M, axis=0),
        xp.sum(M, axis=1),
    )
    if average == "micro":
        hits, called, true = xp.sum(hits), xp.sum(called), xp.sum(true)
    p, r = _share(hits, called), _share(hits, true)
    scores = ClassScores(p, r, _share(2 * p * r, p + r))
    return ClassScores(*(xp.mean(s) for s in scores)) if average == "macro" else scores


def _binary(score: Array, y: Array) -> tuple[Array, Array]:
    """The scores of positive and of negative samples, at least one of each."""
    score = as_float(score)
    xp = namespace(score, y)
    check_ndim("score", score, "(N,)", 1)
    check_shape("y", y, "(N,)", *score.shape)
    positive, negative = score[y == 1], score[y == 0]
    if positive.shape[0] + negative.shape[0] != score.shape[0]:
        raise ValueError("y: expected labels 0 and 1, got others")
    if bool(xp.any(xp.isnan(score))):
        raise ValueError("score: expected numbers that can be ordered, got NaN")
    return positive, negative


def roc_auc(score: Array, y: Array) -> Array:
    r"""$P(s_+ > s_-) + \frac12 P(s_+ = s_-)$ over all pairs of a positive and a negative sample.

    Args:
        score: (N,) float, larger means positive. y: (N,) int, 0 or 1.

    Returns:
        a scalar in 0…1.

    Raises:
        ValueError: other labels, only one class, shapes that differ, a NaN.

    Source: `001_93c4fdc1f7522504.txt`, model selection.
    """
    positive, negative = _binary(score, y)
    if not positive.shape[0] or not negative.shape[0]:
        raise ValueError("y: expected at least one sample of class 1 and one of class 0")
    xp = namespace(positive)
    above, equal = positive[:, None] > negative[None, :], positive[:, None] == negative[None, :]
    return xp.mean(xp.astype(above, positive.dtype) + xp.astype(equal, positive.dtype) / 2)


def average_precision(score: Array, y: Array) -> Array:
    r"""$\sum_k (R_k - R_{k-1}) P_k$ over falling thresholds: the mean, over positives, of the precision at their score.

    Args:
        score: (N,) float, larger means positive. y: (N,) int, 0 or 1. Equal scores pass a threshold together.

    Returns:
        a scalar in 0…1.

    Raises:
        ValueError: other labels, no positive sample, shapes that differ, a NaN.

    Source: `001_93c4fdc1f7522504.txt`, model selection.
    """
    positive, negative = _binary(score, y)
    if not positive.shape[0]:
        raise ValueError("y: expected at least one sample of class 1")
    xp = namespace(positive)

    def passed(s: Array) -> Array:
        return xp.sum(xp.astype(s[None, :] >= positive[:, None], positive.dtype), axis=1)

    return xp.mean(passed(positive) / (passed(positive) + passed(negative)))


def expected_calibration_error(conf: Array, correct: Array, bins: int) -> Array:
    r"""$\sum_b \frac{n_b}{N} |acc_b - conf_b|$ over bins of equal width that hold their lower edge, the last one 1.

    Args:
        conf: (N,) float in 0…1, the probability of the answer. correct: (N,) 0 or 1, int, bool or float. bins: ≥ 1.

    Returns:
        a scalar in 0…1.

    Raises:
        ValueError: probabilities outside 0…1, shapes that differ, no sample, less than one bin.

    Source: `001_93c4fdc1f7522504.txt`, model selection; Guo et al. 2017 (whose bins have the upper edge).
    """
    check_at_least(1, bins=bins)
    conf = as_float(conf)
    conf, correct = as_floats(conf, like(correct, conf))
    gap, member = _by_bin(conf, correct, bins)
    xp = namespace(conf)
    return xp.sum(xp.abs(xp.sum(xp.where(member, gap[:, None], xp.zeros_like(gap)[:, None]), axis=0))) / conf.shape[0]


def _by_bin(conf: Array, correct: Array, bins: int) -> tuple[Array, Array]:
    """correct − conf (N,), and which bin (N, bins) each sample is in."""
    xp = namespace(conf, correct)
    check_ndim("conf", conf, "(N,)", 1)
    check_shape("correct", correct, "(N,)", *conf.shape)
    check_samples("conf", conf)
    if not bool(xp.all((conf >= 0) & (conf <= 1))):
        raise ValueError("conf: expected probabilities in 0…1, got others")
    at = xp.floor(conf * bins)
    at = xp.where(at > bins - 1, xp.full_like(at, bins - 1), at)
    columns = xp.arange(bins, dtype=conf.dtype, device=getattr(conf, "device", None))
    return correct - conf, at[:, None] == columns[None, :]


def top_k_accuracy(scores: Array, y: Array, k: int) -> Array:
    """Share of samples whose true class is among the k best; of equal scores the smaller class comes first.

    Args:
        scores: (N, C) float. y: (N,) int in 0…C−1. k: 1 or more; from C on the answer is 1.

    Returns:
        a scalar in 0…1.

    Raises:
        TypeError: labels that are not integers.
        ValueError: labels outside 0…C−1, shapes that do not fit, no sample, a k below 1.

    Source: `001_93c4fdc1f7522504.txt`, popular CNN architectures (top-5 error of ImageNet).
    """
    check_at_least(1, k=k)
    scores = as_float(scores)
    true = one_hot(scores, y)
    xp = namespace(scores)
    return xp.mean(xp.astype(_before(scores, true) < k, scores.dtype))


def _before(scores: Array, true: Array) -> Array:
    """(N,) float: how many classes come before the true one."""
    xp = namespace(scores)
    s_y = xp.sum(xp.where(true, scores, xp.zeros_like(scores)), axis=1, keepdims=True)
    number = xp.astype(true, scores.dtype)
    earlier = xp.cumulative_sum(number, axis=1) == 0
    return xp.sum(xp.astype((scores > s_y) | ((scores == s_y) & earlier), scores.dtype), axis=1)
