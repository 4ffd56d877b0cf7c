"""Reports of what a record says: scores by Otter's own rules, over our verdicts."""

import contextlib
import datetime as dt
import time
from collections.abc import Mapping, Sequence

import msgspec
from otter.test_files.abstract_test import TestCaseResult

from autograder.bundle import Bundle
from autograder.checks.evidence import Evidence, settle
from autograder.engine.judge.ahead import may_run_inside
from autograder.engine.judge.cases import MESSAGE_CHARS, JudgeTimeout, clip, on_our_side
from autograder.engine.judge.context import Context
from autograder.engine.judge.late import late_answers
from autograder.engine.judge.record import Record
from autograder.engine.judge.second import groups_of
from autograder.engine.judge.testfiles import Questions
from autograder.engine.judge.zygote import engine_sha256
from autograder.results import CaseResult, Provenance, QuestionResult, Report, Status, Verdict
from autograder.submissions import LoadedSubmission

NAMES_S = 20.0  # for the names of all questions


def first_report(context: Context, loaded: LoadedSubmission, record: Record, submission: str, student: str) -> Report:
    """What the record says, as a report."""
    questions = question_results(context.questions, record)
    if context.names:
        questions = with_names(context, questions, record)
    possible = sum(q.possible for q in questions)
    reason, message = why_ungraded(context.bundle, questions)
    graded = not reason
    total, worth, adjustments = context.bundle.counted(sum(q.points for q in questions), possible)
    second = graded and context.only is None and not context.keep_answers
    groups = groups_of(context.bundle, questions) if second else []
    return Report(
        submission=submission,
        student=student,
        assignment=context.bundle.name,
        title=context.bundle.title,
        status=Status.GRADED if graded else Status.UNGRADED,
        total=total if graded else 0.0,
        possible=worth,
        reason=reason,
        message=message,
        questions=questions,
        cells=tuple(record.failed_cells[i] for i in sorted(record.failed_cells)),
        notes=tuple(
            clip(note) for note in (*loaded.notes, *record.notes, *late_answers(context, loaded.cells, record))
        ),
        unsettled=tuple(name for group in groups for name in group.names),
        adjustments=adjustments if graded else (),
        provenance=provenance(context, loaded.sha256, record),
    )


def why_ungraded(bundle: Bundle, questions: Sequence[QuestionResult]) -> tuple[str, str]:
    """Reason and message, where results make no score; empty where they do."""
    broken = [c for q in questions for c in q.cases if c.verdict is Verdict.JUDGE_ERROR]
    if broken:
        text = f"a test could not be run: {broken[0].name}: {broken[0].message}"
        return "judge-error", text[:MESSAGE_CHARS]
    if sum(q.possible for q in questions) == 0:
        return "no-points", f"the tests of {bundle.name} are worth 0 points in all; give their cases points"
    return "", ""


def ungraded_report(
    context: Context, loaded: LoadedSubmission, submission: str, student: str, reason: str, message: str
) -> Report:
    """The report of a submission that could not be judged."""
    record = Record(context.limits.total_s)
    return Report(
        submission=submission,
        student=student,
        assignment=context.bundle.name,
        title=context.bundle.title,
        status=Status.UNGRADED,
        total=0.0,
        possible=context.bundle.possible,
        reason=reason,
        message=message,
        notes=loaded.notes,
        provenance=provenance(context, loaded.sha256, record),
    )


def provenance(context: Context, submission_sha256: str, record: Record) -> Provenance:
    """What every report of this judge says about how it was made."""
    import otter

    return Provenance(
        submission_sha256=submission_sha256,
        bundle_sha256=context.bundle.sha256,
        engine_sha256=engine_sha256(),
        isolation=context.zygote.back_end,
        inside=context.bundle.inside,
        may_run_inside=may_run_inside(context.bundle),
        missing_protections=context.zygote.missing,
        limits={k: float(v) for k, v in msgspec.structs.asdict(context.limits).items()}
        | {"slowness": context.slowness},
        versions=context.zygote.versions | {"otter": otter.__version__},
        seed=context.bundle.seed,
        started=record.started.astimezone(dt.UTC).isoformat(timespec="seconds"),
        wall_s=time.monotonic() - record.began,
        counted_s=record.total_s - record.left_s,
        waited_s=record.waited_s,
    )


def with_names(context: Context, questions: Sequence[QuestionResult], record: Record) -> tuple[QuestionResult, ...]:
    """Each failed case with the explanation that all cases of its question allow.

    Where some were judged by a process that has died since, what they say is lost, and nothing is named. The reference
    is asked with odd arguments here, so nothing that happens is a verdict: it only leaves the rest without names.
    """
    found = list(questions)
    with contextlib.suppress(JudgeTimeout), on_our_side(context.folder, NAMES_S):
        for i, question in enumerate(questions):
            with contextlib.suppress(Exception):
                cases = _named(question.cases, record.calls.get(question.name, {}))
                found[i] = msgspec.structs.replace(question, cases=cases)
    return tuple(found)


def _named(cases: tuple[CaseResult, ...], calls: Mapping[int, Sequence[Evidence]]) -> tuple[CaseResult, ...]:
    if len(calls) != len(cases) or not any(calls.values()):
        return cases
    # a failing call in a case that passed (a test may expect it) explains nothing
    said = [[c for c in calls[i] if c.passed or not case.passed] for i, case in enumerate(cases)]
    return tuple(
        msgspec.structs.replace(case, diagnosis=why) if why and case.verdict is Verdict.FAIL else case
        for case, why in zip(cases, settle(said), strict=True)
    )


def question_results(questions: Questions, record: Record) -> tuple[QuestionResult, ...]:
    """Scores by Otter's own rules, over our verdicts; of the questions that were judged."""
    results = []
    for name, question in questions.usable.items():
        file, cases = question.file, tuple(record.cases.get(name, ()))
        if len(cases) != len(file.test_cases):
            continue
        file.test_case_results = [
            TestCaseResult(test_case=case, message=result.message, passed=result.passed)
            for case, result in zip(file.test_cases, cases, strict=True)
        ]
        results.append(
            QuestionResult(
                name=name,
                points=float(file.score),
                possible=float(file.possible),
                cases=cases,
                all_or_nothing=file.all_or_nothing,
                checked_in_cell=record.checked_in.get(name),
                title=question.test.spec.title,
                answer=record.answers.get(name, ""),
            )
        )
    for name, why in questions.broken.items():
        case = CaseResult(
            name=f"{name} (test file)",
            hidden=True,
            verdict=Verdict.JUDGE_ERROR,
            points=0.0,
            possible=0.0,
            message=clip(why),
        )
        results.append(QuestionResult(name=name, points=0.0, possible=0.0, cases=(case,)))
    return tuple(results)
