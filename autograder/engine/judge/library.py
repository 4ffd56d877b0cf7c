"""Functions of Python's library that look into an object: of a handle they ask the sandbox."""

import functools
import inspect
from collections.abc import Callable
from typing import Any

from autograder.engine.judge.handles import Handle

LOOKING = ("getsource", "getsourcelines")


def look_through_handles() -> None:
    """Makes them do so in this process."""
    for name in LOOKING:
        function = getattr(inspect, name)
        if not hasattr(function, "__wrapped__"):
            setattr(inspect, name, _looking(name, function))


def _looking(name: str, function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    @functools.wraps(function)
    def look(x: Any) -> Any:
        if issubclass(type(x), Handle):
            return object.__getattribute__(x, "_env").do(name, x)
        return function(x)

    return look
