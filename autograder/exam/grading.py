"""`autograder exam grade`: identity, each with their own sheet, marks of people, the policy, and what looks shared.

results/attempts/…        what the machine found, one report a submission; reused when the command runs again
results/reports, staff    the result of each student, after marks and policy
results/scores.csv, index.html
results/marking.csv       what people mark (marking.py); fill it in and run the same command again
results/integrity.csv     swaps, edited tokens, shared answers: for a person to look at; nobody loses points by it
"""

import csv
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from autograder.batch import Batch
from autograder.bundle import QuestionSpec
from autograder.errors import SubmissionError
from autograder.exam.build import Manifest, sample_sheet
from autograder.exam.decisions import Attempt, decide
from autograder.exam.exams import Exam, Sheet
from autograder.exam.identity import Finding, Identifier, Identity
from autograder.exam.keys import ExamKey
from autograder.exam.marking import apply_marks, read_marks, write_marking
from autograder.exam.notebooks import UNTOUCHED, Template, make_template, test_of
from autograder.exam.sharing import shared_answers
from autograder.exam.times import SubmissionTime, find_time
from autograder.files import write_atomic
from autograder.report import class_page, scores_csv, student_page
from autograder.report.csvfile import safe
from autograder.results import Report, Status
from autograder.submissions import MAX_FILE_BYTES, LoadedSubmission, Submission, load_submission


class Graded(msgspec.Struct, frozen=True):
    """An exam's results."""

    reports: tuple[Report, ...]  # one a student, and one for each file that is nobody's
    findings: tuple[Finding, ...]
    waiting: int  # lines of marking.csv without points
    missing: tuple[str, ...] = ()  # students of the class list who handed in nothing


class _Loaded(msgspec.Struct, frozen=True):
    """What is known of a submission before it is graded."""

    submission: Submission
    identity: Identity
    hashes: frozenset[str]  # of the files it came in: a receipt is for one of them
    texts: dict[str, str]  # manual question → what was written


def grade_exam(
    exam: Exam,
    key: ExamKey,
    manifest: Manifest,
    sheets: Mapping[str, Sheet],
    submissions: Sequence[Submission],
    out: Path,
    *,
    times: Sequence[SubmissionTime] = (),
    jobs: int = 0,
    back_end: str = "auto",
    fresh: bool = False,
    on_report: Callable[[Report], None] | None = None,
) -> Graded:
    """Grades all submissions of an exam.

    Args:
        sheets: all that were handed out (`open_sheets`).
        times: when submissions came, by the clock of the collecting side.

    Raises:
        CourseError: a mark that fits nothing.
        KeyboardInterrupt: what is done is kept; the same call goes on.
    """
    identifier = Identifier(exam, key, manifest, sheets)
    known = {s.id: _look(identifier, s) for s in submissions}
    gradable = [k.submission for k in known.values() if k.identity.sheet in sheets]
    template = make_template(exam, out / "bundle", sample_sheet(exam))
    specs = {s.id: _specs(template, sheets[known[s.id].identity.sheet]) for s in gradable}
    nobody = [s for s in submissions if s.id not in specs]
    batch = Batch(
        template.bundle, [*gradable, *nobody], out / "attempts",
        jobs=jobs, back_end=back_end, fresh=fresh, pages=False, sheets=specs, on_report=on_report,
    )  # fmt: skip
    raw = [_with_texts(r, known[r.submission]) for r in batch.run()]
    marking = out / "marking.csv"
    marks = read_marks(marking) if marking.exists() else {}
    waiting = write_marking(marking, [r for r in raw if r.submission in specs], marks)
    reports = _decided(exam, manifest, [apply_marks(r, marks) for r in raw], known, times)
    own = {s: known[s].identity.sheet for s in specs}
    findings = [f for k in known.values() for f in k.identity.findings]
    findings += shared_answers([r for r in raw if r.submission in specs], sheets, own)
    _write(out, reports, findings, exam.settings.disclosure)
    handed_in = {k.identity.student for k in known.values()}
    missing = tuple(s for s in manifest.students if s not in handed_in)
    return Graded(tuple(reports), tuple(findings), waiting, missing)


def _look(identifier: Identifier, submission: Submission) -> _Loaded:
    """Reads a submission for who it is from; a file that cannot be read is reported when it is graded."""
    try:
        loaded = load_submission(submission, assignment=identifier.exam.name)
    except SubmissionError:
        who = identifier.owner(submission)
        return _Loaded(_named(submission, who), Identity(who, ""), _hashes(submission), {})
    identity = identifier.identify(submission, loaded)
    return _Loaded(_named(submission, identity.student), identity, _hashes(submission), _texts(loaded))


