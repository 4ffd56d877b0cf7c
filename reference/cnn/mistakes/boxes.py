"""Wrong versions of the functions in `reference.cnn.boxes`, with the message that names each mistake."""

from reference._array import as_floats, namespace
from reference.cnn.boxes import (
    BACKGROUND,
    IGNORED,
    _area,
    _centre,
    _indices,
    box_iou,
    decode_boxes,
    encode_boxes,
    match_anchors,
    nms,
)
from reference.misconceptions import misconception


def _parts(A, B, clipped=True, more=0):
    """The two areas and the intersection of all pairs."""
    A, B = as_floats(A, B)
    xp = namespace(A)
    a, b = A[:, None, :], B[None, :, :]
    size = xp.minimum(a[..., 2:], b[..., 2:]) - xp.maximum(a[..., :2], b[..., :2]) + more
    size = xp.where(size > 0, size, 0 * size) if clipped else size
    wider = [xp.concat([x[..., :2], x[..., 2:] + more], axis=-1) for x in (a, b)]
    return _area(wider[0]), _area(wider[1]), size[..., 0] * size[..., 1]


@misconception(box_iou, "T5.8/no_subtraction", "The intersection is in both areas: subtract it once.")
def _no_subtraction(A, B):
    a, b, both = _parts(A, B)
    return both / (a + b)


@misconception(box_iou, "T5.8/plus_one", "Coordinates are continuous: width is x₂−x₁.")
def _plus_one(A, B):
    a, b, both = _parts(A, B, more=1)
    return both / (a + b - both)


@misconception(box_iou, "T5.8/negative_overlap", "Disjoint boxes overlap by 0: clip both sides.")
def _negative_overlap(A, B):
    a, b, both = _parts(A, B, clipped=False)
    return both / (a + b - both)


@misconception(box_iou, "T5.8/smaller_area", "Divide by the union, not by the smaller box.")
def _smaller_area(A, B):
    a, b, both = _parts(A, B)
    return both / namespace(both).minimum(a, b)


@misconception(box_iou, "T5.8/width_height", "The last two numbers are a corner, not width and height.")
def _width_height(A, B):
    xp = namespace(A)
    a, b = (xp.concat([x[:, :2], x[:, :2] + x[:, 2:]], axis=1) for x in (A, B))
    return box_iou(a, b)


def _greedy(boxes, order, dropped):
    kept = []
    for i in order:
        if not any(dropped(i, j) for j in kept):
            kept.append(i)
    return _indices(kept, boxes)


def _ranked(scores):
    return sorted(range(scores.shape[0]), key=lambda i: (-float(scores[i]), i))


@misconception(nms, "T5.8/input_order", "Go by falling score.")
def _input_order(boxes, scores, threshold):
    iou = box_iou(boxes, boxes)
    return _greedy(boxes, range(boxes.shape[0]), lambda i, j: float(iou[i, j]) > threshold)


@misconception(nms, "T5.8/rising_score", "The best box comes first.")
def _rising_score(boxes, scores, threshold):
    return nms(boxes, -scores, threshold)


@misconception(nms, "T5.8/keeps_overlapping", "What overlaps a kept box much is dropped, not what overlaps little.")
def _keeps_overlapping(boxes, scores, threshold):
    iou = box_iou(boxes, boxes)
    return _greedy(boxes, _ranked(scores), lambda i, j: float(iou[i, j]) <= threshold)


@misconception(nms, "T5.8/dropped_drops", "Only a box that was kept drops others.")
def _dropped_drops(boxes, scores, threshold):
    iou, order = box_iou(boxes, boxes), _ranked(scores)
    return _indices([i for at, i in enumerate(order) if all(float(iou[i, j]) <= threshold for j in order[:at])], boxes)


@misconception(nms, "T5.8/best_only", "After the best box comes the best of those left, until none is left.")
def _best_only(boxes, scores, threshold):
    iou, order = box_iou(boxes, boxes), _ranked(scores)
    return _indices([i for i in order if i == order[0] or float(iou[i, order[0]]) <= threshold], boxes)


