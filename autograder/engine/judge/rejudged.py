"""A report judged again on what student code answered before (answers.py): its cells, notes and times stay."""

from collections.abc import Sequence

import msgspec

from autograder.bundle import Bundle
from autograder.engine.judge.ahead import may_run_inside
from autograder.engine.judge.answers import (
    VERSION,
    Answers,
    NewInputsError,
    Recorded,
    of_test,
    seen_by_code,
    seen_by_tests,
    unpacked,
)
from autograder.engine.judge.cases import clip, judge_case
from autograder.engine.judge.context import Context
from autograder.engine.judge.inside import never_inside
from autograder.engine.judge.late import late_answers
from autograder.engine.judge.record import Record
from autograder.engine.judge.reports import question_results, why_ungraded, with_names
from autograder.engine.judge.second import NOT_AGAIN, UNDECIDED, all_required, groups_of
from autograder.engine.judge.zygote import engine_sha256
from autograder.results import QuestionResult, Report, Status, Verdict
from autograder.submissions import Cell, LoadedSubmission
from autograder.submissions.submission import cell_numbers


def packed_answers(context: Context, loaded: LoadedSubmission, record: Record, environment: str) -> bytes:
    """All that is kept of a submission that was judged."""
    questions = context.questions.usable.items()
    answers = Answers(
        version=VERSION,
        engine=engine_sha256(),
        bundle=context.bundle.sha256,
        submission=loaded.sha256,
        asked=seen_by_code(context.bundle, environment),
        around=seen_by_tests(context.bundle),
        tests={name: of_test(question.test.spec) for name, question in questions},
        cells={c.index: c.source for c in loaded.cells if c.kind == "code"},
        notes=len(loaded.notes) + len(record.notes),
        cases=record.kept,
    )
    return msgspec.msgpack.encode(answers)


def rejudged(context: Context, old: Report, data: bytes, environment: str) -> Report:
    """The report by the bundle of the context, without running student code; second judgements are left to be made.

    A question whose test is what it was, with all that tests share, keeps its result.

    Args:
        data: what `packed_answers` made when `old` was judged.

    Raises:
        NewInputsError: a case asks what student code was not asked before, or nothing tells what it answered.
    """
    answers = read_answers(data)
    if answers.engine != engine_sha256() or answers.asked != seen_by_code(context.bundle, environment):
        raise NewInputsError("student code would run otherwise now, or was judged by another version")
    if answers.submission != old.provenance.submission_sha256 or old.status is Status.UNGRADABLE:
        raise NewInputsError("the answers are of another submission")
    record = Record(context.limits.total_s)
    record.failed_cells = {c.index: c for c in old.cells}
    before = {q.name: q for q in old.questions}
    same = {
        name
        for name, question in context.questions.usable.items()
        if name in before
        and answers.bundle == old.provenance.bundle_sha256
        and answers.around == seen_by_tests(context.bundle)
        and answers.tests.get(name) == of_test(question.test.spec)
        and all(c.verdict is not Verdict.JUDGE_ERROR for c in before[name].cases)
    }
    for name in context.questions.usable:
        if name in before:
            if (cell := before[name].checked_in_cell) is not None:
                record.checked_in[name] = cell
            record.answers[name] = before[name].answer
        if name in same:
            record.cases[name] = list(before[name].cases)
        else:
            _judge_question(context, name, answers, record)
    questions = with_names(context, question_results(context.questions, record), record)
    late = tuple(clip(note) for note in late_answers(context, _cells(answers), record))
    told = old.notes[: answers.notes] + late
    return msgspec.structs.replace(_report(context, old, questions, same), notes=told)


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


def _judge_question(context: Context, name: str, answers: Answers, record: Record) -> None:
    """The cases of a question, one by one, each against what was answered in it."""
    question, kept = context.questions.usable[name], answers.cases.get(name, {})
    sandbox = _sandbox(context, answers, record)
    mode = context.bundle.inside
    possible_inside = mode != "never" and not never_inside(context.bundle) & question.test.imports
    for number, case in enumerate(question.file.test_cases):
        if case.name not in kept or (mode == "always" and possible_inside):
            raise NewInputsError(f"{case.name}: nothing is kept of it")
        if sandbox.failure is not None:
            sandbox = _sandbox(context, answers, record)
        sandbox.play(unpacked(kept[case.name]))
        judged = judge_case(context, sandbox, question, number, record)
        sandbox.played()
        if judged.result.beyond and possible_inside:
            raise NewInputsError(f"{case.name}: it may have to run beside the student's code")
        record.cases.setdefault(name, []).append(judged.result)
        record.calls.setdefault(name, {})[number] = judged.calls


def _cells(answers: Answers) -> list[Cell]:
    return [Cell("code", source, {}, index) for index, source in sorted(answers.cells.items())]


def _sandbox(context: Context, answers: Answers, record: Record) -> Recorded:
    made = Recorded(context.limits)
    made.cells = {n: answers.cells[index] for index, n in cell_numbers(_cells(answers)).items()}
    made.failed_cells = record.failed_cells
    return made


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
