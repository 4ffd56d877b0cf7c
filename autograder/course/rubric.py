"""What a person marks by: the criteria of a question, in assignments and in exams."""

from collections.abc import Sequence

import msgspec


class Criterion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a rubric."""

    name: str
    points: float
    hint: str = ""  # for the person who marks


def rubric_of(criteria: Sequence[Criterion], points: float) -> tuple[Criterion, ...]:
    """The criteria of a question; one for all of its points where the author gives none."""
    return tuple(criteria) or (Criterion("answer", points),)


def rubric_problem(criteria: Sequence[Criterion], points: float) -> str | None:
    """What is wrong with the rubric of a question that is worth `points`, or None."""
    names = [c.name for c in criteria]
    if len(set(names)) != len(names) or not all(name.strip() for name in names):
        return "each criterion needs a name of its own"
    if any(c.points <= 0 for c in criteria):
        return "each criterion needs points above 0"
    total = sum(c.points for c in criteria)
    return f"the criteria are worth {total:g} points, the question {points:g}" if abs(total - points) > 1e-9 else None
