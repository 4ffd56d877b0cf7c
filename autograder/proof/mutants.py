"""Small wrong versions of an official answer: one operator, number, name or statement changed at a time.

Beside these, each function as a whole goes wrong in the ways that hidden tests tend to overlook (habits.py).

A hidden test that no mutant fails checks nothing; a mutant that no hidden test fails is a hole, or is equivalent to the
original. Mutation tools (mutmut, cosmic-ray) change packages on disk and run pytest; here a mutant is a notebook and
the judge is the runner, so a walk over the syntax tree is all that is needed.
"""

import ast
import copy
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import msgspec

from autograder.proof.habits import habits_of

COMPARE: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
BINARY: dict[type, type] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
NAMES = {
    "sum": "mean", "mean": "sum", "max": "min", "min": "max", "maximum": "minimum", "minimum": "maximum",
    "argmax": "argmin", "argmin": "argmax", "zeros": "ones", "ones": "zeros", "zeros_like": "ones_like",
    "ones_like": "zeros_like", "floor": "ceil", "ceil": "floor", "all": "any", "any": "all",
}  # fmt: skip


SENTINEL = 99.0  # what a hasty search takes for infinity


class SourceMutant(msgspec.Struct, frozen=True):
    """A changed source; `name` is stable as long as the line of the original is."""

    name: str  # "x > 0 → x >= 0"
    source: str


def mutants_of(source: str) -> Iterator[SourceMutant]:
    """All mutants of a cell, in the order of its tree; none when it is not plain Python (magics)."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return
    seen = {ast.unparse(tree)}
    counts: dict[str, int] = {}
    for number, node in enumerate(ast.walk(tree)):
        for change in _changes(node):
            twin = copy.deepcopy(tree)
            target = next(n for i, n in enumerate(ast.walk(twin)) if i == number)
            before = _text(target)
            removed = change(target)
            new = ast.unparse(ast.fix_missing_locations(twin))
            if new in seen:
                continue
            seen.add(new)
            name = f"{_text(removed)} → nothing" if removed else f"{before} → {_text(target)}"
            counts[name] = counts.get(name, 0) + 1
            yield SourceMutant(name if counts[name] == 1 else f"{name} ({counts[name]})", new)
    for name, added in habits_of(tree):
        yield SourceMutant(name, f"{source}\n\n{added}")


def _text(node: ast.AST) -> str:
    """The first line of a node's source."""
    text = ast.unparse(node)
    return text.partition("\n")[0][:100] or "nothing"


def _changes(node: Any) -> Iterator[Callable[[Any], ast.AST | None]]:
    """Functions that change a node of this kind in place; they return the statement that they took out, if they did."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARE:
        yield lambda n: n.ops.__setitem__(0, COMPARE[type(n.ops[0])]())
    elif isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in BINARY and not _is_text(node):
        yield lambda n: setattr(n, "op", BINARY[type(n.op)]())
    elif isinstance(node, ast.Constant) and type(node.value) in (bool, int, float):
        yield lambda n: setattr(n, "value", _other(n.value))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield lambda n: setattr(n, "op", ast.UAdd())
    elif isinstance(node, ast.Call):
        yield from _calls(node)
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield lambda n: setattr(n, "test", ast.UnaryOp(ast.Not(), n.test))
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield lambda n: setattr(n, "attr", "real")  # not transposed
    elif isinstance(node, ast.Attribute) and node.attr == "inf":
        yield lambda n: _become(n, ast.Constant(SENTINEL))
    elif isinstance(node, ast.FunctionDef):
        for i, default in enumerate(node.args.defaults):
            if isinstance(default, ast.Constant) and isinstance(default.value, str | None):
                yield partial(_other_default, at=i)
    if isinstance(node, ast.FunctionDef | ast.For | ast.While | ast.If):
        for i, statement in enumerate(node.body):
            called = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)
            if called or isinstance(statement, ast.Assign | ast.AugAssign):
                yield partial(_take_out, at=i)


def _calls(node: ast.Call) -> Iterator[Callable[[Any], ast.AST | None]]:
    name = _called(node)
    if name in NAMES:
        field = "attr" if isinstance(node.func, ast.Attribute) else "id"
        if field == "attr" or NAMES[name] in ("max", "min", "all", "any"):  # builtins have no mean
            yield lambda n: setattr(n.func, field, NAMES[name])
    if name in ("max", "argmax") and isinstance(node.func, ast.Attribute):  # a search that starts from a number
        yield partial(_bounded, by="maximum", bound=-SENTINEL)
    elif name in ("min", "argmin") and isinstance(node.func, ast.Attribute):
        yield partial(_bounded, by="minimum", bound=SENTINEL)
    elif name in ("default_rng", "RandomState") and node.args:
        yield lambda n: n.args.clear()  # another draw in every run


def _bounded(node: Any, by: str, bound: float) -> None:
    """`x.max()` becomes `np.maximum(x.max(), -99.0)`; of `argmax` the array is bounded."""
    numpy = ast.Attribute(ast.Name("np", ast.Load()), by, ast.Load())
    if _called(node).startswith("arg"):
        array = node.args[0] if _is_np(node.func.value) else node.func.value
        limited = ast.Call(numpy, [array, ast.Constant(bound)], [])
        if _is_np(node.func.value):
            node.args[0] = limited
        else:
            node.func.value = limited
    else:
        _become(node, ast.Call(numpy, [copy.deepcopy(node), ast.Constant(bound)], []))


def _is_np(node: Any) -> bool:
    return isinstance(node, ast.Name) and node.id == "np"


def _become(node: Any, other: ast.AST) -> None:
    """The node turns into another one, in its place in the tree."""
    node.__class__ = other.__class__
    node.__dict__.clear()
    node.__dict__.update(other.__dict__)


def _other_default(node: Any, at: int) -> None:
    """Another default: 0 for None, for a text one that the function compares its parameter with, or any other."""
    value = node.args.defaults[at].value
    ordered = [*node.args.posonlyargs, *node.args.args]
    name = ordered[at - len(node.args.defaults)].arg
    compared = [
        n.comparators[0].value
        for n in ast.walk(node)
        if isinstance(n, ast.Compare) and ast.unparse(n.left) == name and isinstance(n.comparators[0], ast.Constant)
    ]
    texts = [text for text in compared if isinstance(text, str) and text != value]
    node.args.defaults[at] = ast.Constant(0 if value is None else texts[0] if texts else f"not {value}")


def _take_out(node: Any, at: int) -> ast.AST:
    statement: ast.AST = node.body[at]
    node.body[at] = ast.Pass()
    return statement


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _is_text(node: ast.AST) -> bool:
    return any(
        isinstance(n, ast.Constant) and isinstance(n.value, str) or isinstance(n, ast.JoinedStr) for n in ast.walk(node)
    )


def _other(value: bool | int | float) -> bool | int | float:
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int) or value == 0 else 2 * value
