"""Reads a formula as students type it, without `eval`: text becomes a tree of tuples, or an error that says where.

    parse_form("-2(y - w₂σ(w1 x))·x^2", ["w1", "w2", "x", "y"])

    sum     = product (("+" | "-") product)*
    product = sign* power (("*" | "/") sign* power | power)*            side by side is a product: 2x, x(1-x), (a)(b)
    power   = atom [superscript | ("^" | "**") sign* power]             2^3^2 is 2^(3^2), -x^2 is -(x^2)
    atom    = number | symbol | e | pi | bracket | function [power] "(" sum ("," sum)* ")"          tanh²(x) is tanh(x)²

Letters stuck together are split where the question's symbols leave one reading: `w1x` is w1·x. Names are the same with
and without `_`, in Greek and in Latin letters, with a hat or "hat" (λ = lambda, w_1 = w1 = w₁, ŷ = y_hat = yhat).
What people read in two ways is refused: `1/2x`, `e^2x`. Not read: LaTeX, primes (σ'), d/dx, =, |x|, `np.exp`.

The tree: ("number", Fraction), ("symbol", name), ("constant", "e" or "pi"), ("+", *terms), ("*", *factors) where a
factor ("/", divisor) divides, ("-", node), ("^", base, exponent), (function, *arguments). It is at most a few times
`MAX_EXPRESSION_DEPTH` deep, so that recursion over it is safe; time is linear in the length of the text.

This file stands alone (standard library only): its text travels inside the public test of a question.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

MAX_EXPRESSION_CHARS = 2_000
MAX_EXPRESSION_DEPTH = 30
MAX_NAME_CHARS = 60
MAX_NUMBER_CHARS = 30
MAX_EXPONENT = 1_000  # of a power without symbols in its exponent; of a number such as 1e9 it is 99

_ONE_ARGUMENT = ("exp", "ln", "sqrt", "sigmoid", "tanh", "relu", "softplus", "sin", "cos", "tan", "sinh", "cosh", "abs")
EXPRESSION_FUNCTIONS = (*_ONE_ARGUMENT, "sign", "step", "max", "min")
_ALIASES = {
    **{name: name for name in EXPRESSION_FUNCTIONS},
    **{"log": "ln", "sigma": "sigmoid", "logistic": "sigmoid", "heaviside": "step", "sgn": "sign"},
}
_NOT_READ = re.compile("(a|arc)(sin|cos|tan)h?|sum|prod|diff|softmax", re.IGNORECASE)  # nor split, as a·sin(x)

_GREEK = {c: unicodedata.name(c).split()[-1].lower() for c in "αβγδεζηθικλμνξπρστυφχψω"}
_GREEK["λ"] = "lambda"  # Unicode says "lamda"
_GREEK.update({c: _GREEK[c.lower()].capitalize() for c in "ΓΔΘΛΞΠΣΦΨΩ"})  # the others look like Latin ones
_GREEK.update({"ϑ": "theta", "ϕ": "phi", "ϵ": "epsilon", "µ": "mu", "√": "sqrt"})
_MARKS = {"\u0302": "hat", "\u0304": "bar", "\u0303": "tilde"}
_SPELLED = str.maketrans({**_GREEK, **_MARKS, **{"₀₁₂₃₄₅₆₇₈₉"[i]: str(i) for i in range(10)}, "_": ""})
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SAME = {
    **dict.fromkeys("·⋅×∗∙•", "*"), **dict.fromkeys("−–", "-"), **dict.fromkeys("÷∕⁄", "/"), "**": "^",
    "[": "(", "{": "(", "]": ")", "}": ")",
}  # fmt: skip
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_FRACTIONS = {"½": Fraction(1, 2), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_LETTERS = "A-Za-z" + re.escape("".join(_GREEK))
_NAME = f"[{_LETTERS}][{_LETTERS}{''.join(_MARKS)}0-9₀-₉_]*"
_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+−]?[0-9]+)?|[½⅓⅔¼¾])"
    rf"|(?P<name>{_NAME})"
    r"|(?P<raised>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<operator>\*\*|[-+*/^(),\[\]{}·⋅×∗∙•−–÷∕⁄])"
)
_HINTS = {
    **dict.fromkeys("'′’", "a prime is not read: write the derivative out"),
    **dict.fromkeys("=≠<>≤≥", "write one expression: no equation, only what stands right of the ="),
    "∂": "a derivative is not read: write it out",
    "|": "write abs(…)",
    "\\": "LaTeX is not read: write (a)/(b), sqrt(…), a*b",
    ".": "write exp(x), not np.exp(x)",
}

Node = tuple[Any, ...]


class ExpressionError(ValueError):
    """The text is no expression that can be read; the message is for its author.

    Args:
        source: the text.
        position: the first character that does not fit, from 0.
        problem: what was found and what is allowed there.
    """

    def __init__(self, source: str, position: int, problem: str) -> None:
        near = source[max(position - 15, 0) : position + 15]
        super().__init__(f"at character {position + 1} of the expression (near {near!r}): {problem}")
        self.position = position


def parse_form(source: str, symbols: Sequence[str]) -> Node:
    """The tree of an expression in `symbols`.

    Args:
        source: at most `MAX_EXPRESSION_CHARS` characters.
        symbols: the names that may occur; each is written in the tree as it is here.

    Raises:
        ExpressionError: the text is too long or deep, or says something that cannot be read.
        ValueError: two of `symbols` are the same name, or one is no name.

    >>> parse_form("2w₁", ["w_1"])
    ('*', ('number', Fraction(2, 1)), ('symbol', 'w_1'))
    """
    names: dict[str, str] = {}
    for symbol in symbols:
        decomposed = unicodedata.normalize("NFD", symbol)
        if not re.fullmatch(_NAME, decomposed) or _spelled(decomposed) in names:
            raise ValueError(f"symbols: expected different names of letters and digits, got {list(symbols)}")
        names[_spelled(decomposed)] = symbol
    if len(source) > MAX_EXPRESSION_CHARS:
        start = source[: MAX_EXPRESSION_CHARS + 15]
        problem = f"{len(source)} characters; at most {MAX_EXPRESSION_CHARS} are read"
        raise ExpressionError(start, MAX_EXPRESSION_CHARS, problem)
    source = unicodedata.normalize("NFD", source)  # ŷ becomes y and a hat
    return _Reader(source, list(_tokens(source, names))).whole()


def _spelled(name: str) -> str:
    """One spelling for all ways to write a name."""
    spelled = name.translate(_SPELLED)
    return {"lam": "lambda", "lamda": "lambda"}.get(spelled, spelled)


Token = tuple[str, Any, int]  # kind, value, position


def _tokens(source: str, names: dict[str, str]) -> Iterator[Token]:
    """Numbers, symbols, functions, constants, raised numbers and operators, in their order."""
    position = 0
    while position < len(source):
        match = _TOKEN.match(source, position)
        if match is None:
            raise ExpressionError(source, position, _unexpected(source[position]))
        kind, found = str(match.lastgroup), match[0]
        if kind == "number":
            yield kind, _number(source, position, found), position
        elif kind == "name":
            yield from _named(source, position, found, names)
        elif kind == "raised":
            yield kind, ("number", _number(source, position, found.translate(_RAISED))), position
        elif kind == "operator":
            yield _SAME.get(found, found), found, position
        position = match.end()
    yield "end", "", position


def _unexpected(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    name = unicodedata.name(character, "a character without a name")
    hint = _HINTS.get(character) or (
        f"type {plain} on your keyboard" if plain.isascii() and plain.isprintable() else ""
    )
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    return f"{shown} ({name.lower()}) is not read" + (f"; {hint}" if hint else "")


def _number(source: str, position: int, found: str) -> Fraction:
    """The exact value of a number; 0.1 is 1/10."""
    if found in _FRACTIONS:
        return _FRACTIONS[found]
    digits, _, exponent = found.lower().replace("−", "-").partition("e")
    if len(found) > MAX_NUMBER_CHARS or len(exponent.lstrip("+-")) > 2:
        raise ExpressionError(source, position, f"a number of {len(found)} characters is too long or too large")
    return Fraction(digits) * Fraction(10) ** int(exponent or 0)


def _named(source: str, position: int, found: str, names: dict[str, str]) -> Iterator[Token]:
    """A name, or names stuck together where there is one way to read them."""
    name = _spelled(found)
    if name in names:
        yield "symbol", names[name], position
    elif name in _ALIASES or (name != "Sigma" and name.lower() in _ALIASES):  # Max, Abs as SymPy prints; Σ is a sum
        yield "function", _ALIASES[name.lower()], position
    elif name in ("e", "pi"):
        yield "constant", name, position
    else:
        known = [*names, "pi"] if "π" in found else list(names)
        readings = [] if _NOT_READ.fullmatch(name) or "_" in found else _split(name, known)
        if len(readings) != 1:
            why = "can be read in two ways: write * between its parts" if readings else "is no name of this question"
            allowed = f"symbols: {', '.join(names.values()) or 'none'}; functions: {', '.join(EXPRESSION_FUNCTIONS)}"
            raise ExpressionError(source, position, f"{found[:MAX_NAME_CHARS]!r} {why} ({allowed}; numbers: e, pi)")
        for part in readings[0]:
            if part in names:
                yield "symbol", names[part], position
            else:
                yield ("constant", part, position) if part == "pi" else ("function", _ALIASES[part], position)


def _split(name: str, known: list[str]) -> list[list[str]]:
    """The ways (two at most) to read `name` as known names side by side; its last part may be a function."""
    if len(name) > MAX_NAME_CHARS:
        return []
    ways: list[list[list[str]]] = [[] for _ in name] + [[[]]]
    for start in reversed(range(len(name))):
        functions = [f for f in _ALIASES if f not in known and name[start:] == f]
        for part in known + functions:
            if name.startswith(part, start):
                ways[start] += [[part, *rest] for rest in ways[start + len(part)]]
        del ways[start][2:]
    return ways[0]


class _Reader:
    """Recursive descent over the tokens."""

    def __init__(self, source: str, tokens: list[Token]) -> None:
        self.source = source
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    @property
    def kind(self) -> str:
        return self.tokens[self.at][0]

    def error(self, problem: str, at: int) -> ExpressionError:
        return ExpressionError(self.source, self.tokens[at][2], problem)

    def take(self) -> Any:
        """The value of the next token."""
        self.at += 1
        return self.tokens[self.at - 1][1]

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_EXPRESSION_DEPTH:
            raise self.error(f"brackets or powers nested more than {MAX_EXPRESSION_DEPTH} deep", self.at)

    def whole(self) -> Node:
        node = self.sum()
        if self.kind == ",":
            raise self.error("a comma separates the arguments of max and min only; a number has a point: 2.5", self.at)
        if self.kind != "end":
            raise self.error(f"did not expect {self.tokens[self.at][1]!r} here", self.at)
        return node

    def sum(self) -> Node:
        self.deeper()
        terms = [self.product()]
        while self.kind in ("+", "-"):  # the sign is the next product's
            terms.append(self.product())
        self.depth -= 1
        return terms[0] if len(terms) == 1 else ("+", *terms)

    def negative(self) -> bool:
        """Takes a run of signs; whether they make a minus."""
        minus = False
        while self.kind in ("+", "-"):
            minus ^= self.kind == "-"
            self.at += 1
        return minus

    def product(self) -> Node:
        minus = self.negative()
        factors = [self.power()]
        open_end = self.open_end(factors[0])
        while True:
            if self.kind in ("*", "/"):
                divides = self.kind == "/"
                self.at += 1
                minus ^= self.negative()
                factor = self.power()
                factors.append(("/", factor) if divides else factor)
                open_end = divides or self.open_end(factor)
            elif self.kind in ("symbol", "constant", "function", "("):
                if open_end:
                    raise self.error("a product right after / or ^ can be read in two ways: write brackets", self.at)
                factors.append(self.power())
                open_end = self.open_end(factors[-1])
            elif self.kind in ("number", "raised"):
                raise self.error("a number right after something else: write * or ^ before it", self.at)
            else:
                break
        node = factors[0] if len(factors) == 1 else ("*", *factors)
        return ("-", node) if minus else node

    def open_end(self, factor: Node) -> bool:
        """Whether `factor`, just read, ends with an exponent that could go on: `x^2`, but not `x²` or `x^(2)`."""
        return factor[0] == "^" and self.tokens[self.at - 1][0] not in ("raised", ")")

    def power(self) -> Node:
        base = self.atom()
        if self.kind == "raised":
            node = ("^", base, self.exponent())
            if self.kind in ("raised", "^"):
                raise self.error("a power of a power: write brackets", self.at)
            return node
        return ("^", base, self.exponent()) if self.kind == "^" else base

    def exponent(self) -> Node:
        start = self.at
        node: Node
        if self.kind == "raised":
            node = self.take()
        else:
            self.at += 1
            self.deeper()
            minus = self.negative()
            node = self.power()
            node = ("-", node) if minus else node
            self.depth -= 1
        kinds = {part[0] for part in _parts(node)}
        large = any(abs(part[1]) > MAX_EXPONENT for part in _parts(node) if part[0] == "number")
        if "symbol" not in kinds and (large or "^" in kinds):
            raise self.error(f"an exponent without symbols is at most {MAX_EXPONENT} and has no power in it", start)
        return node

    def atom(self) -> Node:
        kind, value, _ = self.tokens[self.at]
        following = self.tokens[self.at + 1][0] if kind != "end" else "end"
        if kind == "(":
            return self.bracket()[0]
        if kind == "function":
            return self.call()
        if kind not in ("number", "symbol", "constant"):
            found = "the expression ends here" if kind == "end" else f"found {value!r}"
            raise self.error(f"{found}; expected a number, a symbol, a function or a bracket", self.at)
        if following == "(" and value == "e":
            raise self.error("e is a number: write e^(…) or exp(…)", self.at)
        if following == "(" and kind == "symbol" and _spelled(value) in _ALIASES:
            raise self.error(f"{value} is a symbol in this question, no function: write {value}*(…)", self.at)
        self.at += 1
        return kind, value

    def call(self) -> Node:
        """A function with its arguments; `tanh²(x)` and `tanh^2(x)` are powers of the value."""
        start = self.at
        function = self.take()
        exponent = None
        if self.kind == "raised":
            exponent = self.take()
        elif self.kind == "^" and self.tokens[self.at + 1][0] == "number":
            exponent = ("number", self.tokens[self.at + 1][1])
            self.at += 2
        if self.kind != "(":
            raise self.error(f"{function} needs brackets: {function}(x)", start)
        if exponent and not (exponent[1].denominator == 1 and 1 < exponent[1] <= MAX_EXPONENT):
            raise self.error(
                f"{function} with the exponent {exponent[1]}: write {function}(x)^n or 1/{function}(x)", start
            )
        arguments = self.bracket(several=True)
        if (len(arguments) > 1) != (function in ("max", "min")):
            wanted = "one argument" if len(arguments) > 1 else "two or more"
            raise self.error(f"{function} with {len(arguments)} argument(s): expected {wanted}", start)
        return ("^", (function, *arguments), exponent) if exponent else (function, *arguments)

    def bracket(self, several: bool = False) -> list[Node]:
        """What stands between brackets."""
        start = self.at
        opening = self.take()
        found = [self.sum()]
        while several and self.kind == ",":
            self.at += 1
            found.append(self.sum())
        if self.kind == ",":
            raise self.error("a comma separates the arguments of max and min only; a number has a point: 2.5", self.at)
        if self.tokens[self.at][1] != _CLOSING[opening]:
            raise self.error(f"this {opening!r} has no {_CLOSING[opening]!r}", start)
        self.at += 1
        return found


def _parts(node: Node) -> Iterator[Node]:
    """`node` and all nodes in it."""
    yield node
    for part in node[1:]:
        if isinstance(part, tuple):
            yield from _parts(part)
