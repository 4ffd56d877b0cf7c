"""A final grade from the scores of a term: weights, drops, caps, pass rules, and late days where they help most.

What a score is worth with 0, 1, 2, … late days comes from outside (`Score.parts`). Which works are dropped and where
the late days go is decided together, by dynamic programming: the result passes where any choice would, and of those
that do no choice gives more; of equal ones it uses the fewest late days.
"""

from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Annotated

import msgspec

SMALL = 1e-9  # more than rounding, less than any point


class Category(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[grades.categories.NAME]` of course.toml.

    Args:
        weight: of the category in the final grade; all weights are divided by their sum.
        works: names of assignments and exams, or patterns such as "quiz-*".
        drop: so many of the lowest do not count.
        cap: the category is worth at most this part of its weight; more than 1 lets bonus points count elsewhere.
        minimum: who reaches less than this part of it does not pass.
    """

    weight: Annotated[float, msgspec.Meta(gt=0)]
    works: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    drop: Annotated[int, msgspec.Meta(ge=0)] = 0
    cap: Annotated[float, msgspec.Meta(gt=0)] = 1.0
    minimum: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.0

    def holds(self, work: str) -> bool:
        return fits(work, self.works)


def fits(work: str, patterns: Iterable[str]) -> bool:
    """Whether a work is one of these names, or fits such a pattern."""
    return any(fnmatchcase(work, pattern) for pattern in patterns)


class Score(msgspec.Struct, frozen=True, gc=False):
    """One work of one student.

    Args:
        parts: `parts[d]` is the part of its points with d late days, 1 for all of them.
    """

    work: str
    parts: tuple[float, ...]


class Placed(msgspec.Struct, frozen=True, gc=False):
    """What became of a work."""

    work: str
    part: float
    days: int = 0  # late days that were spent on it
    dropped: bool = False


class Subtotal(msgspec.Struct, frozen=True, gc=False):
    """A category."""

    name: str
    share: float  # of the final grade, 0 to 1; categories without any work have none
    part: float  # mean of what counts, capped
    met: bool  # its minimum
    works: tuple[Placed, ...]


class Final(msgspec.Struct, frozen=True, gc=False):
    """The grade."""

    part: float  # of the whole, 1 for all
    passed: bool
    days: int  # late days spent
    categories: tuple[Subtotal, ...]


def final_grade(
    categories: Mapping[str, Category], scores: Mapping[str, Sequence[Score]], *, late_days: int = 0, pass_at: float = 0
) -> Final:
    """The best grade that the rules allow.

    Args:
        scores: by category; one without scores does not count, and the weights of the others fill its place.
        late_days: that the student may spend in all.
        pass_at: the part of the whole that passes.
    """
    filled = [(name, c, scores[name]) for name, c in categories.items() if scores.get(name)]
    weights = sum(c.weight for _, c, _ in filled)
    # (minimums met, days) → the best sum, and the subtotals that give it
    best: dict[tuple[bool, int], tuple[float, tuple[Subtotal, ...]]] = {(True, 0): (0.0, ())}
    for name, category, own in filled:
        choices = _category(name, category, own, category.weight / weights, late_days)
        after: dict[tuple[bool, int], tuple[float, tuple[Subtotal, ...]]] = {}
        for (met, used), (total, parts) in best.items():
            for days, choice in choices.items():
                if used + days > late_days:
                    continue
                key = (met and choice.met, used + days)
                value = total + choice.share * choice.part
                if key not in after or value > after[key][0] + SMALL:
                    after[key] = (value, (*parts, choice))
        best = after
    found = [
        (met and total >= pass_at - SMALL, total, days, parts) for (met, days), (total, parts) in sorted(best.items())
    ]
    passed, total, days, parts = found[0]
    for one in found[1:]:
        if (one[0] and not passed) or (
            one[0] == passed and (one[1] > total + SMALL or (abs(one[1] - total) <= SMALL and one[2] < days))
        ):
            passed, total, days, parts = one
    return Final(total, passed, days, parts)


def _category(name: str, rule: Category, scores: Sequence[Score], share: float, late_days: int) -> dict[int, Subtotal]:
    """By the number of late days spent in it, the best that a category can be worth."""
    drop = min(rule.drop, len(scores) - 1)
    states: dict[tuple[int, int], tuple[float, tuple[Placed, ...]]] = {(0, 0): (0.0, ())}  # (dropped, days) → …
    for left, score in zip(range(len(scores) - 1, -1, -1), scores, strict=True):
        after: dict[tuple[int, int], tuple[float, tuple[Placed, ...]]] = {}

        def offer(key: tuple[int, int], value: float, placed: tuple[Placed, ...], to: dict = after) -> None:  # type: ignore[type-arg]
            if key not in to or value > to[key][0] + SMALL:
                to[key] = (value, placed)

        for (dropped, used), (total, placed) in states.items():
            if dropped < drop:
                one = Placed(score.work, score.parts[0], dropped=True)
                offer((dropped + 1, used), total, (*placed, one))
            if dropped + left >= drop:  # enough works are left to drop
                for days, part in enumerate(score.parts[: late_days - used + 1]):
                    offer((dropped, used + days), total + part, (*placed, Placed(score.work, part, days)))
        states = after
    found = {}
    for (dropped, days), (total, placed) in states.items():
        if dropped == drop:
            part = min(rule.cap, total / (len(scores) - drop))
            found[days] = Subtotal(name, share, part, part >= rule.minimum - SMALL, placed)
    return found
