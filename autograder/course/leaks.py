"""Nothing hidden reaches students: their folder is searched, byte by byte, for lines that must not be there.

A line that the author shows in the master too may be there, on purpose or because both say `X = np.eye(3)`. What a
hidden test asserts may not, by `assert` or by a check (`agree(…)`, `raises(…)`), unless a public test asserts it.
"""

import ast
import re
from collections.abc import Collection
from pathlib import Path

import nbformat

from autograder.cells import is_marked
from autograder.course.master import SHORTEST_SECRET, Master
from autograder.course.testfiles import TestFile

EVERYWHERE = {"from otter.test_files import test_case"}  # in the tests that students get
NO_TESTS = {"Misconception"}  # its words are what students read


def check_leaks(student: Path, master: Master, tests: Collection[TestFile]) -> None:
    """Searches every file of the student folder for each line of the hidden tests and of the solutions.

    Raises:
        BuildError: one is there, and the author does not show it on purpose.
    """
    shown = "\n".join(
        line
        for cell in master.notebook.cells
        for line in cell.source.splitlines()
        if not is_marked(cell) or line.split("# SOLUTION")[0].strip() not in master.removed
    )
    hidden = master.removed.union(*(t.secrets for t in tests))
    public = EVERYWHERE.union(*(t.public_lines for t in tests))
    told = "\n".join(public)
    secrets = sorted(s for s in hidden - public if s not in shown and s not in told)
    pasted = sorted({a for t in tests for a in _assertions(t.source) - _assertions(t.public)})
    for path in sorted(p for p in student.rglob("*") if p.is_file()):
        data = path.read_bytes()
        plain = data
        if path.suffix == ".ipynb":
            plain = "\n".join(c.source for c in nbformat.read(path, as_version=4).cells).encode()
        lines = {line.strip() for line in plain.split(b"\n")}
        for secret in secrets:
            raw = secret.encode()
            if raw in lines or raw in data:
                raise master.fail(
                    f"{path.name} of the student folder shows a line of the hidden tests or a solution: {secret!r}"
                )
        squeezed = _squeezed(plain.decode("utf-8", "replace"))
        for assertion in pasted:
            if _squeezed(assertion) in squeezed:
                raise master.fail(
                    f"{path.name} of the student folder shows an assertion of a hidden test: {assertion!r}"
                )


def _assertions(source: str) -> set[str]:
    """What the tests of a file assert, without messages: as it is written, and as Python writes it."""
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    found = [("assert ", n.test) for n in nodes if isinstance(n, ast.Assert)]
    imports = [n for n in nodes if isinstance(n, ast.ImportFrom) and (n.module or "").startswith("autograder.checks")]
    checks = {a.asname or a.name for n in imports for a in n.names} - NO_TESTS
    found += [("", n) for n in nodes if isinstance(n, ast.Call) and ast.unparse(n.func).split(".")[-1] in checks]
    texts = [(a, f"{a}{text}") for a, n in found for text in (ast.get_source_segment(source, n), ast.unparse(n))]
    return {t for a, t in texts if len(_squeezed(t)) >= len(a.strip()) + SHORTEST_SECRET}


def _squeezed(text: str) -> str:
    """Text without what a paste may change: spaces, line breaks, kinds of quotes."""
    return re.sub(r"\s", "", text).replace("'", '"')
