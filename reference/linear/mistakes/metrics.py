"""Wrong versions of the functions in `reference.linear.metrics`, with the message that names each mistake."""

from reference._array import as_float, as_floats, namespace
from reference.linear.hinge import one_hot
from reference.linear.metrics import (
    ClassScores,
    _before,
    _by_bin,
    average_precision,
    confusion_matrix,
    expected_calibration_error,
    precision_recall_f1,
    roc_auc,
    top_k_accuracy,
)
from reference.misconceptions import misconception

ROWS = "Rows are the truth; precision looks down a column."


@misconception(confusion_matrix, "T2.10/transposed", ROWS)
def _matrix_transposed(y, y_hat, C):
    return confusion_matrix(y_hat, y, C)


@misconception(confusion_matrix, "T2.10/hits_only", "Wrong answers have a place, too: row of the truth, column called.")
def _hits_only(y, y_hat, C):
    hit = y == y_hat
    return confusion_matrix(y[hit], y_hat[hit], C)


@misconception(confusion_matrix, "T2.10/shares", "The matrix counts samples.")
def _shares(y, y_hat, C):
    return as_float(confusion_matrix(y, y_hat, C)) / y.shape[0]


@misconception(precision_recall_f1, "T2.10/transposed", ROWS)
def _scores_transposed(y, y_hat, C, average="none"):
    p, r, f1 = precision_recall_f1(y, y_hat, C, average)
    return ClassScores(r, p, f1)


@misconception(precision_recall_f1, "T2.10/f1_of_means", "Macro-F1 averages the F1 values.")
def _f1_of_means(y, y_hat, C, average="none"):
    p, r, f1 = precision_recall_f1(y, y_hat, C, average)
    return ClassScores(p, r, 2 * p * r / (p + r) if average == "macro" else f1)


@misconception(precision_recall_f1, "T2.10/arithmetic_mean", "F1 is the harmonic mean, 2PR/(P+R).")
def _arithmetic_mean(y, y_hat, C, average="none"):
    p, r, f1 = precision_recall_f1(y, y_hat, C)
    scores = ClassScores(p, r, (p + r) / 2)
    if average == "macro":
        return ClassScores(*(namespace(p).mean(s) for s in scores))
    return scores if average == "none" else precision_recall_f1(y, y_hat, C, average)


@misconception(precision_recall_f1, "T2.10/micro_of_means", "Micro adds up the counts first, over all classes.")
def _micro_of_means(y, y_hat, C, average="none"):
    return precision_recall_f1(y, y_hat, C, "macro" if average == "micro" else average)


@misconception(precision_recall_f1, "T2.10/true_negatives", "Precision and recall never look at true negatives.")
def _true_negatives(y, y_hat, C, average="none"):
    M = as_float(confusion_matrix(y, y_hat, C))
    xp = namespace(M)
    hits = xp.stack([M[i, i] for i in range(C)])
    accuracy = 1 - (xp.sum(M, axis=0) + xp.sum(M, axis=1) - 2 * hits) / xp.sum(M)
    return ClassScores(*[accuracy if average == "none" else xp.mean(accuracy)] * 3)


@misconception(roc_auc, "T2.10/tie_full", "A tie counts one half.")
def _tie_full(score, y):
    xp = namespace(score)
    return xp.mean(as_float(score[y == 1][:, None] >= score[y == 0][None, :]))


@misconception(roc_auc, "T2.10/tie_zero", "A tie counts one half.")
def _tie_zero(score, y):
    xp = namespace(score)
    return xp.mean(as_float(score[y == 1][:, None] > score[y == 0][None, :]))


@misconception(roc_auc, "T2.10/reversed", "The positive sample should have the larger score.")
def _reversed(score, y):
    return 1 - roc_auc(score, y)


@misconception(roc_auc, "T2.10/accuracy", "The area compares pairs; it knows no threshold.")
def _accuracy(score, y):
    return namespace(score).mean(as_float((score > 0.5) == (y == 1)))


@misconception(average_precision, "T2.10/roc_area", "Average precision is the area under precision over recall.")
def _roc_area(score, y):
    return roc_auc(score, y)


@misconception(average_precision, "T2.10/tie_order", "Equal scores pass a threshold together.")
def _tie_order(score, y):
    order = sorted(range(score.shape[0]), key=lambda i: (-float(score[i]), i))
    hits, total = 0, 0.0
    for rank, i in enumerate(order, 1):
        if int(y[i]) == 1:
            hits += 1
            total += hits / rank
    return total / hits


@misconception(average_precision, "T2.10/every_rank", "Precision counts where recall rises: at the positives.")
def _every_rank(score, y):
    order = sorted(range(score.shape[0]), key=lambda i: -float(score[i]))
    hits, total = 0, 0.0
    for rank, i in enumerate(order, 1):
        hits += int(y[i])
        total += hits / rank
    return total / len(order)


@misconception(average_precision, "T2.10/recall", "Precision divides by the samples that were called positive.")
def _recall(score, y):
    positive = score[y == 1]
    xp = namespace(score)
    return xp.mean(as_float(positive[None, :] >= positive[:, None]))


def _gaps(conf, correct, bins):
    """Number, and sum of correct − conf, of each bin that is not empty."""
    gap, member = _by_bin(*as_floats(conf, correct), bins)
    return [
        (int(namespace(gap).sum(as_float(member[:, b]))), float(namespace(gap).sum(gap[member[:, b]])))
        for b in range(bins)
        if bool(namespace(gap).any(member[:, b]))
    ]


@misconception(expected_calibration_error, "T2.10/unweighted_bins", "Weigh each bin by its share of samples.")
def _unweighted_bins(conf, correct, bins):
    gaps = _gaps(conf, correct, bins)
    return sum(abs(total / n) for n, total in gaps) / len(gaps)


@misconception(
    expected_calibration_error, "T2.10/signed", "A bin that is too sure does not make up for one that is not."
)
def _signed(conf, correct, bins):
    return expected_calibration_error(conf, correct, 1)


@misconception(expected_calibration_error, "T2.10/each_sample", "Compare means of a bin, not single samples.")
def _each_sample(conf, correct, bins):
    conf, correct = as_floats(conf, correct)
    xp = namespace(conf)
    return xp.mean(xp.abs(correct - conf))


@misconception(expected_calibration_error, "T2.10/squared", "The gap enters with its absolute value.")
def _squared(conf, correct, bins):
    return sum(n * (total / n) ** 2 for n, total in _gaps(conf, correct, bins)) / conf.shape[0]


@misconception(top_k_accuracy, "T2.10/top_one", "The true class may be any of the k best.")
def _top_one(scores, y, k):
    return top_k_accuracy(scores, y, 1)


@misconception(top_k_accuracy, "T2.10/kth_only", "The true class may be any of the k best, not just the k-th.")
def _kth_only(scores, y, k):
    return namespace(scores).mean(as_float(_before(scores, one_hot(scores, y)) == k - 1))


@misconception(top_k_accuracy, "T2.10/lowest", "The best classes have the largest scores.")
def _lowest(scores, y, k):
    return top_k_accuracy(-scores, y, k)


@misconception(top_k_accuracy, "T2.10/tie_full", "Exactly k classes are in the running: of equal ones the first.")
def _ties_for_all(scores, y, k):
    xp = namespace(scores)
    true = one_hot(scores, y)
    s_y = xp.sum(xp.where(true, scores, xp.zeros_like(scores)), axis=1, keepdims=True)
    return xp.mean(as_float(xp.sum(as_float(scores > s_y), axis=1) < k))
