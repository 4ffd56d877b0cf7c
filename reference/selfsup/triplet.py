r"""Contrastive and triplet loss: same classes near, other classes at least a margin away.

The lecture prints $\sum[\|f_a-f_p\|^2 - \|f_a-f_n\|^2 + \alpha]_+$: *squared* distances and a *sum* over triplets
(torch's layer takes plain distances and the mean). The formula does not normalise embeddings.

Sources: `001_93c4fdc1f7522504.txt` (triplet loss; contrastive loss is cited); Hadsell et al. 2006, Schroff et al. 2015.
"""

from typing import NamedTuple

from reference._array import (
    Array,
    as_floats,
    check_at_least,
    check_entries,
    check_ndim,
    check_option,
    check_samples,
    check_shape,
    namespace,
)
from reference.linear.hinge import reduced

KINDS = ("hard", "semi_hard")


class TripletGradients(NamedTuple):
    """The derivatives by anchors, positives and negatives, each (N, d)."""

    da: Array
    dp: Array
    dn: Array


def contrastive_loss(d: Array, same: Array, margin: float, reduction: str = "sum") -> Array:
    r"""$\frac12[\mathrm{same}\cdot d^2 + (1-\mathrm{same})\max(0, m-d)^2]$; `same` is 1 for a pair of one class.

    Args:
        d: (N,) float, distances, at least 0. same: (N,) int, 0 or 1 (Hadsell's label is the opposite). margin: m ≥ 0.
        reduction: "none", "mean" or "sum".

    Returns:
        (N,) or a scalar.

    Raises:
        ValueError: shapes that differ, an empty batch, negative distances or margins, labels besides 0 and 1.

    Source: `001_93c4fdc1f7522504.txt`, contrastive loss; Hadsell et al. 2006.

    >>> import numpy as np
    >>> contrastive_loss(np.array([0.5, 0.5, 2.0]), np.array([1, 0, 0]), 1.0, "none").tolist()
    [0.125, 0.125, 0.0]
    """
    check_at_least(0, margin=margin)
    d, same = as_floats(d, same)
    check_ndim("d", d, "(N,)", 1)
    check_samples("d", d)
    check_shape("same", same, "(N,)", d.shape[0])
    check_entries("same", same, 0, 1)
    xp = namespace(d)
    if bool(xp.any(d < 0)):
        raise ValueError("d: expected distances of at least 0")
    short = xp.where(d < margin, margin - d, xp.zeros_like(d))
    same = xp.astype(same, d.dtype)
    return reduced((same * d * d + (1 - same) * short * short) / 2, reduction)


def _triplets(f_a: Array, f_p: Array, f_n: Array, alpha: float) -> list[Array]:
    check_at_least(0, alpha=alpha)
    f_a, f_p, f_n = as_floats(f_a, f_p, f_n)
    check_ndim("f_a", f_a, "(N, d)", 2)
    check_samples("f_a", f_a)
    check_shape("f_p", f_p, "(N, d)", *f_a.shape)
    check_shape("f_n", f_n, "(N, d)", *f_a.shape)
    return [f_a, f_p, f_n]


def _distance(x: Array, y: Array, squared: bool) -> Array:
    xp = namespace(x)
    total = xp.sum((x - y) ** 2, axis=1)
    return total if squared else xp.sqrt(total)


def triplet_loss(
    f_a: Array, f_p: Array, f_n: Array, alpha: float, reduction: str = "sum", squared: bool = True
) -> Array:
    r"""$\sum[\|f_a-f_p\|^2 - \|f_a-f_n\|^2 + \alpha]_+$.

    Args:
        f_a, f_p, f_n: (N, d) float, embeddings of anchor, positive and negative. alpha: α, at least 0.
        reduction: "none", "mean" or "sum". squared: False takes the distances themselves.

    Returns:
        (N,) or a scalar.

    Raises:
        ValueError: shapes that differ, an empty batch, a negative α, another reduction.

    Source: `001_93c4fdc1f7522504.txt`, triplet loss; Schroff et al. 2015.
    """
    f_a, f_p, f_n = _triplets(f_a, f_p, f_n, alpha)
    each = _distance(f_a, f_p, squared) - _distance(f_a, f_n, squared) + alpha
    return reduced(namespace(each).where(each <= 0, 0 * each, each), reduction)


