"""Boxes against brute force (counted cells, direct rules) and torchvision where it is, with the worked numbers."""

import itertools

import numpy as np
import pytest

from reference.cnn import boxes
from reference.misconceptions import misconceptions_of
from tests.reference.mutants import alike, declared_in

ONE, OTHERS = [[0.0, 0, 2, 2]], [[1.0, 1, 3, 3], [0, 0, 2, 1], [5, 5, 6, 6]]
FOUR, SCORES = [[0.0, 0, 4, 4], [1, 0, 5, 4], [0, 1, 4, 5], [6, 6, 8, 8]], [0.6, 0.9, 0.8, 0.7]


def random_boxes(seed, n, whole=False):
    rng = np.random.default_rng(seed)
    corner = rng.integers(6, size=(n, 2)) if whole else rng.uniform(0, 6, size=(n, 2))
    size = rng.integers(1, 5, size=(n, 2)) if whole else rng.uniform(0.5, 5, size=(n, 2))
    return np.c_[corner, corner + size].astype(float)


def test_the_worked_overlaps(xp):
    got = xp.to_numpy(boxes.box_iou(xp.asarray(ONE), xp.asarray(OTHERS)))
    np.testing.assert_allclose(got, [[0.142857, 0.5, 0]], atol=5e-7)


@pytest.mark.parametrize(("threshold", "kept"), [(0.5, [1, 2, 3]), (0.3, [1, 3])])
def test_the_worked_suppression(xp, threshold, kept):
    got = xp.to_numpy(boxes.nms(xp.asarray(FOUR), xp.asarray(SCORES), threshold))
    assert (got.tolist(), got.dtype) == (kept, np.int64)


def test_the_worked_code(xp):
    anchor, box = xp.asarray([[0.0, 0, 4, 4]]), xp.asarray([[1.0, 1, 3, 5]])
    code = boxes.encode_boxes(anchor, box)
    np.testing.assert_allclose(xp.to_numpy(code), [[0, 0.25, -0.693147, 0]], atol=5e-7)
    np.testing.assert_allclose(xp.to_numpy(boxes.decode_boxes(anchor, code)), [[1, 1, 3, 5]], rtol=1e-12)


@pytest.mark.parametrize(("key", "value"), [("no_subtraction", 0.125), ("plus_one", 0.285714)])
def test_mistakes_give_their_published_overlaps(key, value):
    (wrong,) = misconceptions_of(boxes.box_iou, f"T5.8/{key}")
    assert wrong.mutant(np.array(ONE), np.array(OTHERS))[0, 0] == pytest.approx(value, abs=5e-7)


def test_the_order_of_input_keeps_its_published_boxes():
    (wrong,) = misconceptions_of(boxes.nms, "T5.8/input_order")
    assert wrong.mutant(np.array(FOUR), np.array(SCORES), 0.3).tolist() == [0, 3]


def cells(box):
    """The unit cells that a box with whole corners covers."""
    return set(itertools.product(range(int(box[0]), int(box[2])), range(int(box[1]), int(box[3]))))


def test_overlaps_are_counted_cells(xp):
    A, B = random_boxes(0, 7, whole=True), random_boxes(1, 5, whole=True)
    want = [[len(cells(a) & cells(b)) / len(cells(a) | cells(b)) for b in B] for a in A]
    got = xp.to_numpy(boxes.box_iou(xp.asarray(A), xp.asarray(B)))
    np.testing.assert_allclose(got, want, rtol=1e-12)
    assert got.min() == 0


def test_a_box_overlaps_itself_fully_and_a_point_nothing(xp):
    A = xp.asarray(random_boxes(2, 5) * 1e3)
    got = xp.to_numpy(boxes.box_iou(A, A))
    np.testing.assert_allclose(np.diag(got), 1, rtol=1e-12)
    np.testing.assert_allclose(got, got.T, rtol=1e-12)
    point = xp.asarray([[1.0, 1, 1, 1]])
    assert xp.to_numpy(boxes.box_iou(point, point)).tolist() == [[0]]


def test_boxes_are_torchvision_s(xp):
    ops = pytest.importorskip("torchvision.ops")
    torch = pytest.importorskip("torch")
    A, B, s = random_boxes(3, 9), random_boxes(4, 6), np.random.default_rng(0).normal(size=9)
    got = boxes.box_iou(xp.asarray(A), xp.asarray(B))
    np.testing.assert_allclose(xp.to_numpy(got), ops.box_iou(torch.tensor(A), torch.tensor(B)).numpy(), rtol=1e-9)
    kept = boxes.nms(xp.asarray(A), xp.asarray(s), 0.3)
    assert xp.to_numpy(kept).tolist() == ops.nms(torch.tensor(A), torch.tensor(s), 0.3).tolist()


def greedy(A, s, threshold):
    """Picks the best of those left, again and again."""
    left, kept = set(range(len(A))), []
    while left:
        best = max(left, key=lambda i: (s[i], -i))
        kept.append(best)
        left = {i for i in left if i != best and boxes.box_iou(A[[i]], A[[best]])[0, 0] <= threshold}
    return kept


@pytest.mark.parametrize("threshold", [0.0, 0.2, 0.5, 1.0])
def test_suppression_takes_the_best_of_those_left(xp, threshold):
    A, s = random_boxes(5, 15), np.random.default_rng(1).integers(5, size=15) / 4
    got = xp.to_numpy(boxes.nms(xp.asarray(A), xp.asarray(s), threshold)).tolist()
    assert got == greedy(A, s, threshold)


