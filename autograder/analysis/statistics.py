"""The statistics of a work, from the reports of its students: each report is reduced to numbers and let go."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
import numpy as np

from autograder.analysis import advice
from autograder.analysis.items import (
    Array,
    Comparison,
    Distribution,
    Item,
    compare,
    corrected,
    cronbach_alpha,
    distribution,
    item_statistics,
    rest_shares,
)
from autograder.report.text import in_means
from autograder.results import CaseResult, QuestionResult, Report


class Said(msgspec.Struct, frozen=True):
    """An item with what it means.

    Args:
        question: of a case; its own name of a question.
    """

    question: str
    title: str
    item: Item
    said: str


class Misconception(msgspec.Struct, frozen=True):
    """A named mistake: how many students made it, and where one of them did."""

    key: str
    message: str
    students: int
    share: float
    student: str
    submission: str
    question: str
    case: str


class Compared(msgspec.Struct, frozen=True):
    """Variants of a question with what the comparison means."""

    comparison: Comparison
    said: str


class Split(msgspec.Struct, frozen=True):
    """Who got which variant of an exam's question, or which question of a pool.

    Args:
        question: for people.
        names: the questions whose points are compared: one, or those of a pool.
        by: what differs: "version", "question", or a parameter.
        labels: submission → variant.
        whole: one dealing decides the variants of all questions. Then a student's rest is of the same variant, and says
            nothing of how good they are until all variants are known to be equal: it is left out.
    """

    question: str
    names: tuple[str, ...]
    by: str
    labels: Mapping[str, str]
    whole: bool = False


class Statistics(msgspec.Struct, frozen=True):
    """All that is said of a work.

    Args:
        over: whose attempts, in words.
        students: how many are counted; a group's attempt is one.
    """

    title: str
    over: str
    students: int
    totals: Distribution | None
    alpha: float | None
    reliability: str
    questions: tuple[Said, ...]
    cases: tuple[Said, ...]
    misconceptions: tuple[Misconception, ...]
    variants: tuple[Compared, ...]
    notes: tuple[str, ...]


class _Columns:
    """A matrix that grows by rows of named values."""

    def __init__(self) -> None:
        self.columns: dict[tuple[str, str], int] = {}  # (question, case or "") → column
        self.possible: list[float] = []
        self.titles: list[str] = []
        self.rows: list[dict[int, float]] = []

    def add(self, row: dict[int, float], key: tuple[str, str], share: float | None, worth: float, title: str) -> None:
        """Puts a share into a row; None: there is no value, but the column."""
        column = self.columns.setdefault(key, len(self.columns))
        if column == len(self.possible):
            self.possible.append(0.0)
            self.titles.append("")
        self.possible[column] = max(self.possible[column], worth)
        self.titles[column] = self.titles[column] or title
        if share is not None:
            row[column] = share

    def points(self) -> tuple[Array, Array]:
        """(N, K) in points, NaN where there is no value; (K,) possible."""
        possible = np.array(self.possible)
        table = np.full((len(self.rows), len(possible)), np.nan)
        for row, values in zip(table, self.rows, strict=True):
            row[list(values)] = list(values.values())
        return table * possible, possible


class Collector:
    """Takes reports one at a time and keeps the numbers of those that count."""

    def __init__(self) -> None:
        self.questions, self.cases = _Columns(), _Columns()
        self.submissions: list[str] = []
        self.seen: set[str] = set()
        self.totals: list[float] = []
        self.possible = 0.0
        self.title = ""
        self.found: dict[tuple[str, str], Misconception] = {}

    def add(self, report: Report) -> None:
        """Counts a graded report that is somebody's, once."""
        if not in_means(report) or report.submission in self.seen:
            return
        self.seen.add(report.submission)
        self.submissions.append(report.submission)
        self.title = self.title or report.title or report.assignment
        self.possible = max(self.possible, report.possible)
        self.totals.append(report.total if report.decided else np.nan)
        row: dict[int, float] = {}
        cases: dict[int, float] = {}
        for q in report.questions:
            if q.possible > 0:
                share = None if q.pending else q.points / q.possible
                self.questions.add(row, (q.name, ""), share, q.possible, q.title)
            for c in q.cases:
                self.cases.add(cases, (q.name, c.name), _share(c), c.possible if c.possible > 0 else 1.0, q.title)
        self.questions.rows.append(row)
        self.cases.rows.append(cases)
        for q, c in _diagnosed(report.questions):
            self._count(report, q, c)

    def _count(self, report: Report, q: QuestionResult, c: CaseResult) -> None:
        d = c.diagnosis
        assert d is not None
        first = Misconception(d.key, d.message, 0, 0.0, report.person, report.submission, q.name, c.name)
        before = self.found.get(d.mistake, first)
        self.found[d.mistake] = msgspec.structs.replace(before, students=before.students + 1)

    def statistics(self, over: str, splits: Sequence[Split] = ()) -> Statistics:
        """What there is to say of all that was added."""
        count = len(self.submissions)
        points, possible = self.questions.points()
        names = [name for name, _ in self.questions.columns]
        questions = item_statistics(names, points, possible)
        alpha = cronbach_alpha(points)
        case_points, case_possible = self.cases.points()
        keys = list(self.cases.columns)
        rest = _rest_of_cases(keys, case_points, case_possible, names, points, possible)
        cases = item_statistics([c for _, c in keys], case_points, case_possible, rest, alpha=False)
        variants = self._variants(splits, names, points, possible)
        made = [msgspec.structs.replace(m, share=m.students / count) for m in self.found.values()]
        titled = zip(questions, self.questions.titles, strict=True)
        return Statistics(
            self.title, over, count, distribution(np.array(self.totals), self.possible), alpha,
            advice.of_alpha(points, alpha),
            tuple(Said(i.name, t, i, advice.of_question(i)) for i, t in titled),
            tuple(Said(q, "", i, advice.of_case(i)) for (q, _), i in zip(keys, cases, strict=True)),
            tuple(sorted(made, key=lambda m: (-m.students, m.key))),
            tuple(Compared(c, advice.of_comparison(c)) for c in variants),
            tuple(advice.of_class(count, questions, {f"{q}: {c}": i for (q, c), i in zip(keys, cases, strict=True)})),
        )  # fmt: skip

    def _variants(
        self, splits: Sequence[Split], names: Sequence[str], points: Array, possible: Array
    ) -> tuple[Comparison, ...]:
        found = []
        for split in splits:
            own = [i for i, name in enumerate(names) if name in split.names]
            got = _share_of(points, possible, own)
            rest = None if split.whole else _share_of(points, possible, _others(own, len(names)))
            labels = [split.labels.get(s, "") for s in self.submissions]
            if own and (one := compare(split.question, split.by, got, labels, rest)):
                found.append(one)
        return corrected(found)


