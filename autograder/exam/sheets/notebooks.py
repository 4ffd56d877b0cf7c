"""The notebook of one sheet: its questions from the template, in its order, with its numbers.

Public tests travel in the notebook's first cell, as those of an assignment do, so that a student has one file.
"""

import copy
from typing import Any

import nbformat

from autograder.course.handout import OTTER, bring, tests_folder
from autograder.distributions import distribution, tops
from autograder.exam.questions.draw import Drawn
from autograder.exam.questions.kinds.manual import Manual
from autograder.exam.questions.text import points, render
from autograder.exam.sheets.exam import ExamSettings, Sheet
from autograder.exam.sheets.template import Template
from autograder.exam.sheets.testfiles import public_test
from autograder.handin.roster import file_part

UNTOUCHED = "*Write your answer here, in place of this text.*"


def file_name(exam: str, sheet: str) -> str:
    """What the notebook of a sheet is called."""
    return f"{exam}-{file_part(sheet)}.ipynb"


def notebook_of(template: Template, sheet: Sheet, settings: ExamSettings, person: str, *, solved: bool = False) -> Any:
    """The notebook of one sheet; with the right answers when `solved`.

    Args:
        person: whom it is for.
    """
    cells = template.solved if solved else template.student
    values = {
        "__exam__": settings.title, "__student__": person, "__points__": points(sheet.points),
        "__about__": settings.about, "__count__": len(sheet.questions),
    }  # fmt: skip
    out = [_filled(c, values, settings.title) for c in cells[""]]
    out.sort(key=lambda c: c.cell_type == "code")  # the title first
    name = file_name(sheet.exam, sheet.student).removesuffix(".ipynb")
    tests = {}
    for number, q in enumerate(sheet.questions, 1):
        values = q.params | {
            "__number__": number, "__title__": f": {q.title}" if q.title else "", "__points__": points(q.points),
            "__ask__": _ask(q), "__answer__": repr(q.kind.answer_value()) if q.kind else "",
        }  # fmt: skip
        out += [_filled(c, values, f"{sheet.exam}: {q.name}") for c in cells[q.name]]
        if isinstance(q.kind, Manual):
            answer = q.kind.solution if solved else UNTOUCHED
            out.append(_answer_cell(q.name, answer))
        else:
            tests[f"{tests_folder(name)}/{q.name}.py"] = public_test(template, q).encode()
    notebook = nbformat.v4.new_notebook(cells=out, metadata=copy.deepcopy(template.metadata))
    packages = settings.packages
    bring(notebook, name, tests, packages, [OTTER, *map(distribution, tops(packages))])
    notebook.cells[:2] = notebook.cells[1::-1]  # the title first
    for i, cell in enumerate(notebook.cells):
        cell.id = f"cell-{i:03d}"
    return notebook


def _answer_cell(question: str, text: str) -> Any:
    """The markdown cell that a person will read."""
    mark = {"autograder": {"question": question, "role": "answer"}}
    return nbformat.v4.new_markdown_cell(text, metadata=mark)


def _filled(cell: Any, values: dict[str, Any], where: str) -> Any:
    twin = copy.deepcopy(cell)
    twin.source = render(twin.source, values, where)
    return twin


def _ask(q: Drawn) -> str:
    """The options, and how to answer."""
    if q.kind is None:
        return ""
    options = getattr(q.kind, "options", ())
    listed = "".join(f"- **{chr(ord('A') + i)}.** {option}\n" for i, option in enumerate(options))
    name = "" if isinstance(q.kind, Manual) else f" `{q.name} = ...` with"
    return f"{listed}\n*Answer:*{name} {q.kind.ask()}.".strip()
