"""The command `autograder`: one function a command, each a call or two; messages and exit codes for people and CI.

Exit status: 0 all is well, 1 some submissions are ungraded (or a proof has gaps), 2 usage or course error, 130 Ctrl-C.
"""

import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from autograder import __version__, build, course
from autograder.batch import Batch
from autograder.console import (
    Bar,
    CourseOption,
    IsolationOption,
    JobsOption,
    JsonOption,
    OutOption,
    UnsafeOption,
    back_end_of,
    console,
    errors,
    interrupted,
    say_ignored,
)
from autograder.doctor import examine
from autograder.engine.judge.judge import Judge
from autograder.errors import AutograderError, UsageError
from autograder.exam.commands import exam_app
from autograder.report.terminal import class_table
from autograder.results import Report, Status
from autograder.sample import make_class
from autograder.submissions import find_submissions, load_submission
from autograder.verify import Proof, verify_mutants
from autograder.verify import verify as verify_assignment

app = typer.Typer(
    help="Auto-graded assignments for deep-learning courses: student code in a sandbox, the tests in a judge.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(exam_app, name="exam")
NamesArgument = Annotated[list[str] | None, typer.Argument(help="Assignments; none means all.")]


def run_batch(
    bundle: Path,
    submissions: Sequence[Any],
    out: Path,
    *,
    jobs: int,
    isolation: str,
    fresh: bool,
    quiet: bool,
    unsafe: bool,
) -> list[Report]:
    """Grades with a progress bar."""
    isolation = back_end_of(isolation, unsafe)
    bar = Bar("grading", len(submissions), quiet)
    try:
        return Batch(bundle, submissions, out, jobs=jobs, back_end=isolation, fresh=fresh, on_report=bar.step).run()
    except KeyboardInterrupt:
        raise interrupted(bar, out) from None
    finally:
        bar.stop()


def print_class(reports: Sequence[Report], out: Path, as_json: bool) -> None:
    """The class as a table or JSON, and where the pages are."""
    if as_json:
        sys.stdout.write(json.dumps([r.to_dict() for r in reports], indent=2) + "\n")
        return
    console.print(class_table(reports))
    counts = Counter(r.status for r in reports)
    console.print(", ".join(f"{counts[s]} {s.value}" for s in Status if counts[s]))
    console.print(f"Report: {(out / 'index.html').resolve()}", soft_wrap=True, highlight=False)


def status_of(reports: Sequence[Report]) -> int:
    """0 when every submission was graded, else 1."""
    return 0 if all(r.status is Status.GRADED for r in reports) else 1


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="Name of the new assignment.")],
    course_root: CourseOption = Path(),
) -> None:
    """Start a new assignment from a template."""
    path = build.new_assignment(course_root, name)
    console.print(f"Made {path}. Next: edit it, then `autograder build {name}`.", soft_wrap=True, highlight=False)


@app.command("build")
def build_command(
    names: NamesArgument = None,
    stock: Annotated[bool, typer.Option("--stock", help="Also a zip that stock `otter run` accepts.")] = False,
    out: OutOption = Path("dist"),
    course_root: CourseOption = Path(),
    check: Annotated[bool, typer.Option(help="Grade the official and the untouched notebook.")] = True,
    as_json: JsonOption = False,
) -> None:
    """Build student folders and bundles; check that the solution earns full marks and the untouched notebook none."""
    built = build_course(course_root, names, out, stock=stock, check=check)
    if as_json:
        sys.stdout.write(
            json.dumps([{"name": b.name, "bundle": str(b.bundle), "student": str(b.student)} for b in built]) + "\n"
        )
        return
    table = Table("assignment", "questions", "points", "student folder and bundle in", box=box.SIMPLE_HEAD)
    for b in built:
        table.add_row(b.name, str(b.questions), f"{b.points:g}", f"{b.student.parent}/")
    console.print(table)


def build_course(
    root: Path, names: Sequence[str] | None, out: Path, *, stock: bool = False, check: bool = True
) -> list[build.Built]:
    """Builds some or all assignments of a course."""
    found = course.load_course(root)
    built = []
    for assignment in found.select(names or None):
        grade = grade_one if check else None
        built.append(build.build_assignment(assignment, out, stock=stock, grade=grade))
    return built


def grade_one(bundle_path: Path, notebook: Path) -> Report:
    """Grades one notebook in this process: the build's own check."""
    bundle = build.load_bundle(bundle_path)
    submission = find_submissions([notebook])[0]
    with Judge(bundle) as judge:
        return judge.grade(load_submission(submission), submission.id, submission.student).report


