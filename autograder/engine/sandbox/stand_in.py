"""A class whose instances live in another sandbox: the course's own, in place of a student's (judge/official.py)."""

from collections.abc import Callable, Sequence
from typing import Any


def stand_in(name: str, methods: Sequence[str], make: Callable[..., int], use: Callable[..., Any]) -> type:
    """The class called `name`.

    Args:
        methods: that the course's own class has.
        make: (args, kwargs) → the number of a new instance.
        use: (number, attribute, (args, kwargs)) → what the method returns; with None the value of the attribute.
    """

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        self._number = make(args, kwargs)

    def __getattr__(self: Any, attribute: str) -> Any:
        if attribute.startswith("_"):
            raise AttributeError(attribute)
        return use(self._number, attribute, None)

    def method(called: str) -> Callable[..., Any]:
        def call(self: Any, *args: Any, **kwargs: Any) -> Any:
            return use(self._number, called, (args, kwargs))

        call.__name__ = call.__qualname__ = called
        return call

    return type(name, (), {"__init__": __init__, "__getattr__": __getattr__} | {m: method(m) for m in methods})
