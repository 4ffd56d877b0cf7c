"""Which cells of a submission answer which question, and how the question reads: what a page shows beside a verdict.

Where the notebook that was handed out is known, its text says where a question begins, and its marks which cells are
answers. Of a stock zip nothing is known: all cells down to a question's check belong to it.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from autograder.cells import answer_of
from autograder.report.work import Shown, Work
from autograder.results import QuestionResult
from autograder.submissions import Cell
from autograder.submissions.submission import cell_numbers

CHECK = re.compile(r"\.check\(\s*(['\"])([^'\"]+)\1")
ONLY_CHECKS = re.compile(r"\s*(?:[\w.]+\.check\(\s*['\"][^'\"]+['\"]\s*\)\s*)+")
HEADING = re.compile(r"\s*#{1,6}\s")
EDGE = re.compile(r"<!-- (?:BEGIN|END) QUESTION -->\s*")  # Otter's, for its PDF, around questions that people mark


class Given:
    """What was handed out.

    Args:
        cells: of the untouched notebook; none when it is not known.
    """

    def __init__(self, cells: Sequence[Any]) -> None:
        self.asked: dict[str, str] = {}
        self.starts: dict[str, str] = {}  # text that begins a section → its question; "" ends one
        self.answers: set[str] = set()  # sources that students change
        self.rest: set[str] = set()
        self.texts: set[str] = set()
        texts: list[str] = []
        for cell in cells:
            source, question = cell.source.strip(), answer_of(cell)
            if question is not None:
                self.answers.add(source)
                if question not in self.asked and texts:
                    self.asked[question] = "\n\n".join(texts)
                    self.starts[texts[0]] = question
                texts = []
            elif cell.cell_type == "code":
                self.rest.add(source)
                texts = texts if not CHECK.search(source) else []
            elif cell.cell_type == "markdown" and (source := _text(source)):
                self.texts.add(source)
                if HEADING.match(source):
                    self.starts.setdefault(source, "")
                    texts = []
                texts.append(source)


def work_of(
    given: Sequence[Any],
    questions: Sequence[QuestionResult],
    cells: Sequence[Cell],
    outputs: Mapping[int, list[dict[str, Any]]],
    manual: Collection[str] = (),
    **more: Any,
) -> Work:
    """What a page shows of a submission.

    Args:
        given: the cells of the notebook that was handed out, nbformat; none when it is not known.
        cells: of the submission.
        outputs: cell index → outputs of our run.
        manual: questions that people mark: all that was written there is an answer, texts, too.
        more: the other parts of `Work`.
    """
    known, numbers = Given(given), cell_numbers(cells)
    shown = {
        c.index: Shown(numbers.get(c.index, 0), c.kind, c.source, outputs.get(c.index, ()), _role(c, known))
        for c in cells
        if c.source.strip()
    }
    marked = {c.index for c in cells if _answers(c) is not None}
    answers: dict[str, list[Shown]] = {}
    for index, question in owners(cells, questions, known).items():
        cell = shown.get(index)
        if cell is None:
            continue
        own_text = question in manual and _text(cell.source) not in ("", *known.texts)
        if cell.kind != "code" and index not in marked and not own_text:
            continue
        if not ONLY_CHECKS.fullmatch(cell.source):
            answers.setdefault(question, []).append(cell)
    asked = {q.name: known.asked[q.name] for q in questions if q.name in known.asked}
    return Work(asked=asked, answers=answers, cells=tuple(shown.values()), **more)


def written(work: Work, question: str) -> str:
    """What a student wrote as the answer to a question, without cells that are as they were handed out."""
    return "\n\n".join(cell.source for cell in work.answers.get(question, ()) if cell.role == "own")


def _text(source: str) -> str:
    """A text as its author wrote it."""
    return EDGE.sub("", source).strip()


def _answers(cell: Cell) -> str | None:
    """The question that a cell answers by its marks: ours, or those of nbgrader on an answer that people grade."""
    config = cell.metadata.get("nbgrader")
    if isinstance(config, dict) and config.get("grade") is True and config.get("solution") is True:
        name = config.get("grade_id")
        return name if isinstance(name, str) else None
    return answer_of({"metadata": cell.metadata})


def _role(cell: Cell, known: Given) -> str:
    source = cell.source.strip()
    return "untouched" if source in known.answers else "course" if source in known.rest else "own"


def owners(cells: Sequence[Cell], questions: Sequence[QuestionResult], known: Given) -> dict[int, str]:
    """Index → the question in whose section a cell stands."""
    names = {q.name for q in questions}
    by_text = any(known.starts.get(_text(c.source)) for c in cells)
    checked = {q.checked_in_cell: q.name for q in questions if q.checked_in_cell is not None}
    owner: dict[int, str] = {}
    above: list[int] = []  # cells whose question is not known yet
    section = ""
    for cell in cells:
        if cell.kind == "markdown":
            section = known.starts.get(_text(cell.source), section)
        section = _answers(cell) or section
        check = checked.get(cell.index) or next((m[2] for m in CHECK.finditer(cell.source)), "")
        if section in names:
            owner[cell.index] = section
            above = []
        elif check in names and not by_text:
            owner |= dict.fromkeys([*above, cell.index], check)
            above = []
        else:
            above.append(cell.index)
    return owner
