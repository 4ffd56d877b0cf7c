"""Wrong versions of the functions in `reference.linear.hinge`, with the message that names each mistake."""

from reference._array import namespace, transpose
from reference.linear.hinge import (
    _margins,
    class_templates,
    combined_loss,
    l2_gradient,
    l2_penalty,
    linear_scores,
    multiclass_hinge,
    multiclass_hinge_grad_scores,
    predict_class,
    reduced,
    svm_loss_and_grad,
)
from reference.misconceptions import misconception


@misconception(linear_scores, "T2.1/transpose", "Scores are X·Wᵀ for W of shape [classes, features].")
def _scores_transpose(X, W, b):
    if W.shape[0] != W.shape[1]:
        raise ValueError("shapes do not fit")
    return X @ W + b


@misconception(linear_scores, "T2.1/no_bias", "Add b to every row.")
def _scores_no_bias(X, W, b):
    return linear_scores(X, W, 0 * b)


@misconception(linear_scores, "T2.1/bias_in_sum", "b is added once per class, not once per feature.")
def _scores_bias_in_sum(X, W, b):
    return linear_scores(X, W, X.shape[1] * b)


@misconception(linear_scores, "T2.1/classes_as_rows", "One row a sample, one column a class.")
def _scores_classes_as_rows(X, W, b):
    return transpose(linear_scores(X, W, b))


@misconception(predict_class, "T2.1/argmax_axis", "Take the argmax over classes (last axis), not over samples.")
def _predict_axis(scores):
    return namespace(scores).argmax(scores, axis=0)


@misconception(predict_class, "T2.1/max_not_arg", "Return the class index, not the score.")
def _predict_max(scores):
    return namespace(scores).max(scores, axis=-1)


@misconception(predict_class, "T2.1/argmin", "The highest score wins, not the lowest.")
def _predict_lowest(scores):
    return namespace(scores).argmin(scores, axis=-1)


@misconception(predict_class, "T2.1/last_tie", "Of tied classes the first one is predicted.")
def _predict_last_tie(scores):
    xp = namespace(scores)
    return scores.shape[1] - 1 - xp.argmax(xp.flip(scores, axis=1), axis=-1)


@misconception(predict_class, "T2.1/from_one", "Classes are numbered from 0.")
def _predict_from_one(scores):
    return predict_class(scores) + 1


@misconception(class_templates, "T2.1/template_columns", "A template is a row of W: one row a class.")
def _templates_columns(W, shape):
    return namespace(W).reshape(transpose(W), (W.shape[0], *shape))


@misconception(class_templates, "T2.1/template_order", "Pixels are laid out row by row.")
def _templates_order(W, shape):
    xp = namespace(W)
    turned = xp.reshape(W, (W.shape[0], *shape[::-1]))
    return xp.permute_dims(turned, (0, *range(len(shape), 0, -1)))


@misconception(class_templates, "T2.1/template_flat", "Give each row the shape of a picture.")
def _templates_flat(W, shape):
    return W


@misconception(multiclass_hinge, "T2.2/self_class", "Skip the true class; otherwise every sample gains exactly Δ.")
def _hinge_self_class(scores, y, delta=1.0, reduction="mean"):
    return reduced(multiclass_hinge(scores, y, delta, "none") + delta, reduction)


@misconception(multiclass_hinge, "T2.2/max_only", "Sum over all violating classes, not only the worst.")
def _hinge_max_only(scores, y, delta=1.0, reduction="mean"):
    xp = namespace(scores, y)
    worst = xp.max(_margins(scores, y, delta)[0], axis=1)
    return reduced(xp.where(worst > 0, worst, xp.zeros_like(worst)), reduction)


@misconception(multiclass_hinge, "T2.2/swapped", "The margin is s_j − s_y + Δ; you subtracted the other way round.")
def _hinge_swapped(scores, y, delta=1.0, reduction="mean"):
    return multiclass_hinge(-scores, y, delta, reduction)


@misconception(multiclass_hinge, "T2.2/delta_sign", "Δ widens the requirement: + Δ.")
def _hinge_delta_sign(scores, y, delta=1.0, reduction="mean"):
    return multiclass_hinge(scores, y, -delta, reduction)


@misconception(multiclass_hinge, "T2.2/div_c", "Average over samples, not over classes.")
def _hinge_div_c(scores, y, delta=1.0, reduction="mean"):
    return multiclass_hinge(scores, y, delta, reduction) / scores.shape[1]


@misconception(
    multiclass_hinge_grad_scores,
    "T2.3/true_row_once",
    "The true row collects −x once per violating class, not once per sample.",
)
def _grad_true_once(scores, y, delta=1.0):
    xp = namespace(scores, y)
    margins, true = _margins(scores, y, delta)
    hits = xp.astype(margins > 0, scores.dtype)
    return xp.where(true, -xp.max(hits, axis=1, keepdims=True), hits)


@misconception(
    multiclass_hinge_grad_scores,
    "T2.3/no_true_row",
    "The true class's weights appear in every margin: its row needs −count·x.",
)
def _grad_no_true(scores, y, delta=1.0):
    xp = namespace(scores, y)
    return xp.astype(_margins(scores, y, delta)[0] > 0, scores.dtype)


@misconception(
    multiclass_hinge_grad_scores,
    "T2.3/ge_indicator",
    "At margin exactly 0 the sub-gradient used here is 0.",
)
def _grad_ge(scores, y, delta=1.0):
    xp = namespace(scores, y)
    margins, true = _margins(scores, y, delta)
    hits = xp.astype(margins >= 0, scores.dtype)
    return xp.where(true, -xp.sum(hits, axis=1, keepdims=True), hits)


