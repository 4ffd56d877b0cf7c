"""A number: within a tolerance, or to some significant digits; with a unit where units are stated."""

import math
from typing import Any

from autograder.exam.questions import forms
from autograder.exam.questions.kinds.base import Base


class Number(Base, frozen=True, tag="number"):
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
        return Base.problem(self)

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
