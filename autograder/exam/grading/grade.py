"""`autograder exam grade`: identity, each with their own sheet, marks of people, the policy, and what looks shared.

results/attempts/…        what the machine found, one report a submission; reused when the command runs again
results/reports, staff    the result of each student, after marks and policy
results/scores.csv, index.html
results/marking.csv       what people mark (marks.py); fill it in and run the same command again
results/integrity.csv     swaps, edited tokens, shared answers: for a person to look at; nobody loses points by it
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from autograder.bundle import QuestionSpec, load_bundle
from autograder.cells import answer_of
from autograder.course.course import course_settings
from autograder.exam.grading.identity import ExamFinding, Identifier
from autograder.exam.grading.people import People
from autograder.exam.grading.received import Received, receive, settled
from autograder.exam.grading.results import write_results
from autograder.exam.grading.sharing import shared_answers
from autograder.exam.grading.variants import splits_of
from autograder.exam.questions.draw import Drawn
from autograder.exam.questions.kinds.manual import Manual
from autograder.exam.questions.text import render
from autograder.exam.sheets.exam import Exam, Sheet, sample_sheet
from autograder.exam.sheets.manifest import Manifest
from autograder.exam.sheets.notebooks import notebook_of
from autograder.exam.sheets.template import Template, make_template
from autograder.exam.sheets.testfiles import test_of
from autograder.files import encodable
from autograder.grading.batch import Batch
from autograder.grading.cluster import Cluster
from autograder.grading.earlier import earlier_scores, write_changes
from autograder.grading.marks import Try, apply_marks, assign_marks, read_marks, write_marking
from autograder.grading.shown import work_of
from autograder.handin.absent import absent
from autograder.handin.decisions import Attempt, Decision, decide
from autograder.handin.keys import ExamKey
from autograder.handin.times import find_time
from autograder.lms.times import SubmissionTime
from autograder.report.work import Work
from autograder.results import HandedIn, Report, Status
from autograder.submissions import Submission


class ExamResults(msgspec.Struct, frozen=True):
    """An exam's results."""

    reports: tuple[Report, ...]  # one a student, and one for each file that is nobody's
    findings: tuple[ExamFinding, ...]
    waiting: int  # lines of marking.csv without points
    missing: tuple[str, ...] = ()  # students of the class list who handed in nothing
    absent: tuple[Report, ...] = ()  # their rows in the class's files
    attempts: tuple[Report, ...] = ()  # one a file, before anything is deducted


def grade_exam(
    exam: Exam,
    key: ExamKey,
    manifest: Manifest,
    sheets: Mapping[str, Sheet],
    submissions: Sequence[Submission],
    out: Path,
    *,
    times: Sequence[SubmissionTime] = (),
    people: People | None = None,
    jobs: int = 0,
    back_end: str = "auto",
    fresh: bool = False,
    rows: Callable[[Sequence[Report]], Sequence[Report]] | None = None,
    on_report: Callable[[Report], None] | None = None,
    say: Callable[[str], None] = lambda text: None,
    elsewhere: Cluster | None = None,
) -> ExamResults:
    """Grades all submissions of an exam.

    Args:
        sheets: all that were handed out (`open_sheets`).
        times: when submissions came, by the clock of the collecting side.
        people: the class, by its list; else those who got a sheet.
        rows: what makes of all attempts a row for each student, with those who handed in nothing; else the exam's
            policy decides.
        elsewhere: its workers make the first judgements.

    Raises:
        CourseError: a mark that fits nothing.
        KeyboardInterrupt: what is done is kept; the same call goes on.
    """
    before = earlier_scores(out)
    identifier = Identifier(exam, key, manifest, sheets, people)
    people, manifest = identifier.people, identifier.manifest
    template = make_template(exam, out / "bundle", sample_sheet(exam))
    given = load_bundle(template.bundle).handed_out()  # the notebook that is read here is the one that is graded
    known = settled(identifier, [receive(identifier, s, given) for s in submissions], times)
    submissions = [k.submission for k in known.values()]
    gradable = [k.submission for k in known.values() if k.identity.sheet in sheets]
    specs = {s.id: _specs(template, sheets[known[s.id].identity.sheet]) for s in gradable}
    nobody = [s for s in submissions if s.id not in specs]
    batch = Batch(
        template.bundle, [*gradable, *nobody], out / "attempts",
        jobs=jobs, back_end=back_end, fresh=fresh, pages=False, sheets=specs, on_report=on_report, say=say,
        elsewhere=elsewhere,
    )  # fmt: skip
    raw = [_with_texts(r, known[r.submission], sheets) for r in batch.run()]
    marking = out / "marking.csv"
    desk = _Desk(exam, people, manifest, known, times)
    tries = desk.tries(raw)
    marks = assign_marks(marking, read_marks(marking) if marking.exists() else [], tries)
    marked = [apply_marks(r, marks) for r in raw]
    waiting = write_marking(marking, tries, marks, desk.may_count(marked))
    attempts = tuple(r if desk.student(r) else _nobodys(r, known[r.submission]) for r in marked)
    reports = desk.decided(marked) if rows is None else [r for r in rows(attempts) if not r.handed_in.nothing]
    own = {s: known[s].identity.sheet for s in specs}
    findings = [f for k in known.values() for f in k.identity.findings]
    findings += shared_answers([r for r in raw if r.submission in specs], sheets, own)
    works = {r.submission: _work(exam, people, template, sheets, known[r.submission], r, times) for r in reports}
    handed_in = {k.identity.student for k in known.values()}
    missing = tuple(s for s in people.listed if s not in handed_in)
    nothing = [absent(people.students[s], s, reports, people.source) for s in missing]
    write_changes(out, before, reports)
    splits = splits_of(exam.settings.questions, {s: sheets[name] for s, name in own.items()})
    write_results(out, [*reports, *nothing], findings, works, exam.settings, splits)
    return ExamResults(tuple(reports), tuple(findings), waiting, missing, tuple(nothing), attempts)


