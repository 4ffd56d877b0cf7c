"""`autograder exam …`: key, build, grade, receipts; each command a call or two."""

import hashlib
import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from autograder.cli.console import (
    Bar,
    CourseOption,
    ExecutorOption,
    IsolationOption,
    JobsOption,
    JsonOption,
    UnsafeOption,
    back_end_of,
    console,
    interrupted,
    print_changed,
    say_ignored,
    warn,
)
from autograder.cli.grade import elsewhere_of
from autograder.course.exams import exam_folders
from autograder.course.new import new_exam
from autograder.errors import SubmissionError, UsageError
from autograder.exam.grading.grade import ExamResults, grade_exam
from autograder.exam.grading.people import people_of
from autograder.exam.sheets.build import BuiltExam, Papers, build_exam
from autograder.exam.sheets.exam import Exam, load_exam
from autograder.exam.sheets.manifest import Manifest, check_manifest, open_sheets, read_manifest
from autograder.exam.sheets.tokens import TokenError, read_token
from autograder.files import write_atomic
from autograder.grading.earlier import Earlier, earlier_scores
from autograder.handin.check_receipt import BadReceipt, read_receipt
from autograder.handin.keys import ExamKey, create_key, read_key
from autograder.handin.policy import check_policy
from autograder.handin.receipts import append_receipt, sign_receipt, verify_receipt
from autograder.handin.roster import Matcher, read_roster
from autograder.handin.times import read_times
from autograder.report.terminal import class_view
from autograder.report.text import class_notes
from autograder.results import Status
from autograder.submissions import find_submissions, student_of
from autograder.submissions.decode import decode
from autograder.submissions.find import files_in
from autograder.submissions.notebook import read_notebook

RECEIPT = ".receipt.json"

exam_app = typer.Typer(
    help="Exams and quizzes: a variant for every student, signed identity, windows, receipts.",
    no_args_is_help=True,
    add_completion=False,
)
NameArgument = Annotated[str, typer.Argument(help="The exam: a folder in assignments/exams.")]
KeyOption = Annotated[Path, typer.Option("--key", help="The course's secret key; `autograder exam key` makes one.")]
BuiltOption = Annotated[Path, typer.Option("--built", help="Where exams were built.")]
ROSTER = typer.Option(
    "--roster",
    help="The class list, as Canvas, Moodle, Gradescope or Blackboard export it, or a CSV with `id`, and `name`, "
    "`email`, `groups` where there.",
)


@exam_app.command("list")
def list_command(course_root: CourseOption = Path()) -> None:
    """All exams and quizzes with their points and their weight in the course."""
    table = Table("exam", "title", "questions", "points", "weight", box=box.SIMPLE_HEAD)
    for name in exam_folders(course_root):
        exam = load_exam(course_root, name)
        count = sum(item.choose for item in exam.settings.questions)
        weight = f"{exam.settings.weight:.0%}" if exam.settings.weight else "–"
        table.add_row(name, exam.settings.title, str(count), f"{exam.points:g}", weight)
    console.print(table)


@exam_app.command("new")
def new_command(
    name: Annotated[str, typer.Argument(help="Name of the new exam.")],
    course_root: CourseOption = Path(),
) -> None:
    """Start a new exam from a template."""
    path = new_exam(course_root, name)
    words = f"Made {path}. Next: edit it, then `autograder exam key` and `autograder exam build {name} --versions 1`."
    console.print(words, soft_wrap=True, highlight=False)


@exam_app.command("key")
def key_command(path: KeyOption = Path("exam.key")) -> None:
    """Make the secret key that decides every variant. Keep a copy; never put it in git."""
    key = create_key(path)
    public = path.with_name(f"{path.stem}-public.pem")
    write_atomic(public, key.public_key_text())
    console.print(f"Made {path} (key {key.fingerprint}). Keep a copy of it where only you can read it.", soft_wrap=True)
    console.print(f"{public} is for students, to check receipts; it says nothing about the key.", soft_wrap=True)


