"""Wrong versions of the functions in `reference.selfsup.triplet`, with the message that names each mistake."""

from reference._array import namespace
from reference.linear.hinge import reduced
from reference.misconceptions import misconception
from reference.selfsup.triplet import (
    TripletGradients,
    all_triplets,
    contrastive_loss,
    mine_triplets,
    triplet_loss,
    triplet_loss_grad,
)


@misconception(contrastive_loss, "T12.1/label_swapped", "Here 1 means the same class; Hadsell's 0 does.")
def _label_swapped(d, same, margin, reduction="sum"):
    return contrastive_loss(d, 1 - same, margin, reduction)


@misconception(contrastive_loss, "T12.1/hinge_unsquared", "The part of the margin that is missing is squared.")
def _hinge_unsquared(d, same, margin, reduction="sum"):
    xp = namespace(d)
    short = xp.where(d < margin, margin - d, 0 * d)
    return reduced((same * d * d + (1 - same) * short) / 2, reduction)


@misconception(contrastive_loss, "T12.1/no_clip", "Beyond the margin a negative pair costs nothing.")
def _no_clip(d, same, margin, reduction="sum"):
    return reduced((same * d * d + (1 - same) * (margin - d) ** 2) / 2, reduction)


@misconception(contrastive_loss, "T12.1/mean", "The formula sums over pairs.")
def _contrastive_mean(d, same, margin, reduction="sum"):
    return contrastive_loss(d, same, margin, "mean" if reduction == "sum" else reduction)


def _each(f_a, f_p, f_n):
    """Both squared distances."""
    xp = namespace(f_a, f_p, f_n)
    return xp.sum((f_a - f_p) ** 2, axis=1), xp.sum((f_a - f_n) ** 2, axis=1)


def _positive(x):
    return namespace(x).where(x > 0, x, 0 * x)


@misconception(triplet_loss, "T12.1/unsquared", "Distances are squared here.")
def _unsquared(f_a, f_p, f_n, alpha, reduction="sum", squared=True):
    return triplet_loss(f_a, f_p, f_n, alpha, reduction, squared=False)


@misconception(triplet_loss, "T12.1/swapped", "Positive minus negative.")
def _swapped(f_a, f_p, f_n, alpha, reduction="sum", squared=True):
    return triplet_loss(f_a, f_n, f_p, alpha, reduction, squared)


@misconception(triplet_loss, "T12.1/margin_sign", "The margin is added.")
def _margin_sign(f_a, f_p, f_n, alpha, reduction="sum", squared=True):
    near, far = _each(f_a, f_p, f_n)
    return reduced(_positive(near - far - alpha), reduction)


@misconception(triplet_loss, "T12.1/mean", "The formula sums over triplets.")
def _mean(f_a, f_p, f_n, alpha, reduction="sum", squared=True):
    return triplet_loss(f_a, f_p, f_n, alpha, "mean" if reduction == "sum" else reduction, squared)


@misconception(triplet_loss, "T12.1/clamp_total", "Clip each triplet, not the sum.")
def _clamp_total(f_a, f_p, f_n, alpha, reduction="sum", squared=True):
    near, far = _each(f_a, f_p, f_n)
    return _positive(reduced(near - far + alpha, reduction))


@misconception(triplet_loss_grad, "T12.1/inactive_counted", "A triplet without loss has no gradient.")
def _inactive_counted(f_a, f_p, f_n, alpha, reduction="sum", squared=True):
    return TripletGradients(2 * (f_n - f_p), -2 * (f_a - f_p), 2 * (f_a - f_n))


@misconception(triplet_loss_grad, "T12.1/no_factor_2", "The derivative of a square has a factor of 2.")
def _no_factor_2(f_a, f_p, f_n, alpha, reduction="sum", squared=True):
    return TripletGradients(*(g / 2 for g in triplet_loss_grad(f_a, f_p, f_n, alpha, reduction, squared)))


@misconception(triplet_loss_grad, "T12.1/swapped", "Positive minus negative.")
def _grad_swapped(f_a, f_p, f_n, alpha, reduction="sum", squared=True):
    da, dn, dp = triplet_loss_grad(f_a, f_n, f_p, alpha, reduction, squared)
    return TripletGradients(da, dp, dn)


@misconception(
    triplet_loss_grad,
    "T12.1/anchor_by_positive_only",
    "The anchor is pulled to the positive and pushed from the negative.",
)
def _anchor_by_positive_only(f_a, f_p, f_n, alpha, reduction="sum", squared=True):
    _, dp, dn = triplet_loss_grad(f_a, f_p, f_n, alpha, reduction, squared)
    return TripletGradients(-dp, dp, dn)


def _rows(rows, labels):
    xp = namespace(labels)
    flat = xp.asarray([i for row in rows for i in row], dtype=xp.int64, device=getattr(labels, "device", None))
    return xp.reshape(flat, (len(rows), 3))


@misconception(all_triplets, "T12.1/anchor_is_positive", "A sample is not its own positive.")
def _anchor_is_positive(labels):
    y = [int(label) for label in labels]
    each = range(len(y))
    return _rows([(a, p, n) for a in each for p in each for n in each if y[a] == y[p] != y[n]], labels)


@misconception(all_triplets, "T12.1/one_order", "Each sample of a pair is an anchor once.")
def _one_order(labels):
    return _rows([(a, p, n) for a, p, n in all_triplets(labels) if a < p], labels)


@misconception(all_triplets, "T12.1/any_negative", "A negative has another class.")
def _any_negative(labels):
    y = [int(label) for label in labels]
    each = range(len(y))
    rows = [(a, p, n) for a in each for p in each for n in each if a != p and y[a] == y[p] and n not in (a, p)]
    return _rows(rows, labels)


@misconception(mine_triplets, "T12.1/easiest", "Hard: the farthest positive, the nearest negative.")
def _easiest(D, labels, kind, alpha):
    return mine_triplets(-D if kind == "hard" else D, labels, kind, alpha)


@misconception(mine_triplets, "T12.1/harder_than_positive", "A semi-hard negative is farther away than the positive.")
def _harder_than_positive(D, labels, kind, alpha):
    if kind == "hard":
        return mine_triplets(D, labels, kind, alpha)
    rows = []
    for a, p in dict.fromkeys((int(a), int(p)) for a, p, _ in all_triplets(labels)):
        near = [int(n) for i, j, n in all_triplets(labels) if (int(i), int(j)) == (a, p)]
        inside = [n for n in near if float(D[a, n]) < float(D[a, p]) + alpha]
        if inside:
            rows.append((a, p, min(inside, key=lambda n: float(D[a, n]))))
    return _rows(rows, labels)


@misconception(mine_triplets, "T12.1/kinds_alike", "Hard and semi-hard triplets differ.")
def _kinds_alike(D, labels, kind, alpha):
    return mine_triplets(D, labels, "hard", alpha)


@misconception(mine_triplets, "T12.1/no_margin", "Semi-hard negatives lie within the margin.")
def _no_margin(D, labels, kind, alpha):
    return mine_triplets(D, labels, kind, float("inf"))