def test_an_overlap_exactly_on_the_threshold_stays(xp):
    A = xp.asarray([[0.0, 0, 2, 2], [0, 0, 2, 1], [0, 0, 2, 2]])
    assert xp.to_numpy(boxes.nms(A, xp.asarray([1.0, 1.0, 1.0]), 0.5)).tolist() == [0, 1]


def test_nothing_is_allowed(xp):
    none, one = xp.asarray(np.zeros((0, 4))), xp.asarray(ONE)
    assert tuple(boxes.box_iou(none, one).shape) == (0, 1)
    assert tuple(boxes.box_iou(one, none).shape) == (1, 0)
    assert tuple(boxes.nms(none, xp.asarray(np.zeros(0)), 0.5).shape) == (0,)
    assert tuple(boxes.encode_boxes(none, none).shape) == tuple(boxes.decode_boxes(none, none).shape) == (0, 4)
    assert xp.to_numpy(boxes.match_anchors(boxes.box_iou(one, none), 0.7, 0.3)).tolist() == [-1]
    assert tuple(boxes.match_anchors(boxes.box_iou(none, one), 0.7, 0.3).shape) == (0,)


def test_decoding_undoes_encoding(xp):
    A, B = xp.asarray(random_boxes(6, 9)), xp.asarray(random_boxes(7, 9))
    code = boxes.encode_boxes(A, B)
    np.testing.assert_allclose(xp.to_numpy(boxes.decode_boxes(A, code)), xp.to_numpy(B), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(xp.to_numpy(boxes.encode_boxes(A * 10 + 3, B * 10 + 3)), xp.to_numpy(code), atol=1e-9)


def test_anchors_are_matched_ignored_or_background(xp):
    iou = [[0.7, 0.9], [0.8, 0.8], [0.5, 0.2], [0.3, 0.1], [0.29, 0.1], [0.1, 0.7]]
    got = xp.to_numpy(boxes.match_anchors(xp.asarray(iou), 0.7, 0.3))
    assert (got.tolist(), got.dtype) == ([1, 0, -2, -2, -1, 1], np.int64)


def test_float32_stays_and_arguments_are_left_alone(xp):
    A = xp.asarray(FOUR, dtype="float32")
    out = [boxes.box_iou(A, A), boxes.encode_boxes(A, A), boxes.decode_boxes(A, A / 8)]
    assert {a.dtype for a in out} == {A.dtype}
    boxes.nms(A, A[:, 0], 0.5)
    assert xp.to_numpy(A).tolist() == FOUR
    assert xp.to_numpy(boxes.box_iou(xp.ints(ONE), xp.asarray(ONE))).tolist() == [[1]]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda b: boxes.box_iou(b[0, :], b), r"A: expected 2 axes \(N, 4\), got shape \(4,\)"),
        (lambda b: boxes.box_iou(b, b[:, :3]), r"B: expected shape \(M, 4\) = \(4, 4\), got \(4, 3\)"),
        (lambda b: boxes.box_iou(-b, b), "A: expected x1 ≤ x2 and y1 ≤ y2 in every box, got others"),
        (lambda b: boxes.nms(b, b[:2, 0], 0.5), r"scores: expected shape \(N,\) = \(4,\), got \(2,\)"),
        (lambda b: boxes.nms(b, b[:, 0], 1.5), "threshold: expected a number in 0…1, got 1.5"),
        (lambda b: boxes.encode_boxes(0 * b, b), "anchors: expected x1 < x2 and y1 < y2 in every box, got others"),
        (lambda b: boxes.encode_boxes(b, b[:2, :]), r"boxes: expected shape \(N, 4\) = \(4, 4\), got \(2, 4\)"),
        (lambda b: boxes.decode_boxes(b, b[:2, :]), r"t: expected shape \(N, 4\) = \(4, 4\), got \(2, 4\)"),
        (lambda b: boxes.match_anchors(b[0, :], 0.7, 0.3), r"iou: expected 2 axes \(A, G\), got shape \(4,\)"),
        (lambda b: boxes.match_anchors(b, 0.3, 0.7), "high: expected a number of at least 0.7, got 0.3"),
        (lambda b: boxes.match_anchors(b, 0.3, -0.1), "low: expected a number in 0…1, got -0.1"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray(FOUR))


A, B = random_boxes(8, 4), random_boxes(9, 4)
# 1 drops 0, which would have dropped 2: on a line, each overlaps the next
LINE = np.array([[0.0, 0, 4, 4], [2, 0, 6, 4], [4, 0, 8, 4], [6, 0, 10, 4], [0.5, 0, 4.5, 4]])
CASES = {
    "box_iou": [(np.array(ONE), np.array(OTHERS)), (A, B)],
    "nms": [(LINE, np.array([0.8, 0.9, 0.7, 0.6, 0.85]), 0.3), (LINE, np.array([0.9, 0.8, 0.7, 0.6, 0.5]), 0.3)],
    "encode_boxes": [(A, B)],
    "decode_boxes": [(A, np.random.default_rng(0).normal(size=(4, 4)))],
    "match_anchors": [(np.array([[0.7, 0.9], [0.5, 0.2], [0.1, 0.2], [0.1, 0.7], [0.2, 0.3]]), 0.7, 0.3)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(boxes, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(boxes)
    assert {m.function for m in mine} == set(CASES)
    assert {f"T5.8/{key}" for key in ["no_subtraction", "plus_one", "input_order", "negative_overlap"]} <= {
        m.key for m in mine
    }
