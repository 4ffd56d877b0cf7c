"""The executed notebook, with the verdicts beside the questions."""

import copy
import re
from typing import Any

import nbformat

from autograder.report.student import question_view
from autograder.report.text import line, number, visible
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
    twin = nbformat.from_dict(copy.deepcopy(notebook))
    graded = report.status is Status.GRADED
    waiting = {q.name: q for q in report.questions if graded}  # nothing of an ungraded report is final
    cells = [nbformat.v4.new_markdown_cell(_head(report), metadata={"autograder": {"role": "score"}})]
    for index, cell in enumerate(twin.cells):
        for forged in ("autograder", "trusted"):
            cell.metadata.pop(forged, None)
        if cell.cell_type == "code":
            cell.outputs = [nbformat.from_dict(o) for o in outputs.get(index, [])]
            cell.execution_count = None
        cells.append(cell)
        for q in [q for q in waiting.values() if _checks(cell, index, q)]:
            cells.append(_verdicts(waiting.pop(q.name), disclosure))
    cells += [_verdicts(q, disclosure) for q in waiting.values()]
    for i, cell in enumerate(cells):
        cell["id"] = f"cell-{i:03d}"
    twin.cells = cells
    twin.nbformat, twin.nbformat_minor = 4, 5
    text: str = nbformat.writes(twin)
    return text.encode("utf-8", "replace")


def _checks(cell: Any, index: int, q: QuestionResult) -> bool:
    """Whether this cell checked the question; where no cell is known to have, whether it looks as if it would."""
    if q.checked_in_cell is not None:
        return q.checked_in_cell == index
    config = cell.metadata.get("otter")
    tests = config.get("tests") if isinstance(config, dict) else None
    call = rf"\.check\(\s*(['\"]){re.escape(q.name)}\1"
    named = isinstance(tests, list) and q.name in tests
    return cell.cell_type == "code" and (named or re.search(call, cell.source) is not None)


def _head(report: Report) -> str:
    if report.status is Status.GRADED:
        score = f"{number(report.total)} of {number(report.possible)} points"
        return f"**Graded: {score}** ({markdown(report.title or report.assignment)})"
    if report.status is Status.UNGRADABLE:
        return f"**This submission could not be read.** {markdown(report.message)}"
    # The message speaks of our tests and may quote a hidden one.
    return "**Not graded yet: the grader failed, not you.** Your course staff will grade it again."


def markdown(text: str) -> str:
    """Text on one line that neither Markdown nor HTML reads as more than text: punctuation as character references.

    >>> markdown("<b> *x*")
    '&#60;b&#62; &#42;x&#42;'
    """
    return _references(line(text, 1000))


def block(text: str) -> str:
    """Text with its lines, in a `pre` that it cannot close; mathematics is not looked for in there."""
    return f"<pre>{_references(visible(text, 2000))}</pre>"


def _references(text: str) -> str:
    return "".join(c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in text)


def _verdicts(q: QuestionResult, disclosure: str) -> Any:
    view = question_view(q, disclosure)
    lines = [f"**{markdown(f'{q.name} {q.title}')}: {number(q.points)} of {number(q.possible)} points**", ""]
    lines += [f"> {markdown(view['stand_in'])}", ""] if view["stand_in"] else []
    for key, message in view["mistakes"].items():
        lines += [f"> **Likely mistake:** {markdown(message)} ({markdown(key)})", ""]
    for shown in view["cases"]:
        c = shown["case"]
        hidden = " (hidden)" if c.hidden else ""
        points = f"{number(c.points)} of {number(c.possible)}"
        lines.append(f"- {'✅' if c.passed else '❌'} {markdown(c.name)}{hidden}: {shown['word']}, {points}")
        lines += [f"  <br>{markdown(shown['hint'])}"] if shown["hint"] else []
        lines += [f"  {block(shown['message'].strip())}"] if shown["message"] else []
    if view["folded"]:
        got, possible = view["folded"]
        lines.append(f"- hidden tests: {number(got)} of {number(possible)} points")
    mark = {"role": "verdict", "question": q.name}
    return nbformat.v4.new_markdown_cell("\n".join(lines), metadata={"autograder": mark})
