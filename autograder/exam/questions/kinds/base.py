"""What all kinds of answers share: named mistakes, parts of the points, whether a draw can be asked."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from autograder.checks import CheckFailure
from autograder.results import Diagnosis


class Mistake(msgspec.Struct, frozen=True):
    """A wrong answer with a name; `value` is in the form that `parse` gives."""

    key: str
    message: str
    value: Any


class Case(msgspec.Struct, frozen=True):
    """A part of a question's points."""

    name: str
    points: float
    check: Callable[[Any], None]


class Base(msgspec.Struct, frozen=True, tag_field="kind", kw_only=True):
    """What all kinds share."""

    mistakes: tuple[Mistake, ...] = ()

    def parse(self, value: Any) -> Any:
        """The answer in plain Python; AssertionError when its form is wrong."""
        raise NotImplementedError

    def equal(self, a: Any, b: Any) -> bool:
        """Whether two parsed answers are the same answer."""
        return bool(a == b)

    @property
    def right(self) -> Any:
        """The expected answer, parsed."""
        raise NotImplementedError

    def require(self, value: Any) -> None:
        """Raises CheckFailure, with the mistake that explains it, when the answer is wrong."""
        given = self.parse(value)
        if not self.equal(given, self.right):
            raise CheckFailure("not the right answer", self.diagnose(given))

    def diagnose(self, given: Any) -> Diagnosis | None:
        """The one mistake that gives this answer."""
        found = {m.message: m for m in self.mistakes if self.equal(given, m.value)}
        return Diagnosis(*((m := found.popitem()[1]).key, m.message)) if len(found) == 1 else None

    def cases(self, points: float) -> Iterator[Case]:
        """How the points are split."""
        yield Case("answer", points, self.require)

    def problem(self) -> str | None:
        """Why this draw cannot be asked, or None."""
        try:
            self.parse(self.answer_value())
        except AssertionError as e:
            return f"the expected answer is not in form: {e}"
        if same := next((m for m in self.mistakes if self.equal(m.value, self.right)), None):
            return f"mistake {same.key!r} gives the right answer"
        for a, b in itertools.combinations(self.mistakes, 2):
            if a.message != b.message and self.equal(a.value, b.value):
                return f"mistakes {a.key!r} and {b.key!r} give the same answer"
        return None

    def answer_value(self) -> Any:
        """What a student who is right writes into the cell."""
        return self.right

    def form(self) -> str:
        """The call in the public test: Python source that raises AssertionError."""
        raise NotImplementedError

    def ask(self) -> str:
        """How to answer, in words."""
        raise NotImplementedError

    def key_text(self) -> str:
        """The expected answer, for people."""
        return str(self.answer_value())


def shares(points: float, n: int) -> list[float]:
    """n equal parts; the last one takes the rounding, for Otter refuses parts that add up to more than the whole."""
    parts = [points / n] * (n - 1)
    return [*parts, points - sum(parts)]
