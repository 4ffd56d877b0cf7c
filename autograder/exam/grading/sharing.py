"""Answers that are wrong on one's own sheet and right on another's: how unlikely is that by chance?

A wrong answer that a named mistake explains says nothing. Any other is compared with what is right for every other
student. A match counts by how rare it is: `SHARE` of honest wrong answers would be this letter, this small number, this
number with four digits; and never rarer than the share of further sheets on which the answer is right. The chances of
all questions that match the same sheet are multiplied. A pair is reported when, over all pairs of the class, fewer than
`FALSE_ALARMS` such coincidences are expected.
"""

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.exam.grading.identity import ExamFinding
from autograder.exam.questions.draw import Drawn
from autograder.exam.questions.kinds.choice import Choice
from autograder.exam.questions.kinds.kind import Kind
from autograder.exam.questions.kinds.manual import Manual
from autograder.exam.questions.kinds.matrix import Matrix
from autograder.exam.questions.kinds.number import Number
from autograder.exam.questions.kinds.symbolic import Symbolic
from autograder.exam.sheets.exam import Sheet
from autograder.results import QuestionResult, Report

FALSE_ALARMS = 0.01  # expected in a class where nobody shared
SHARE = {"letter": 1 / 3, "letters": 1 / 6, "small": 0.1, "short": 0.02, "long": 1e-4, "text": 0.2}


def shared_answers(reports: Sequence[Report], sheets: Mapping[str, Sheet], own: Mapping[str, str]) -> list[ExamFinding]:
    """The pairs to look at, the least likely first.

    Args:
        sheets: all that were handed out.
        own: submission → the sheet it was graded with.
    """
    asked: dict[str, dict[str, Drawn]] = {n: {q.name: q for q in s.questions} for n, s in sheets.items()}
    limit = FALSE_ALARMS / max(1, len(reports) * (len(sheets) - 1))
    found: list[tuple[float, ExamFinding]] = []
    for report in reports:
        mine = asked[own[report.submission]]
        chances: dict[str, float] = {}
        matched: dict[str, list[str]] = {}
        for result in report.questions:
            for sheet, chance in _matches(result, mine, asked, own[report.submission]).items():
                chances[sheet] = chances.get(sheet, 1.0) * chance
                matched.setdefault(sheet, []).append(result.name)
        for sheet, chance in chances.items():
            if chance <= limit:
                names = tuple(matched[sheet])
                what = ", ".join(names)
                text = f"wrong for {report.student}, right for {sheet}: {what}; by chance once in {1 / chance:.0e}"
                found.append(
                    (chance, ExamFinding("shared-answers", report.submission, report.student, sheet, names, text))
                )
    return [finding for _, finding in sorted(found, key=lambda f: f[0])]


def _matches(
    result: QuestionResult, mine: Mapping[str, Drawn], asked: Mapping[str, Mapping[str, Drawn]], own: str
) -> dict[str, float]:
    """Sheet → the chance of this answer, for sheets on which it is right."""
    question = mine.get(result.name)
    kind = question.kind if question else None
    if kind is None or isinstance(kind, Manual) or not result.answer:
        return {}
    try:
        given = kind.parse(json.loads(result.answer))
    except (AssertionError, ValueError, RecursionError):
        return {}
    if _same(kind, given, kind.right) or any(_same(kind, given, m.value) for m in kind.mistakes):
        return {}
    others = {n: q[result.name].kind for n, q in asked.items() if n != own and result.name in q}
    same = [n for n, k in others.items() if k is not None and type(k) is type(kind) and _same(k, given, k.right)]
    chance = max(_share(kind, given), (len(same) - 1) / max(1, len(others)))
    return dict.fromkeys(same, chance)


def _same(kind: Kind, given: Any, right: Any) -> bool:
    """Equality without a process of its own: a shared expression is the same text."""
    if isinstance(kind, Symbolic):
        return "".join(given.split()) == "".join(right.split())
    return kind.equal(given, right)


def _share(kind: Kind, given: Any) -> float:
    """The share of honest wrong answers that this one would be."""
    if isinstance(kind, Choice):
        return SHARE["letters" if kind.many else "letter"]
    if isinstance(kind, Number):
        return _rarity(given)
    if isinstance(kind, Matrix):
        wrong = {
            x for x, y in zip(_flat(given), _flat(kind.right), strict=False) if not math.isclose(x, y, abs_tol=1e-9)
        }
        return max(1e-6, math.prod(_rarity(x) for x in wrong)) if wrong else 1.0
    return SHARE["text"]


def _rarity(x: float) -> float:
    """Whole and half numbers are what slips give, too; a number with four digits is not."""
    if x * 2 == int(x * 2):
        return SHARE["small"] if abs(x) <= 20 else SHARE["short"]
    return SHARE["short"] if round(x, 2) == x else SHARE["long"]


def _flat(value: Any) -> list[float]:
    return [x for part in value for x in _flat(part)] if isinstance(value, list) else [value]
