"""The second judgement: what builds on a failed question is judged once more, with the course's own answer to that one.

Theory of operation. `requires = ["q1"]` of q5 in assignment.toml says that q5 builds on q1. When q1 failed a case and
q5 lost points, the notebook runs once more, in a new sandbox where the names that the official answer of q1 defines are
*pinned*: bound before the first cell, after every cell and before every check. A function is pinned as a stub that
calls back (official.py), a class as one whose objects are numbers here and live there; plain data by value.

The stub tells student code what the course's function returns. Therefore second judgements wait until every first one
of the batch is made, and of a second judgement nothing but the points of a question is kept: no output, no message, no
verdict on a case, no failed cell; so it ends with the last check of these questions, whatever cells follow. They count
when they are more. The required questions themselves keep their first results, and only names of failed required
questions are pinned: one that the official answer of another question defines, too, is the student's.

It runs in what the first judgement left of `total_s`. When it cannot be made, the first result stands and a note says
so.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from autograder.bundle import Bundle
from autograder.engine.judge.context import Context
from autograder.engine.judge.official import SOLVED, Official, PinError
from autograder.engine.judge.record import Record
from autograder.engine.judge.replay import Replay
from autograder.engine.judge.testfiles import Questions
from autograder.results import QuestionResult, Report, Verdict
from autograder.submissions import LoadedSubmission

NOT_AGAIN = "not judged with the course's own"  # what a note says
UNDECIDED = (Verdict.PASS, Verdict.PENDING)  # not a mistake, or not yet


class Group(msgspec.Struct, frozen=True):
    """Questions that are judged again with the official answers of the same failed ones."""

    failed: tuple[str, ...]
    names: tuple[str, ...]


def groups_of(bundle: Bundle, questions: Sequence[QuestionResult]) -> list[Group]:
    """What must be judged once more."""
    if not bundle.requires or SOLVED not in bundle.judge_path:
        return []
    wrong = [q.name for q in questions if any(c.verdict not in UNDECIDED for c in q.cases)]
    groups: dict[tuple[str, ...], list[str]] = {}
    for q in questions:
        needed = all_required(bundle.requires, q.name)
        failed = tuple(name for name in wrong if name in needed)
        if failed and q.points < q.possible:
            groups.setdefault(failed, []).append(q.name)
    return [Group(failed, tuple(names)) for failed, names in groups.items()]


def all_required(requires: Mapping[str, Sequence[str]], name: str) -> set[str]:
    """The questions that a question builds on, directly or not."""
    found: set[str] = set()
    left = list(requires.get(name, ()))
    while left:
        question = left.pop()
        if question not in found:
            found.add(question)
            left += requires.get(question, ())
    return found - {name}


def replay_again(context: Context, loaded: LoadedSubmission, report: Report, group: Group, record: Record) -> None:
    """Judges the questions of a group with the official answers; the record holds the results.

    Raises:
        PinError: they cannot stand in.
    """
    questions = context.questions
    again = {name: questions.usable[name] for name in group.names}
    settled: dict[str, list[list[Any]]] = {}
    for q in report.questions:
        if q.name not in again:
            public = [[c.name, c.passed, c.message] for c in q.cases if not c.hidden]
            settled[q.name] = public
            if q.name in questions.usable:
                settled[questions.usable[q.name].test.spec.name] = public
    context = dataclasses.replace(context, questions=Questions(again, questions.broken), pictures=False, names=False)
    official = Official(context, group.failed, record)
    Replay(context, loaded.cells, loaded.files, record, settled, official, points_alone=True).run()
    if any(c.verdict is Verdict.JUDGE_ERROR for cases in record.cases.values() for c in cases):
        raise PinError("a test could not be run; this is not your fault")


def improved(bundle: Bundle, report: Report, group: Group, again: Sequence[QuestionResult]) -> Report:
    """The report with the points of the second judgement where they are more, and nothing else of it."""
    more = {q.name: q.points for q in again}
    questions = tuple(
        msgspec.structs.replace(q, points=more[q.name], with_reference=group.failed)
        if more.get(q.name, 0.0) > q.points
        else q
        for q in report.questions
    )
    total, _, lines = bundle.counted(sum(q.points for q in questions), sum(q.possible for q in questions))
    return msgspec.structs.replace(report, questions=questions, total=total, adjustments=lines)


def not_again(report: Report, group: Group, why: str) -> Report:
    """The report with a note that the second judgement could not be made."""
    note = f"{', '.join(group.names)}: {NOT_AGAIN} {', '.join(group.failed)}: {why}"
    return msgspec.structs.replace(report, notes=(*report.notes, note))
