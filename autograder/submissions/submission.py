"""What a submission is: found on disk, read as cells, and ready to be graded."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from autograder.results import HandedIn


class Cell(msgspec.Struct, frozen=True):
    """A cell of the notebook; `index` counts all cells from 0."""

    kind: str  # code, markdown, raw
    source: str
    metadata: dict[str, Any]
    index: int


def cell_numbers(cells: Iterable[Cell]) -> dict[int, int]:
    """Index of a code cell → n of the `In [n]` that Jupyter shows after Restart & Run All: empty cells have none.

    >>> kinds = [("markdown", "# A"), ("code", "x = 1"), ("code", " "), ("code", "y = 2")]
    >>> cell_numbers(Cell(kind, source, {}, i) for i, (kind, source) in enumerate(kinds))
    {1: 1, 3: 2}
    """
    run = [c.index for c in cells if c.kind == "code" and c.source.strip()]
    return {index: n for n, index in enumerate(run, 1)}


class Decoded(msgspec.Struct, frozen=True):
    """What a file says; `notes` tell what was repaired."""

    cells: tuple[Cell, ...]
    metadata: dict[str, Any]
    notes: tuple[str, ...] = ()

    def notebook(self) -> dict[str, Any]:
        """The same as Jupyter writes it, format 4.5, without outputs."""
        cells: list[dict[str, Any]] = []
        for c in self.cells:
            cell = {"id": f"cell-{c.index}", "cell_type": c.kind, "source": c.source, "metadata": c.metadata}
            cells.append(cell | ({"execution_count": None, "outputs": []} if c.kind == "code" else {}))
        return {"nbformat": 4, "nbformat_minor": 5, "metadata": self.metadata, "cells": cells}


class Part(msgspec.Struct, frozen=True):
    """One of several files or folders that a platform's export holds of one person."""

    path: Path
    member: str | None = None  # a file inside the zip at `path`
    name: str = ""  # as the student called it
    order: str = ""  # later attempts compare greater


class Submission(msgspec.Struct, frozen=True):
    """One thing to grade: all that one person handed in, a file, a folder or several of them."""

    id: str  # unique in the batch, safe as a file name
    student: str
    path: Path
    member: str | None = None  # a file inside the zip at `path`, when the zip holds a class
    notes: tuple[str, ...] = ()  # of finding it, for the report
    parts: tuple[Part, ...] = ()  # when there are several; `path` and `member` are the first's
    people: tuple[tuple[str, ...], ...] = ()  # who handed it in: what names each, the surest first
    order: str = ""  # where names tell when it came: later ones of one platform compare greater
    handed_in: HandedIn = HandedIn()
    nothing: str = ""  # why there is nothing to read: the export lists this person without a file


class LoadedSubmission(msgspec.Struct, frozen=True):
    """A submission that can be graded."""

    cells: tuple[Cell, ...]
    metadata: dict[str, Any]
    files: dict[str, bytes]  # handed in beside the notebook
    sha256: str  # of the handed-in bytes
    notes: tuple[str, ...]
    notebook: Any  # the same cells in format 4, to be written again with outputs
    file: str = ""  # which was read, as it was called when it was found
    others: tuple[str, ...] = ()  # notebooks and zips of the same person that were not

    def came(self, submission: Submission) -> HandedIn:
        """How it came, with the file that counts."""
        return msgspec.structs.replace(submission.handed_in, file=self.file, others=self.others)
