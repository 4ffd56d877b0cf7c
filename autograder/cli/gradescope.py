"""Command for Gradescope: the autograder zip of an assignment."""

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.console import CourseOption, JsonOption, console, print_json, warn
from autograder.course.build import build_course
from autograder.gradescope.package import package


def gradescope(
    assignment: Annotated[str, typer.Argument(help="A name in this course, a bundle, or a stock Otter zip.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="The zip to write; else ASSIGNMENT-gradescope.zip beside the bundle.")
    ] = None,
    course_root: CourseOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Write an autograder zip for Gradescope that runs this engine in its container.

    The zip holds tests and answer key: upload it at Gradescope, and give it to nobody else. docs/gradescope.md goes
    through the settings there.
    """
    path = Path(assignment)
    if not path.is_file():
        path = build_course(course_root, [assignment], Path("dist"))[0].bundle
    made = package(path, out or path.with_name(f"{path.stem}-gradescope.zip"))
    if as_json:
        print_json(made)
        return
    for text in made.warnings:
        warn(text)
    console.print(f"Made {made.path}, with the answer key in it. At Gradescope, Configure Autograder:", soft_wrap=True)
    points = f"; assignment points {made.points:g}" if made.points else ""
    console.print(
        f"  memory {made.memory_mb / 1024:g} GB, time limit {made.minutes} minutes{points}; then upload the zip.",
        highlight=False, soft_wrap=True,
    )  # fmt: skip
