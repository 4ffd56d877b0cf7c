"""Cells of notebooks: the marks that we leave in them, Otter's blocks, ids, and other answers filled in."""

import copy
import re
from typing import Any

import nbformat

from autograder.errors import CourseError

MARK = "autograder"  # our key in the metadata of cells
_BLOCK = re.compile(r"^#\s*(BEGIN|END)\s+(QUESTION|SOLUTION|TESTS|PROMPT)\b(.*)", re.S | re.I)


def block_edge(cell: Any) -> tuple[str, str, str] | None:
    """BEGIN or END, the kind of block, and what follows, for a raw cell that begins or ends one of Otter's blocks."""
    match = _BLOCK.match(cell.source) if cell.cell_type == "raw" else None
    return (match[1].upper(), match[2].upper(), match[3]) if match else None


def mark_answer(cell: Any, question: str) -> None:
    """Marks a cell of an official answer; `answer_of` finds it in everything that is built."""
    cell.metadata[MARK] = {"question": question, "role": "answer"}


def is_marked(cell: Any) -> bool:
    """Whether a cell bears a mark of ours."""
    return MARK in cell.metadata


def number_cells(notebook: Any) -> None:
    """Gives cells ids that do not change from build to build."""
    for i, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{i:03d}"
        cell.metadata.pop("lines_to_next_cell", None)  # jupytext's note to itself


def answer_of(cell: Any) -> str | None:
    """The question whose official answer a cell of a built notebook holds, or None."""
    config = cell.get("metadata", {}).get(MARK)
    if isinstance(config, dict) and config.get("role") == "answer":
        question = config.get("question")
        return question if isinstance(question, str) else None
    return None


def fill_in(solved: Any, answers: dict[str, tuple[str, ...]]) -> Any:
    """A copy of the solved notebook with the answers to some questions replaced.

    Raises:
        CourseError: an answer to a question that the notebook does not have.
    """
    notebook = copy.deepcopy(solved)
    cells: list[Any] = []
    placed: set[str] = set()
    for cell in notebook.cells:
        question = answer_of(cell) if cell.cell_type == "code" else None
        if question not in answers:
            cells.append(cell)
        elif question not in placed:
            placed.add(str(question))
            for source in answers[str(question)]:
                new = nbformat.v4.new_code_cell(source, metadata=dict(cell.metadata))
                new.id = re.sub(r"[^A-Za-z0-9_-]", "-", f"{question}-answer-{len(cells)}")
                cells.append(new)
    unknown = [q for q in answers if q not in placed]
    if unknown:
        raise CourseError(f"the assignment has no answer cell for {', '.join(unknown)}")
    notebook.cells = cells
    return notebook
