"""Exceptions of the student's, rebuilt from data."""

from collections.abc import Mapping
from typing import Any

from autograder.engine.judge.trusted import known_class

LINE_CHARS = 200  # of a line of the notebook in a report


class StudentError(Exception):
    """An exception raised by student code, rebuilt from data; `traceback_text` is the student's traceback."""

    traceback_text = ""
    line: tuple[int, str] | None = None  # number in its cell and text, as the sandbox claims

    def __init__(self, message: str = "") -> None:
        Exception.__init__(self, message)  # not that of a built-in class: some want more arguments

    def __str__(self) -> str:
        return str(self.args[0])  # not KeyError's, which quotes again


def student_error(data: dict[str, Any]) -> StudentError:
    """The exception described by `data`: also an instance of the nearest well-known `Exception` class it named."""

    def text(key: str, cap: int) -> str:
        value = data.get(key, "")
        return value[:cap] if type(value) is str else ""

    base: type[BaseException] | None = None
    bases = data.get("bases")
    for name in bases if type(bases) is list else ():
        found = known_class(name)
        if found is None or found is Exception or not issubclass(found, Exception):
            continue
        if not issubclass(found, (StopIteration, StopAsyncIteration)):  # these would end a loop of the test
            base = found
        break
    name = text("type", 100)
    name = name if name.isidentifier() else "Exception"
    special = {
        UnicodeDecodeError,
        UnicodeEncodeError,
        UnicodeTranslateError,
        BaseExceptionGroup,
        ExceptionGroup,
    }
    parents = (StudentError,) if base is None or base in special else (StudentError, base)
    try:
        error: StudentError = type(name, parents, {"__module__": "builtins"})(text("message", 4000))
    except TypeError:  # a class that cannot be a parent beside ours
        error = type(name, (StudentError,), {"__module__": "builtins"})(text("message", 4000))
    error.traceback_text = text("traceback", 20_000)
    match data.get("line"):
        case [int(number), str(line)] if line.strip():
            error.line = (number, line.strip())
    return error


def crash(error: StudentError, cells: Mapping[int, str]) -> str:
    """What a student may always know of an exception: its kind, and the line of the notebook that raised it.

    Neither is the sandbox's word: the kind is the nearest well-known class, and the line is looked up in the notebook
    as it was handed in. So student code cannot write into its report what a test gave it.

    Args:
        cells: index in the notebook → source.
    """
    own = next((c.__name__ for c in type(error).__mro__[1:] if c is not StudentError), "Exception")
    said = f"your code raised {own}"
    for index, source in cells.items() if error.line is not None else ():
        number, text = error.line or (0, "")
        lines = source.splitlines()
        if 0 < number <= len(lines) and lines[number - 1].strip()[:1_000] == text:
            shown = text if len(text) <= LINE_CHARS else f"{text[:LINE_CHARS]} …"
            return f"{said} in line {number} of cell {index + 1}\n{shown}"
    return said