@exam_app.command("build")
def build_command(
    name: NameArgument,
    roster: Annotated[Path | None, ROSTER] = None,
    key_path: KeyOption = Path("exam.key"),
    versions: Annotated[int, typer.Option("--versions", min=0, help="Make N versions instead of one a student.")] = 0,
    pdf: Annotated[bool, typer.Option("--pdf", help="Also a paper version and its key for each sheet.")] = False,
    stock: Annotated[bool, typer.Option("--stock", help="Also zips for stock `otter run` (code questions).")] = False,
    out: Annotated[Path, typer.Option("--out", help="Where built exams go.")] = Path("dist/exams"),
    course_root: CourseOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Draw and check every student's sheet; write the notebooks, the key of answers and the manifest."""
    exam = load_exam(course_root, name)
    key = read_key(key_path)
    students = read_roster(roster) if roster else []
    groups = {g for s in students for g in s.groups}
    check_policy(exam.settings.policy, exam.folder / "exam.toml", {s.id for s in students} if roster else None, groups)
    bar = Bar("sheets", versions or len(students), as_json)
    try:
        built = build_exam(
            exam, key, students, out, versions=versions, stock=stock, papers=_papers(pdf), on_sheet=bar.step
        )
    finally:
        bar.stop()
    if as_json:
        names = [str(p) for p in built.notebooks]
        sys.stdout.write(json.dumps({"folder": str(built.folder), "notebooks": names} | built.manifest.spread) + "\n")
        return
    print_spread(built, exam)


def _papers(pdf: bool) -> Papers | None:
    """What writes paper versions; loaded when it is asked for, because its libraries are large."""
    if not pdf:
        return None
    from autograder.exam.sheets.paper import write_papers

    return write_papers


def print_spread(built: BuiltExam, exam: Exam) -> None:
    """How alike the sheets are, and where they lie."""
    spread = built.manifest.spread
    table = Table("question", "sheets", "different", "easiest", "median", "hardest", box=box.SIMPLE_HEAD)
    for name, row in spread["questions"].items():
        levels = (f"{row[k]:.3g}" for k in ("easiest", "median", "hardest"))
        table.add_row(name, str(row["sheets"]), str(row["different"]), *levels)
    console.print(table)
    low, high = spread["easiest_sheet"], spread["hardest_sheet"]
    console.print(f"Whole sheets, by points: the easiest {low:.2f}, the hardest {high:.2f} (1 is the mean).")
    console.print(f"{len(built.notebooks)} notebooks and the key in {built.folder}/", soft_wrap=True, highlight=False)


@exam_app.command("grade")
def grade_command(
    name: NameArgument,
    submissions: Annotated[list[Path], typer.Argument(help="Notebooks, zips, or folders of them.")],
    key_path: KeyOption = Path("exam.key"),
    built: BuiltOption = Path("dist/exams"),
    out: Annotated[Path | None, typer.Option("--out", help="Results folder; else grades/NAME.")] = None,
    times: Annotated[
        list[Path] | None, typer.Option("--times", help="When submissions came: receipts, or an LMS export.")
    ] = None,
    roster: Annotated[Path | None, ROSTER] = None,
    jobs: JobsOption = 0,
    fresh: Annotated[bool, typer.Option("--fresh/--resume", help="Grade again / keep what is done.")] = False,
    isolation: IsolationOption = "auto",
    unsafe: UnsafeOption = False,
    course_root: CourseOption = Path(),
    executor: ExecutorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Grade an exam: everyone with their own numbers. Fill in marking.csv and run it again to add people's marks."""
    exam, key, manifest = opened(course_root, name, key_path, built)
    policy = exam.settings.policy
    people = people_of(manifest, read_roster(roster), roster.name) if roster else None
    known = tuple(t for path in times or () for t in read_times(path, policy.zone, key.public_key_text()))
    sheets = open_sheets(exam, key, manifest)
    found = find_submissions(submissions, say_ignored, attempts=True)
    target = out or Path("grades") / name
    before = earlier_scores(target)
    isolation = back_end_of(isolation, unsafe)
    elsewhere = elsewhere_of(executor, isolation)
    bar = Bar("grading", len(found), as_json)
    try:
        graded = grade_exam(
            exam, key, manifest, sheets, found, target,
            times=known, people=people, jobs=jobs, back_end=isolation, fresh=fresh,
            on_report=bar.step, say=warn, elsewhere=elsewhere,
        )  # fmt: skip
    except KeyboardInterrupt:
        raise interrupted(bar, target) from None
    finally:
        bar.stop()
    print_graded(graded, target, as_json, before)
    raise typer.Exit(0 if all(r.status is Status.GRADED for r in graded.reports) else 1)


def opened(root: Path, name: str, key_path: Path, built: Path) -> tuple[Exam, ExamKey, Manifest]:
    """An exam that was handed out, with its key and the list of its sheets, which fit together."""
    exam = load_exam(root, name)
    key = read_key(key_path)
    manifest = read_manifest(built / name)
    check_manifest(manifest, exam, key)
    groups = {g for e in manifest.students.values() for g in e.groups}
    check_policy(exam.settings.policy, exam.folder / "exam.toml", manifest.students or None, groups)
    return exam, key, manifest


def print_graded(graded: ExamResults, out: Path, as_json: bool, before: Mapping[str, Earlier]) -> None:
    """The class, what a person should look at, and what waits."""
    if as_json:
        findings = [{f: getattr(x, f) for f in x.__struct_fields__} for x in graded.findings]
        reports = [r.to_dict() for r in graded.reports]
        sys.stdout.write(
            json.dumps({"reports": reports, "findings": findings, "missing": graded.missing}, indent=2) + "\n"
        )
        return
    rows = [*graded.reports, *graded.absent]
    console.print(class_view(rows, console.width, by_question=False))
    print_changed(before, graded.reports)
    for text in class_notes(rows):
        console.print(text, markup=False, highlight=False, soft_wrap=True)
    print_findings(graded, out)
    if graded.waiting:
        where = out / "marking.csv"
        words = (
            f"{graded.waiting} answers wait for a person: fill in `points` in {where} and run the same command again."
        )
        console.print(words, highlight=False, markup=False, soft_wrap=True)
    console.print(f"Report: {(out / 'index.html').resolve()}", soft_wrap=True, highlight=False)


def print_findings(graded: ExamResults, out: Path) -> None:
    """What a person should look at."""
    for f in graded.findings[:20]:
        console.print(f"{f.kind}: {f.text}", style="yellow", highlight=False, markup=False, soft_wrap=True)
    if len(graded.findings) > 20:
        console.print(f"… {len(graded.findings) - 20} more in {out / 'integrity.csv'}", highlight=False, soft_wrap=True)


@exam_app.command("receipt")
def receipt_command(
    name: NameArgument,
    submissions: Annotated[list[Path], typer.Argument(help="Files as they were handed in, or folders of them.")],
    roster: Annotated[Path | None, ROSTER] = None,
    student: Annotated[
        str, typer.Option("--student", help="Whose file it is; else its notebook's token, else its name says so.")
    ] = "",
    key_path: KeyOption = Path("exam.key"),
    out: Annotated[Path, typer.Option("--out", help="Where receipts go.")] = Path("receipts"),
) -> None:
    """Sign what was handed in, and when (now): a receipt for each file, and all of them in receipts.jsonl."""
    key = read_key(key_path)
    matcher = Matcher(read_roster(roster)) if roster else None
    files = [(path, place) for place in submissions for path in _handed_in(place)]
    if not files:
        raise UsageError(f"{submissions[0]}: expected files that were handed in, found none")
    known = [(path, place, path.read_bytes()) for path, place in files]
    owners = [student or _owner(key, name, path, data, matcher) for path, _, data in known]
    for (path, place, data), who in zip(known, owners, strict=True):
        receipt = sign_receipt(key, data, exam=name, student=who, received=datetime.now(UTC))
        label = "_".join(path.relative_to(place).parts) if place.is_dir() else path.name
        target = out / f"{label}.receipt.json"
        append_receipt(out / f"{name}.receipts.jsonl", receipt)  # first: no student has one that the graders lack
        write_atomic(target, receipt.to_text())
        console.print(f"{target}: {receipt.student}, {receipt.received}", highlight=False, soft_wrap=True)


def _handed_in(place: Path) -> list[Path]:
    """The files of a folder, or the file."""
    if not place.is_dir():
        return [place]
    return sorted(p for p in files_in(place) if p.is_file() and not p.is_symlink() and not p.name.endswith(RECEIPT))


def _owner(key: ExamKey, exam: str, path: Path, data: bytes, matcher: Matcher | None) -> str:
    """Whose file it is: by the token that the exam's key signed, else by its name.

    Raises:
        UsageError: nobody's by either.
    """
    label = student_of(path.name).removesuffix(" (late)")
    named = matcher.find(label, exam) if matcher else None
    try:
        mark = read_notebook(path.name, decode(path.name, data)[0]).metadata.get("autograder")
        owner = read_token(key, mark.get("token") if isinstance(mark, dict) else None, exam).student
    except (SubmissionError, TokenError):
        owner = ""
    known = matcher.find(owner) if matcher else None
    if owner.startswith("version-") or (matcher and (known is None or known.id != owner)):
        owner = ""  # a version is dealt to many
    if owner and named and named.id != owner:
        text = (
            f"{path.name}: named after {named.label}, but the notebook is {owner}'s by its token, and the receipt too"
        )
        console.print(f"{text}; --student decides otherwise", style="yellow", markup=False, soft_wrap=True)
    if owner or named:
        return owner or named.id  # type: ignore[union-attr]
    near = matcher.near([label]) if matcher else []
    who = f"; could be {' or '.join(s.label for s in near)}" if near else ""
    how = "its name is nobody's in the class list" if matcher else "no class list (--roster) says whose its name is"
    raise UsageError(
        f"{path}: whose is this? It has no token of {exam!r}, and {how}{who}; "
        f"run `autograder exam receipt {exam} {path} --student ID`"
    )


@exam_app.command("check-receipt")
def check_receipt_command(
    receipt: Annotated[Path, typer.Argument(help="The receipt, or a folder of them.")],
    submission: Annotated[Path, typer.Argument(help="The file that was handed in, or the folder it is in.")],
    public_key: Annotated[
        Path, typer.Option("--public-key", help="The exam's public-key.pem, or the folder `for-students` it is in.")
    ],
) -> None:
    """Check a receipt offline: it is this file's, and nothing in it was changed."""
    text = _public_key(public_key)
    receipts = sorted(receipt.glob(f"*{RECEIPT}")) if receipt.is_dir() else [receipt]
    if not receipts:
        raise UsageError(f"{receipt}: no receipt in it; `autograder exam receipt EXAM FILE…` makes them")
    files = {p: _read(p, "the file as it was handed in is needed") for p in _handed_in(submission)}
    if not files:
        raise UsageError(f"{submission}: expected the file that was handed in, found none")
    hashes = {hashlib.sha256(data).hexdigest(): p for p, data in files.items()}
    for path in receipts:
        data = _read(path, "`autograder exam receipt EXAM FILE…` makes a receipt")
        try:
            wanted = read_receipt(data)["sha256"]
        except BadReceipt:
            wanted = ""  # verifying says what is wrong
        own = hashes.get(wanted) or next((p for p in files if path.name == f"{p.name}{RECEIPT}"), next(iter(files)))
        found = verify_receipt(data, files[own], text)
        which = "this file" if len(receipts) == len(files) == 1 else str(own)
        console.print(
            f"Valid: {found.student} handed in {which} for {found.exam} at {found.received}.",
            highlight=False, markup=False, soft_wrap=True,
        )  # fmt: skip


def _public_key(path: Path) -> str:
    """The text of a public key: a file, the folder `for-students` or that of a built exam.

    Exams that were built before have it in `key/`, beside what is secret.
    """
    folders = [path, path / "for-students", path / "key"] if path.is_dir() else []
    moved = path.parent.parent / "for-students" / path.name
    files = [f / "public-key.pem" for f in folders] or [path, *([moved] if path.parent.name == "key" else [])]
    found = next((f for f in files if f.is_file()), None)
    if found is None:
        hint = "`autograder exam build` writes it to dist/exams/EXAM/for-students; give that folder or file"
        raise UsageError(f"{path}: No such file or no public-key.pem in it; {hint}")
    if found.parent.name == "key":
        console.print(
            f"{found}: this exam was built before `for-students` was parted from what is secret; do not publish "
            f"{found.parent}, only this file", style="yellow", highlight=False, markup=False, soft_wrap=True,
        )  # fmt: skip
    elif found not in (path, path / "public-key.pem", path / "for-students" / "public-key.pem"):
        console.print(f"{path} is now {found}", style="yellow", highlight=False, markup=False, soft_wrap=True)
    return _read(found, "give the exam's public-key.pem").decode("utf-8", "replace")


def _read(path: Path, hint: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as e:
        raise UsageError(f"{path}: cannot be read: {e.strerror or e}; {hint}") from None