def _time(times: Sequence[SubmissionTime], names: Sequence[str], hashes: frozenset[str]) -> SubmissionTime | None:
    """When a submission came: the receipt of one of its files, else the export's line for the student."""
    signed = next((t.sha256 for t in times if t.sha256 in hashes), None)
    return find_time(times, names, signed or "")


def _work(
    exam: Exam,
    people: People,
    template: Template,
    sheets: Mapping[str, Sheet],
    found: Received,
    report: Report,
    times: Sequence[SubmissionTime],
) -> Work:
    """What the pages show beside the verdicts: the sheet's questions, what was handed in, what was expected."""
    student, sheet = found.identity.student, sheets.get(found.identity.sheet)
    time = _time(times, people.names(student), found.hashes) if student else None
    path = PurePosixPath(found.came.file or found.submission.member or found.submission.path.name)
    more: dict[str, Any] = {
        "file": encodable(path.name),
        "handed_in": time.time.isoformat() if time else "",
        "contact": exam.settings.contact or course_settings(exam.root).contact,
    }
    if sheet is None:
        return Work(**more)
    given = notebook_of(template, sheet, exam.settings, student).cells
    expected = {q.name: q.kind.key_text() if q.kind else _official(template, q) for q in sheet.questions}
    return work_of(given, report.questions, found.cells, {}, expected=expected, **more)


def _nobodys(report: Report, found: Received) -> Report:
    """Of a file that counts for nobody: as one that cannot be read, it takes no other's place."""
    why = "; ".join(found.identity.notes) or "counts for nobody"
    return msgspec.structs.replace(report, status=Status.UNGRADABLE, reason="not-theirs", message=why, total=0.0)


def _official(template: Template, q: Drawn) -> str:
    """The official answer to a code question, with the numbers of a sheet."""
    cells = [c.source for c in template.solved[q.name] if answer_of(c) is not None]
    return "\n\n".join(render(source, q.params, q.name) for source in cells)


def _specs(template: Template, sheet: Sheet) -> tuple[QuestionSpec, ...]:
    return tuple(test_of(template, q) for q in sheet.questions)


def _with_texts(report: Report, loaded: Received, sheets: Mapping[str, Sheet]) -> Report:
    """The report with the texts of manual questions, and no others, and the notes of its identity."""
    sheet = sheets.get(loaded.identity.sheet)
    manual = {q.name for q in sheet.questions if isinstance(q.kind, Manual)} if sheet else set()
    questions = [
        msgspec.structs.replace(q, answer=loaded.texts.get(q.name, "")) if q.name in manual else q
        for q in report.questions
    ]
    return msgspec.structs.replace(report, questions=tuple(questions), notes=(*report.notes, *loaded.identity.notes))


class _Kept(msgspec.Struct, frozen=True):
    """What the policy keeps of a student's attempts."""

    report: Report
    counts: bool  # else none of them does
    decision: Decision
    lines: tuple[str, ...]


