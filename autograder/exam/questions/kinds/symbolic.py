"""An expression: right when it is equal to the expected one; what the machine cannot decide, a person does."""

import functools
from typing import Any

from autograder.checks import CheckFailure
from autograder.errors import PendingMark
from autograder.exam.questions import forms
from autograder.exam.questions.kinds.base import Base
from autograder.exam.symbolic.compare import compare
from autograder.exam.symbolic.expressions import parse_form


class Symbolic(Base, frozen=True, tag="symbolic"):
    """An expression; compared in a process of its own (exam/symbolic/)."""

    expected: str
    symbols: dict[str, tuple[float, float]]

    @property
    def right(self) -> str:
        return self.expected

    def parse(self, value: Any) -> str:
        return str(forms.readable(parse_form, value, list(self.symbols)))

    def equal(self, a: str, b: str) -> bool:
        return self.verdict(a, b) == "equal"

    def verdict(self, a: str, b: str) -> str:
        """equal, different or undecided."""
        return "equal" if a == b else _verdict(a, b, tuple(self.symbols.items()))

    def require(self, value: Any) -> None:
        given = self.parse(value)
        verdict = self.verdict(given, self.expected)
        if verdict == "undecided":
            raise PendingMark("the machine could not decide whether the expression is right: a person will")
        if verdict != "equal":
            raise CheckFailure("not the right expression", self.diagnose(given))

    def problem(self) -> str | None:
        for mistake in self.mistakes:
            try:
                self.parse(mistake.value)
            except AssertionError as e:
                return f"mistake {mistake.key!r} cannot be read: {e}"
        return Base.problem(self)

    def form(self) -> str:
        return f"readable(parse_form, answer, {list(self.symbols)!r})"

    def ask(self) -> str:
        return f"an expression in quotes, with the symbols {', '.join(f'`{s}`' for s in self.symbols)}"


@functools.lru_cache(maxsize=5_000)  # a class draws the same few expressions, and answers them alike
def _verdict(a: str, b: str, symbols: tuple[tuple[str, tuple[float, float]], ...]) -> str:
    return str(compare(a, b, dict(symbols)).equality.value)
