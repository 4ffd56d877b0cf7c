"""The files that lie beside a notebook, and which of them its cells name."""

import ast
import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from autograder.importers.draft import IGNORED, Draft
from autograder.importers.functions import without_magics

KEPT_BACK = {  # what nbgrader keeps beside the notebooks: grades, other people's work, settings
    *("gradebook.db", "submitted", "release", "autograded", "feedback", "nbgrader_config.py"),
}
LINK = re.compile(r"\]\(\s*([^)\s]+)|\b(?:src|href)\s*=\s*[\"']?([^\"'\s>]+)", re.I)


def take_files(draft: Draft, named: set[str] | None) -> None:
    """Takes what lies beside a notebook: no notebooks, links or hidden files, and nothing that nbgrader keeps.

    Args:
        named: take only what is called so, and list the others; None takes all.
    """
    found = [
        path
        for path in sorted(draft.source.parent.iterdir())
        if path.name not in IGNORED | KEPT_BACK and path.suffix != ".ipynb" and not path.name.startswith(".")
    ]
    others = [p.name for p in found if named is not None and p.name not in named]
    if others:
        more = f" and {len(others) - 10} more" if len(others) > 10 else ""
        draft.note(
            "files", f"beside the notebook, no cell names {', '.join(others[:10])}{more}, so they were left out",
            "what it needs goes into the new folder and `files` of assignment.toml",
        )  # fmt: skip
    draft.files = {p.name: p for p in found if p.name not in others and not draft.leaves_out(p, p.name)}


def named_in(cells: Iterable[Any]) -> set[str]:
    """Parts of the paths that cells name: in strings, imports and magics of code, in links of text.

    >>> from nbformat.v4 import new_code_cell
    >>> sorted(named_in([new_code_cell("import helper\\nopen('data/a.csv')")]))
    ['a.csv', 'data', 'helper', 'helper.py']
    """
    found: set[str] = set()
    for cell in cells:
        if cell.cell_type != "code":
            texts = [a or b for a, b in LINK.findall(cell.source)]
        else:
            texts = [word for line in re.findall(r"^\s*[%!].*$", cell.source, re.M) for word in line.split()]
            texts += _in_code(without_magics(cell.source))
        found |= {part for text in texts for part in PurePosixPath(text).parts}
    return found


def _in_code(source: str) -> list[str]:
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except SyntaxError:
        return []
    texts = [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    modules = [alias.name for n in nodes if isinstance(n, ast.Import) for alias in n.names]
    modules += [n.module for n in nodes if isinstance(n, ast.ImportFrom) and n.module]
    first = [m.split(".")[0] for m in modules]
    return texts + first + [f"{m}.py" for m in first]
