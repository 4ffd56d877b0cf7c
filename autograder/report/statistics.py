"""Figures of a class: who stands where, which questions and cases fail, which mistakes repeat.

Only graded submissions count in means, rates and the histogram; the others are listed by name.
"""

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from autograder.report.text import share
from autograder.results import Report, Status, Verdict

BINS = 10


@dataclass
class CaseStats:
    """One test case over the class."""

    question: str
    name: str
    hidden: bool
    verdicts: Counter[Verdict] = field(default_factory=Counter)

    @property
    def taken(self) -> int:
        return sum(self.verdicts.values())

    @property
    def failed(self) -> int:
        return self.taken - self.verdicts[Verdict.PASS]

    @property
    def failure_rate(self) -> float:
        """failed / taken; there is no CaseStats that nobody took."""
        return self.failed / self.taken


@dataclass
class QuestionStats:
    """One question over the class."""

    name: str
    title: str
    possible: float
    points: list[float] = field(default_factory=list)
    passed: int = 0
    cases: dict[str, CaseStats] = field(default_factory=dict)

    @property
    def mean(self) -> float:
        return statistics.fmean(self.points)

    @property
    def mean_share(self) -> float | None:
        return share(self.mean, self.possible)

    @property
    def pass_rate(self) -> float:
        """Share of the submissions that passed every case."""
        return self.passed / len(self.points)


@dataclass
class MistakeStats:
    """One misconception over the class."""

    key: str
    message: str
    questions: list[str] = field(default_factory=list)
    submissions: list[Report] = field(default_factory=list)


@dataclass(frozen=True)
class ClassStats:
    """All figures of a class page."""

    graded: tuple[Report, ...]
    without_score: tuple[Report, ...]  # ungraded first, then ungradable
    questions: tuple[QuestionStats, ...]  # in first-seen order
    mistakes: tuple[MistakeStats, ...]  # most frequent first
    bins: tuple[int, ...]  # submissions a tenth of the scale; the last holds full marks
    mean_share: float | None
    median_share: float | None
    mean: float | None  # in points
    median: float | None
    possible: float | None  # None when the submissions do not share one


def class_stats(reports: Sequence[Report]) -> ClassStats:
    """The figures of `reports`; every mean of nothing is None."""
    graded = tuple(r for r in reports if r.status is Status.GRADED)
    rest = [r for r in reports if r.status is not Status.GRADED]
    shares = [s for r in graded if (s := share(r.total, r.possible)) is not None]
    bins = [0] * BINS
    for s in shares:
        # + 1e-9: 0.7 of 1 point lies at the start of the eighth bin although 0.7 * 10 is below 7 in floating point
        bins[min(BINS - 1, int(s * BINS + 1e-9))] += 1
    scales = {r.possible for r in graded}
    totals = [r.total for r in graded]
    return ClassStats(
        graded=graded,
        without_score=tuple(sorted(rest, key=lambda r: r.status is Status.UNGRADABLE)),
        questions=tuple(_questions(graded).values()),
        mistakes=tuple(_mistakes(graded)),
        bins=tuple(bins),
        mean_share=statistics.fmean(shares) if shares else None,
        median_share=statistics.median(shares) if shares else None,
        mean=statistics.fmean(totals) if totals else None,
        median=statistics.median(totals) if totals else None,
        possible=scales.pop() if len(scales) == 1 else None,
    )


def question_names(reports: Sequence[Report]) -> list[str]:
    """Names of all questions, in the order in which they are first seen."""
    return list(dict.fromkeys(q.name for r in reports for q in r.questions))


def _questions(graded: Sequence[Report]) -> dict[str, QuestionStats]:
    found: dict[str, QuestionStats] = {}
    for report in graded:
        for q in report.questions:
            stats = found.setdefault(q.name, QuestionStats(q.name, q.title, q.possible))
            stats.possible = max(stats.possible, q.possible)
            stats.points.append(q.points)
            stats.passed += q.passed
            for c in q.cases:
                case = stats.cases.setdefault(c.name, CaseStats(q.name, c.name, c.hidden))
                case.verdicts[c.verdict] += 1
    return found


def _mistakes(graded: Sequence[Report]) -> list[MistakeStats]:
    """Each misconception with the submissions that show it, every submission counted once."""
    found: dict[str, MistakeStats] = {}
    for report in graded:
        for q in report.questions:
            for diagnosis in dict.fromkeys(c.diagnosis for c in q.cases if c.diagnosis is not None):
                stats = found.setdefault(diagnosis.key, MistakeStats(diagnosis.key, diagnosis.message))
                if q.name not in stats.questions:
                    stats.questions.append(q.name)
                if not stats.submissions or stats.submissions[-1] is not report:
                    stats.submissions.append(report)
    return sorted(found.values(), key=lambda m: -len(m.submissions))
