"""A report judged again on what student code answered before (answers.py): its cells, notes and times stay.

A question is judged in a process of its own, as a submission is (child.py). Its verdicts hold for everybody whose code
answered the same in all of its cases, byte for byte, and whose notebook says the same where a message quotes it: a
class has few answers.
"""

import dataclasses
import functools
import hashlib
from collections.abc import Callable, Sequence

import msgspec

from autograder.bundle import Bundle
from autograder.engine.judge.ahead import may_run_inside
from autograder.engine.judge.answers import (
    VERSION,
    Answers,
    NewInputsError,
    Recorded,
    Seen,
    of_test,
    unpacked,
)
from autograder.engine.judge.cases import clip, judge_case
from autograder.engine.judge.context import Context
from autograder.engine.judge.inside import never_inside
from autograder.engine.judge.late import late_answers
from autograder.engine.judge.looks import Look, said
from autograder.engine.judge.record import Record, Spent
from autograder.engine.judge.reports import question_results, why_ungraded, with_names
from autograder.engine.judge.second import NOT_AGAIN, UNDECIDED, all_required, groups_of
from autograder.engine.judge.testfiles import Questions
from autograder.engine.judge.zygote import engine_sha256
from autograder.results import CaseResult, CellResult, QuestionResult, Report, Status, Verdict
from autograder.submissions import Cell, LoadedSubmission
from autograder.submissions.submission import cell_numbers


class Cases(msgspec.Struct, frozen=True):
    """What came of the cases of one question.

    Args:
        cases: none: `new` says why the code must run.
        looks: at the notebook (which line raised, why a name is missing), and
        saw: what it said: the cases hold for all notebooks that say the same.
    """

    cases: tuple[CaseResult, ...] = ()
    looks: tuple[Look, ...] = ()
    saw: tuple[str, ...] = ()
    new: str = ""


@dataclasses.dataclass(frozen=True)
class Before:
    """A judgement, what code answered then, and the questions that keep their results."""

    report: Report
    answers: Answers
    same: frozenset[str]

    def key(self, question: str) -> bytes:
        """Digest of what code answered to a question."""
        answered = sorted(self.answers.cases.get(question, {}).items())
        return hashlib.sha256(msgspec.msgpack.encode((question, answered))).digest()

    @property
    def failed_cells(self) -> dict[int, CellResult]:
        """By index."""
        return {c.index: c for c in self.report.cells}

    @functools.cached_property
    def cells(self) -> dict[int, str]:
        """Number → source."""
        return {n: self.answers.cells[index] for index, n in cell_numbers(_cells(self.answers)).items()}

    def saw(self, looks: Sequence[Look]) -> tuple[str, ...]:
        """What the notebook says."""
        return tuple(said(look, self.cells, self.failed_cells) for look in looks)


def packed_answers(context: Context, loaded: LoadedSubmission, record: Record, seen: Seen) -> bytes:
    """All that is kept of a submission that was judged."""
    questions = context.questions.usable.items()
    answers = Answers(
        version=VERSION,
        engine=engine_sha256(),
        bundle=context.bundle.sha256,
        submission=loaded.sha256,
        asked=seen.code,
        around=seen.tests,
        tests={name: of_test(question.test.spec) for name, question in questions},
        cells={c.index: c.source for c in loaded.cells if c.kind == "code"},
        notes=len(loaded.notes) + len(record.notes),
        cases=record.kept,
    )
    return msgspec.msgpack.encode(answers)


def read_before(context: Context, old: Report, data: bytes, seen: Seen) -> Before:
    """What is known of a submission.

    A question whose test is what it was, with all that tests share, keeps its result.

    Args:
        data: what `packed_answers` made when `old` was judged.
        seen: of the bundle of the context.

    Raises:
        NewInputsError: the code must run.
    """
    answers = read_answers(data)
    if answers.engine != engine_sha256() or answers.asked != seen.code:
        raise NewInputsError("student code would run otherwise now, or was judged by another version")
    if answers.submission != old.provenance.submission_sha256 or old.status is Status.UNGRADABLE:
        raise NewInputsError("the answers are of another submission")
    before = {q.name: q for q in old.questions}
    same = {
        name
        for name, question in context.questions.usable.items()
        if name in before
        and answers.bundle == old.provenance.bundle_sha256
        and answers.around == seen.tests
        and answers.tests.get(name) == of_test(question.test.spec)
        and all(c.verdict is not Verdict.JUDGE_ERROR for c in before[name].cases)
    }
    return Before(old, answers, frozenset(same))


