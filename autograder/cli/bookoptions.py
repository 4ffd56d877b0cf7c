"""What all commands on a gradebook take."""

from pathlib import Path
from typing import Annotated

import typer

DbOption = Annotated[
    str,
    typer.Option(
        "--db",
        help="The database: an SQLite file, or postgresql://USER@HOST/NAME; else AUTOGRADER_DB, or "
        "gradebook/book.sqlite.",
        show_default=False,
    ),
]
FilesOption = Annotated[
    Path | None,
    typer.Option("--files", help="The folder of what was handed in; else AUTOGRADER_FILES, or beside the SQLite file."),
]
WorkArgument = Annotated[str, typer.Argument(help="An assignment or an exam of the course.")]
StudentArgument = Annotated[str, typer.Argument(help="An id, an address, or a name.")]
