"""The command `autograder`; messages and exit codes for people and CI.

Exit status: 0 all is well, 1 some submissions are ungraded (or a proof has gaps), 2 usage or course error, 130 Ctrl-C.
A command's module, and the libraries that it needs, are imported when the command runs: `--help` waits for none.
"""

import importlib
import signal
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from autograder import __version__
from autograder.errors import AutograderError

COMMANDS = {  # name → where it is, and the first sentence of its help
    "new": ("course:new", "Start a new assignment from a template."),
    "build": (
        "course:build",
        "Build student folders and bundles; check that the solution earns full marks and the untouched notebook none.",
    ),
    "grade": (
        "grade:grade",
        "Grade submissions; write scores.csv, a report for each student, and index.html for the class.",
    ),
    "verify": (
        "course:verify",
        "Prove that solutions/ earn their scores, and that tests and exam questions name every misconception.",
    ),
    "import": (
        "importing:import_masters",
        "Make assignments of Otter Assign masters (.ipynb, .py, .md, .qmd) and of nbgrader's source notebooks.",
    ),
    "demo": ("grade:demo", "Build an assignment, grade a sample class, print the table and where the report is."),
    "doctor": (
        "grade:doctor",
        "Say how this machine can shut student code in, what will be used, and the command that adds what is missing.",
    ),
    "gradebook": (
        "gradebook:gradebook_app",
        "A term's grades: people, attempts with their bytes, late days, final grades, and who changed what.",
    ),
    "similarity": (
        "similarity:similarity",
        "Show which submissions share code that others do not have; no score depends on it.",
    ),
    "gradescope": (
        "gradescope:gradescope",
        "Write an autograder zip for Gradescope that runs this engine in its container.",
    ),
    "worker": ("worker:worker", "Judge on this machine what `grade --executor` sends to a Dask scheduler."),
    "exam": ("exam:exam_app", "Exams and quizzes: a variant for every student, signed identity, windows, receipts."),
}

TABLES = ("show", "final", "explain")  # of `gradebook`: in a module of their own, as grading takes a second to import


def command(name: str, place: str = "") -> Any:
    """A command, with its module imported."""
    module, attribute = (place or COMMANDS[name][0]).split(":")
    found = getattr(importlib.import_module(f"autograder.cli.{module}"), attribute)
    if not isinstance(found, typer.Typer):
        alone = typer.Typer(add_completion=False)
        alone.command(name)(found)
        found = alone
    return typer.main.get_command(found)


class Commands(TyperGroup):
    """The commands by the table; one is imported when it is called."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands = {name: TyperCommand(name, help=text) for name, (_, text) in COMMANDS.items()}

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, _, rest = super().resolve_command(ctx, args)
        place = "booktables:tables_app" if name == "gradebook" and rest and rest[0] in TABLES else ""
        return name, command(str(name), place), rest


app = typer.Typer(
    cls=Commands,
    help="Auto-graded assignments for deep-learning courses: student code in a sandbox, the tests in a judge.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def root(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """Options without a command."""
    if version:
        typer.echo(f"autograder {__version__}")
        raise typer.Exit


def main() -> None:
    """Entry point: our own errors become one message, and TERM stops as Ctrl-C does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        app(standalone_mode=True)
    except (AutograderError, OSError) as e:
        from autograder.cli.console import errors  # rich takes its time, and `--help` has none to wait

        errors.print(f"autograder: {e}", style="red", highlight=False, markup=False, soft_wrap=True)
        sys.exit(2)