def _code(anchors, boxes, at, to, by, log=True):
    xp = namespace(boxes)
    ratio = _centre(boxes)[1] / _centre(anchors)[1]
    return xp.concat([(to - at) / by, xp.log(ratio) if log else ratio], axis=1)


@misconception(encode_boxes, "T5.8/corners", "The offset is that of the centres.")
def _corners(anchors, boxes):
    return _code(anchors, boxes, anchors[:, :2], boxes[:, :2], _centre(anchors)[1])


@misconception(encode_boxes, "T5.8/no_log", "Sizes are compared by the logarithm of their ratio.")
def _no_log(anchors, boxes):
    return _code(anchors, boxes, _centre(anchors)[0], _centre(boxes)[0], _centre(anchors)[1], log=False)


@misconception(encode_boxes, "T5.8/box_size", "The anchor is the unit: divide by its size.")
def _box_size(anchors, boxes):
    return _code(anchors, boxes, _centre(anchors)[0], _centre(boxes)[0], _centre(boxes)[1])


@misconception(encode_boxes, "T5.8/pixels", "Offsets are divided by the size of the anchor.")
def _pixels(anchors, boxes):
    return _code(anchors, boxes, _centre(anchors)[0], _centre(boxes)[0], 1)


@misconception(encode_boxes, "T5.8/from_box_to_anchor", "The code leads from the anchor to the box.")
def _from_box_to_anchor(anchors, boxes):
    return encode_boxes(boxes, anchors)


def _from_centre(to, half):
    return namespace(to).concat([to - half, to + half], axis=1)


@misconception(decode_boxes, "T5.8/corners", "The offset is that of the centres.")
def _to_corners(anchors, t):
    xp = namespace(t)
    at, size = anchors[:, :2], _centre(anchors)[1]
    corner = at + t[:, :2] * size
    return xp.concat([corner, corner + size * xp.exp(t[:, 2:])], axis=1)


@misconception(decode_boxes, "T5.8/no_exp", "The size is the anchor's, times e to the code.")
def _no_exp(anchors, t):
    at, size = _centre(anchors)
    return _from_centre(at + t[:, :2] * size, size * t[:, 2:] / 2)


@misconception(decode_boxes, "T5.8/not_halved", "From the centre it is half a width to either side.")
def _not_halved(anchors, t):
    at, size = _centre(anchors)
    return _from_centre(at + t[:, :2] * size, size * namespace(t).exp(t[:, 2:]))


@misconception(decode_boxes, "T5.8/pixels", "Offsets are in sizes of the anchor.")
def _offset_in_pixels(anchors, t):
    at, size = _centre(anchors)
    return _from_centre(at + t[:, :2], size * namespace(t).exp(t[:, 2:]) / 2)


@misconception(match_anchors, "T5.8/codes_swapped", "−1 is background, −2 is ignored.")
def _codes_swapped(iou, high, low):
    right = match_anchors(iou, high, low)
    xp = namespace(right)
    return xp.where(right == BACKGROUND, 0 * right + IGNORED, xp.where(right == IGNORED, 0 * right + BACKGROUND, right))


@misconception(match_anchors, "T5.8/nobody_ignored", "Between the thresholds an anchor is neither box nor background.")
def _nobody_ignored(iou, high, low):
    return match_anchors(iou, high, high)


@misconception(match_anchors, "T5.8/low_is_enough", "An anchor needs the high threshold to answer for a box.")
def _low_is_enough(iou, high, low):
    return match_anchors(iou, low, low)


@misconception(match_anchors, "T5.8/strict", "An overlap of exactly `high` is enough.")
def _strict(iou, high, low):
    right = match_anchors(iou, high, low)
    xp = namespace(iou)
    return xp.where(xp.max(iou, axis=1) == high, xp.full_like(right, IGNORED), right)


@misconception(match_anchors, "T5.8/always_best", "An anchor far from every box answers for none.")
def _always_best(iou, high, low):
    return match_anchors(iou, 0.0, 0.0)