def rejudged(context: Context, before: Before, judged: Callable[[str], Cases]) -> Report:
    """The report by the bundle of the context, without running student code; second judgements are left to be made.

    Args:
        judged: question → what came of its cases.

    Raises:
        NewInputsError: a case asks what student code was not asked before, or nothing tells what it answered.
    """
    old, answers = before.report, before.answers
    record = Record(context.limits.total_s)
    record.failed_cells = before.failed_cells
    known = {q.name: q for q in old.questions}
    for name in context.questions.usable:
        if name in known:
            if (cell := known[name].checked_in_cell) is not None:
                record.checked_in[name] = cell
            record.answers[name] = known[name].answer
        if name in before.same:
            record.cases[name] = list(known[name].cases)
            continue
        found = judged(name)
        if found.new:
            raise NewInputsError(found.new)
        record.cases[name] = list(found.cases)
    questions = question_results(context.questions, record)
    late = tuple(clip(note) for note in late_answers(context, _cells(answers), record))
    told = old.notes[: answers.notes] + late
    return msgspec.structs.replace(_report(context, old, questions, set(before.same)), notes=told)


def read_answers(data: bytes) -> Answers:
    """What `packed_answers` made.

    Raises:
        NewInputsError: it is none of this version.
    """
    try:
        answers = msgspec.msgpack.decode(data, type=Answers)
    except msgspec.DecodeError as e:
        raise NewInputsError(f"what is kept of a submission cannot be read: {e}") from None
    if answers.version != VERSION:
        raise NewInputsError("what is kept of a submission is of another version")
    return answers


def judge_question(context: Context, name: str, before: Before, record: Record) -> Cases:
    """The cases of a question, one by one, each against what was answered in it; to be called in a child."""
    question, kept = context.questions.usable[name], before.answers.cases.get(name, {})
    sandbox, looks = Recorded(context.limits, before.cells, before.failed_cells), list[Look]()
    mode = context.bundle.inside
    possible_inside = mode != "never" and not never_inside(context.bundle) & question.test.imports
    try:
        for number, case in enumerate(question.file.test_cases):
            if case.name not in kept or (mode == "always" and possible_inside):
                return Cases(new=f"{case.name}: nothing is kept of it")
            if sandbox.failure is not None:
                looks += sandbox.looks
                sandbox = Recorded(context.limits, before.cells, before.failed_cells)
            sandbox.play(unpacked(kept[case.name]))
            judged = judge_case(context, sandbox, question, number, record)
            sandbox.played()
            if judged.result.beyond and possible_inside:
                return Cases(new=f"{case.name}: it may have to run beside the student's code")
            record.cases.setdefault(name, []).append(judged.result)
            record.calls.setdefault(name, {})[number] = judged.calls
            record.tell(Spent(0.0))  # it is at work
    except NewInputsError as e:
        return Cases(new=str(e))
    alone = Questions({name: question}, {})
    (found,) = with_names(context, question_results(alone, record), record)
    looks = list(dict.fromkeys([*looks, *sandbox.looks]))
    return Cases(found.cases, tuple(looks), before.saw(looks))


def _cells(answers: Answers) -> list[Cell]:
    return [Cell("code", source, {}, index) for index, source in sorted(answers.cells.items())]


def _report(context: Context, old: Report, questions: tuple[QuestionResult, ...], same: set[str]) -> Report:
    """The old report with these questions."""
    bundle = context.bundle
    reason, message = why_ungraded(bundle, questions)
    if reason == "no-points":
        raise NewInputsError("the tests are worth nothing")
    graded = not reason
    waits: tuple[str, ...] = ()
    if graded and (grouped := [n for g in groups_of(bundle, questions) for n in g.names]):
        made = not old.unsettled and not any(NOT_AGAIN in note for note in old.notes)
        if made and all(n in same and _needs_as_before(bundle, old, questions, n) for n in grouped):
            second = {q.name: q for q in old.questions if q.name in grouped and q.with_reference}
            questions = tuple(second.get(q.name, q) for q in questions)
        else:
            waits = tuple(grouped)
    possible = sum(q.possible for q in questions)
    total, worth, adjustments = bundle.counted(sum(q.points for q in questions), possible)
    # judged=2: what was stopped by a limit of time was judged twice before it was kept (again.py)
    provenance = msgspec.structs.replace(
        old.provenance, bundle_sha256=bundle.sha256, may_run_inside=may_run_inside(bundle), judged=2
    )
    return msgspec.structs.replace(
        old,
        assignment=bundle.name,
        title=bundle.title,
        status=Status.GRADED if graded else Status.UNGRADED,
        total=total if graded else 0.0,
        possible=worth,
        reason=reason,
        message=message,
        questions=questions,
        unsettled=waits,
        adjustments=adjustments if graded else (),
        provenance=provenance,
    )


def _needs_as_before(bundle: Bundle, old: Report, questions: Sequence[QuestionResult], name: str) -> bool:
    """Whether of the questions that one builds on the same have failed as in the old report."""
    needed = all_required(bundle.requires, name)
    before, now = (
        {q.name for q in found if q.name in needed and any(c.verdict not in UNDECIDED for c in q.cases)}
        for found in (old.questions, questions)
    )
    return before == now
