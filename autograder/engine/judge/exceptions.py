"""Exceptions of the student's, rebuilt from data."""

from typing import Any

from autograder.engine.judge.trusted import known_class


class StudentError(Exception):
    """An exception raised by student code, rebuilt from data; `traceback_text` is the student's traceback."""

    traceback_text = ""

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
    return error
