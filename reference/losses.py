"""The linear classifier, the multiclass hinge loss with its gradient, and L2 penalties.

Sources: `001_93c4fdc1f7522504.txt` (linear classifier, hinge loss, gradient, λ‖W‖²), `003_a887474237fda507.txt`
(half form of the penalty). The loss sums over the wrong classes and averages over samples.
"""

from reference._array import Array, as_float, check_ndim, check_option, check_shape, namespace
from reference._misconceptions import misconception

REDUCTIONS = ("none", "mean", "sum")
FORMS = ("lam", "half")


def linear_scores(X: Array, W: Array, b: Array) -> Array:
    r"""$s = X W^\top + b$, one score a class.

    Args:
        X: (N, D) float. W: (C, D) float, a row per class. b: (C,) float.

    Returns:
        (N, C) float.

    Source: `001_93c4fdc1f7522504.txt`, linear classifier.
    """
    X, W, b = as_float(X), as_float(W), as_float(b)
    check_ndim("X", X, "(N, D)", 2)
    check_ndim("W", W, "(C, D)", 2)
    check_shape("W", W, "(C, D)", W.shape[0], X.shape[1])
    check_shape("b", b, "(C,)", W.shape[0])
    return X @ namespace(W).permute_dims(W, (1, 0)) + b


def predict_class(scores: Array) -> Array:
    """The class with the highest score, the first one of a tie: (N, C) float → (N,) int."""
    check_ndim("scores", scores, "(N, C)", 2)
    return namespace(scores).argmax(scores, axis=-1)


def class_templates(W: Array, shape: tuple[int, ...]) -> Array:
    """Each row of W as a picture: (C, D) → (C, *shape)."""
    return namespace(W).reshape(W, (W.shape[0], *shape))


def _one_hot(scores: Array, y: Array) -> Array:
    """(N, C) bool, True at the true class.

    Raises:
        ValueError: a label outside 0…C−1, or not one label a sample.
    """
    xp = namespace(scores, y)
    check_ndim("scores", scores, "(N, C)", 2)
    check_shape("y", y, "(N,)", scores.shape[0])
    if scores.shape[0] == 0:
        raise ValueError("scores: expected at least one sample, got an empty batch")
    if int(xp.min(y)) < 0 or int(xp.max(y)) >= scores.shape[1]:
        raise ValueError(f"y: expected labels in 0…{scores.shape[1] - 1}, got {int(xp.min(y))}…{int(xp.max(y))}")
    classes = xp.arange(scores.shape[1], dtype=y.dtype, device=getattr(y, "device", None))
    return xp.reshape(y, (-1, 1)) == xp.reshape(classes, (1, -1))


def _margins(scores: Array, y: Array, delta: float) -> tuple[Array, Array]:
    """s_j − s_y + Δ at the wrong classes, −1 at the true one, and the one-hot of y."""
    xp = namespace(scores, y)
    true = _one_hot(scores, y)
    s_y = xp.sum(xp.where(true, scores, xp.zeros_like(scores)), axis=1, keepdims=True)
    return xp.where(true, -xp.ones_like(scores), scores - s_y + delta), true


def _reduce(losses: Array, reduction: str) -> Array:
    check_option("reduction", reduction, REDUCTIONS)
    xp = namespace(losses)
    return losses if reduction == "none" else xp.mean(losses) if reduction == "mean" else xp.sum(losses)


def multiclass_hinge(scores: Array, y: Array, delta: float = 1.0, reduction: str = "mean") -> Array:
    r"""$L_i = \sum_{j \ne y_i} \max(0, s_j - s_{y_i} + \Delta)$, averaged over samples.

    Args:
        scores: (N, C) float. y: (N,) int. reduction: none, mean, sum.

    Returns:
        a scalar, or (N,) for "none".

    Source: `001_93c4fdc1f7522504.txt`, hinge loss (multiclass SVM).

    >>> import numpy as np
    >>> float(multiclass_hinge(np.array([[13.0, -7.0, 11.0]]), np.array([0]), delta=10.0))
    8.0
    """
    scores = as_float(scores)
    xp = namespace(scores, y)
    margins, _ = _margins(scores, y, delta)
    return _reduce(xp.sum(xp.where(margins <= 0, xp.zeros_like(margins), margins), axis=1), reduction)


