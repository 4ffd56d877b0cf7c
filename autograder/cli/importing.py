"""The command that brings assignments of Otter and nbgrader."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.console import JsonOption, console, print_json
from autograder.errors import CourseError, UsageError
from autograder.importers import Source, find_sources, import_source


def import_masters(
    masters: Annotated[
        list[Path],
        typer.Argument(help="Otter Assign masters, nbgrader notebooks, assignments or courses.", show_default=False),
    ],
    out: Annotated[Path, typer.Option("--out", help="The course's folder; they go to assignments/ in it.")] = Path(),
    as_json: JsonOption = False,
) -> None:
    """Make assignments of Otter Assign masters (.ipynb, .py, .md, .qmd) and of nbgrader's source notebooks.

    Hidden tests move to hidden/, points and messages stay. What could not be carried is listed with what to do.
    Exit status: 0 all were imported, 1 some were not, 2 none was.
    """
    rows = []
    for path, source in _sources(masters):
        row = {"master": str(path), "name": "", "error": "", "questions": 0, "points": 0.0, "notes": []}
        try:
            if isinstance(source, UsageError):
                raise source
            draft = import_source(source)
            target = draft.write(out / "assignments")
            row |= {"name": draft.name, "folder": str(target), "questions": len(draft.points)}
            row |= {"points": sum(draft.points.values()), "notes": [str(n) for n in draft.notes]}
        except (CourseError, UsageError) as e:
            row["error"] = str(e)
        except Exception as e:  # whatever it is, the other masters are imported
            row["error"] = f"{path}: an error of the importer, not of the master: {type(e).__name__}: {e}"
        rows.append(row)
        if not as_json:
            _print(row)
    failed = [row for row in rows if row["error"]]
    if as_json:
        print_json(rows)
    elif len(failed) < len(rows):
        where = "" if out == Path() else f" --course {out}"
        console.print(f"Next: `autograder build{where}`", highlight=False, markup=False)
    raise typer.Exit(2 if len(failed) == len(rows) else 1 if failed else 0)


def _sources(paths: Sequence[Path]) -> Iterator[tuple[Path, Source | UsageError]]:
    """The masters in each path, or what is wrong with it: one wrong path stops no other."""
    for path in paths:
        try:
            yield from [(source.path, source) for source in find_sources([path])]
        except UsageError as e:
            yield path, e


def _print(row: dict) -> None:  # type: ignore[type-arg]
    """One line a master, then what was not carried."""
    if row["error"]:
        console.print(f"not imported: {row['error']}", style="red", highlight=False, markup=False, soft_wrap=True)
        return
    counts = [f"{row[key]:g} {key[:-1] if row[key] == 1 else key}" for key in ("questions", "points")]
    line = f"{row['master']} -> {row['folder']}: {', '.join(counts)}"
    console.print(line, highlight=False, markup=False, soft_wrap=True)
    for note in row["notes"]:
        console.print(f"  {note}", highlight=False, markup=False, soft_wrap=True)
