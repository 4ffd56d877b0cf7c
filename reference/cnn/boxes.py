r"""Boxes around objects: overlap, non-maximum suppression, offsets from anchors, and which anchor answers for what.

A box is (x₁, y₁, x₂, y₂) in continuous coordinates: its width is x₂ − x₁.

Sources: `004_c46ddd2f6285f478.txt` (Faster R-CNN as an application); Ren et al. 2015.
"""

from reference._array import Array, as_float, as_floats, check_at_least, check_ndim, check_shape, namespace

BACKGROUND, IGNORED = -1, -2


def _boxes(name: str, boxes: Array, rows: int | None = None, symbols: str = "(N, 4)", positive: bool = False) -> Array:
    """Checks a list of boxes: x₁ ≤ x₂ and y₁ ≤ y₂, or < when `positive`."""
    check_ndim(name, boxes, symbols, 2)
    check_shape(name, boxes, symbols, boxes.shape[0] if rows is None else rows, 4)
    xp = namespace(boxes)
    size = boxes[:, 2:] - boxes[:, :2]
    if not bool(xp.all(size > 0 if positive else size >= 0)):
        sign = "<" if positive else "≤"
        raise ValueError(f"{name}: expected x1 {sign} x2 and y1 {sign} y2 in every box, got others")
    return boxes


def _area(corners: Array) -> Array:
    return (corners[..., 2] - corners[..., 0]) * (corners[..., 3] - corners[..., 1])


def box_iou(A: Array, B: Array) -> Array:
    r"""$|a \cap b| / (|a| + |b| - |a \cap b|)$ of all pairs; 0 for two boxes without area.

    Args:
        A: (N, 4) float. B: (M, 4) float; N and M may be 0.

    Returns:
        (N, M) float in 0…1.

    Raises:
        ValueError: other shapes, a box with x₂ < x₁ or y₂ < y₁.

    Source: `004_c46ddd2f6285f478.txt`, Faster R-CNN.

    >>> import numpy as np
    >>> box_iou(np.array([[0.0, 0, 2, 2]]), np.array([[0.0, 0, 2, 1], [5, 5, 6, 6]])).tolist()
    [[0.5, 0.0]]
    """
    A, B = as_floats(A, B)
    _boxes("A", A)
    _boxes("B", B, symbols="(M, 4)")
    xp = namespace(A)
    a, b = A[:, None, :], B[None, :, :]
    size = xp.minimum(a[..., 2:], b[..., 2:]) - xp.maximum(a[..., :2], b[..., :2])
    size = xp.where(size > 0, size, xp.zeros_like(size))
    both = size[..., 0] * size[..., 1]
    union = _area(a) + _area(b) - both
    return xp.where(union > 0, both / xp.where(union > 0, union, xp.ones_like(union)), xp.zeros_like(union))


def nms(boxes: Array, scores: Array, threshold: float) -> Array:
    """Greedy: keep the best box, drop all that overlap it by more than `threshold`, go on with the best one left.

    Args:
        boxes: (N, 4) float, N may be 0. scores: (N,) float; of equal ones the smaller index comes first.
        threshold: of the IoU, in 0…1; a box exactly on it stays.

    Returns:
        (K,) int64: indices of the boxes that are kept, by falling score.

    Raises:
        ValueError: shapes that do not fit, a box with x₂ < x₁ or y₂ < y₁, a threshold outside 0…1.

    Source: `004_c46ddd2f6285f478.txt`, Faster R-CNN.
    """
    boxes, scores = as_floats(boxes, scores)
    _boxes("boxes", boxes)
    check_shape("scores", scores, "(N,)", boxes.shape[0])
    _check_share("threshold", threshold)
    overlap, kept = box_iou(boxes, boxes), []
    for i in sorted(range(boxes.shape[0]), key=lambda i: (-float(scores[i]), i)):
        if all(float(overlap[i, j]) <= threshold for j in kept):
            kept.append(i)
    return _indices(kept, boxes)


def _check_share(name: str, value: float) -> None:
    if not 0 <= value <= 1:
        raise ValueError(f"{name}: expected a number in 0…1, got {value}")


def _indices(kept: list[int], like: Array) -> Array:
    xp = namespace(like)
    return xp.asarray(kept, dtype=xp.int64, device=getattr(like, "device", None))


def _centre(boxes: Array) -> tuple[Array, Array]:
    """Centres and sizes, (N, 2) each."""
    return (boxes[:, :2] + boxes[:, 2:]) / 2, boxes[:, 2:] - boxes[:, :2]


def encode_boxes(anchors: Array, boxes: Array) -> Array:
    r"""$(\frac{x-x_a}{w_a}, \frac{y-y_a}{h_a}, \ln\frac{w}{w_a}, \ln\frac{h}{h_a})$ with x, y the centres.

    Args:
        anchors: (N, 4) float. boxes: (N, 4) float, one for each anchor; all have an area. N may be 0.

    Returns:
        (N, 4) float.

    Raises:
        ValueError: other shapes, a box without area.

    Source: `004_c46ddd2f6285f478.txt`, Faster R-CNN; Ren et al. 2015.
    """
    anchors, boxes = as_floats(anchors, boxes)
    _boxes("anchors", anchors, positive=True)
    _boxes("boxes", boxes, anchors.shape[0], positive=True)
    xp = namespace(boxes)
    (at, size), (to, new) = _centre(anchors), _centre(boxes)
    return xp.concat([(to - at) / size, xp.log(new / size)], axis=1)


def decode_boxes(anchors: Array, t: Array) -> Array:
    r"""The boxes whose code is t: $x = x_a + t_x w_a$, $w = w_a e^{t_w}$; undoes `encode_boxes`.

    Args:
        anchors: (N, 4) float, with an area. t: (N, 4) float; e^t is not limited. N may be 0.

    Returns:
        (N, 4) float.

    Raises:
        ValueError: other shapes, an anchor without area.

    Source: `004_c46ddd2f6285f478.txt`, Faster R-CNN; Ren et al. 2015.
    """
    anchors, t = as_floats(anchors, t)
    _boxes("anchors", anchors, positive=True)
    check_shape("t", t, "(N, 4)", anchors.shape[0], 4)
    xp = namespace(t)
    at, size = _centre(anchors)
    to, half = at + t[:, :2] * size, size * xp.exp(t[:, 2:]) / 2
    return xp.concat([to - half, to + half], axis=1)


def match_anchors(iou: Array, high: float, low: float) -> Array:
    """The box that each anchor overlaps most, if by `high` or more; −1 (background) below `low`, −2 (ignored) between.

    Args:
        iou: (A, G) float, anchors and true boxes; without a box all is background. high, low: in 0…1, low ≤ high.

    Returns:
        (A,) int64: the first of equal boxes, −1 or −2.

    Raises:
        ValueError: other than two axes, thresholds outside 0…1 or in the wrong order.

    Source: `004_c46ddd2f6285f478.txt`, Faster R-CNN; Ren et al. 2015, without the match of each box's best anchor.
    """
    iou = as_float(iou)
    check_ndim("iou", iou, "(A, G)", 2)
    _check_share("high", high)
    _check_share("low", low)
    check_at_least(low, high=high)
    xp = namespace(iou)
    if 0 in iou.shape:
        return xp.full((iou.shape[0],), BACKGROUND, dtype=xp.int64, device=getattr(iou, "device", None))
    best, which = xp.max(iou, axis=1), xp.astype(xp.argmax(iou, axis=1), xp.int64)
    rest = xp.where(best < low, xp.full_like(which, BACKGROUND), xp.full_like(which, IGNORED))
    return xp.where(best >= high, which, rest)
