"""A test in the student's own process, as stock Otter runs it: for what a judge cannot do with stand-ins.

Nothing here is a defence: student code can change all of it, and the report says so. The process that runs this has the
text of one question's tests, and no answer, score or result of any other.
"""

import contextlib
import doctest
import inspect
import io
import os
import sys
import traceback
import types
from collections.abc import Iterator
from typing import Any

from .shell import safe_text

MESSAGE_CHARS = 20_000


class TestCase:
    """Otter's decorator `test_case`, as far as a test file needs it."""

    __test__ = False  # nothing for pytest to collect

    def __init__(
        self,
        name: str | None = None,
        points: float | None = None,
        hidden: bool = False,
        success_message: str | None = None,
        failure_message: str | None = None,
    ) -> None:
        self.name, self.points, self.hidden = name, points, hidden
        self.success_message, self.failure_message = success_message, failure_message
        self.test_func: Any = lambda: None

    def __call__(self, test_func: Any) -> "TestCase":
        self.test_func = test_func
        return self

    def call_func(self, env: dict[str, Any]) -> None:
        """Calls the function with the names of the notebook that its parameters name; None for one that is missing."""
        names = inspect.signature(self.test_func).parameters
        self.test_func(**{name: env if name == "env" else env.get(name) for name in names})


def run_ok(name: str, text: str, env: dict[str, Any], shell: Any) -> tuple[bool, str]:
    """Whether all examples of a doctest hold; the runner's report if not."""
    printed = io.StringIO()
    runner = doctest.DocTestRunner(verbose=True)
    try:
        examples = [e for e in doctest.DocTestParser().parse(text, name) if isinstance(e, doctest.Example)]
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed), _no_display(shell):
            runner.run(doctest.DocTest(examples, env, name, None, None, text), clear_globs=False)
        with open(os.devnull, "w") as null, contextlib.redirect_stdout(null):  # noqa: PTH123 - as Otter does
            failed = runner.summarize(verbose=False).failed
    except BaseException as e:  # an interrupt, a text that is no doctest
        return False, f"{type(e).__name__}: {safe_text(e)}"[:MESSAGE_CHARS]
    return (True, "") if failed == 0 else (False, printed.getvalue()[-MESSAGE_CHARS:])


def run_case(path: str, text: str, number: int, env: dict[str, Any]) -> tuple[bool, str]:
    """Whether a case of a test file in exception format holds; what it says if not.

    Args:
        number: of the case among those in `text`.
    """
    try:
        with _test_files():
            file: dict[str, Any] = {}
            exec(compile(text, path, "exec"), file)
            case = [v for v in file.values() if isinstance(v, TestCase)][number]
            case.call_func(env)
    except BaseException as e:
        frames = traceback.extract_tb(e.__traceback__)
        lines = text.splitlines()
        numbers = [f.lineno for f in frames if f.filename == path and f.lineno and f.lineno <= len(lines)]
        where = lines[numbers[-1] - 1].strip() if numbers else ""
        said = safe_text(e)
        if isinstance(e, AssertionError):
            return False, (said or f"this does not hold: {where}")[:MESSAGE_CHARS]
        theirs = traceback.format_list([f for f in frames if f.filename not in (path, __file__)])
        return False, f"{type(e).__name__}: {said}\n{where}\n{''.join(theirs)}"[:MESSAGE_CHARS]
    return True, ""


@contextlib.contextmanager
def _test_files() -> Iterator[None]:
    """`otter.test_files` can be imported in the block."""
    module: Any = types.ModuleType("otter.test_files")
    module.test_case = TestCase
    otter: Any = sys.modules["otter"]
    before = sys.modules.get("otter.test_files")
    sys.modules["otter.test_files"] = otter.test_files = module
    try:
        yield
    finally:
        if before is None:
            del sys.modules["otter.test_files"]
        else:
            sys.modules["otter.test_files"] = before


@contextlib.contextmanager
def _no_display(shell: Any) -> Iterator[None]:
    """What is displayed in the block goes nowhere."""
    before, shell.display_formatter.formatters = shell.display_formatter.formatters, {}
    try:
        yield
    finally:
        shell.display_formatter.formatters = before