def statistics_of(reports: Iterable[Report], over: str, splits: Sequence[Split] = ()) -> Statistics:
    """The statistics of a class.

    Args:
        over: whose attempts the reports are, in words: "first attempts".
        splits: of an exam's questions.
    """
    collector = Collector()
    for report in reports:
        collector.add(report)
    return collector.statistics(over, splits)


def _share(c: CaseResult) -> float | None:
    """What a case gave; None: it waits for a person."""
    if c.pending:
        return None
    return 1.0 if c.passed else max(0.0, c.points / c.possible) if c.possible > 0 else 0.0


def _diagnosed(questions: Sequence[QuestionResult]) -> list[tuple[QuestionResult, CaseResult]]:
    """Where a student's mistakes have a name, each mistake once."""
    found: dict[tuple[str, str], tuple[QuestionResult, CaseResult]] = {}
    for q in questions:
        for c in q.cases:
            if (d := c.diagnosis) is not None:
                found.setdefault(d.mistake, (q, c))
    return list(found.values())


def _others(own: Sequence[int], count: int) -> list[int]:
    return [i for i in range(count) if i not in own]


def _share_of(points: Array, possible: Array, columns: Sequence[int]) -> Array:
    """(N,) the share of what some questions gave of what they could give; NaN where a student had none of them."""
    known = np.isfinite(points[:, columns])
    got = np.where(known, points[:, columns], 0.0).sum(axis=1)
    worth = np.where(known, possible[list(columns)], 0.0).sum(axis=1)
    shares: Array = np.divide(got, worth, out=np.full(len(points), np.nan), where=worth > 0)
    return shares


def _rest_of_cases(
    keys: Sequence[tuple[str, str]], cases: Array, worth: Array, names: Sequence[str], points: Array, possible: Array
) -> Array:
    """What each case is compared with: the other questions, for the cases of one question stand and fall together;
    where there is one question, its other cases."""
    if len(names) < 2:
        return rest_shares(cases, worth)
    index = {name: i for i, name in enumerate(names)}
    of_question = rest_shares(points, possible)
    everything = _share_of(points, possible, range(len(names)))
    columns = [of_question[:, index[q]] if q in index else everything for q, _ in keys]
    return np.stack(columns, axis=1) if columns else np.empty((len(points), 0))
