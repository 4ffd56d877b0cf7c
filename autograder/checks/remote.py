"""What the checks ask of an engine whose values stand for objects elsewhere. The judge fills it in; Otter has none."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any, Protocol


class Remote(Protocol):
    """The engine, as far as the checks need it."""

    def describe(self, x: Any) -> str | None:
        """What stands elsewhere ("the function 'f'"), or None when `x` is a value of its own."""

    def counted(self, limit: int, escapes: Iterable[str]) -> AbstractContextManager[Any]:
        """Everything that is done elsewhere until the end of the block is counted, see counting.py."""


engine: Remote | None = None
