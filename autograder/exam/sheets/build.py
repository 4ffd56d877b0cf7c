"""`autograder exam build`: a notebook for every student, the instructor's key, a manifest; all of it or nothing.

What lies in `<out>/<exam>/`:

    students/<exam>-<student>.ipynb   or versions/<exam>-version-1.ipynb
    stock/*.zip                       with `stock`: `otter run` grades the code questions of a sheet
    paper/*.pdf                       with `papers`: a printed version of each sheet, and its key
    secret/answers.csv                what is right on each sheet
    secret/<exam>.zip                 the bundle that all sheets come from
    for-students/public-key.pem       with check_receipt.py: students check their receipts, without this package
    manifest.json                     who got which sheet, and its digest
"""

import csv
import io
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import nbformat

from autograder.errors import UsageError
from autograder.exam.sheets.exam import Exam, Sheet, sample_sheet, spread
from autograder.exam.sheets.manifest import Entry, Manifest
from autograder.exam.sheets.notebooks import file_name, notebook_of
from autograder.exam.sheets.template import Template, make_template
from autograder.exam.sheets.testfiles import stock_zip
from autograder.exam.sheets.tokens import Token, sign_token
from autograder.handin import check_receipt
from autograder.handin.keys import ExamKey
from autograder.handin.roster import Student, file_part

MAX_VERSIONS = 100
Papers = Callable[[Exam, Template, Sheet, str, Path], None]


class BuiltExam(msgspec.Struct, frozen=True):
    """What was built."""

    folder: Path
    notebooks: tuple[Path, ...]
    manifest: Manifest


def build_exam(
    exam: Exam,
    key: ExamKey,
    students: Sequence[Student],
    out: Path,
    *,
    versions: int = 0,
    stock: bool = False,
    papers: Papers | None = None,
    on_sheet: Callable[[str], None] | None = None,
) -> BuiltExam:
    """Draws and checks every sheet, then writes; an interrupted build leaves the old one.

    Args:
        students: the roster; may be empty with `versions`.
        versions: > 0: that many versions, dealt to the students in equal numbers, instead of a sheet for each.
        stock: also a zip for stock `otter run` for each sheet that has code questions.
        papers: writes the printed version of a sheet and its key into a folder.

    Raises:
        CourseError: a sheet cannot be drawn (names the student and the seed), a question is wrong.
    """
    if not 0 <= versions <= MAX_VERSIONS:
        raise UsageError(f"--versions: expected 1 to {MAX_VERSIONS}, got {versions}")
    if not students and not versions:
        raise UsageError("expected a roster (--roster roster.csv), or --versions N for a printed exam")
    dealt = _deal(exam, key, students, versions)
    names = [f"version-{i}" for i in range(1, versions + 1)] if versions else [s.id for s in students]
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{exam.name}.", dir=out) as work:
        new = Path(work) / exam.name
        template = make_template(exam, Path(work) / "template", sample_sheet(exam), stock=stock)
        sheets = {name: exam.sheet(key, name) for name in names}
        folder = new / ("versions" if versions else "students")
        folder.mkdir(parents=True)
        files = []
        people = {s.id: s.name or s.id for s in students}
        for name, sheet in sheets.items():
            files.append(_write_notebook(exam, template, key, sheet, people.get(name, name), folder))
            if stock and any(q.kind is None for q in sheet.questions):
                stock_zip(template, sheet, new / "stock" / f"{exam.name}-{file_part(name)}.zip")
            if papers is not None:
                papers(exam, template, sheet, people.get(name, name), new / "paper")
            if on_sheet is not None:
                on_sheet(name)
        manifest = Manifest(
            exam.name, exam.fingerprint, key.fingerprint, {n: s.digest for n, s in sheets.items()},
            {s.id: Entry(dealt[s.id], s.name, s.email, s.groups) for s in students}, spread(sheets),
        )  # fmt: skip
        _write_key(exam, template, sheets, dealt, new / "secret")
        _write_public(key, new / "for-students")
        (new / "manifest.json").write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")
        target = out / exam.name
        if target.exists():
            target.rename(Path(work) / "old")
        new.rename(target)
    return BuiltExam(target, tuple(target / f.relative_to(new) for f in files), manifest)


def _deal(exam: Exam, key: ExamKey, students: Sequence[Student], versions: int) -> dict[str, str]:
    """Student → sheet: their own, or a version; equally many each, in an order that only the key knows."""
    if not versions:
        return {s.id: s.id for s in students}
    order = sorted(students, key=lambda s: key.variant_seed(f"{exam.name} version", s.id))
    return {s.id: f"version-{i % versions + 1}" for i, s in enumerate(order)}


def _write_notebook(exam: Exam, template: Template, key: ExamKey, sheet: Sheet, person: str, folder: Path) -> Path:
    notebook = sheet_notebook(exam, template, key, sheet, person)
    path = folder / file_name(exam.name, sheet.student)
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
    return path


def sheet_notebook(
    exam: Exam, template: Template, key: ExamKey, sheet: Sheet, person: str, *, solved: bool = False
) -> Any:
    """The notebook of a sheet with its signed token."""
    notebook = notebook_of(template, sheet, exam.settings, person, solved=solved)
    token = Token(exam.name, sheet.student, sheet.digest)
    notebook.metadata["autograder"] = {"exam": exam.name, "token": sign_token(key, token)}
    return notebook


def _write_public(key: ExamKey, folder: Path) -> None:
    """What students check their receipts with; nothing in it is secret."""
    folder.mkdir(parents=True)
    (folder / "public-key.pem").write_text(key.public_key_text())
    shutil.copy(check_receipt.__file__, folder / "check_receipt.py")


def _write_key(exam: Exam, template: Template, sheets: dict[str, Sheet], dealt: dict[str, str], folder: Path) -> None:
    """What the instructor keeps to themselves."""
    folder.mkdir(parents=True)
    questions = [n for item in exam.settings.questions for n in item.names]
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(["student", "sheet", *questions])
    for student, name in dealt.items() or ((n, n) for n in sheets):
        right = {q.name: q.kind.key_text() if q.kind else "code" for q in sheets[name].questions}
        table.writerow([student, name, *(right.get(q, "") for q in questions)])
    (folder / "answers.csv").write_text(text.getvalue(), encoding="utf-8")
    shutil.copy(template.bundle, folder / f"{exam.name}.zip")
    for path in folder.iterdir():
        path.chmod(0o600)