def multiclass_hinge_grad_scores(scores: Array, y: Array, delta: float = 1.0) -> Array:
    r"""$\partial L_i / \partial s$ per sample: 1 at each violating class, minus their number at the true class.

    Args:
        scores: (N, C) float. y: (N,) int.

    Returns:
        (N, C) float, not divided by N. At a margin of exactly 0 the indicator is 0.

    Source: `001_93c4fdc1f7522504.txt`, gradient of the hinge loss.
    """
    scores = as_float(scores)
    xp = namespace(scores, y)
    margins, true = _margins(scores, y, delta)
    hits = xp.astype(margins > 0, scores.dtype)
    return xp.where(true, -xp.sum(hits, axis=1, keepdims=True), hits)


def svm_loss_and_grad(
    W: Array, b: Array, X: Array, y: Array, delta: float = 1.0, lam: float = 0.0
) -> tuple[Array, Array, Array]:
    r"""$L = \frac1N\sum_i L_i + \lambda\|W\|^2$ and its gradients.

    Args:
        W: (C, D) float. b: (C,) float. X: (N, D) float. y: (N,) int. lam: λ ≥ 0.

    Returns:
        loss (scalar), dW (C, D), db (C,).

    Source: `001_93c4fdc1f7522504.txt`, hinge loss with regularisation.
    """
    _check_lam(lam)
    X, W, b = as_float(X), as_float(W), as_float(b)
    xp = namespace(X, W)
    scores = linear_scores(X, W, b)
    loss = multiclass_hinge(scores, y, delta) + lam * xp.sum(W * W)
    d = multiclass_hinge_grad_scores(scores, y, delta) / X.shape[0]
    return loss, xp.permute_dims(d, (1, 0)) @ X + 2 * lam * W, xp.sum(d, axis=0)


def _check_lam(lam: float) -> None:
    if lam < 0:
        raise ValueError(f"lam: expected a number ≥ 0, got {lam}")


def l2_penalty(Ws: list[Array], lam: float, form: str = "lam") -> Array:
    r"""$\lambda \sum_l \|W_l\|^2$ ("lam") or $\frac\lambda2 \sum_l \|W_l\|^2$ ("half"); biases are not passed.

    Source: `001_93c4fdc1f7522504.txt` (lam), `003_a887474237fda507.txt` (half).
    """
    check_option("form", form, FORMS)
    _check_lam(lam)
    if not Ws:
        raise ValueError("Ws: expected at least one weight array, got none")
    total = sum(namespace(W).sum(as_float(W) * as_float(W)) for W in Ws)
    return (lam if form == "lam" else lam / 2) * total


def l2_gradient(W: Array, lam: float, form: str = "lam") -> Array:
    r"""Gradient of the penalty: $2\lambda W$ ("lam") or $\lambda W$ ("half")."""
    check_option("form", form, FORMS)
    _check_lam(lam)
    return (2 * lam if form == "lam" else lam) * as_float(W)


def combined_loss(data_losses: Array, Ws: list[Array], lam: float, form: str = "lam") -> Array:
    r"""$\frac1N\sum_i L_i$ plus the penalty; only the data term is divided by N.

    Args:
        data_losses: (N,) float.

    Source: `001_93c4fdc1f7522504.txt`, regularisation.
    """
    check_ndim("data_losses", data_losses, "(N,)", 1)
    return namespace(data_losses).mean(data_losses) + l2_penalty(Ws, lam, form)


# -- misconceptions ----------------------------------------------------------------------------------------------------


@misconception(linear_scores, "T2.1/transpose", "Scores are X·Wᵀ for W of shape [classes, features].")
def _scores_transpose(X, W, b):
    if W.shape[0] != W.shape[1]:
        raise ValueError("shapes do not fit")
    return X @ W + b


@misconception(linear_scores, "T2.1/no_bias", "Add b to every row.")
def _scores_no_bias(X, W, b):
    return linear_scores(X, W, 0 * b)