class _Desk(msgspec.Struct, frozen=True):
    """Which attempt of a student counts.

    Args:
        known: by submission.
    """

    exam: Exam
    people: People
    manifest: Manifest
    known: Mapping[str, Received]
    times: Sequence[SubmissionTime]

    def student(self, report: Report) -> str:
        return self.known[report.submission].identity.student

    def time(self, report: Report) -> SubmissionTime | None:
        known = self.known[report.submission]
        return _time(self.times, self.people.names(known.identity.student), known.hashes)

    def attempts(self, reports: Sequence[Report]) -> dict[str, list[Report]]:
        """Student → graded attempts, by time, by file name where one is not known."""
        own: dict[str, list[Report]] = {}
        for report in reports:
            if report.status is Status.GRADED and self.student(report):
                own.setdefault(self.student(report), []).append(report)
        for tries in own.values():
            times = {r.submission: t.time for r in tries if (t := self.time(r)) is not None}
            if len(times) == len(tries):
                tries.sort(key=lambda r: times[r.submission])
        return own

    def tries(self, reports: Sequence[Report]) -> list[Try]:
        return [Try(r, n) for own in self.attempts(reports).values() for n, r in enumerate(own, 1)]

    def may_count(self, reports: Sequence[Report]) -> set[str]:
        """The submissions that the policy would keep if people gave them all that waits, and the others nothing."""
        asked = set()
        for student, own in self.attempts(reports).items():
            for i, report in enumerate(own):
                full = msgspec.structs.replace(report, total=report.total + report.pending)
                kept = self.keep(student, [*own[:i], full, *own[i + 1 :]])
                if kept.counts and kept.report.submission == report.submission:
                    asked.add(report.submission)
        return asked

    def keep(self, student: str, own: Sequence[Report]) -> _Kept:
        policy = self.exam.settings.policy
        entry = self.manifest.students.get(student)
        found = [self.time(r) for r in own]
        unsure: tuple[str, ...] = ()
        if None in found and len(own) > (policy.attempts if policy.keep == "best" else 1):
            # Which came first is not known, and one may be somebody else's: none replaces a better one.
            best = max(range(len(own)), key=lambda i: own[i].total)
            unsure = (f"{len(own)} files, not all with a trusted time: the best of them counts.",)
            own, found = [own[best]], [found[best]]
        tries = [
            Attempt(t.time if t else None, t.started if t else None, r.total, r.possible)
            for r, t in zip(own, found, strict=True)
        ]
        decision = decide(policy, student, entry.groups if entry else (), tries)
        kept = own[decision.kept if decision.kept is not None else -1]
        return _Kept(kept, decision.kept is not None, decision, (*unsure, *decision.lines))

    def decided(self, reports: Sequence[Report]) -> list[Report]:
        """One report a student: the attempt that the policy keeps, with its deductions; and those of nobody."""
        attempts = self.attempts(reports)
        final = []
        for student, own in attempts.items():
            kept = self.keep(student, own)
            others = tuple(self.known[r.submission].came.file for r in own if r is not kept.report)
            came = self.came(kept.report, student, others)
            if len(own) > 1:
                tried = [r.submission for r in own].index(kept.report.submission) + 1
                came = msgspec.structs.replace(came, attempt=f"{tried} of {len(own)}")
            final.append(
                msgspec.structs.replace(kept.report, total=kept.decision.points, adjustments=kept.lines, handed_in=came)
            )
        for report in (r for r in reports if self.student(r) not in attempts):
            if report.status is Status.GRADED:
                lines = self.known[report.submission].identity.notes or ("counts for nobody",)
                came = msgspec.structs.replace(report.handed_in, whose="; ".join(lines))
                report = msgspec.structs.replace(report, total=0.0, adjustments=lines, handed_in=came)
            elif student := self.student(report):
                report = msgspec.structs.replace(report, handed_in=self.came(report, student))
            final.append(report)
        return sorted(final, key=lambda r: (r.student, r.submission))

    def came(self, report: Report, student: str, others: tuple[str, ...] = ()) -> HandedIn:
        """How a student's report came: the name, the id on the platform, the file, and those that do not count."""
        who, came = self.people.students[student], self.known[report.submission].came
        return msgspec.structs.replace(came, name=who.name, lms_id=who.lms_id or who.id, others=(*came.others, *others))
