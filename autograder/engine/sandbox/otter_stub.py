"""The part of otter that a notebook uses, while it is graded."""

import contextlib
import functools
import sys
import types
from collections.abc import Callable
from importlib import metadata
from typing import Any


class CheckResult:
    """What `grader.check` returns while grading: the public cases, as in Otter."""

    def __init__(self, name: str, cases: list[list[Any]]) -> None:
        self.name = name
        self.cases = [(str(case), bool(passed), str(message)) for case, passed, message in cases]

    @property
    def passed_all(self) -> bool:
        return all(passed for _, passed, _ in self.cases)

    def __repr__(self) -> str:
        if self.passed_all:
            return f"{self.name} results: All test cases passed!"
        lines = [f"{name} result:\n    {message or 'passed'}" for name, _, message in self.cases]
        return f"{self.name} results:\n" + "\n\n".join(lines)


@functools.cache
def version() -> str | None:
    """The installed Otter's version: asked once in the zygote, as reading it costs more than a fork."""
    with contextlib.suppress(metadata.PackageNotFoundError):
        return metadata.version("otter-grader")
    return None


def install_otter(ask: Callable[[str, dict[str, Any] | None], list[list[Any]] | None]) -> None:
    """Puts an `otter` in place whose `Notebook.check` calls `ask(question, global_env)`: the cases, or None."""

    class Notebook:
        """Otter's notebook object; `check` asks the judge and waits."""

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            pass

        def check(self, question: str, global_env: dict[str, Any] | None = None) -> CheckResult:
            cases = ask(str(question), global_env)
            if cases is None:
                raise FileNotFoundError(f"Test {question} does not exist")
            return CheckResult(str(question), cases)

        def check_all(self) -> None:
            """Nothing: every question is checked when grading ends."""

        export = to_pdf = add_plugin_files = run_plugin = check_all_questions = (
            lambda self, *args, **kwargs: None  # disabled in Otter's grading mode too
        )

    otter = types.ModuleType("otter", "The part of otter that a notebook uses, while it is graded.")
    otter.Notebook = Notebook  # type: ignore[attr-defined]
    if (number := version()) is not None:
        otter.__version__ = number  # type: ignore[attr-defined]
    export = types.ModuleType("otter.export", "Nothing is exported while a notebook is graded.")
    export.export_notebook = lambda *args, **kwargs: None  # type: ignore[attr-defined]
    otter.export = export  # type: ignore[attr-defined]
    otter.__path__ = []
    sys.modules.update({"otter": otter, "otter.export": export})