@misconception(predict_class, "T2.1/argmax_axis", "Take the argmax over classes (last axis), not over samples.")
def _predict_axis(scores):
    return namespace(scores).argmax(scores, axis=0)


@misconception(predict_class, "T2.1/max_not_arg", "Return the class index, not the score.")
def _predict_max(scores):
    return namespace(scores).max(scores, axis=-1)


@misconception(multiclass_hinge, "T2.2/self_class", "Skip the true class; otherwise every sample gains exactly Δ.")
def _hinge_self_class(scores, y, delta=1.0, reduction="mean"):
    return _reduce(multiclass_hinge(scores, y, delta, "none") + delta, reduction)


@misconception(multiclass_hinge, "T2.2/max_only", "Sum over all violating classes, not only the worst.")
def _hinge_max_only(scores, y, delta=1.0, reduction="mean"):
    xp = namespace(scores, y)
    worst = xp.max(_margins(scores, y, delta)[0], axis=1)
    return _reduce(xp.where(worst > 0, worst, xp.zeros_like(worst)), reduction)


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
    "convention",
)
def _grad_ge(scores, y, delta=1.0):
    xp = namespace(scores, y)
    margins, true = _margins(scores, y, delta)
    hits = xp.astype(margins >= 0, scores.dtype)
    return xp.where(true, -xp.sum(hits, axis=1, keepdims=True), hits)


@misconception(svm_loss_and_grad, "T2.3/reg_grad", "The gradient of λ‖W‖² is 2λW.")
def _svm_reg_grad(W, b, X, y, delta=1.0, lam=0.0):
    loss, dW, db = svm_loss_and_grad(W, b, X, y, delta, lam)
    return loss, dW - 2 * lam * W, db


@misconception(svm_loss_and_grad, "T2.3/reg_half", "There is no ½ in this deck's penalty.", "convention")
def _svm_reg_half(W, b, X, y, delta=1.0, lam=0.0):
    return svm_loss_and_grad(W, b, X, y, delta, lam / 2)


@misconception(svm_loss_and_grad, "T2.4/reg_over_n", "Only the data term is divided by N.")
def _svm_reg_over_n(W, b, X, y, delta=1.0, lam=0.0):
    return svm_loss_and_grad(W, b, X, y, delta, lam / X.shape[0])


@misconception(
    svm_loss_and_grad, "T2.4/half_mixed", "You used the ½ form in the loss and the full form in the gradient."
)
def _svm_half_mixed(W, b, X, y, delta=1.0, lam=0.0):
    _, dW, db = svm_loss_and_grad(W, b, X, y, delta, lam)
    return svm_loss_and_grad(W, b, X, y, delta, lam / 2)[0], dW, db


@misconception(svm_loss_and_grad, "T2.3/no_mean", "The mean loss needs 1/N in its gradient, too.")
def _svm_no_mean(W, b, X, y, delta=1.0, lam=0.0):
    loss, dW, db = svm_loss_and_grad(W, b, X, y, delta, lam)
    n = X.shape[0]
    return loss, (dW - 2 * lam * W) * n + 2 * lam * W, db * n


@misconception(l2_penalty, "T2.4/missing_lambda", "Multiply the squared norm by λ.")
def _l2_missing(Ws, lam, form="lam"):
    return l2_penalty(Ws, 1.0, form)


@misconception(l2_penalty, "T2.4/norm_not_squared", "The penalty is the sum of squares, not its root.")
def _l2_norm(Ws, lam, form="lam"):
    return (lam if form == "lam" else lam / 2) * sum(l2_penalty([W], 1.0) ** 0.5 for W in Ws)


@misconception(
    l2_penalty,
    "T2.4/other_form",
    "This is the other deck's form: look at which of λ and λ/2 is asked for.",
    "convention",
)
def _l2_other_form(Ws, lam, form="lam"):
    return l2_penalty(Ws, lam, "half" if form == "lam" else "lam")


@misconception(combined_loss, "T2.4/reg_over_n", "Only the data term is divided by N.")
def _combined_over_n(data_losses, Ws, lam, form="lam"):
    return combined_loss(data_losses, Ws, lam / data_losses.shape[0], form)