def _hashes(submission: Submission) -> frozenset[str]:
    """SHA-256 of every file that the collecting side may have signed: the file, the zip's member, a folder's files."""
    path = submission.path
    try:
        if submission.member is not None:
            with zipfile.ZipFile(path) as z, z.open(submission.member) as f:
                data = f.read(MAX_FILE_BYTES)  # whatever size the zip claims
            return frozenset({hashlib.sha256(data).hexdigest()})
        files = [p for p in path.rglob("*") if not p.is_symlink()] if path.is_dir() else [path]
        return frozenset(_file_hash(p) for p in files if p.is_file())
    except (OSError, KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        return frozenset()


def _file_hash(path: Path) -> str:
    with path.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


def _time(times: Sequence[SubmissionTime], names: Sequence[str], hashes: frozenset[str]) -> SubmissionTime | None:
    """When a submission came: the receipt of one of its files, else the export's line for the student."""
    signed = next((t.sha256 for t in times if t.sha256 in hashes), None)
    return find_time(times, names, signed or "")


def _named(submission: Submission, student: str) -> Submission:
    return msgspec.structs.replace(submission, student=student) if student else submission


def _texts(loaded: LoadedSubmission) -> dict[str, str]:
    """What stands in the answer cells that people read."""
    texts: dict[str, str] = {}
    for cell in loaded.cells:
        mark = cell.metadata.get("autograder")
        if cell.kind == "markdown" and isinstance(mark, dict) and mark.get("role") == "answer":
            text = "" if cell.source.strip() == UNTOUCHED else cell.source
            name = str(mark.get("question"))
            texts[name] = "\n".join(t for t in (texts.get(name, ""), text) if t)
    return texts


def _specs(template: Template, sheet: Sheet) -> tuple[QuestionSpec, ...]:
    return tuple(test_of(template, q) for q in sheet.questions)


def _with_texts(report: Report, loaded: _Loaded) -> Report:
    """The report with the texts of manual questions and the notes of its identity."""
    questions = [
        msgspec.structs.replace(q, answer=loaded.texts[q.name]) if q.name in loaded.texts else q
        for q in report.questions
    ]
    return msgspec.structs.replace(report, questions=tuple(questions), notes=(*report.notes, *loaded.identity.notes))


def _decided(
    exam: Exam,
    manifest: Manifest,
    reports: Sequence[Report],
    known: Mapping[str, _Loaded],
    times: Sequence[SubmissionTime],
) -> list[Report]:
    """One report a student: the attempt that the policy keeps, with its deductions."""
    attempts: dict[str, list[Report]] = {}
    rest: list[Report] = []
    for report in reports:
        student = known[report.submission].identity.student
        (attempts.setdefault(student, []) if student and report.status is Status.GRADED else rest).append(report)
    final = []
    for student, own in attempts.items():
        entry = manifest.students.get(student)
        names = [student, entry.email, entry.name] if entry else [student]
        found = [_time(times, names, known[r.submission].hashes) for r in own]
        tries = [
            Attempt(t.time if t else None, t.started if t else None, r.total, r.possible)
            for r, t in zip(own, found, strict=True)
        ]
        decision = decide(exam.settings.policy, student, entry.groups if entry else (), tries)
        kept = own[decision.kept if decision.kept is not None else -1]
        final.append(msgspec.structs.replace(kept, total=decision.points, adjustments=decision.lines))
    unread = [r for r in rest if known[r.submission].identity.student not in attempts]
    return sorted([*final, *unread], key=lambda r: (r.student, r.submission))


def _write(out: Path, reports: Sequence[Report], findings: Sequence[Finding], disclosure: str) -> None:
    """All pages and tables."""
    for report in reports:
        name = report.submission
        write_atomic(out / "reports" / f"{name}.json", report.to_json())
        page = student_page(report, audience="student", disclosure=disclosure, class_link=None)
        write_atomic(out / "reports" / f"{name}.html", page)
        page = student_page(report, audience="staff", disclosure="full", class_link="../index.html")
        write_atomic(out / "staff" / f"{name}.html", page)
    write_atomic(out / "scores.csv", scores_csv(reports))
    write_atomic(out / "index.html", class_page(reports, {r.submission: f"staff/{r.submission}.html" for r in reports}))
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["kind", "student", "other", "submission", "questions", "what was found"])
    for f in findings:
        row = [f.kind, f.student, f.other, f.submission, " ".join(f.questions), f.text]
        table.writerow([safe(cell, 500) for cell in row])
    write_atomic(out / "integrity.csv", text.getvalue())