def triplet_loss_grad(
    f_a: Array, f_p: Array, f_n: Array, alpha: float, reduction: str = "sum", squared: bool = True
) -> TripletGradients:
    r"""Of active triplets (loss above 0): $2(f_n-f_p)$, $-2(f_a-f_p)$, $2(f_a-f_n)$; 0 of all others.

    Args:
        f_a, f_p, f_n, alpha, squared: as for the loss. reduction: "mean" or "sum".

    Returns:
        (da, dp, dn), each (N, d); for plain distances the two differences have length 1 (0 between equal points).

    Raises:
        ValueError: as for the loss; no reduction.

    Source: `001_93c4fdc1f7522504.txt`, triplet loss; Schroff et al. 2015.
    """
    check_option("reduction", reduction, ("mean", "sum"))
    f_a, f_p, f_n = _triplets(f_a, f_p, f_n, alpha)
    xp = namespace(f_a)
    near, far = (_slope(f_a - other, squared) for other in (f_p, f_n))
    active = triplet_loss(f_a, f_p, f_n, alpha, "none", squared) > 0
    share = xp.astype(active, f_a.dtype)[:, None] / (f_a.shape[0] if reduction == "mean" else 1)
    return TripletGradients(share * (near - far), -share * near, share * far)


def _slope(difference: Array, squared: bool) -> Array:
    """The derivative of the distance by its first point."""
    if squared:
        return 2 * difference
    xp = namespace(difference)
    length = xp.sqrt(xp.sum(difference**2, axis=1, keepdims=True))
    return difference / xp.where(length == 0, xp.ones_like(length), length)


def _labels(labels: Array) -> list[int]:
    xp = namespace(labels)
    check_ndim("labels", labels, "(N,)", 1)
    if not xp.isdtype(labels.dtype, "integral"):
        raise TypeError(f"labels: expected integers, got dtype {labels.dtype}")
    return [int(y) for y in labels]


def _as_rows(rows: list[tuple[int, int, int]], labels: Array) -> Array:
    """(M, 3) int64 beside `labels`."""
    xp = namespace(labels)
    flat = xp.asarray([i for row in rows for i in row], dtype=xp.int64, device=getattr(labels, "device", None))
    return xp.reshape(flat, (len(rows), 3))


def all_triplets(labels: Array) -> Array:
    """Every (anchor, positive, negative): two samples of one class, in both orders, and one of another.

    Args:
        labels: (N,) int.

    Returns:
        (M, 3) int64 positions, by anchor, then positive, then negative; M may be 0.

    Raises:
        TypeError: labels that are no integers.
        ValueError: other axes.

    Source: `001_93c4fdc1f7522504.txt`, triplet loss; Schroff et al. 2015.

    >>> import numpy as np
    >>> all_triplets(np.array([0, 0, 1])).tolist()
    [[0, 1, 2], [1, 0, 2]]
    """
    y = _labels(labels)
    each = range(len(y))
    rows = [(a, p, n) for a in each for p in each for n in each if a != p and y[a] == y[p] and y[a] != y[n]]
    return _as_rows(rows, labels)


def mine_triplets(D: Array, labels: Array, kind: str, alpha: float) -> Array:
    r"""Triplets worth learning from, at their distances.

    "hard": for each anchor the farthest positive and the nearest negative. "semi_hard": for each anchor and positive
    the nearest negative with $D_{ap} < D_{an} < D_{ap} + \alpha$, where there is one. The first of equally far ones.

    Args:
        D: (N, N) float, distances in the loss's measure. labels: (N,) int. kind: "hard" or "semi_hard". alpha: α ≥ 0.

    Returns:
        (M, 3) int64, by anchor, then positive; anchors without a positive or a negative are left out.

    Raises:
        TypeError: labels that are no integers.
        ValueError: shapes that do not fit, another kind, a negative α.

    Source: `001_93c4fdc1f7522504.txt`, triplet loss; Schroff et al. 2015, Hermans et al. 2017.
    """
    check_option("kind", kind, KINDS)
    check_at_least(0, alpha=alpha)
    y = _labels(labels)
    namespace(D, labels)
    check_shape("D", D, "(N, N)", len(y), len(y))
    rows = []
    for a in range(len(y)):
        d = [float(D[a, j]) for j in range(len(y))]
        positives = [p for p in range(len(y)) if p != a and y[p] == y[a]]
        negatives = [n for n in range(len(y)) if y[n] != y[a]]
        if kind == "hard":
            positives = sorted(positives, key=lambda p: -d[p])[:1]
        for p in positives:
            wanted = [n for n in negatives if kind == "hard" or d[p] < d[n] < d[p] + alpha]
            if wanted:
                rows.append((a, p, min(wanted, key=lambda n: d[n])))
    return _as_rows(rows, labels)
