"""The executed notebook, with the verdicts beside the questions."""

import copy
import re
from typing import Any

import nbformat

from autograder.report.student import WORDS, _case
from autograder.report.text import number, visible
from autograder.results import QuestionResult, Report, Status


def annotated_notebook(
    notebook: Any, outputs: dict[int, list[dict[str, Any]]], report: Report, disclosure: str
) -> bytes:
    """The submitted notebook with fresh outputs and a cell of verdicts after each question's check.

    Args:
        notebook: the submission as nbformat 4.
        outputs: cell index → outputs.
        disclosure: how much of hidden cases the verdicts show.
    """
    twin = copy.deepcopy(notebook)
    at_end = {q.name: q for q in report.questions}
    cells = []
    for index, cell in enumerate(twin.cells):
        if cell.cell_type == "code":
            cell.outputs = [nbformat.from_dict(o) for o in outputs.get(index, [])]
            cell.execution_count = None
        cells.append(cell)
        for q in report.questions:
            here = q.checked_in_cell == index or (
                q.checked_in_cell is None
                and cell.cell_type == "code"
                and re.search(rf"\.check\(\s*['\"]{re.escape(q.name)}['\"]", cell.source)
            )
            if here and q.name in at_end:
                cells.append(_verdicts(at_end.pop(q.name), disclosure))
    cells += [_verdicts(q, disclosure) for q in at_end.values()]
    if report.status is not Status.GRADED:
        cells.insert(0, nbformat.v4.new_markdown_cell(f"**Not graded.** {markdown(report.message)}"))
    else:
        head = f"**Graded: {number(report.total)} of {number(report.possible)} points** ({markdown(report.assignment)})"
        cells.insert(0, nbformat.v4.new_markdown_cell(head))
    for i, cell in enumerate(cells):
        cell["id"] = f"cell-{i:03d}"
    twin.cells = cells
    twin.nbformat, twin.nbformat_minor = 4, 5
    text: str = nbformat.writes(twin)
    return text.encode("utf-8", "replace")


def markdown(text: str) -> str:
    """Text that Markdown shows as it is."""
    return re.sub(r"([\\`*_{}\[\]()#+.!|<>~$&-])", r"\\\1", visible(text, 1000)).replace("\n", " ")


def _verdicts(q: QuestionResult, disclosure: str) -> Any:
    lines = [f"**{markdown(q.name)}: {number(q.points)} of {number(q.possible)} points**", ""]
    for c in q.cases:
        if c.hidden and disclosure == "none":
            continue
        shown = _case(c, disclosure)
        text = f"- {'✅' if c.passed else '❌'} {markdown(c.name)}{' (hidden)' if c.hidden else ''}: {WORDS[c.verdict]}"
        for more in (shown["message"], shown["hint"]):
            text += f" — {markdown(more)}" if more else ""
        lines.append(text)
        if c.diagnosis and (not c.hidden or disclosure in ("hint", "full")):
            lines.append(f"  - *Likely mistake:* {markdown(c.diagnosis.message)}")
    return nbformat.v4.new_markdown_cell(
        "\n".join(lines), metadata={"autograder": {"role": "verdict", "question": q.name}}
    )