@misconception(svm_loss_and_grad, "T2.3/reg_grad", "dW lacks the penalty: the gradient of λ‖W‖² is 2λW.")
def _svm_reg_grad(W, b, X, y, delta=1.0, lam=0.0):
    loss, dW, db = svm_loss_and_grad(W, b, X, y, delta, lam)
    return loss, dW - 2 * lam * W, db


@misconception(svm_loss_and_grad, "T2.3/reg_half", "The penalty is λ‖W‖², without a ½, and its gradient 2λW.")
def _svm_reg_half(W, b, X, y, delta=1.0, lam=0.0):
    return svm_loss_and_grad(W, b, X, y, delta, lam / 2)


@misconception(svm_loss_and_grad, "T2.4/reg_over_n", "Only the data term is divided by N.")
def _svm_reg_over_n(W, b, X, y, delta=1.0, lam=0.0):
    return svm_loss_and_grad(W, b, X, y, delta, lam / X.shape[0])


@misconception(
    svm_loss_and_grad, "T2.4/half_mixed", "The loss has λ/2 in its penalty, the gradient the 2λW of the full λ."
)
def _svm_half_mixed(W, b, X, y, delta=1.0, lam=0.0):
    _, dW, db = svm_loss_and_grad(W, b, X, y, delta, lam)
    return svm_loss_and_grad(W, b, X, y, delta, lam / 2)[0], dW, db


@misconception(svm_loss_and_grad, "T2.4/penalise_bias", "Biases are not regularised.")
def _svm_penalise_bias(W, b, X, y, delta=1.0, lam=0.0):
    loss, dW, db = svm_loss_and_grad(W, b, X, y, delta, lam)
    return loss + lam * namespace(b).sum(b * b), dW, db + 2 * lam * b


@misconception(svm_loss_and_grad, "T2.3/no_mean", "The mean loss needs 1/N in its gradient, too.")
def _svm_no_mean(W, b, X, y, delta=1.0, lam=0.0):
    loss, dW, db = svm_loss_and_grad(W, b, X, y, delta, lam)
    n = X.shape[0]
    return loss, (dW - 2 * lam * W) * n + 2 * lam * W, db * n


_MISSING_LAMBDA = "Multiply the squared norm by λ."
_NOT_SQUARED = "The penalty is the sum of squares, not its root."
_OTHER_FORM = "This is the other form: look at which of λ and λ/2 is asked for."


def _other(form):
    return "half" if form == "lam" else "lam"


@misconception(l2_penalty, "T2.4/missing_lambda", _MISSING_LAMBDA)
def _l2_missing(Ws, lam, form="lam"):
    return l2_penalty(Ws, 1.0, form)


@misconception(l2_penalty, "T2.4/norm_not_squared", _NOT_SQUARED)
def _l2_norm(Ws, lam, form="lam"):
    return (lam if form == "lam" else lam / 2) * sum(l2_penalty([W], 1.0) ** 0.5 for W in Ws)


@misconception(l2_penalty, "T2.4/absolute", "L2 sums the squares of the weights; the sum of absolute values is L1.")
def _l2_absolute(Ws, lam, form="lam"):
    return l2_penalty([abs(W) ** 0.5 for W in Ws], lam, form)


@misconception(l2_penalty, "T2.4/other_form", _OTHER_FORM)
def _l2_other_form(Ws, lam, form="lam"):
    return l2_penalty(Ws, lam, _other(form))


@misconception(l2_gradient, "T2.4/missing_lambda", _MISSING_LAMBDA)
def _l2_gradient_missing(W, lam, form="lam"):
    return l2_gradient(W, 1.0, form)


@misconception(l2_gradient, "T2.4/norm_not_squared", _NOT_SQUARED)
def _l2_gradient_norm(W, lam, form="lam"):
    return (lam if form == "lam" else lam / 2) * W / l2_penalty([W], 1.0) ** 0.5


@misconception(l2_gradient, "T2.4/other_form", _OTHER_FORM)
def _l2_gradient_other_form(W, lam, form="lam"):
    return l2_gradient(W, lam, _other(form))


@misconception(l2_gradient, "T2.4/grad_sign", "The penalty grows with the weights: its gradient is +2λW.")
def _l2_gradient_sign(W, lam, form="lam"):
    return -l2_gradient(W, lam, form)


@misconception(combined_loss, "T2.4/reg_over_n", "Only the data term is divided by N.")
def _combined_over_n(data_losses, Ws, lam, form="lam"):
    return combined_loss(data_losses, Ws, lam / data_losses.shape[0], form)


@misconception(combined_loss, "T2.4/data_sum", "The data term is the mean over samples.")
def _combined_sum(data_losses, Ws, lam, form="lam"):
    return namespace(data_losses).sum(data_losses) + l2_penalty(Ws, lam, form)


@misconception(combined_loss, "T2.4/missing_lambda", _MISSING_LAMBDA)
def _combined_missing(data_losses, Ws, lam, form="lam"):
    return combined_loss(data_losses, Ws, 1.0, form)


@misconception(combined_loss, "T2.4/norm_not_squared", _NOT_SQUARED)
def _combined_norm(data_losses, Ws, lam, form="lam"):
    return combined_loss(data_losses, Ws, 0.0) + _l2_norm(Ws, lam, form)


@misconception(combined_loss, "T2.4/other_form", _OTHER_FORM)
def _combined_other_form(data_losses, Ws, lam, form="lam"):
    return combined_loss(data_losses, Ws, lam, _other(form))
