"""The executed notebook, with the verdicts beside the questions.

A student writes most of it and may imitate a verdict. Ours carry a mark, drawn when the notebook is written, that no
text of the student holds; the first cell says so. What the student's own parts may still do is in `inert.py`.
"""

import copy
import re
import secrets
from typing import Any

import nbformat

from autograder.report.inert import attachments, inert_output, looks_like_a_verdict, markdown_source
from autograder.report.student import question_view
from autograder.report.text import INSIDE, line, number, visible
from autograder.results import QuestionResult, Report, Status


def annotated_notebook(
    notebook: Any, outputs: dict[int, list[dict[str, Any]]], report: Report, disclosure: str
) -> bytes:
    """The submitted notebook with fresh outputs, a summary on top and a cell of verdicts after each question's check.

    Args:
        notebook: the submission as nbformat 4.
        outputs: cell index → outputs.
        disclosure: how much of hidden cases the verdicts show.
    """
    twin = nbformat.from_dict(copy.deepcopy(notebook))
    graded = report.status is Status.GRADED
    waiting = {q.name: q for q in report.questions if graded}  # nothing of an ungraded report is final
    mark = _mark([*twin.cells, outputs])
    cells = [nbformat.v4.new_markdown_cell(_head(report, mark), metadata={"autograder": {"role": "score"}})]
    for index, cell in enumerate(twin.cells):
        cells.append(_student_cell(cell, outputs.get(index, []), mark))
        for q in [q for q in waiting.values() if _checks(cell, index, q)]:
            cells.append(_verdicts(waiting.pop(q.name), disclosure, mark))
    cells += [_verdicts(q, disclosure, mark) for q in waiting.values()]
    for i, cell in enumerate(cells):
        cell["id"] = f"cell-{i:03d}"
    # None of the student's metadata: it names widgets, hides cells, and tells jupytext which files to write.
    metadata = {"kernelspec": {"display_name": "Python 3", "name": "python3"}, "language_info": {"name": "python"}}
    text: str = nbformat.writes(nbformat.v4.new_notebook(cells=cells, metadata=metadata, nbformat_minor=5))
    return text.encode("utf-8", "replace")


def _mark(students: Any) -> str:
    """Eight digits that nothing in the student's notebook holds."""
    texts = repr(students)
    while (mark := secrets.token_hex(4)) in texts:
        pass
    return mark


def _student_cell(cell: Any, outputs: list[dict[str, Any]], mark: str) -> Any:
    """The student's cell with nothing in it that acts, and with a word of ours where it looks like one of ours."""
    not_ours = f"Not the grader's: the student's own, without the mark {mark}."
    if cell.cell_type == "code":
        shown = [inert for output in outputs if (inert := inert_output(output)) is not None]
        if any(looks_like_a_verdict(text) for output in shown for text in _texts(output)):
            shown.insert(0, nbformat.v4.new_output("stream", name="stderr", text=f"{not_ours}\n"))
        return nbformat.v4.new_code_cell(cell.source, outputs=shown)
    source = markdown_source(cell.source) if cell.cell_type == "markdown" else block(cell.source)
    if looks_like_a_verdict(cell.source):
        source = f"*{not_ours}*\n\n{source}"
    made = nbformat.v4.new_markdown_cell(source)
    if pictures := attachments(cell):
        made["attachments"] = nbformat.from_dict(pictures)
    return made


def _texts(output: Any) -> list[str]:
    """What a reader sees of an output, but for pictures."""
    data = output.get("data", {})
    texts = [output.get("text"), output.get("evalue"), data.get("text/plain"), data.get("text/html")]
    return [text for text in (*texts, *output.get("traceback", ())) if text]


def _checks(cell: Any, index: int, q: QuestionResult) -> bool:
    """Whether this cell checked the question; where no cell is known to have, whether it looks as if it would."""
    if q.checked_in_cell is not None:
        return q.checked_in_cell == index
    config = cell.metadata.get("otter")
    tests = config.get("tests") if isinstance(config, dict) else None
    call = rf"\.check\(\s*(['\"]){re.escape(q.name)}\1"
    named = isinstance(tests, list) and q.name in tests
    return cell.cell_type == "code" and (named or re.search(call, cell.source) is not None)


def _head(report: Report, mark: str) -> str:
    if report.status is Status.GRADED:
        score = f"{number(report.total)} of {number(report.possible)} points"
        lines = [f"**Graded: {score}** ({markdown(report.title or report.assignment)})", ""]
        lines += [
            f"- {markdown(f'{q.name} {q.title}')}: {number(q.points)} of {number(q.possible)}" for q in report.questions
        ]
        return "\n".join(
            [*lines, "", f"Cells of the grader begin with the mark **{mark}**; all others are the student's."]
        )
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


def _verdicts(q: QuestionResult, disclosure: str, mark: str) -> Any:
    view = question_view(q, disclosure)
    lines = [f"**{mark} · {markdown(f'{q.name} {q.title}')}: {number(q.points)} of {number(q.possible)} points**", ""]
    lines += [f"> {markdown(view['stand_in'])}", ""] if view["stand_in"] else []
    for d in view["mistakes"]:
        key = "" if d.derived else f" ({markdown(d.key)})"
        lines += [f"> **{d.heading}:** {markdown(d.message)}{key}", ""]
    for text, count in view["causes"]:
        lines += [f"> **Why {count} test{'' if count == 1 else 's'} did not pass:**", f"  {block(text.strip())}", ""]
    for shown in view["cases"]:
        c = shown["case"]
        hidden = " (hidden)" if c.hidden else ""
        points = f"{number(c.points)} of {number(c.possible)}"
        lines.append(f"- {'✅' if c.passed else '❌'} {markdown(c.name)}{hidden}: {shown['word']}, {points}")
        lines += [f"  <br>{markdown(INSIDE)}"] if c.inside else []
        lines += [f"  <br>{markdown(shown['hint'])}"] if shown["hint"] else []
        lines += [f"  {block(shown['message'].strip())}"] if shown["message"] else []
    if view["folded"]:
        got, possible = view["folded"]
        lines.append(f"- hidden tests: {number(got)} of {number(possible)} points")
    role = {"role": "verdict", "question": q.name}
    return nbformat.v4.new_markdown_cell("\n".join(lines), metadata={"autograder": role})
