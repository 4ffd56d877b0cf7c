"""Text that a person marks along a rubric."""

from collections.abc import Iterator
from typing import Any

from autograder.course.rubric import Criterion
from autograder.errors import PendingMark
from autograder.exam.questions import forms
from autograder.exam.questions.kinds.base import Base, Case


class Manual(Base, frozen=True, tag="manual"):
    """Text that a person marks."""

    rubric: tuple[Criterion, ...]
    solution: str = ""  # for the person who marks
    lines: int = 10

    @property
    def right(self) -> str:
        return self.solution

    def parse(self, value: Any) -> str:
        return str(forms.text(value))

    def cases(self, points: float) -> Iterator[Case]:
        for criterion in self.rubric:
            yield Case(criterion.name, criterion.points, _pending)

    def problem(self) -> str | None:
        return None if self.rubric else "no rubric"

    def ask(self) -> str:
        return f"at most {self.lines} lines, in the cell below; a person reads them"


def _pending(_: Any) -> None:
    raise PendingMark("waits for a person")
