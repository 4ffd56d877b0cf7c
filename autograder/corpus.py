"""Answers with known scores: `solutions/<assignment>/{accepted,partial,rejected}/*.py`.

A file is jupytext percent text with a TOML header:

    # /// solution
    # why = "Takes only the worst class."
    # scores = { q2 = 1.0 }
    # fails = { q2 = ["random scores"] }
    # misconception = { q2 = "T2.2/max_only" }
    # ///
    # %% q2
    def multiclass_hinge(...): ...

Cells marked with a question replace the official answer of that question; the official solution fills the rest.
"""

import copy
import re
from pathlib import Path
from typing import Any

import msgspec
import nbformat

from autograder.errors import CourseError

KINDS = ("accepted", "partial", "rejected")
_HEADER = re.compile(r"^# /// solution[ \t]*\n((?:^#.*\n)*?)^# ///[ \t]*$", re.M)
_CELL = re.compile(r"^# %%[ \t]*(.*)$", re.M)


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a solution file says about itself."""

    why: str
    scores: dict[str, float] = {}
    fails: dict[str, list[str]] = {}
    misconception: dict[str, str] = {}


class Solution(msgspec.Struct, frozen=True):
    """One file of the corpus."""

    path: Path
    kind: str  # accepted, partial or rejected
    header: Header
    answers: dict[str, tuple[str, ...]]  # question → sources of its cells

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.path.name}"


def read_solution(path: Path) -> Solution:
    """The solution in `path`.

    Raises:
        CourseError: no header, a key that does not exist, or a cell without a question.
    """
    text = path.read_text(encoding="utf-8")
    match = _HEADER.search(text)
    if match is None:
        raise CourseError(f"{path}: expected a header `# /// solution … # ///`, found none")
    toml = "\n".join(line.removeprefix("#").removeprefix(" ") for line in match[1].splitlines())
    try:
        header = msgspec.toml.decode(toml, type=Header)
    except msgspec.DecodeError as e:
        raise CourseError(f"{path}: header: {e}") from None
    answers: dict[str, list[str]] = {}
    parts = _CELL.split(text[match.end() :])
    for mark, source in zip(parts[1::2], parts[2::2], strict=True):
        question = mark.strip().split(" ")[0]
        if not question:
            raise CourseError(f"{path}: expected a question after `# %%`, as in `# %% q1`")
        answers.setdefault(question, []).append(source.strip("\n"))
    if not answers:
        raise CourseError(f"{path}: expected at least one cell `# %% q1`, found none")
    return Solution(path, path.parent.name, header, {q: tuple(s) for q, s in answers.items()})


def read_corpus(folder: Path) -> list[Solution]:
    """All solutions of one assignment, accepted first."""
    return [read_solution(p) for kind in KINDS for p in sorted((folder / kind).glob("*.py"))]


def answer_of(cell: Any) -> str | None:
    """The question whose official answer a cell of a built notebook holds, or None."""
    config = cell.get("metadata", {}).get("autograder")
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
                new.id = f"{question}-answer-{len(cells)}"
                cells.append(new)
    unknown = [q for q in answers if q not in placed]
    if unknown:
        raise CourseError(f"the assignment has no answer cell for {', '.join(unknown)}")
    notebook.cells = cells
    return notebook
