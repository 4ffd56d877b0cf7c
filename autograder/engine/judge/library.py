"""Functions of Python's library that look into an object: of a handle they ask the sandbox."""

import contextlib
import functools
import inspect
import sys
from collections.abc import Callable, Iterator
from typing import Any

from autograder.engine.judge.handles import Asks, Handle

LOOKING = ("getsource", "getsourcelines")
DRAWN = ("gca", "gcf")  # of pyplot: the sandbox's, as long as the test has drawn nothing itself
_asked: list[Asks] = []


def look_through_handles() -> None:
    """Makes them do so in this process."""
    for name in LOOKING:
        function = getattr(inspect, name)
        if not hasattr(function, "__wrapped__"):
            setattr(inspect, name, _looking(name, function))

    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    for name in DRAWN if pyplot is not None else ():
        function = getattr(pyplot, name)
        if not hasattr(function, "asks_sandbox"):
            setattr(pyplot, name, _drawn(name, function, pyplot.get_fignums))


@contextlib.contextmanager
def asking(env: Asks) -> Iterator[None]:
    """The sandbox whose figures pyplot means."""
    _asked.append(env)
    try:
        yield
    finally:
        _asked.pop()


def _drawn(name: str, function: Callable[..., Any], figures: Callable[[], Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def look(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs) if figures() or not _asked else _asked[-1].do(name)

    look.asks_sandbox = True  # type: ignore[attr-defined]
    return look


def _looking(name: str, function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    @functools.wraps(function)
    def look(x: Any) -> Any:
        if issubclass(type(x), Handle):
            return object.__getattribute__(x, "_env").do(name, x)
        return function(x)

    return look
