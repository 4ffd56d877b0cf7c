"""The command `autograder`; messages and exit codes for people and CI.

Exit status: 0 all is well, 1 some submissions are ungraded (or a proof has gaps), 2 usage or course error, 130 Ctrl-C.
"""

import signal
from typing import Annotated

import typer

from autograder import __version__
from autograder.cli import course, grade, importing
from autograder.cli.console import console, errors
from autograder.cli.exam import exam_app
from autograder.errors import AutograderError

app = typer.Typer(
    help="Auto-graded assignments for deep-learning courses: student code in a sandbox, the tests in a judge.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(exam_app, name="exam")
for command in (course.new, course.build, grade.grade, course.verify, grade.demo, grade.doctor):
    app.command()(command)
app.command("import")(importing.import_masters)


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
