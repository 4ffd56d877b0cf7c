"""The kinds of answers: what is right for one student, how points follow, how a wrong answer is named.

A kind is plain data, drawn for one student and written into that student's test file. `parse` gives the answer in plain
Python (forms.py, the same code as the student's own check), `is_right` compares, `cases` splits the points.

    number    within max(rtol·|x*|, atol), or to `digits` significant digits; text with a unit where units are stated
    choice    one option; `many`: every right option that is chosen earns a share, every wrong one takes a share back
    matrix    an equal share for each entry
    symbolic  an expression equal to the expected one on the symbols' domain; undecided waits for a person
    manual    text, marked by a person along a rubric
"""

import functools
import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from autograder.checks import CheckFailure
from autograder.errors import PendingMark
from autograder.exam import forms
from autograder.results import Diagnosis


class Mistake(msgspec.Struct, frozen=True):
    """A wrong answer with a name; `value` is in the form that `parse` gives."""

    key: str
    message: str
    value: Any


class Criterion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a rubric."""

    name: str
    points: float
    hint: str = ""  # for the person who marks


class Case(msgspec.Struct, frozen=True):
    """A part of a question's points."""

    name: str
    points: float
    check: Callable[[Any], None]


class _Kind(msgspec.Struct, frozen=True, tag_field="kind", kw_only=True):
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


class Number(_Kind, frozen=True, tag="number"):
    """A number."""

    expected: float
    integer: bool = False
    rtol: float = 5e-4
    atol: float = 5e-4
    digits: int = 0  # > 0: right when it rounds to the same significant digits
    units: dict[str, float] = {}
    low: float = -1e300  # JSON has no infinity
    high: float = 1e300

    @property
    def right(self) -> float:
        return self.expected

    def parse(self, value: Any) -> float:
        return float(forms.number(value, self.integer, self.units))

    def equal(self, a: float, b: float) -> bool:
        if self.integer:
            return a == b
        if self.digits:
            unit = 10.0 ** (math.floor(math.log10(abs(b))) - self.digits + 1) if b else 10.0**-self.digits
            return abs(a - b) <= 0.5 * unit * (1 + 1e-9)
        return abs(a - b) <= max(self.rtol * abs(b), self.atol)

    def problem(self) -> str | None:
        if not math.isfinite(self.expected):
            return f"the expected answer is {self.expected}"
        if not self.low <= self.expected <= self.high:
            return f"the expected answer {self.expected:g} is outside [{self.low:g}, {self.high:g}]"
        return _Kind.problem(self)

    def answer_value(self) -> float | int:
        return int(self.expected) if self.expected == int(self.expected) else self.expected

    def form(self) -> str:
        return f"number(answer, {self.integer!r}, {self.units!r})"

    def ask(self) -> str:
        if self.integer:
            return "a whole number"
        unit = next(iter(self.units), "")
        told = f" in {unit}, or text with a unit ({', '.join(self.units)})" if unit else ""
        exact = f"to {self.digits} significant digits" if self.digits else "to four decimals or better"
        return f"a number{told}, {exact}"

    def key_text(self) -> str:
        unit = next(iter(self.units), "")
        return str(int(self.expected)) if self.integer else f"{self.expected:.6g} {unit}".strip()


class Choice(_Kind, frozen=True, tag="choice"):
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
            yield from _Kind.cases(self, points)
            return
        for n, share in enumerate(_shares(points, len(self.letters)), 1):

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
        return _Kind.problem(self)

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


class Matrix(_Kind, frozen=True, tag="matrix"):
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
        for place, share in zip(places, _shares(points, len(places)), strict=True):

            def entry(value: Any, place: tuple[int, ...] = place) -> None:
                given, right = self.parse(value), self.right
                diagnosis = self.diagnose(given)
                rows, *rest = _shape(given) or (0,)
                if rows > self.shape[0] or rest != list(self.shape[1:]):
                    raise CheckFailure("not the right shape", diagnosis)
                if place[0] >= rows:  # a trace that stops early keeps the points of what is there
                    raise CheckFailure("a row is missing", diagnosis)
                for i in place:
                    given, right = given[i], right[i]
                if not self.equal(given, right):
                    raise CheckFailure(f"entry {_index(place)} is not right", diagnosis)

            yield Case(f"entry {_index(place)}", share, entry)

    def problem(self) -> str | None:
        numbers = list(_flat(self.expected))
        if not numbers or not all(isinstance(x, int | float) and math.isfinite(x) for x in numbers):
            return "the expected answer is empty or has entries that are no finite numbers"
        return _Kind.problem(self)

    def form(self) -> str:
        return f"matrix(answer, {self.shape if self.show_shape else None!r})"

    def ask(self) -> str:
        if not self.show_shape:
            return "a list of rows (you find the shape)"
        words = f"a list of {self.shape[0]} numbers" if len(self.shape) == 1 else "a list of rows"
        return f"{words}, shape {self.shape}; each entry counts"


class Symbolic(_Kind, frozen=True, tag="symbolic"):
    """An expression; compared in a process of its own (symbolic.py)."""

    expected: str
    symbols: dict[str, tuple[float, float]]

    @property
    def right(self) -> str:
        return self.expected

    def parse(self, value: Any) -> str:
        from autograder.exam.expressions import parse_form

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

    def form(self) -> str:
        return f"readable(parse_form, answer, {list(self.symbols)!r})"

    def ask(self) -> str:
        return f"an expression in quotes, with the symbols {', '.join(f'`{s}`' for s in self.symbols)}"


class Manual(_Kind, frozen=True, tag="manual"):
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


Kind = Number | Choice | Matrix | Symbolic | Manual


def _pending(_: Any) -> None:
    raise PendingMark("waits for a person")


@functools.lru_cache(maxsize=5_000)  # a class draws the same few expressions, and answers them alike
def _verdict(a: str, b: str, symbols: tuple[tuple[str, tuple[float, float]], ...]) -> str:
    from autograder.exam.symbolic import compare

    return str(compare(a, b, dict(symbols)).equality.value)


def _shares(points: float, n: int) -> list[float]:
    """n equal parts; the last one takes the rounding, for Otter refuses parts that add up to more than the whole."""
    parts = [points / n] * (n - 1)
    return [*parts, points - sum(parts)]


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


def load(data: str) -> Kind:
    """The kind that a test file holds as JSON; what judges it is ready when the first submission comes."""
    kind: Kind = msgspec.json.decode(data, type=Kind)
    if isinstance(kind, Symbolic):
        from autograder.exam.symbolic import start

        start()
    return kind
