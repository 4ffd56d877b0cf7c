"""Whether a student's expression equals the expected one: EQUAL, DIFFERENT, or UNDECIDED, which is never "wrong".

    compare("-2(y - w2σ(w1x))·w2σ(w1x)(1-σ(w1x))·x", key, {"w1": (-2, 2), "w2": (-2, 2), "x": (-2, 2), "y": (-2, 2)})

Theory of operation. The texts are read here (expressions.py) so that a form error never costs a process; the comparison
runs in one long-lived child process (process.py, worker.py) with a time, CPU and memory limit, started when the first
expression comes, killed when a task is late, and at its end with ours, for then its input ends. It answers twice.

First the values: equal means that both sides agree to 30 digits at 24 random points of the symbols' intervals (96 with
kinks: max, abs, …), different that they do not at 3, so `x` and `x + 1e-9` differ, and a rounded constant is wrong.
Then the algebra: SymPy proves the difference zero, finds it to be another number, or neither in `PROOF_S`. Agreement in
value is enough for EQUAL, for SymPy cannot simplify everything; SymPy's disagreement makes it UNDECIDED, as do a late
first answer, memory, and an expression that has a value on a part only of where the expected one has. Both sides are
compared where the expected one is real and finite: x²/x equals x.
"""

import itertools
import math
import os
import time
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import msgspec

from autograder.exam.symbolic import process
from autograder.exam.symbolic.expressions import parse_form

PROOF_S = 1.0  # SymPy proves an answer of the course in 0.05 s, or hardly ever
Domain = tuple[float, float]  # an open interval
_numbers = itertools.count()


class Equality(StrEnum):
    """What is known of two expressions."""

    EQUAL = "equal"
    DIFFERENT = "different"
    UNDECIDED = "undecided"


class Compared(msgspec.Struct, frozen=True):
    """A verdict, and for the staff what it rests on."""

    equality: Equality
    reason: str


def compare(
    given: str, expected: str, symbols: Mapping[str, Domain], *, timeout_s: float = 5.0, seed: int = 0
) -> Compared:
    """EQUAL iff given = expected at every point of `symbols`' intervals where the expected side is defined.

    Args:
        given: a student's text.
        expected: the key, in the same language.
        symbols: name → the interval (low, high) it is drawn from; 0 ≤ low also tells SymPy that it is positive.
        timeout_s: for one comparison; starting the process does not count.
        seed: of the points.

    Raises:
        ExpressionError: a text cannot be read.
        ValueError: two symbols are the same name, or an interval is empty or infinite.

    >>> str(compare("2x·x", "2x²", {"x": (-1, 1)}).equality)
    'equal'
    """
    for name, (low, high) in symbols.items():
        if not (math.isfinite(low) and math.isfinite(high) and low < high):
            raise ValueError(f"symbols: expected two finite numbers, low < high, for {name!r}, got {(low, high)}")
    for text in (given, expected):
        parse_form(text, list(symbols))
    task = {"given": given, "expected": expected, "symbols": dict(symbols), "seed": seed, "timeout_s": timeout_s}
    task["number"] = f"{os.getpid()}-{next(_numbers)}"
    with process.LOCK:
        try:
            return _decide(task, timeout_s)
        except BaseException:  # an interrupt, the judge's alarm: the next task must not get this one's answer
            process.stop()
            raise


def _decide(task: dict[str, Any], timeout_s: float) -> Compared:
    try:
        worker = process.running()
        deadline = time.monotonic() + timeout_s
        worker.send(task)
        verdict, reason = worker.receive(task["number"], deadline)
    except process.Lost as e:
        return Compared(Equality.UNDECIDED, str(e))
    if verdict != "equal":
        return Compared(Equality(verdict), reason)
    try:
        algebra = worker.receive(task["number"], min(deadline, time.monotonic() + PROOF_S))
    except process.Lost:
        algebra = "open"
    if algebra == "not zero":
        return Compared(Equality.UNDECIDED, f"{reason}; but SymPy finds a difference")
    return Compared(Equality.EQUAL, f"{reason}; SymPy {'proves it' if algebra == 'zero' else 'has no proof'}")
