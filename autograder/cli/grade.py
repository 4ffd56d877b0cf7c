"""Commands for grading: grade, demo, doctor."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from autograder.cli.console import (
    Bar,
    CourseOption,
    InsideOption,
    IsolationOption,
    JobsOption,
    JsonOption,
    UnsafeOption,
    back_end_of,
    console,
    inside_of,
    interrupted,
    print_changed,
    print_json,
    say_ignored,
)
from autograder.course.build import build_course
from autograder.doctor import examine
from autograder.errors import UsageError
from autograder.grading.batch import Batch
from autograder.grading.earlier import Earlier, earlier_scores
from autograder.proof.sample import make_class
from autograder.report.inside import inside_lines
from autograder.report.terminal import class_view
from autograder.results import Inside, Report, Status
from autograder.submissions import Submission, find_submissions


def run_batch(
    bundle: Path,
    submissions: Sequence[Submission],
    out: Path,
    *,
    jobs: int,
    isolation: str,
    fresh: bool,
    quiet: bool,
    unsafe: bool,
    inside: Inside | None = None,
    class_mean: bool | None = None,
) -> list[Report]:
    """Grades with a progress bar."""
    isolation = back_end_of(isolation, unsafe)
    bar = Bar("grading", len(submissions), quiet)
    try:
        return Batch(
            bundle, submissions, out, jobs=jobs, back_end=isolation, fresh=fresh, inside=inside, class_mean=class_mean,
            on_report=bar.step,
        ).run()  # fmt: skip
    except KeyboardInterrupt:
        raise interrupted(bar, out) from None
    finally:
        bar.stop()


def print_class(
    reports: Sequence[Report], out: Path, as_json: bool, before: Mapping[str, Earlier] | None = None
) -> None:
    """The class as a table or JSON, and where the pages are."""
    if as_json:
        print_json(reports)
        return
    console.print(class_view(reports, console.width))
    print_changed(before or {}, reports)
    counts = Counter(r.status for r in reports)
    if lines := inside_lines(reports):
        console.print("Tests that ran beside the student's code, and could have been tampered with:")
        console.print("\n".join(f"  {text}" for text in lines), markup=False, highlight=False, soft_wrap=True)
    console.print(", ".join(f"{counts[s]} {s.value}" for s in Status if counts[s]))
    console.print(f"Report: {(out / 'index.html').resolve()}", soft_wrap=True, highlight=False)


def status_of(reports: Sequence[Report]) -> int:
    """0 when every submission was graded, else 1."""
    return 0 if all(r.status is Status.GRADED for r in reports) else 1


def grade(
    bundle: Annotated[str, typer.Argument(help="A name in this course, a bundle, or a stock Otter zip.")],
    submissions: Annotated[list[Path], typer.Argument(help="Notebooks, .py files, zips, or folders of them.")],
    out: Annotated[Path, typer.Option("--out", help="Results folder.")] = Path("grades"),
    jobs: JobsOption = 0,
    fresh: Annotated[
        bool, typer.Option("--fresh/--resume", help="Grade everything again / keep what is done.")
    ] = False,
    isolation: IsolationOption = "auto",
    inside: InsideOption = None,
    unsafe: UnsafeOption = False,
    class_mean: Annotated[
        bool | None,
        typer.Option("--class-mean/--no-class-mean", help="Students' reports tell the mean; else as the course says."),
    ] = None,
    course_root: CourseOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Grade submissions; write scores.csv, a report for each student, and index.html for the class."""
    path = Path(bundle)
    if not path.is_file():
        path = build_course(course_root, [bundle], Path("dist"))[0].bundle
    found = find_submissions(submissions, say_ignored)
    mode = inside_of(inside)
    before = earlier_scores(out)
    reports = run_batch(
        path, found, out, jobs=jobs, isolation=isolation, fresh=fresh, quiet=as_json, unsafe=unsafe, inside=mode,
        class_mean=class_mean,
    )  # fmt: skip
    print_class(reports, out, as_json, before)
    raise typer.Exit(status_of(reports))


def demo(
    name: Annotated[str, typer.Option(help="The assignment that the class hands in.")] = "hinge-loss",
    out: Annotated[Path, typer.Option("--out", help="Where the demo goes.")] = Path("dist/demo"),
    size: Annotated[int, typer.Option(min=1, help="Students in the class.")] = 30,
    jobs: JobsOption = 0,
    course_root: CourseOption = Path(),
) -> None:
    """Build the course, grade a sample class, print the table and where the report is."""
    console.print("Building the assignments …")
    built = {b.name: b for b in build_course(course_root, None, Path("dist"))}
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


def doctor(as_json: JsonOption = False) -> None:
    """Say how this machine can shut student code in, what will be used, and the command that adds what is missing."""
    diagnosis = examine()
    if as_json:
        print_json(diagnosis)
    else:
        table = Table("", "protection", "found", box=box.SIMPLE_HEAD, pad_edge=False)
        for f in diagnosis.findings:
            mark = "[green]✓[/]" if f.works else "[red]✗[/]"
            table.add_row(mark, f.name, escape(f.detail + (f"\n→ {f.fix}" if f.fix else "")))
        console.print(table)
        uses = diagnosis.uses or "nothing: student code cannot be shut in here; only --unsafe grades"
        console.print(f"--isolation auto uses: {uses}", highlight=False)
    raise typer.Exit(0 if diagnosis.uses else 1)
