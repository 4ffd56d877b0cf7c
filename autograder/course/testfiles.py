"""The test file of a question: its public cases from the master, then the hidden ones of hidden/<question>.py."""

import ast
import re
import traceback
from collections.abc import Sequence

import msgspec
from otter.test_files.exception_test import ExceptionTestFile

from autograder.course.course import Assignment, importable
from autograder.course.master import SHORTEST_SECRET, Master
from autograder.course.rubric import Criterion


class TestFile(msgspec.Struct, frozen=True):
    """A merged test file."""

    source: str
    public: str  # the part of it that students get
    public_lines: frozenset[str]  # of the tests that students get
    secrets: frozenset[str]  # lines of the hidden ones

    __test__ = False  # no class of pytest


def named(master: Master, source: str) -> str:
    """A generated test file with the names of its cases and the author's messages."""

    def decorator(match: re.Match[str]) -> str:
        options = {"name": master.case_names[match[2]], **master.case_messages.get(match[2], {})}
        name, *messages = (f"{key}={text!r}" for key, text in options.items())
        return f"@test_case({', '.join([name, match[1], *messages])})\ndef {match[2]}("

    return re.sub(r"^@test_case\((?!name=)(.*)\)\ndef (\w+)\(", decorator, source, flags=re.M)


def manual_test(question: str, points: float, rubric: Sequence[Criterion]) -> TestFile:
    """The test file of a question that people mark: each criterion is a case that waits."""
    source = f"OK_FORMAT = False\n\nname = {question!r}\npoints = {points!r}\n\n"
    source += "from otter.test_files import test_case\n\nfrom autograder.errors import PendingMark\n"
    for i, criterion in enumerate(rubric):
        source += f"\n\n@test_case(name={criterion.name!r}, points={criterion.points!r})\n"
        source += f'def test_manual_{i}():\n    raise PendingMark("waits for a person")\n'
    return TestFile(source, "", frozenset(), frozenset())


def merge(assignment: Assignment, master: Master, question: str, public: str | None) -> TestFile:
    """Public cases, then hidden ones, as one test file; the points must add up.

    Args:
        public: the test file with the public cases, None when the master has none.

    Raises:
        BuildError: it cannot be loaded, or contradicts the master.
    """
    points = master.points[question]
    hidden_path = assignment.hidden.get(question)
    if public is None and hidden_path is None:
        raise master.fail(f"{question}: has neither public nor hidden tests")
    if public is None:
        public = f'OK_FORMAT = False\n\nname = "{question}"\npoints = {points!r}\n'
    hidden = hidden_path.read_text(encoding="utf-8") if hidden_path else ""
    where = hidden_path or master.path
    if re.search(r"^from __future__ ", hidden, re.M):
        raise master.fail("`from __future__` cannot be used: the file is merged behind the public tests", where)
    source = f"{public.rstrip()}\n\n\n{hidden}" if hidden else public
    first = source.count("\n", 0, len(source) - len(hidden)) if hidden else 0  # lines before the hidden file's
    for text, path in ((public, master.path), (hidden, where)):
        try:
            ast.parse(text)
        except SyntaxError as e:
            raise master.fail(f"{question}: line {e.lineno}: {e.msg}", path) from None
    names = [n.name for n in ast.parse(source).body if isinstance(n, ast.FunctionDef)]
    try:
        with importable(assignment.root):
            file = ExceptionTestFile.from_string(source, path=str(where))
    except Exception as e:
        lines = [f.lineno or 0 for f in traceback.extract_tb(e.__traceback__) if f.filename == str(where)]
        at = lines[0] - first if lines else 0
        at_fault = where if at > 0 or not lines else master.path
        line = f"line {at}: " if hidden and at > 0 else ""
        what = f"{question}: {line}the tests cannot be loaded: {type(e).__name__}: {e}"
        raise master.fail(what, at_fault) from None
    twice = {n for n in names if names.count(n) > 1}
    if twice:
        message = f"{twice.pop()} is defined twice in the tests of {question}; give each test its own name"
        raise master.fail(message, where)
    if file.name != question:
        raise master.fail(f"the tests set name = {file.name!r}; expected {question!r}", where)
    titles = [c.name for c in file.test_cases]
    if len(set(titles)) != len(titles):
        raise master.fail(f"{question}: two cases have the same name: {sorted(titles)}", where)
    public_cases = sum(bool(n.decorator_list) for n in ast.parse(public).body if isinstance(n, ast.FunctionDef))
    if hidden and not all(c.hidden for c in file.test_cases[public_cases:]):
        raise master.fail(f"{question}: a case has no hidden=True; public cases are test cells of the master", where)
    total = sum(c.points for c in file.test_cases)
    if abs(total - points) > 1e-9:
        raise master.fail(f"{question}: the cases are worth {total:g} points, the question {points:g}", where)
    if any(c.points < 0 for c in file.test_cases):
        raise master.fail(f"{question}: a case has negative points", where)
    secrets = frozenset(s for line in hidden.splitlines() if len(s := line.strip()) >= SHORTEST_SECRET)
    return TestFile(source, public, frozenset(line.strip() for line in public.splitlines()), secrets)