@app.command()
def grade(
    bundle: Annotated[str, typer.Argument(help="A name in this course, a bundle, or a stock Otter zip.")],
    submissions: Annotated[list[Path], typer.Argument(help="Notebooks, .py files, zips, or folders of them.")],
    out: Annotated[Path, typer.Option("--out", help="Results folder.")] = Path("grades"),
    jobs: JobsOption = 0,
    fresh: Annotated[
        bool, typer.Option("--fresh/--resume", help="Grade everything again / keep what is done.")
    ] = False,
    isolation: IsolationOption = "auto",
    unsafe: UnsafeOption = False,
    course_root: CourseOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Grade submissions; write scores.csv, a report for each student, and index.html for the class."""
    path = Path(bundle)
    if not path.is_file():
        path = build_course(course_root, [bundle], Path("dist"), check=False)[0].bundle
    found = find_submissions(submissions, say_ignored)
    reports = run_batch(path, found, out, jobs=jobs, isolation=isolation, fresh=fresh, quiet=as_json, unsafe=unsafe)
    print_class(reports, out, as_json)
    raise typer.Exit(status_of(reports))


@app.command()
def verify(
    names: NamesArgument = None,
    mutants: Annotated[bool, typer.Option("--mutants", help="Also mutants of the official answers (slower).")] = False,
    jobs: JobsOption = 0,
    isolation: IsolationOption = "auto",
    course_root: CourseOption = Path(),
    out: OutOption = Path("dist"),
    as_json: JsonOption = False,
) -> None:
    """Prove that the corpus in solutions/ earns its scores and that hidden tests kill and name every misconception."""
    proofs = []
    found = course.load_course(course_root)
    for assignment in found.select(names or None):
        built = build.build_assignment(assignment, out, stock=False, grade=None)
        listed = {name: list(q.misconceptions) for name, q in assignment.questions.items()}
        corpus = course_root / "solutions" / assignment.name
        with errors.status(f"verifying {assignment.name}"):
            proof = verify_assignment(built.bundle, corpus, listed, jobs=jobs, back_end=isolation)
        if mutants:
            explained = course.read_equivalent_mutants(assignment.folder)
            cores = jobs or len(os.sched_getaffinity(0))
            with errors.status(f"mutants of {assignment.name}"):
                proof = verify_mutants(proof, built.bundle, explained, jobs=cores, back_end=isolation)
        proofs.append(proof)
    if as_json:
        sys.stdout.write(json.dumps([{f: getattr(p, f) for f in p.__struct_fields__} for p in proofs], indent=2) + "\n")
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
        for case in p.useless:
            console.print(f"{p.assignment}: {case}: no wrong answer fails this case", highlight=False, markup=False)
        for one in p.fragile:
            console.print(f"{p.assignment}: {one} catches it", style="dim", highlight=False, markup=False)
        for gap in p.gaps:
            console.print(f"{p.assignment}: {gap}", style="red", highlight=False, markup=False, soft_wrap=True)


@app.command()
def demo(
    name: Annotated[str, typer.Option(help="The assignment that the class hands in.")] = "hinge-loss",
    out: Annotated[Path, typer.Option("--out", help="Where the demo goes.")] = Path("dist/demo"),
    size: Annotated[int, typer.Option(min=1, help="Students in the class.")] = 30,
    jobs: JobsOption = 0,
    course_root: CourseOption = Path(),
) -> None:
    """Build the course, grade a sample class, print the table and where the report is."""
    console.print("Building the assignments …")
    built = {b.name: b for b in build_course(course_root, None, Path("dist"), stock=False, check=False)}
    if name not in built:
        raise UsageError(f"--name: expected one of {', '.join(built)}, got {name!r}")
    console.print(f"Built {', '.join(built)}. Now {size} sample submissions of {name}.")
    out = out / name
    paths = make_class(built[name].bundle, course_root / "solutions" / name, out / "submissions", size)
    found = find_submissions(paths)
    reports = run_batch(
        built[name].bundle, found, out / "grades", jobs=jobs, isolation="auto", fresh=True, quiet=False, unsafe=False
    )  # fmt: skip
    print_class(reports, out / "grades", as_json=False)
    if any(r.status is Status.UNGRADED for r in reports):
        raise typer.Exit(1)


@app.command()
def doctor(as_json: JsonOption = False) -> None:
    """Say how this machine can shut student code in, what will be used, and the command that adds what is missing."""
    diagnosis = examine()
    if as_json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(diagnosis), indent=2).decode() + "\n")
    else:
        table = Table("", "protection", "found", box=box.SIMPLE_HEAD, pad_edge=False)
        for f in diagnosis.findings:
            mark = "[green]✓[/]" if f.works else "[red]✗[/]"
            table.add_row(mark, f.name, escape(f.detail + (f"\n→ {f.fix}" if f.fix else "")))
        console.print(table)
        uses = diagnosis.uses or "nothing: student code cannot be shut in here; only --unsafe grades"
        console.print(f"--isolation auto uses: {uses}", highlight=False)
    raise typer.Exit(0 if diagnosis.uses else 1)


@app.callback(invoke_without_command=True)
def root(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """Options without a command."""
    if version:
        console.print(f"autograder {__version__}", highlight=False)
        raise typer.Exit


def main() -> None:
    """Entry point: our own errors become one message, and TERM stops as Ctrl-C does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        app(standalone_mode=True)
    except AutograderError as e:
        errors.print(f"autograder: {e}", style="red", highlight=False, markup=False, soft_wrap=True)
        raise SystemExit(2) from None
    except OSError as e:
        errors.print(f"autograder: {e}", style="red", highlight=False, markup=False, soft_wrap=True)
        raise SystemExit(2) from None
