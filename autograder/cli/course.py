"""Commands for a course's author: new, build, verify."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from autograder.cli.console import (
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
from autograder.course.build import build_assignment, build_course
from autograder.course.course import load_course, read_equivalent_mutants
from autograder.course.new import new_assignment
from autograder.grading.one import grade_one
from autograder.proof.verify import Proof, verify_mutants
from autograder.proof.verify import verify as verify_assignment
from autograder.results import Report

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
    names: NamesArgument = None,
    mutants: Annotated[bool, typer.Option("--mutants", help="Also mutants of the official answers (slower).")] = False,
    jobs: JobsOption = 0,
    isolation: IsolationOption = "auto",
    unsafe: UnsafeOption = False,
    course_root: CourseOption = Path(),
    out: OutOption = Path("dist"),
    as_json: JsonOption = False,
) -> None:
    """Prove that the corpus in solutions/ earns its scores and that hidden tests kill and name every misconception."""
    proofs = []
    back_end = own_back_end_of(isolation, unsafe)
    found = load_course(course_root)
    for assignment in found.select(names or None):
        built = build_assignment(assignment, out)
        listed = {name: list(q.misconceptions) for name, q in assignment.questions.items()}
        corpus = course_root / "solutions" / assignment.name
        with errors.status(f"verifying {assignment.name}"):
            proof = verify_assignment(
                built.bundle, corpus, listed, jobs=jobs, back_end=back_end, on_report=say_unprotected, say=warn
            )
        if mutants:
            explained = read_equivalent_mutants(assignment.folder)
            with errors.status(f"mutants of {assignment.name}"):
                proof = verify_mutants(proof, built.bundle, explained, jobs=jobs, back_end=back_end)
        proofs.append(proof)
    if as_json:
        print_json(proofs)
    else:
        print_proofs(proofs)
    raise typer.Exit(1 if any(p.gaps for p in proofs) else 0)


def print_proofs(proofs: Sequence[Proof]) -> None:
    """One row an assignment (killed and named: of its misconceptions), then every gap."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for title in (
        "assignment",
        "accepted",
        "partial",
        "rejected",
        "killed",
        "named",
        "mutation score",
        "mutants",
        "s each",
    ):
        table.add_column(title, justify="left" if title == "assignment" else "right", no_wrap=title == "assignment")
    for p in proofs:
        killed, named = f"{p.killed}/{p.misconceptions}", f"{p.diagnosed}/{p.misconceptions}"
        score, seconds = f"{p.mutation_score:.0%}", f"{p.mean_s:.2f}"
        generic = f"{p.mutants - len(p.survivors)}/{p.mutants}" if p.mutants else "–"
        counts = (str(p.accepted), str(p.partial), str(p.rejected))
        table.add_row(p.assignment, *counts, killed, named, score, generic, seconds)
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
