"""Wrong versions of the functions in `reference.linear.model_selection`, with the message that names each mistake."""

from math import floor

from reference._array import namespace
from reference.linear.model_selection import (
    BiasVariance,
    Fold,
    Split,
    _bounds,
    _cut,
    _folds,
    _order,
    _sizes,
    accuracy,
    bias_variance,
    generalisation_gap,
    kfold_indices,
    select_model,
    train_val_test_split,
)
from reference.misconceptions import misconception

_REMAINDER_LAST = "Give the extra samples to the first folds."
_OVERLAP = "Validation folds must be disjoint and cover everything."
_NO_PERM = "Cut the permutation, not 0…n−1: samples may be sorted by class."


@misconception(
    train_val_test_split, "T2.8/test_in_selection", "Choose hyper-parameters on validation data, never on the test set."
)
def _split_test_in_val(n, fractions, perm):
    train, val, test = train_val_test_split(n, fractions, perm)
    return Split(train, namespace(perm).concat([val, test]), test)


@misconception(train_val_test_split, "T2.8/remainder_last", _REMAINDER_LAST)
def _split_remainder_last(n, fractions, perm):
    train, val = (floor(n * f + 1e-9) for f in fractions[:2])
    return _cut(perm, [train, val, n - train - val])


@misconception(train_val_test_split, "T2.8/overlap", _OVERLAP)
def _split_overlap(n, fractions, perm):
    train, val, test = train_val_test_split(n, fractions, perm)
    return Split(namespace(perm).concat([train, val]), val, test)


@misconception(train_val_test_split, "T2.8/no_perm", _NO_PERM)
def _split_no_perm(n, fractions, perm):
    return train_val_test_split(n, fractions, namespace(perm).sort(perm))


@misconception(kfold_indices, "T2.8/remainder_last", _REMAINDER_LAST)
def _kfold_remainder_last(n, k, perm=None):
    return _folds(_order(n, k, perm), _bounds(_sizes(n, k)[::-1]))


@misconception(kfold_indices, "T2.8/overlap", _OVERLAP)
def _kfold_overlap(n, k, perm=None):
    size = -(-n // k)
    return _folds(_order(n, k, perm), [(i * (n // k), i * (n // k) + size) for i in range(k)])


@misconception(kfold_indices, "T2.8/drops_rest", "n need not be a multiple of k: no sample may be left out.")
def _kfold_drops_rest(n, k, perm=None):
    return _folds(_order(n, k, perm)[: n // k * k], _bounds([n // k] * k))


@misconception(kfold_indices, "T2.8/swapped", "One fold is for validation, the other k − 1 are for training.")
def _kfold_swapped(n, k, perm=None):
    return [Fold(val, train) for train, val in kfold_indices(n, k, perm)]


@misconception(kfold_indices, "T2.8/no_perm", _NO_PERM)
def _kfold_no_perm(n, k, perm=None):
    return kfold_indices(n, k, None if perm is None else namespace(perm).sort(perm))


@misconception(select_model, "T2.8/sort_best", "You picked the worst model: check higher_is_better.")
def _select_worst(cv_scores, higher_is_better):
    return select_model(cv_scores, not higher_is_better)


@misconception(select_model, "T2.8/best_fold", "Compare the means over the folds, not each model's luckiest fold.")
def _select_best_fold(cv_scores, higher_is_better):
    xp = namespace(cv_scores)
    best = xp.max(cv_scores, axis=1) if higher_is_better else xp.min(cv_scores, axis=1)
    return select_model(best[:, None], higher_is_better)


@misconception(select_model, "T2.8/over_models", "A row is a model: average over the folds (columns).")
def _select_over_models(cv_scores, higher_is_better):
    return select_model(namespace(cv_scores).permute_dims(cv_scores, (1, 0)), higher_is_better)


@misconception(bias_variance, "T2.8/ddof", "The decomposition needs the population variance (ddof=0).")
def _bias_variance_ddof(preds, f_true, noise_var):
    bias2, _, _ = bias_variance(preds, f_true, noise_var)
    var = namespace(preds).mean(namespace(preds).var(preds, axis=0, correction=1.0))
    return BiasVariance(bias2, var, bias2 + var + noise_var)


@misconception(bias_variance, "T2.8/no_noise", "The expected squared error includes the noise of y.")
def _bias_variance_no_noise(preds, f_true, noise_var):
    return bias_variance(preds, f_true, 0.0)


@misconception(bias_variance, "T2.8/bias_of_each", "Average the predictions first: the bias is that of the mean fit.")
def _bias_variance_of_each(preds, f_true, noise_var):
    bias2, var, _ = bias_variance(preds, f_true, noise_var)
    return BiasVariance(bias2 + var, var, bias2 + 2 * var + noise_var)


@misconception(bias_variance, "T2.8/bias_not_squared", "The bias enters as its square.")
def _bias_variance_not_squared(preds, f_true, noise_var):
    xp = namespace(preds)
    _, var, _ = bias_variance(preds, f_true, noise_var)
    bias = xp.mean(xp.mean(preds, axis=0) - f_true)
    return BiasVariance(bias, var, bias + var + noise_var)


@misconception(accuracy, "T2.8/error_rate", "Accuracy is the share of right answers, not of wrong ones.")
def _accuracy_error_rate(y, y_hat):
    return 1 - accuracy(y, y_hat)


@misconception(accuracy, "T2.8/count", "Divide the number of right answers by N.")
def _accuracy_count(y, y_hat):
    return accuracy(y, y_hat) * y.shape[0]


@misconception(generalisation_gap, "T2.8/gap_sign", "The gap is validation minus training loss.")
def _gap_sign(train, val):
    return train - val


@misconception(generalisation_gap, "T2.8/gap_absolute", "Keep the sign: a negative gap says something else.")
def _gap_absolute(train, val):
    return abs(val - train)
