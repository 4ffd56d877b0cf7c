"""Compares two expressions by their values, at random points of the symbols' intervals.

Both sides are evaluated with mpmath with 60 and with 120 digits. What the two precisions do not agree on is noise. A
point *differs* where the relative difference is above 1e-30 and above the noise, *agrees* where the noise is small and
there is no such difference, and says nothing otherwise. Points where the expected side is undefined are drawn again; a
point is on a kink with probability 0.
"""

import random
from collections.abc import Callable
from typing import Any

from mpmath import mp

from autograder.exam.symbolic.expressions import Node

DIGITS = (60, 120)
POINTS = 24
KINKED_POINTS = 96  # more, so that each piece is met
DRAWS = 10  # per point that is wanted
CLEAR = 3  # points that make a difference
RTOL = 1e-30
TOO_LARGE = 1_000_000  # exp(1e6) has 434,295 digits before the point
KINKS = {"max", "min", "relu", "abs", "sign", "step"}


class Undefined(ArithmeticError):
    """The expression has no real value at a point."""


class TooLarge(ArithmeticError):
    """A value is too large to compute with."""


def value(node: Node, at: dict[str, float]) -> Any:
    """The value of a tree at a point, an mpf of the precision in force.

    Raises:
        Undefined: the logarithm of 0, a division by 0, the root of a negative number.
        TooLarge: beyond exp(1e6).
    """
    operation, *parts = node
    if operation == "number":
        return mp.mpf(parts[0].numerator) / parts[0].denominator
    if operation == "symbol":
        return mp.mpf(at[parts[0]])
    if operation == "constant":
        return +{"e": mp.e, "pi": mp.pi}[parts[0]]
    if operation == "*":
        product = mp.one
        for factor in parts:
            product = divide(product, value(factor[1], at)) if factor[0] == "/" else product * value(factor, at)
        return product
    return OPERATIONS[operation](*(value(part, at) for part in parts))


def divide(a: Any, b: Any) -> Any:
    if not b:
        raise Undefined
    return a / b


def exponential(x: Any) -> Any:
    if abs(x) > TOO_LARGE:
        raise TooLarge
    return mp.exp(x)


def logarithm(x: Any) -> Any:
    if x <= 0:
        raise Undefined
    return mp.ln(x)


def root(x: Any) -> Any:
    if x < 0:
        raise Undefined
    return mp.sqrt(x)


def power(base: Any, exponent: Any) -> Any:
    if base < 0 and abs(exponent) > TOO_LARGE:
        raise TooLarge  # whether it is a whole number, no precision tells
    if (base < 0 and not mp.isint(exponent)) or (base == 0 and exponent <= 0):
        raise Undefined
    if base and abs(exponent * mp.ln(abs(base))) > TOO_LARGE:
        raise TooLarge
    return base**exponent


def periodic(function: Callable[[Any], Any], x: Any) -> Any:
    if abs(x) > TOO_LARGE:
        raise TooLarge
    return function(x)


OPERATIONS: dict[str, Callable[..., Any]] = {
    "+": lambda *terms: sum(terms, mp.zero),
    "-": lambda x: -x,
    "^": power,
    "exp": exponential,
    "ln": logarithm,
    "sqrt": root,
    "sigmoid": lambda x: 1 / (1 + exponential(-x)),
    "softplus": lambda x: mp.ln(1 + exponential(x)),
    "tanh": lambda x: periodic(mp.tanh, x),
    "sinh": lambda x: periodic(mp.sinh, x),
    "cosh": lambda x: periodic(mp.cosh, x),
    "sin": lambda x: periodic(mp.sin, x),
    "cos": lambda x: periodic(mp.cos, x),
    "tan": lambda x: periodic(mp.tan, x),
    "relu": lambda x: max(x, mp.zero),
    "abs": lambda x: abs(x),
    "sign": lambda x: mp.sign(x),
    "step": lambda x: mp.mpf(x > 0),
    "max": lambda *x: max(x),
    "min": lambda *x: min(x),
}


def twice(node: Node, at: dict[str, float]) -> list[Any]:
    """The value with 60 and with 120 digits."""
    found = []
    for digits in DIGITS:
        with mp.workdps(digits):
            found.append(value(node, at))
    return found


def by_values(given: Node, expected: Node, symbols: dict[str, tuple[float, float]], seed: int) -> tuple[str, str]:
    """The verdict (equal, different, undecided) of random points, and what it rests on."""
    rng = random.Random(seed)
    wanted = KINKED_POINTS if KINKS & (operations(given) | operations(expected)) else POINTS
    count = dict.fromkeys(("agrees", "differs", "is unclear", "has no value", "key has no value"), 0)
    for _ in range(DRAWS * wanted):
        at = {name: rng.uniform(*interval) for name, interval in symbols.items()}
        found, relative = look(given, expected, at)
        count[found] += 1
        if count["differs"] == CLEAR:
            return "different", f"differs at {CLEAR} points, by {relative:.1g} of the value where {point(at)}"
        if count["agrees"] >= wanted and not count["differs"]:
            break
        if count["has no value"] == wanted and not count["agrees"]:
            return "different", f"has no value at {wanted} points, such as {point(at)}"
        if count["is unclear"] == wanted and not count["agrees"]:
            break
    equal = count["agrees"] >= wanted and not count["differs"] and count["has no value"] < CLEAR
    reason = ", ".join(f"{what} at {n} points" for what, n in count.items() if n)
    return ("equal" if equal else "undecided"), reason


def look(given: Node, expected: Node, at: dict[str, float]) -> tuple[str, float]:
    """What one point says (a key of `count`), and the relative difference there."""
    side = "key has no value"
    try:
        right = twice(expected, at)
        side = "has no value"
        return agreement(twice(given, at), right)
    except Undefined:
        return side, 0.0
    except TooLarge:
        return "is unclear", 0.0


def agreement(given: list[Any], expected: list[Any]) -> tuple[str, float]:
    """What two pairs of values say, and their relative difference."""
    with mp.workdps(DIGITS[1]):
        difference = abs(given[1] - expected[1])
        size = max(abs(given[1]), abs(expected[1]))
        noise = abs(given[0] - given[1]) + abs(expected[0] - expected[1])
        if difference > RTOL * size and difference > 1e6 * noise:
            return "differs", float(difference / size)
        return ("agrees" if noise <= max(RTOL * size, 1e-40) else "is unclear"), 0.0


def point(at: dict[str, float]) -> str:
    return ", ".join(f"{name} = {x:.4g}" for name, x in at.items()) or "any"


def operations(node: Node) -> set[str]:
    """The names of all operations in a tree."""
    return {node[0]}.union(*(operations(part) for part in node[1:] if isinstance(part, tuple)))
