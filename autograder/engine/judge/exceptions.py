"""Exceptions of the student's, rebuilt from data."""

from collections.abc import Callable, Mapping
from typing import Any

from autograder.engine.judge.trusted import known_class

LINE_CHARS = 200  # of a line of the notebook in a report


class ErrorType(type):
    """A class of exceptions; of those that the notebook defines, `handle` is the class there."""

    handle: Any = None

    def __getattr__(cls, name: str) -> Any:
        if cls.handle is None or name.startswith("__"):
            raise AttributeError(name)
        return getattr(cls.handle, name)

    @property
    def __bases__(cls) -> tuple[type, ...]:  # type: ignore[override]
        return tuple(b for b in type.__dict__["__bases__"].__get__(cls) if b is not StudentError) or (Exception,)

    @property
    def __mro__(cls) -> tuple[type, ...]:
        return tuple(c for c in type.__dict__["__mro__"].__get__(cls) if c is not StudentError)

    def __repr__(cls) -> str:
        return f"<class '{cls.__module__}.{cls.__qualname__}'>" if cls.handle is not None else super().__repr__()


class StudentError(Exception, metaclass=ErrorType):
    """An exception raised by student code, rebuilt from data; `traceback_text` is the student's traceback, `handle`
    the exception itself where its class is the notebook's."""

    traceback_text = ""
    line: tuple[int, str] | None = None  # number in its cell and text, as the sandbox claims
    handle: Any = None

    def __getattr__(self, name: str) -> Any:
        if self.handle is None or name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.handle, name)

    def __init__(self, message: str = "") -> None:
        Exception.__init__(self, message)  # not that of a built-in class: some want more arguments

    def __str__(self) -> str:
        return str(self.args[0])  # not KeyError's, which quotes again


def error_type(chain: Any, bases: Any, known: dict[int, ErrorType], handle: Callable[[], Any]) -> ErrorType:
    """The class that the notebook calls so: one for each of its classes, derived from one another as they are.

    Args:
        chain: numbers and names of the notebook's classes, the first is the one. bases: of which it derives.
        known: classes so far, by number. handle: makes the handle of the class.
    """
    cls = _chained(chain, _parents(bases), known)
    if cls.handle is None:
        cls.handle = handle()
    return cls


def _chained(chain: Any, parents: tuple[type, ...], known: dict[int, ErrorType]) -> ErrorType:
    if type(chain) is not list or not chain:
        return StudentError
    cls: Any = None
    for number, name in [link for link in reversed(chain[:20]) if type(link) is list and len(link) == 2]:
        if type(number) is not int or type(name) is not str:
            continue
        if number not in known:
            name = name[:100] if name.isidentifier() else "Exception"
            try:
                known[number] = ErrorType(name, (cls,) if cls else parents, {"__module__": "__main__", "handle": None})
            except TypeError:  # a class that cannot be a parent beside ours
                known[number] = ErrorType(name, (StudentError,), {"__module__": "__main__", "handle": None})
        cls = known[number]
    return cls or StudentError


def _parents(bases: Any) -> tuple[type, ...]:
    """`StudentError` and the nearest well-known class of exceptions among `bases`."""
    base: type[BaseException] | None = None
    for name in bases if type(bases) is list else ():
        found = known_class(name)
        if found is None or found is Exception or not issubclass(found, Exception):
            continue
        if not issubclass(found, (StopIteration, StopAsyncIteration)):  # these would end a loop of the test
            base = found
        break
    special = {
        UnicodeDecodeError,
        UnicodeEncodeError,
        UnicodeTranslateError,
        BaseExceptionGroup,
        ExceptionGroup,
    }
    return (StudentError,) if base is None or base in special else (StudentError, base)


def student_error(data: dict[str, Any], known: dict[int, ErrorType] | None = None, causes: int = 2) -> StudentError:
    """The exception described by `data`: also an instance of the nearest well-known `Exception` class it named.

    Args:
        known: classes so far, by number. causes: how many of those it was raised from are rebuilt, too.
    """

    def text(key: str, cap: int) -> str:
        value = data.get(key, "")
        return value[:cap] if type(value) is str else ""

    name = text("type", 100)
    name = name if name.isidentifier() else "Exception"
    parents = _parents(data.get("bases"))
    try:
        if data.get("chain") and known is not None:
            error: StudentError = _chained(data["chain"], parents, known)(text("message", 4000))
        else:
            error = ErrorType(name, parents, {"__module__": "builtins"})(text("message", 4000))
    except TypeError:  # a class that cannot be a parent beside ours
        error = ErrorType(name, (StudentError,), {"__module__": "builtins"})(text("message", 4000))
    error.traceback_text = text("traceback", 20_000)
    if causes and type(data.get("cause")) is dict:
        error.__cause__ = student_error(data["cause"], known, causes - 1)
    match data.get("line"):
        case [int(number), str(line)] if line.strip():
            error.line = (number, line.strip())
    return error


def crash(error: StudentError, where: Callable[[int, str], str]) -> str:
    """What a student may always know of an exception: its kind, and the line of the notebook that raised it.

    Neither is the sandbox's word: the kind is the nearest well-known class, and the line is looked up in the notebook
    as it was handed in. So student code cannot write into its report what a test gave it.

    Args:
        where: `line_in` the notebook.
    """
    own = next((c.__name__ for c in type(error).__mro__ if type(c) is not ErrorType), "Exception")
    said = f"your code raised {own}"
    if error.line is None:
        return said
    return said + where(*error.line)


def line_in(cells: Mapping[int, str], number: int, text: str) -> str:
    """In which cell a line stands, and the line; nothing where it is in none.

    Args:
        cells: number → source.
    """
    for cell, source in cells.items():
        lines = source.splitlines()
        if 0 < number <= len(lines) and lines[number - 1].strip()[:1_000] == text:
            shown = text if len(text) <= LINE_CHARS else f"{text[:LINE_CHARS]} …"
            return f" in line {number} of cell {cell}\n{shown}"
    return ""
