"""What can be imported among the files and folders that were named, and by which importer."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from autograder.errors import UsageError
from autograder.importers.draft import Draft, ImportRefusedError
from autograder.importers.nbgrader import import_nbgrader, is_nbgrader
from autograder.importers.otter import import_otter, read_notebook

SUFFIXES = (".ipynb", ".py", ".md", ".qmd", ".rmd")


class Source(msgspec.Struct, frozen=True):
    """A master, and the name of its assignment where its folder gives it."""

    path: Path
    name: str = ""


def find_sources(paths: Sequence[Path]) -> list[Source]:
    """The masters in files, nbgrader's assignment folders and nbgrader's courses.

    Raises:
        UsageError: a path that does not exist, or a folder without a notebook.
    """
    return [source for path in paths for source in _of(path)]


def _of(path: Path) -> list[Source]:
    if path.is_file():
        return [Source(path)]
    if not path.is_dir():
        raise UsageError(
            f"{path}: expected a master, an nbgrader assignment or an nbgrader course, found nothing there"
        )
    folders = sorted(p for p in (path / "source").iterdir() if p.is_dir()) if (path / "source").is_dir() else [path]
    found = []
    for folder in folders:
        notebooks = sorted(p for p in folder.glob("*.ipynb") if not p.name.startswith("."))
        for notebook in notebooks:
            alone = len(notebooks) == 1 or notebook.stem.startswith(folder.name)
            base = notebook.stem if notebook.stem.startswith(folder.name) else f"{folder.name}-{notebook.stem}"
            found.append(Source(notebook, folder.name if alone and len(notebooks) == 1 else base))
    if not found:
        raise UsageError(f"{path}: expected notebooks in it, or in the folders below {path / 'source'}, found none")
    return found


def import_source(source: Source) -> Draft:
    """The assignment that a master makes.

    Raises:
        ImportRefusedError: the master, the cell and the reason.
    """
    if source.path.suffix.lower() not in SUFFIXES:
        raise ImportRefusedError(
            f"{source.path}: expected a master ({', '.join(SUFFIXES[:4])}), found {source.path.suffix or 'no suffix'!r}"
        )
    notebook = read_notebook(source.path)
    if is_nbgrader(notebook):
        return import_nbgrader(source.path, notebook, source.name)
    return import_otter(source.path, notebook)
