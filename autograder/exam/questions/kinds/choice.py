"""Letters of options: one, or all that are right."""

from collections.abc import Iterator
from typing import Any

from autograder.checks import CheckFailure
from autograder.exam.questions import forms
from autograder.exam.questions.kinds.base import Base, Case, shares


class Choice(Base, frozen=True, tag="choice"):
    """Letters of options."""

    options: tuple[str, ...]
    letters: str  # the right ones, sorted
    many: bool = False

    @property
    def alphabet(self) -> str:
        return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(self.options)]

    @property
    def right(self) -> str:
        return self.letters

    def parse(self, value: Any) -> str:
        return str(forms.choice(value, self.alphabet, self.many))

    def cases(self, points: float) -> Iterator[Case]:
        if not self.many:
            yield from Base.cases(self, points)
            return
        for n, share in enumerate(shares(points, len(self.letters)), 1):

            def enough(value: Any, n: int = n) -> None:
                chosen = set(self.parse(value))
                hits = len(chosen & set(self.letters)) - len(chosen - set(self.letters))
                if hits < n:
                    raise CheckFailure(
                        "right options less wrong ones are too few", self.diagnose("".join(sorted(chosen)))
                    )

            yield Case(f"{n} right, less wrong ones", share, enough)

    def problem(self) -> str | None:
        if len(set(self.options)) != len(self.options):
            twice = next(o for o in self.options if self.options.count(o) > 1)
            return f"two options are the same: {twice!r}"
        if not self.letters or (not self.many and len(self.letters) != 1):
            return f"expected {'at least ' if self.many else ''}one right option, got {len(self.letters)}"
        if len(self.options) < 2:
            return "fewer than two options"
        return Base.problem(self)

    def form(self) -> str:
        return f"choice(answer, {self.alphabet!r}, {self.many!r})"

    def ask(self) -> str:
        if not self.many:
            return "the letter of the right option, in quotes"
        return (
            "the letters of **all** right options, in quotes (a right one earns a share of the points, "
            "a wrong one takes a share back, never below 0)"
        )

    def key_text(self) -> str:
        return "; ".join(f"{c}: {self.options[self.alphabet.index(c)]}" for c in self.letters)
