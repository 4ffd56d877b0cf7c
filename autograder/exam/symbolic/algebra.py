"""What SymPy makes of the difference of two expressions."""

import functools
from collections.abc import Callable
from typing import Any

import sympy

from autograder.exam.symbolic.expressions import Node

FORMS: dict[str, Callable[..., Any]] = {
    "+": sympy.Add,
    "*": sympy.Mul,
    "-": lambda x: -x,
    "/": lambda x: 1 / x,
    "^": sympy.Pow,
    "exp": sympy.exp,
    "ln": sympy.log,
    "sqrt": sympy.sqrt,
    "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
    "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
    "tanh": lambda x: (sympy.exp(2 * x) - 1) / (sympy.exp(2 * x) + 1),
    "sinh": lambda x: (sympy.exp(x) - sympy.exp(-x)) / 2,
    "cosh": lambda x: (sympy.exp(x) + sympy.exp(-x)) / 2,
    "sin": sympy.sin,
    "cos": sympy.cos,
    "tan": sympy.tan,
    "relu": lambda x: larger(x, sympy.Integer(0)),
    "abs": lambda x: x * sign(x),
    "sign": lambda x: sign(x),
    "step": lambda x: (1 + sign(x)) / 2,
    "max": lambda *x: functools.reduce(larger, x),
    "min": lambda *x: -functools.reduce(larger, (-y for y in x)),
}


def sign(x: Any) -> Any:
    """One form for sign(u) and sign(-u)."""
    x = sympy.expand(x)
    return -sympy.sign(-x) if x.could_extract_minus_sign() else sympy.sign(x)


def larger(a: Any, b: Any) -> Any:
    """max(a, b), with no other kink than sign's: away from it, sign(u)² is 1."""
    return (a + b + (a - b) * sign(a - b)) / 2


def formula(node: Node, symbols: dict[str, Any]) -> Any:
    """A tree as a SymPy expression."""
    operation, *parts = node
    if operation == "number":
        return sympy.Rational(parts[0].numerator, parts[0].denominator)
    if operation == "symbol":
        return symbols[parts[0]]
    if operation == "constant":
        return {"e": sympy.E, "pi": sympy.pi}[parts[0]]
    return FORMS[operation](*(formula(part, symbols) for part in parts))


def by_algebra(given: Node, expected: Node, symbols: dict[str, tuple[float, float]]) -> str:
    """What is known of the difference: "zero", "not zero" (it is some other number), or "open"."""
    made = {
        name: sympy.Symbol(f"x{i}", real=True, positive=True if low >= 0 else None)
        for i, (name, (low, _)) in enumerate(symbols.items())
    }
    difference = formula(given, made) - formula(expected, made)
    for simpler in (numerator, sympy.simplify):
        left = simpler(difference)
        if left == 0:
            return "zero"
        if left.is_number:
            return "not zero" if abs(sympy.N(left, 100)) > 1e-60 else "open"
    return "open"


def numerator(x: Any) -> Any:
    """The numerator of a sum of fractions, multiplied out."""
    product = sympy.expand(sympy.numer(sympy.together(x)))
    return product.replace(
        lambda p: p.is_Pow and isinstance(p.base, sympy.sign) and p.exp.is_Integer, lambda p: p.base ** (p.exp % 2)
    )
