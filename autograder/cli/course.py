"""Commands for a course's author: new, build, verify."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich import box
from rich.table import Table

from autograder.cli.console import (
    Bar,
    CourseOption,
    IsolationOption,
    JobsOption,
    JsonOption,
    OutOption,
    UnsafeOption,
    console,
    errors,
    own_back_end_of,
    print_json,
    say_unprotected,
    warn,
)
from autograder.course.build import build_course
from autograder.course.course import Assignment, load_course
from autograder.course.exams import EXAMS, exam_folders
from autograder.course.new import new_assignment
from autograder.errors import CourseError, nearest
from autograder.exam.questions.question import read_question
from autograder.exam.sheets.exam import question_files
from autograder.grading.one import grade_one
from autograder.proof.changed import ASSIGNMENTS, Touched, change_since
from autograder.proof.changed import EXAMS as EXAM_PROOFS
from autograder.proof.course import Options, prove_course
from autograder.proof.exams import ExamProof, Group, exam_groups, verify_exams
from autograder.proof.verify import Proof
from autograder.results import Report

ALL_EXAMS = "exams"  # in place of a name
NamesArgument = Annotated[list[str] | None, typer.Argument(help="Assignments; none means all.")]


def new(
    name: Annotated[str, typer.Argument(help="Name of the new assignment.")],
    course_root: CourseOption = Path(),
) -> None:
    """Start a new assignment from a template."""
    path = new_assignment(course_root, name)
    console.print(f"Made {path}. Next: edit it, then `autograder build {name}`.", soft_wrap=True, highlight=False)


def build(
    names: NamesArgument = None,
    stock: Annotated[bool, typer.Option("--stock", help="Also a zip that stock `otter run` accepts.")] = False,
    out: OutOption = Path("dist"),
    course_root: CourseOption = Path(),
    check: Annotated[bool, typer.Option(help="Grade the official and the untouched notebook.")] = True,
    isolation: IsolationOption = "auto",
    unsafe: UnsafeOption = False,
    as_json: JsonOption = False,
) -> None:
    """Build student folders and bundles; check that the solution earns full marks and the untouched notebook none."""
    back_end = own_back_end_of(isolation, unsafe)

    def grade(bundle: Path, notebook: Path) -> Report:
        report = grade_one(bundle, notebook, back_end, warn)
        say_unprotected(report)
        return report

    built = build_course(course_root, names, out, stock=stock, grade=grade if check else None)
    if as_json:
        print_json(
            [
                {"name": b.name, "bundle": str(b.bundle), "student": str(b.student), "warnings": b.warnings}
                for b in built
            ]
        )
        return
    table = Table("assignment", "questions", "points", "student folder and bundle in", box=box.SIMPLE_HEAD)
    for b in built:
        table.add_row(b.name, str(b.questions), f"{b.points:g}", f"{b.student.parent}/")
    console.print(table)
    for warning in (w for b in built for w in b.warnings):
        errors.print(f"warning: {warning}", style="yellow", highlight=False, markup=False, soft_wrap=True)


def verify(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            help="Assignments, exams, questions of exams (names, or paths from the course's folder); `exams` is all "
            "exams and the whole bank; none means everything."
        ),
    ] = None,
    mutants: Annotated[bool, typer.Option("--mutants", help="Also mutants of the official answers (slower).")] = False,
    changed: Annotated[
        bool,
        typer.Option(
            "--changed", help="Only what differs from HEAD touches; with nothing uncommitted, from where main was left."
        ),
    ] = False,
    since: Annotated[str, typer.Option("--since", help="As --changed, from this git revision.")] = "",
    jobs: JobsOption = 0,
    isolation: IsolationOption = "auto",
    unsafe: UnsafeOption = False,
    course_root: CourseOption = Path(),
    out: OutOption = Path("dist"),
    as_json: JsonOption = False,
) -> None:
    """Prove that solutions/ earn their scores, and that tests and exam questions name every misconception.

    Of an exam's question 1,000 variants are drawn: texts render, the right answer earns everything, each named mistake
    loses points and is named, options are distinct and the right ones as many as stated; equal variants count once. Of
    a code question the hidden tests run on every misconception of 20 variants, and the official answer of 8 sheets goes
    through the judge, the untouched notebook of 2.
    """
    back_end = own_back_end_of(isolation, unsafe)
    assignments, groups = _selected(course_root, names)
    if changed or since:
        assignments, groups = _touched(course_root, since, assignments, groups)
    options = Options(course_root / "solutions", out, mutants, back_end, jobs)
    bar = Bar("assignments", len(assignments), as_json)
    try:
        proofs = prove_course(assignments, options, on_proof=bar.step, on_report=say_unprotected, say=warn)
    finally:
        bar.stop()
    exams: list[ExamProof] = []
    if groups:
        bar = Bar("exam questions", len({name for group in groups for name in group.questions}), as_json)
        try:
            exams = verify_exams(
                groups, course_root,
                jobs=jobs, back_end=back_end, on_question=bar.step, on_report=say_unprotected, say=warn,
            )  # fmt: skip
        finally:
            bar.stop()
    if as_json:
        print_json([*proofs, *exams])
    else:
        if proofs:
            print_proofs(proofs)
        if exams:
            print_exams(exams)
    raise typer.Exit(1 if any(p.gaps for p in proofs) or any(e.gaps for e in exams) else 0)


def _selected(root: Path, names: Sequence[str] | None) -> tuple[list[Assignment], list[Group]]:
    """The assignments and the exams that are named, or all.

    Raises:
        CourseError: a name that does not exist, with the nearest one that does.
    """
    exams = exam_folders(root)
    if not names:
        course = load_course(root)
        return course.select(None), exam_groups(root, None) if (root / EXAMS).is_dir() else []
    files = question_files(root / EXAMS)
    wanted = [Path(name).stem if "/" in name else name for name in names]
    own = [name for name in wanted if name != ALL_EXAMS and name not in exams and name not in files]
    assignments: list[Assignment] = []
    if own:
        course = load_course(root)
        known = {*course.assignments, *exams, *files, ALL_EXAMS}
        for name in own:
            if name not in course.assignments:
                raise CourseError(f"no assignment, exam or question {name!r} in {root}; {nearest(name, known)}")
        assignments = course.select(own)
    if ALL_EXAMS in wanted:
        return assignments, exam_groups(root, None)
    groups = exam_groups(root, [name for name in wanted if name in exams])
    single = [name for name in wanted if name in files and name not in exams]
    if single:
        groups.append(Group("questions", {name: read_question(files[name], root.resolve()) for name in single}))
    return assignments, groups


def _touched(
    root: Path, since: str, assignments: list[Assignment], groups: list[Group]
) -> tuple[list[Assignment], list[Group]]:
    """Of these, what a change touches; says what that is."""
    change = change_since(root, since)
    touched = Touched(root, change)
    if path := touched.everything(ASSIGNMENTS):
        _say(f"Everything: {path.name} changed since {change.since}, which every proof runs.")
        return assignments, groups
    assignments = [a for a in assignments if touched.assignment(a.folder)]
    if path := touched.everything(EXAM_PROOFS):
        _say(f"All exams: {path.name} changed since {change.since}, which their proofs run.")
    else:
        exams = touched.exams()
        of_all = touched.questions({name: q for group in groups for name, q in group.questions.items()})
        kept = [
            msgspec.structs.replace(
                group,
                questions={n: q for n, q in group.questions.items() if n in of_all or group.name in exams},
            )
            for group in groups
        ]
        groups = [group for group in kept if group.questions]
    names = [a.name for a in assignments]
    names += dict.fromkeys(name for group in groups for name in group.questions)
    what = f"touches {', '.join(names[:12])}{f' and {len(names) - 12} more' if len(names) > 12 else ''}"
    _say(f"The change since {change.since} {what if names else 'touches no assignment and no exam'}.")
    return assignments, groups


def _say(text: str) -> None:
    errors.print(text, highlight=False, markup=False, soft_wrap=True)


def print_proofs(proofs: Sequence[Proof]) -> None:
    """One row an assignment (killed and named: of its misconceptions), then every gap."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for title in ("assignment", "accepted", "partial", "rejected", "killed", "named", "mutants", "s notebook"):
        left = title == "assignment"  # a name may be broken, a heading never is
        table.add_column(title, justify="left" if left else "right", no_wrap=not left, overflow="fold")
    for p in proofs:
        killed, named = (f"{n}/{p.misconceptions}" if p.misconceptions else "–" for n in (p.killed, p.diagnosed))
        seconds = f"{p.notebook_s:.2f}"
        generic = f"{p.mutants - len(p.survivors)}/{p.mutants}" if p.mutants else "–"
        counts = (str(p.accepted), str(p.partial), str(p.rejected))
        table.add_row(p.assignment, *counts, killed, named, generic, seconds)
    console.print(table)
    for p in proofs:
        told = f"{p.assignment}: {p.explained} of {p.wrong} wrong answers are explained in their reports"
        console.print(told, style="dim", highlight=False, markup=False)
        for case in p.useless:
            console.print(f"{p.assignment}: {case}: no wrong answer fails this case", highlight=False, markup=False)
        for one in p.fragile:
            console.print(f"{p.assignment}: {one} catches it", style="dim", highlight=False, markup=False)
        for gap in p.gaps:
            console.print(f"{p.assignment}: {gap}", style="red", highlight=False, markup=False, soft_wrap=True)


def print_exams(proofs: Sequence[ExamProof]) -> None:
    """One row an exam (told: its named mistakes, of code questions its misconceptions), then every gap, once."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for title in ("exam", "questions", "variants", "different", "mistakes told", "gaps"):
        table.add_column(title, justify="left" if title == "exam" else "right", no_wrap=title == "exam")
    for p in proofs:
        drawn, different = sum(q.drawn for q in p.questions), sum(q.different for q in p.questions)
        told = f"{sum(q.told for q in p.questions)}/{sum(q.mistakes for q in p.questions)}"
        table.add_row(p.exam, str(len(p.questions)), str(drawn), str(different), told, str(len(p.gaps)))
    console.print(table)
    for gap in dict.fromkeys(gap for p in proofs for gap in p.gaps):
        console.print(gap, style="red", highlight=False, markup=False, soft_wrap=True)
