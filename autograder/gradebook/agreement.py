"""How far markers agree: Krippendorff's α, how severe each is, whether that drifts, and where they differ.

An answer that several people marked is a unit; answers that are alike were marked as one and count once. Points are
those of the marks as the rubric is now. Hidden duplicates are compared with the same marker's own mark alone.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

import msgspec

from autograder.gradebook.marking import Board
from autograder.gradebook.marks import AGAIN, DECISION, MARK, ReadMark, standing_marks


class Marker(msgspec.Struct, frozen=True):
    """One marker.

    Args:
        marked: answers (groups) that they marked.
        shared: of these, marked by others, too.
        severity: mean of own points minus the mean of the others' over shared answers; below 0: stricter. None: no
            answer is shared.
        drift: how much that changed from their first shared answer to their last, by a straight line; None: fewer than
            three.
        again: hidden duplicates that they marked.
        moved: mean distance in points between the two marks of those; None: none.
    """

    name: str
    marked: int
    shared: int
    severity: float | None
    drift: float | None
    again: int
    moved: float | None


class Difference(msgspec.Struct, frozen=True):
    """Marks of one answer that lie apart."""

    question: str
    code: str
    answers: int
    points: dict[str, float]  # by marker
    worth: float

    @property
    def apart(self) -> float:
        return max(self.points.values()) - min(self.points.values())


def krippendorff_alpha(units: Sequence[Sequence[float]]) -> float | None:
    """α = 1 − Dₒ / Dₑ for intervals: 1 is agreement, 0 what chance gives; None: nothing to compare, or no mark differs.

    Dₒ is the mean squared difference within units, Dₑ that of all values that stand in a unit with another.

    Args:
        units: of each answer the points that different markers gave it.

    Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011).
    """
    pairs = [u for u in units if len(u) > 1]
    values = [v for u in pairs for v in u]
    n = len(values)
    if not n:
        return None
    observed = sum(2 * _squares(u) / (len(u) - 1) for u in pairs) / n
    expected = 2 * _squares(values) / (n * (n - 1))
    return 1 - observed / expected if expected > 1e-12 else None


def _squares(values: Sequence[float]) -> float:
    """Σ (a − b)² over all pairs: n Σ (v − mean)²."""
    mean = sum(values) / len(values)
    return len(values) * sum((v - mean) ** 2 for v in values)


class Agreement(msgspec.Struct, frozen=True):
    """The markers of some questions.

    Args:
        alpha: of each question; None where it says nothing.
    """

    alpha: dict[str, float | None]
    markers: tuple[Marker, ...]


def agreement(boards: Sequence[Board]) -> Agreement:
    """How far the markers of some questions agree."""
    alpha: dict[str, float | None] = {}
    marked: dict[str, list[tuple[int, float, float | None]]] = defaultdict(list)  # mark, own, mean of the others
    moved: dict[str, list[float]] = defaultdict(list)
    for board in boards:
        units = []
        for group in board.groups.values():
            own = _own_marks(group.marks)
            points = {m.marker: board.marks.within(m) for m in own}
            units.append(list(points.values()))
            for m in own:
                others = [p for name, p in points.items() if name != m.marker]
                marked[m.marker].append((m.id, points[m.marker], sum(others) / len(others) if others else None))
            for m in {m.marker: m for m in group.marks if m.kind == AGAIN}.values():
                if m.marker in points:
                    moved[m.marker].append(abs(board.marks.within(m) - points[m.marker]))
        alpha[board.question] = krippendorff_alpha(units)
    markers = [_marker(name, sorted(rows), moved[name]) for name, rows in sorted(marked.items())]
    return Agreement(alpha, tuple(markers))


def _own_marks(marks: Sequence[ReadMark]) -> list[ReadMark]:
    """Each marker's own, whatever was decided."""
    return standing_marks([m for m in marks if m.kind == MARK])


def _marker(name: str, rows: Sequence[tuple[int, float, float | None]], moved: Sequence[float]) -> Marker:
    apart = [own - others for _, own, others in rows if others is not None]
    return Marker(
        name, len(rows), len(apart), sum(apart) / len(apart) if apart else None, drift_of(apart), len(moved),
        sum(moved) / len(moved) if moved else None,
    )  # fmt: skip


def drift_of(apart: Sequence[float]) -> float | None:
    """The rise of the least-squares line through values in their order, from the first to the last.

    >>> drift_of([0, 1, 2, 3])
    3.0
    """
    n = len(apart)
    if n < 3:
        return None
    middle, mean = (n - 1) / 2, sum(apart) / n
    slope = sum((i - middle) * (a - mean) for i, a in enumerate(apart)) / sum((i - middle) ** 2 for i in range(n))
    return slope * (n - 1)


def differences(board: Board, above: float) -> list[Difference]:
    """Answers whose marks lie more than `above` points apart and that nobody decided; the widest apart first."""
    found = []
    for group in board.groups.values():
        points = {m.marker: board.marks.within(m) for m in _own_marks(group.marks)}
        decided = any(m.kind == DECISION for m in group.standing)
        if not decided and any(abs(a - b) > above for a, b in combinations(points.values(), 2)):
            found.append(Difference(board.question, group.code, len(group.answers), points, group.worth))
    return sorted(found, key=lambda d: (-d.apart, d.code))


def told(values: Mapping[str, float]) -> str:
    """Points by marker, for people."""
    return ", ".join(f"{name} {points:g}" for name, points in sorted(values.items()))
