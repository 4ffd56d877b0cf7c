"""What all commands share: two consoles, options, the progress bar, JSON."""

import functools
import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, cast, get_args

import msgspec
import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from autograder.engine.sandbox.processes import BACK_ENDS
from autograder.errors import UsageError
from autograder.files import encodable
from autograder.grading.earlier import Earlier, what_changed
from autograder.results import Inside, Report

console = Console()
errors = Console(stderr=True)

CourseOption = Annotated[Path, typer.Option("--course", help="The course's folder (holds assignments/).")]
OutOption = Annotated[Path, typer.Option("--out", help="Where built assignments go.")]
JobsOption = Annotated[int, typer.Option("--jobs", min=0, help="Worker processes; 0 is one per core.")]
NiceOption = Annotated[bool, typer.Option("--nice", help="Work only when nobody else wants the processor.")]
CpusOption = Annotated[int, typer.Option("--cpus", min=0, help="Use so many of the processors; 0 is all.")]
MemoryOption = Annotated[
    float,
    typer.Option("--memory", min=0, help="GiB that all submissions under way may take together; 0 is no budget."),
]
ExecutorOption = Annotated[
    str | None,
    typer.Option(
        "--executor",
        help="dask://HOST:PORT (tls://HOST:PORT) of a Dask scheduler: `autograder worker` judges on many machines; "
        "results are as here.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
IsolationOption = Annotated[str, typer.Option("--isolation", help="auto, namespaces, uid, or process (none).")]
InsideOption = Annotated[
    str | None,
    typer.Option(
        "--inside",
        help="Run tests in the student's own process, where they can be tampered with: never, fallback (only those "
        "that cannot run outside it; the report marks them) or always. "
        "Default: assignment.toml's; fallback for a stock zip.",
    ),
]
UnsafeOption = Annotated[bool, typer.Option("--unsafe", help="Run student code unprotected where no isolation works.")]


class Bar:
    """A live bar on a terminal, a line every few seconds elsewhere."""

    def __init__(self, title: str, total: int, quiet: bool) -> None:
        self.total, self.done, self.quiet = total, 0, quiet
        self.title, self.began, self.printed = title, time.monotonic(), time.monotonic()
        self.bar: Progress | None = None
        if errors.is_terminal and not quiet:
            self.bar = Progress(
                TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
                TimeElapsedColumn(), TimeRemainingColumn(), console=errors,
            )  # fmt: skip
            self.task = self.bar.add_task(title, total=total, rate="")
            self.bar.start()

    def step(self, _: object) -> None:
        """One more is done."""
        self.done += 1
        rate = self.done / max(1e-6, time.monotonic() - self.began)
        if self.bar is not None:
            self.bar.update(self.task, advance=1, rate=f"{rate:.1f}/s")
        elif not self.quiet and (time.monotonic() - self.printed > 3 or self.done == self.total):
            self.printed = time.monotonic()
            left = (self.total - self.done) / rate
            errors.print(f"{self.title}: {self.done}/{self.total}, {rate:.1f}/s, {left:.0f} s left", highlight=False)

    def stop(self) -> None:
        """Leaves the terminal as it was."""
        if self.bar is not None:
            self.bar.stop()


def back_end_of(isolation: str, unsafe: bool) -> str:
    """The back end that --isolation and --unsafe ask for.

    Raises:
        UsageError: an unknown one, or none without --unsafe.
    """
    if isolation not in ("auto", *BACK_ENDS):
        raise UsageError(f"--isolation: expected auto, {', '.join(BACK_ENDS)}, got {isolation!r}")
    if isolation == "process" and not unsafe:
        raise UsageError(
            "--isolation process gives student code your own rights; add --unsafe if that is what you want"
        )
    if isolation == "auto" and unsafe:
        return "any"
    return isolation


def own_back_end_of(isolation: str, unsafe: bool) -> str:
    """The same for the course's own code: where nothing can isolate, it runs all the same."""
    return back_end_of(isolation, unsafe or isolation == "auto")


def say_unprotected(report: Report) -> None:
    """Says, of a report of the course's own code, that nothing shut it in."""
    if report.provenance.isolation == "process":
        warn("no sandbox: the course's own solutions run with your rights here (`autograder doctor` says why)")


@functools.cache
def warn(text: str) -> None:
    """One line that is no error; once, however often it is true."""
    errors.print(f"autograder: {text}", style="yellow", highlight=False, markup=False, soft_wrap=True)


def inside_of(mode: str | None) -> Inside | None:
    """The mode that --inside asks for; None: the bundle's own.

    Raises:
        UsageError: an unknown one.
    """
    if mode is not None and mode not in get_args(Inside):
        raise UsageError(f"--inside: expected {', '.join(get_args(Inside))}, got {mode!r}")
    return cast(Inside | None, mode)


def interrupted(bar: Bar, out: Path) -> typer.Exit:
    """Says what Ctrl-C left, and how to go on."""
    bar.stop()
    done = f"Stopped after {bar.done} of {bar.total}."
    message = f"{done} What is done is kept in {out}; the same command goes on from here."
    errors.print(message, highlight=False, soft_wrap=True)
    return typer.Exit(130)


def say_ignored(path: Path) -> None:
    """Says that a file of a download is not graded."""
    errors.print(f"Not a submission, left out: {encodable(str(path))!r}", highlight=False, markup=False, soft_wrap=True)


def print_changed(before: Mapping[str, Earlier], reports: Sequence[Report]) -> None:
    """Who gained and lost, when the bundle is another one."""
    for text in what_changed(before, reports):
        console.print(text, style="bold", markup=False, highlight=False, soft_wrap=True)


def print_json(value: Any) -> None:
    """Writes structs and plain values for `--json`."""
    sys.stdout.write(json.dumps(msgspec.to_builtins(value), indent=2) + "\n")
