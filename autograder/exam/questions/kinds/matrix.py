"""A vector, a matrix or a larger array, whose entries count one by one."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

from autograder.checks import CheckFailure
from autograder.exam.questions import forms
from autograder.exam.questions.kinds.base import Base, Case, shares


class Matrix(Base, frozen=True, tag="matrix"):
    """A vector or matrix, nested lists."""

    expected: Any
    rtol: float = 5e-4
    atol: float = 5e-4
    show_shape: bool = True

    @property
    def right(self) -> Any:
        return self.expected

    @property
    def shape(self) -> tuple[int, ...]:
        shape, part = [], self.expected
        while isinstance(part, Sequence):
            shape.append(len(part))
            part = part[0]
        return tuple(shape)

    def parse(self, value: Any) -> Any:
        return forms.matrix(value, self.shape if self.show_shape else None)

    def equal(self, a: Any, b: Any) -> bool:
        if isinstance(a, Sequence) and isinstance(b, Sequence):
            return len(a) == len(b) and all(self.equal(x, y) for x, y in zip(a, b, strict=True))
        if isinstance(a, Sequence) or isinstance(b, Sequence):
            return False
        return bool(abs(a - b) <= max(self.rtol * abs(b), self.atol))

    def cases(self, points: float) -> Iterator[Case]:
        places = list(_places(self.shape))
        for place, share in zip(places, shares(points, len(places)), strict=True):

            def entry(value: Any, place: tuple[int, ...] = place) -> None:
                given = self.parse(value)
                rows, *rest = _shape(given) or (0,)
                if rows > self.shape[0] or rest != list(self.shape[1:]):
                    raise CheckFailure("not the right shape", self.diagnose(given))
                if place[0] >= rows:  # a trace that stops early keeps the points of what is there
                    raise CheckFailure("a row is missing", self.diagnose(given))
                one, right = given, self.right
                for i in place:
                    one, right = one[i], right[i]
                if not self.equal(one, right):
                    raise CheckFailure(f"entry {_index(place)} is not right", self.diagnose(given))

            yield Case(f"entry {_index(place)}", share, entry)

    def problem(self) -> str | None:
        numbers = list(_flat(self.expected))
        if not numbers or not all(isinstance(x, int | float) and math.isfinite(x) for x in numbers):
            return "the expected answer is empty or has entries that are no finite numbers"
        return Base.problem(self)

    def form(self) -> str:
        return f"matrix(answer, {self.shape if self.show_shape else None!r})"

    def ask(self) -> str:
        if not self.show_shape:
            return "a list of rows (you find the shape)"
        words = f"a list of {self.shape[0]} numbers" if len(self.shape) == 1 else "a list of rows"
        return f"{words}, shape {self.shape}; each entry counts"


def _places(shape: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    if not shape:
        yield ()
        return
    for i in range(shape[0]):
        for rest in _places(shape[1:]):
            yield (i, *rest)


def _index(place: tuple[int, ...]) -> str:
    return "[" + ", ".join(map(str, place)) + "]"


def _shape(value: Any) -> tuple[int, ...]:
    return (len(value), *_shape(value[0])) if isinstance(value, Sequence) else ()


def _flat(value: Any) -> Iterator[Any]:
    for part in value if isinstance(value, Sequence) else ():
        yield from _flat(part) if isinstance(part, Sequence) else (part,)
