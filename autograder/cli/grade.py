"""Commands for grading: grade, demo, doctor."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, cast

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from autograder.bundle import Bundle, load_bundle
from autograder.cli.console import (
    Bar,
    CourseOption,
    CpusOption,
    ExecutorOption,
    InsideOption,
    IsolationOption,
    JobsOption,
    JsonOption,
    MemoryOption,
    NiceOption,
    UnsafeOption,
    back_end_of,
    console,
    errors,
    inside_of,
    interrupted,
    print_changed,
    print_json,
    say_ignored,
    warn,
)
from autograder.cli.events import Watch
from autograder.collect import POLICIES, Collected, Policy
from autograder.course.build import build_course
from autograder.doctor import examine
from autograder.engine.judge.ahead import may_run_inside
from autograder.errors import UsageError
from autograder.files import encodable, write_atomic
from autograder.grading import fair
from autograder.grading.batch import Batch
from autograder.grading.cluster import Cluster
from autograder.grading.earlier import Earlier, earlier_scores
from autograder.grading.pool import cores
from autograder.handin.roster import read_roster
from autograder.proof.sample import make_class
from autograder.report.inside import inside_lines
from autograder.report.junit import junit_xml
from autograder.report.slow import summary_lines
from autograder.report.terminal import class_view
from autograder.report.text import class_notes
from autograder.results import Inside, Report, Status
from autograder.submissions import Submission, find_submissions


def elsewhere_of(executor: str | None, isolation: str) -> Cluster | None:
    """The workers of a scheduler.

    Raises:
        UsageError: student code would not be shut in there.
    """
    if executor and isolation in ("any", "process"):
        raise UsageError(
            "--executor: student code that nothing shuts in reaches the scheduler, and every machine through it; "
            "leave out --unsafe"
        )
    return Cluster(executor, warn) if executor else None


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
    install: bool = True,
    rows: Callable[[Sequence[Report]], Sequence[Report]] | None = None,
    class_mean: bool | None = None,
    marks: Path | None = None,
    shown: Callable[[Report], Report | None] | None = None,
    watch: Watch | None = None,
    pages: bool = True,
    keep: bool = False,
    before: Mapping[str, tuple[Path, Path]] | None = None,
    executor: str | None = None,
) -> Sequence[Report]:
    """Grades with a progress bar; what `Batch` is told."""
    isolation = back_end_of(isolation, unsafe)
    elsewhere = elsewhere_of(executor, isolation)
    bar = Bar("grading", len(submissions), quiet)

    def step(report: Report) -> None:
        bar.step(report)
        if watch is not None:
            watch.report(report)

    try:
        if watch is not None:  # from here on Ctrl-C is told, too
            watch.start(load_bundle(bundle), len(submissions))
        return Batch(
            bundle, submissions, out, jobs=jobs, back_end=isolation, fresh=fresh, inside=inside, rows=rows,
            people=True, marks=marks, shown=shown, pages=pages, keep=keep, before=before,
            class_mean=class_mean, on_report=step, say=warn, install=install,
            elsewhere=elsewhere,
        ).run()  # fmt: skip
    except KeyboardInterrupt:
        if watch is not None:
            watch.interrupted()
        raise interrupted(bar, out) from None
    finally:
        bar.stop()


def print_class(
    reports: Sequence[Report], out: Path, as_json: bool, before: Mapping[str, Earlier] | None = None
) -> None:
    """The class as a table or JSON, and where the pages are."""
    if as_json:
        print_json(list(reports))
        return
    console.print(class_view(reports, console.width))
    print_changed(before or {}, reports)
    counts = Counter(r.status for r in reports if not r.handed_in.nothing)
    if lines := inside_lines(reports):
        console.print("Tests that ran beside the student's code, and could have been tampered with:")
        console.print("\n".join(f"  {text}" for text in lines), markup=False, highlight=False, soft_wrap=True)
    console.print(", ".join(f"{counts[s]} {s.value}" for s in Status if counts[s]))
    for text in class_notes(reports):
        console.print(text, markup=False, highlight=False, soft_wrap=True)
    for text in [r.handed_in.whose for r in reports if r.handed_in.whose][:20]:
        console.print(text, style="yellow", markup=False, highlight=False, soft_wrap=True)
    once = {r.submission: r for r in reports}.values()  # a group has a row for each
    if waiting := sum(c.pending for r in once for q in r.questions for c in q.cases):
        told = "1 mark is" if waiting == 1 else f"{waiting} marks are"
        where = f"fill in `points` in {out / 'marking.csv'} and run the same command again"
        console.print(f"{told} to be given by a person: {where}.", markup=False, highlight=False, soft_wrap=True)
    console.print(f"Report: {(out / 'index.html').resolve()}", soft_wrap=True, highlight=False)


def warn_inside(bundle: Bundle) -> None:
    """Says before anybody is graded which tests may run beside the student's code; `--json` has it in each report."""
    lines = [f"{name}: the test {why}" for name, why in may_run_inside(bundle).items()]
    if bundle.inside == "always":
        lines = ["all tests (--inside always)"]
    if lines:
        errors.print("May run beside the student's code, where a test can be tampered with (a reading of the tests):")
        errors.print("\n".join(f"  {encodable(text)}" for text in lines), markup=False, highlight=False, soft_wrap=True)


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
    environment: Annotated[
        bool,
        typer.Option(
            "--environment/--no-environment",
            help="Install what the bundle's requirements ask for / run students' code with what is there.",
        ),
    ] = True,
    class_mean: Annotated[
        bool | None,
        typer.Option("--class-mean/--no-class-mean", help="Students' reports tell the mean; else as the course says."),
    ] = None,
    course_root: CourseOption = Path(),
    as_json: JsonOption = False,
    roster: Annotated[
        Path | None,
        typer.Option(
            "--roster",
            help="The class list, as Canvas, Moodle, Gradescope or Blackboard export it, or a CSV with `id`, `name`, "
            "`email`, `group`: a row for everyone in it, with the platform's id.",
        ),
    ] = None,
    attempt: Annotated[
        str, typer.Option("--attempt", help="Which of several submissions of a student counts: last, best or first.")
    ] = "last",
    marks: Annotated[
        Path | None,
        typer.Option(
            "--marks",
            help="Another table of people's marks than OUT/marking.csv, which is read anyway; this one decides.",
        ),
    ] = None,
    junit: Annotated[
        Path | None, typer.Option("--junit", help="Also write the class as JUnit XML, for CI; it holds hidden cases.")
    ] = None,
    json_lines: Annotated[
        bool,
        typer.Option("--json-lines", help="Print a JSON object a line while it runs: start, each result, end."),
    ] = False,
    executor: ExecutorOption = None,
    nice: NiceOption = False,
    cpus: CpusOption = 0,
    memory: MemoryOption = 0.0,
) -> None:
    """Grade submissions; write scores.csv, a report for each student, and index.html for the class."""
    if attempt not in POLICIES:
        raise UsageError(f"--attempt: expected {', '.join(POLICIES)}, got {attempt!r}")
    if attempt != "last" and roster is None:
        raise UsageError("--attempt: who handed in what is known by a class list; add --roster roster.csv")
    if as_json and json_lines:
        raise UsageError("--json prints one value, --json-lines one a line; give one of them")
    if junit is not None and junit.is_dir():
        raise UsageError(f"--junit: expected a file, {junit} is a folder")
    quiet, watch = as_json or json_lines, Watch(json_lines)
    students = read_roster(roster) if roster else []
    path = Path(bundle)
    if not path.is_file():
        path = build_course(course_root, [bundle], Path("dist"))[0].bundle
    found = find_submissions(submissions, say_ignored, attempts=attempt != "last")
    rows: Callable[[Sequence[Report]], Sequence[Report]] | None = None
    if roster:
        collected = Collected(students, found, cast(Policy, attempt), roster.name)
        found, rows = collected.submissions, collected.rows
    mode = inside_of(inside)
    read = load_bundle(path).with_inside(mode)
    if not quiet:
        warn_inside(read)
    before = earlier_scores(out)
    jobs = fair.share(nice, cpus, memory).judges(read.limits, jobs or cores())
    reports = run_batch(
        path, found, out, jobs=jobs, isolation=isolation, fresh=fresh, quiet=quiet, unsafe=unsafe, inside=mode,
        install=environment, rows=rows, class_mean=class_mean, marks=marks, watch=watch, executor=executor,
    )  # fmt: skip
    listed = rows(reports) if rows else reports
    if junit is not None:
        write_atomic(junit, junit_xml(listed))
    took = watch.end(reports, listed, out)
    if roster and not quiet:
        console.print(f"Which of several submissions of a student counts: the {attempt}.", highlight=False)
    if not json_lines:
        print_class(listed, out, as_json, before)
    if not quiet:
        console.print("\n".join(summary_lines(took)), markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(status_of([r for r in listed if not r.handed_in.nothing]))


def demo(
    name: Annotated[str, typer.Option(help="The assignment that the class hands in.")] = "hinge-loss",
    out: Annotated[Path, typer.Option("--out", help="Where the demo goes.")] = Path("dist/demo"),
    size: Annotated[int, typer.Option(min=1, help="Students in the class.")] = 30,
    jobs: JobsOption = 0,
    isolation: IsolationOption = "auto",
    unsafe: UnsafeOption = False,
    course_root: CourseOption = Path(),
) -> None:
    """Build an assignment, grade a sample class, print the table and where the report is."""
    console.print(f"Building {name} …")
    built = build_course(course_root, [name], Path("dist"))[0]
    console.print(f"Built. Now {size} sample submissions of {name}.")
    out = out / name
    paths = make_class(built.bundle, course_root / "solutions" / name, out / "submissions", size)
    found = find_submissions(paths)
    reports = run_batch(
        built.bundle, found, out / "grades", jobs=jobs, isolation=isolation, fresh=True, quiet=False,
        unsafe=unsafe,
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
    raise typer.Exit(0 if diagnosis.uses and diagnosis.tried else 1)
