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
from pathlib import Path, PurePosixPath

import msgspec

from autograder.archive import MAX_FILE_BYTES
from autograder.bundle import QuestionSpec
from autograder.errors import SubmissionError
from autograder.exam.build import Manifest, sample_sheet
from autograder.exam.decisions import Attempt, decide
from autograder.exam.exams import Exam, Sheet
from autograder.exam.identity import Finding, Identifier, Identity
from autograder.exam.keys import ExamKey
from autograder.exam.kinds import Manual
from autograder.exam.marking import apply_marks, read_marks, write_marking
from autograder.exam.notebooks import UNTOUCHED, Template, make_template, test_of
from autograder.exam.sharing import shared_answers
from autograder.exam.times import SubmissionTime, find_time, has_receipt
from autograder.files import write_atomic
from autograder.grading.batch import Batch
from autograder.report import class_page, scores_csv, student_page
from autograder.report.csvfile import safe
from autograder.results import Report, Status
from autograder.submissions import LoadedSubmission, Submission, read_submission
from autograder.submissions.find import files_in


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
    known = _settled(identifier, [_look(identifier, s) for s in submissions], times)
    submissions = [k.submission for k in known.values()]
    gradable = [k.submission for k in known.values() if k.identity.sheet in sheets]
    template = make_template(exam, out / "bundle", sample_sheet(exam))
    specs = {s.id: _specs(template, sheets[known[s.id].identity.sheet]) for s in gradable}
    nobody = [s for s in submissions if s.id not in specs]
    batch = Batch(
        template.bundle, [*gradable, *nobody], out / "attempts",
        jobs=jobs, back_end=back_end, fresh=fresh, pages=False, sheets=specs, on_report=on_report,
    )  # fmt: skip
    raw = [_with_texts(r, known[r.submission], sheets) for r in batch.run()]
    marking = out / "marking.csv"
    marks = read_marks(marking) if marking.exists() else {}
    waiting = write_marking(marking, [r for r in raw if known[r.submission].identity.student], marks)
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
        loaded = read_submission(submission, assignment=identifier.exam.name)
    except (SubmissionError, RuntimeError):
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
        files = [p for p in files_in(path) if not p.is_symlink()] if path.is_dir() else [path]
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
    """What stands in the markdown cells that pose as answers."""
    texts: dict[str, str] = {}
    for cell in loaded.cells:
        mark = cell.metadata.get("autograder")
        name = mark.get("question") if isinstance(mark, dict) and mark.get("role") == "answer" else None
        if cell.kind == "markdown" and isinstance(name, str):
            text = "" if cell.source.strip() == UNTOUCHED else cell.source
            texts[name] = "\n".join(t for t in (texts.get(name, ""), text) if t)
    return texts


def _specs(template: Template, sheet: Sheet) -> tuple[QuestionSpec, ...]:
    return tuple(test_of(template, q) for q in sheet.questions)


def _with_texts(report: Report, loaded: _Loaded, sheets: Mapping[str, Sheet]) -> Report:
    """The report with the texts of manual questions, and no others, and the notes of its identity."""
    sheet = sheets.get(loaded.identity.sheet)
    manual = {q.name for q in sheet.questions if isinstance(q.kind, Manual)} if sheet else set()
    questions = [
        msgspec.structs.replace(q, answer=loaded.texts.get(q.name, "")) if q.name in manual else q
        for q in report.questions
    ]
    return msgspec.structs.replace(report, questions=tuple(questions), notes=(*report.notes, *loaded.identity.notes))


def _settled(identifier: Identifier, loaded: Sequence[_Loaded], times: Sequence[SubmissionTime]) -> dict[str, _Loaded]:
    """By submission. Of several files with a student's name, those count that have a receipt, else those whose notebook
    is the student's, else all; the others are listed as nobody's: anybody can name a file."""
    own: dict[str, list[_Loaded]] = {}
    for one in loaded:
        own.setdefault(one.identity.student, []).append(one)
    known = {one.submission.id: one for one in loaded}
    for student, files in own.items():
        if not student or len(files) < 2:
            continue
        names = _names(identifier.manifest, student)
        signed = [f for f in files if has_receipt(times, names, f.hashes)]
        counted, why = (signed, "it has no receipt") if signed else ([], "")
        if not signed:
            counted, why = [f for f in files if f.identity.fits], "its notebook is not theirs"
        for file in files:
            if counted and file not in counted:
                known[file.submission.id] = _nobodys(identifier, file, f"{why}, and another file fits")
        rest, most = counted or files, identifier.exam.settings.policy.attempts
        if not signed and len(rest) > most:
            text = (
                f"{len(rest)} files are named after {identifier.name(student)}, {most} may count; ask which are theirs"
            )
            first = rest[0]
            finding = Finding("several-files", first.submission.id, student, "", (), text)
            identity = msgspec.structs.replace(first.identity, findings=(*first.identity.findings, finding))
            known[first.submission.id] = msgspec.structs.replace(first, identity=identity)
    return known


def _nobodys(identifier: Identifier, file: _Loaded, why: str) -> _Loaded:
    """A file that has a student's name and does not count for them: listed under its own name."""
    name = PurePosixPath(file.submission.member or file.submission.path).name.encode("utf-8", "replace").decode()
    who = identifier.name(file.identity.student)
    text = f"{name!r} is named after {who} and does not count: {why}; it may be somebody else's"
    finding = Finding("other-file", file.submission.id, "", file.identity.student, (), text)
    identity = Identity("", file.identity.sheet, (finding,), (f"counts for nobody: {why}",))
    return msgspec.structs.replace(
        file, submission=msgspec.structs.replace(file.submission, student=name), identity=identity
    )


def _names(manifest: Manifest, student: str) -> list[str]:
    entry = manifest.students.get(student)
    return [student, entry.email, entry.name] if entry else [student]


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
        if report.status is Status.GRADED and not student:
            lines = known[report.submission].identity.notes or ("counts for nobody",)
            report = msgspec.structs.replace(report, total=0.0, adjustments=lines)
        (attempts.setdefault(student, []) if student and report.status is Status.GRADED else rest).append(report)
    final = []
    policy = exam.settings.policy
    for student, own in attempts.items():
        entry = manifest.students.get(student)
        found = [_time(times, _names(manifest, student), known[r.submission].hashes) for r in own]
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
        final.append(msgspec.structs.replace(kept, total=decision.points, adjustments=(*unsure, *decision.lines)))
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
