"""Wrong versions of the functions in `reference.training.more_regularisers`, with the message for each mistake."""

from reference._array import as_float, as_floats, namespace
from reference.linear.softmax import log_softmax, softmax
from reference.misconceptions import misconception
from reference.training.more_regularisers import (
    Mixed,
    crop_images,
    flip_images,
    l1_penalty,
    l1_subgradient,
    max_norm,
    mixup,
    smooth_labels,
    soft_cross_entropy,
)


@misconception(l1_penalty, "T4.9/squared", "L1 sums absolute values, L2 sums squares.")
def _squared(Ws, lam):
    return lam * sum(namespace(W).sum(W * W) for W in as_floats(*Ws))


@misconception(l1_penalty, "T4.9/no_abs", "Take absolute values: a negative weight is no bonus.")
def _no_abs(Ws, lam):
    return lam * sum(namespace(W).sum(W) for W in as_floats(*Ws))


@misconception(l1_penalty, "T4.9/halved", "The ½ belongs to the square of L2.")
def _halved(Ws, lam):
    return l1_penalty(Ws, lam) / 2


@misconception(l1_subgradient, "T4.9/weights", "The slope of |w| is its sign, however large w is.")
def _weights(W, lam):
    return lam * W


@misconception(l1_subgradient, "T4.9/one_at_zero", "At 0 the subgradient is taken as 0.")
def _one_at_zero(W, lam):
    xp = namespace(W)
    return xp.where(W >= 0, lam * xp.ones_like(W), -lam * xp.ones_like(W))


@misconception(l1_subgradient, "T4.9/no_sign", "The penalty pulls towards 0 from both sides: λ·sign(w).")
def _no_sign(W, lam):
    xp = namespace(W)
    return lam * xp.ones_like(W)


def _shortened(W, c, axis):
    xp = namespace(W)
    length = xp.sqrt(xp.sum(W * W, axis=axis, keepdims=True))
    return W * xp.where(length > c, c / length, xp.ones_like(length))


@misconception(max_norm, "T4.9/clip_entries", "Max-norm shrinks the row, not its entries.")
def _clip_entries(W, c):
    return namespace(W).clip(W, -c, c)


@misconception(max_norm, "T4.9/short_rows_too", "A row that is short enough stays as it is.")
def _short_rows_too(W, c):
    xp = namespace(W)
    return c * W / xp.sqrt(xp.sum(W * W, axis=1, keepdims=True))


@misconception(max_norm, "T4.9/columns", "A neuron's weights are a row.")
def _columns(W, c):
    return _shortened(W, c, 0)


@misconception(max_norm, "T4.9/whole_matrix", "Each row by itself, not the whole matrix.")
def _whole_matrix(W, c):
    return _shortened(W, c, (0, 1))


@misconception(smooth_labels, "T4.9/smooth_others_only", "ε is shared by all C classes, the true one too.")
def _smooth_others_only(y, C, eps):
    hot = smooth_labels(y, C, 0.0)
    return (1 - eps) * hot + eps / (C - 1) * (1 - hot)


@misconception(smooth_labels, "T4.9/not_normalised", "What all classes get is taken from the true one.")
def _not_normalised(y, C, eps):
    return smooth_labels(y, C, 0.0) + eps / C


@misconception(smooth_labels, "T4.9/eps_to_each", "ε is shared: each class gets ε/C.")
def _eps_to_each(y, C, eps):
    hot = smooth_labels(y, C, 0.0)
    return (1 - eps) * hot + eps * (1 - hot)


@misconception(soft_cross_entropy, "T4.9/hard_target", "All classes of the target count, not only the likeliest.")
def _hard_target(logits, targets):
    xp = namespace(logits)
    return soft_cross_entropy(logits, as_float(targets == xp.max(targets, axis=1, keepdims=True)))


@misconception(soft_cross_entropy, "T4.9/mean_over_classes", "Sum over classes, average over samples.")
def _mean_over_classes(logits, targets):
    return soft_cross_entropy(logits, targets) / logits.shape[1]


@misconception(soft_cross_entropy, "T4.9/sum_of_samples", "Sum over classes, average over samples.")
def _sum_of_samples(logits, targets):
    return soft_cross_entropy(logits, targets) * logits.shape[0]


@misconception(soft_cross_entropy, "T4.9/softmax_twice", "The loss takes logits: no softmax before it.")
def _softmax_twice(logits, targets):
    return soft_cross_entropy(softmax(logits), targets)


@misconception(soft_cross_entropy, "T4.9/swapped", "The target weighs the logarithm of the prediction.")
def _swapped(logits, targets):
    xp = namespace(logits)
    return -xp.mean(xp.sum(softmax(logits) * log_softmax(targets), axis=1))


@misconception(mixup, "T4.9/labels_not_mixed", "Mix the targets with the same λ.")
def _labels_not_mixed(X, Y, lam, perm):
    return Mixed(mixup(X, Y, lam, perm).X, Y)


@misconception(mixup, "T4.9/inputs_not_mixed", "Mix the inputs, too.")
def _inputs_not_mixed(X, Y, lam, perm):
    return Mixed(X, mixup(X, Y, lam, perm).Y)


@misconception(mixup, "T4.9/lam_swapped", "λ weighs the sample itself, 1 − λ its partner.")
def _lam_swapped(X, Y, lam, perm):
    return mixup(X, Y, 1 - lam, perm)


@misconception(mixup, "T4.9/halves", "λ is drawn: the mix is not always half and half.")
def _halves(X, Y, lam, perm):
    return mixup(X, Y, 0.5, perm)


def _flipped(X, flip, axis):
    xp = namespace(X)
    return xp.where(flip[:, None, None, None], xp.flip(X, axis=axis), X)


@misconception(flip_images, "T4.9/flip_rows", "A mirror image reverses the width.")
def _flip_rows(X, flip):
    return _flipped(X, flip, 2)


@misconception(flip_images, "T4.9/flip_channels", "Colours stay: the width is the last axis of NCHW.")
def _flip_channels(X, flip):
    return _flipped(X, flip, 1)


@misconception(flip_images, "T4.9/flip_all", "Only the marked images are turned.")
def _flip_all(X, flip):
    return namespace(X).flip(X, axis=3)


@misconception(crop_images, "T4.9/corners_swapped", "top counts rows, left counts columns.")
def _corners_swapped(X, top, left, size, pad):
    return crop_images(X, left, top, size, pad)


@misconception(crop_images, "T4.9/no_padding", "The corner is one of the padded image.")
def _no_padding(X, top, left, size, pad):
    return crop_images(X, top + pad, left + pad, size, pad)


@misconception(crop_images, "T4.9/one_corner", "Each image has a corner of its own.")
def _one_corner(X, top, left, size, pad):
    return crop_images(X, 0 * top + top[0], 0 * left + left[0], size, pad)


@misconception(crop_images, "T4.9/border_repeated", "The padding is 0.")
def _border_repeated(X, top, left, size, pad):
    xp = namespace(X)
    for axis in (2, 3):
        first, last = xp.take(X, xp.asarray([0] * pad), axis=axis), xp.take(X, xp.asarray([-1] * pad), axis=axis)
        X = xp.concat([first, X, last], axis=axis)
    return crop_images(X, top, left, size, 0)
