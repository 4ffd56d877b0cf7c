"""SymPy's expressions as trees of allowed nodes, built again as they are: nothing is parsed or evaluated."""

import importlib
import re
import sys
from typing import Any

from .limits import MAX_DEPTH, Node, NotDataError, Packing, Unpacking, WireError
from .plain import unpack_int

NAME = re.compile(r"[^\W\d]\w{0,60}|[A-Za-z\\][\w\\{}^, ]{0,60}")
DIGITS = 1000  # of a Float
# Classes of sympy's top level that hold nothing but their arguments.
NODES = {
    "Add", "Mul", "Pow", "Abs", "Eq", "Ne", "Lt", "Le", "Gt", "Ge", "Min", "Max", "And", "Or", "Not", "Tuple",
    "Derivative", "Integral", "Interval", "FiniteSet", "Union", "Piecewise", "ExprCondPair", "exp", "log", "sin",
    "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh",
    "atanh", "sign", "floor", "ceiling", "factorial", "gamma", "erf", "re", "im", "conjugate", "Heaviside",
    "DiracDelta", "Sum", "Product", "Limit", "binomial", "LambertW", "arg",
}  # fmt: skip
CONSTANTS = {
    "Zero": "Zero", "One": "One", "NegativeOne": "NegativeOne", "Half": "Half", "Pi": "Pi", "Exp1": "Exp1",
    "ImaginaryUnit": "ImaginaryUnit", "Infinity": "Infinity", "NegativeInfinity": "NegativeInfinity", "NaN": "NaN",
    "ComplexInfinity": "ComplexInfinity", "BooleanTrue": "true", "BooleanFalse": "false", "EmptySet": "EmptySet",
    "Reals": "Reals", "GoldenRatio": "GoldenRatio", "EulerGamma": "EulerGamma",
}  # fmt: skip
# Take no `evaluate`, and have nothing to evaluate.
AS_THEY_ARE = {"Interval", "FiniteSet", "Union", "Tuple", "ExprCondPair", "Integral", "Sum", "Product", "Limit"}
ASSUMPTIONS = {
    *("commutative", "complex", "real", "imaginary", "rational", "irrational", "integer", "even", "odd", "prime"),
    *("positive", "negative", "nonpositive", "nonnegative", "zero", "nonzero", "finite", "infinite", "algebraic"),
    *("extended_real", "extended_positive", "extended_negative", "composite", "noninteger", "hermitian", "polar"),
}


def symbol_classes() -> tuple[type, ...]:
    """The classes that `pack_symbols` knows."""
    sympy: Any = sys.modules.get("sympy")
    return () if sympy is None or not hasattr(sympy, "MatrixBase") else (sympy.Basic, sympy.MatrixBase)


def pack_symbols(p: Packing, x: Any, _: int) -> Node:
    """The node of an expression or matrix; of a handle where it has no such form."""
    try:
        return ["sym", _tree(x, 0)]
    except NotDataError:
        return p.foreign(x)


def _tree(x: Any, depth: int) -> Node:
    sympy: Any = sys.modules["sympy"]
    kind = type(x)
    if depth > MAX_DEPTH:
        raise NotDataError("an expression nested too deep")
    if isinstance(x, sympy.MatrixBase):
        if kind not in (sympy.Matrix, sympy.ImmutableMatrix):
            raise NotDataError("another matrix")
        return ["M", kind is sympy.Matrix, *x.shape, [_tree(e, depth + 1) for e in x]]
    if kind.__name__ in CONSTANTS and getattr(sympy.S, CONSTANTS[kind.__name__], None) is x:
        return ["K", kind.__name__]
    if kind is sympy.Symbol and NAME.fullmatch(x.name):
        return ["S", x.name, [[k, v] for k, v in x._assumptions_orig.items() if k in ASSUMPTIONS]]
    if isinstance(x, sympy.Rational):
        return ["Q", hex(int(x.p)), hex(int(x.q))]
    if kind is sympy.Float:
        return ["F", str(x), int(x._prec)] if x.is_finite and int(x._prec) < DIGITS else _no(kind)
    if isinstance(x, sympy.core.function.AppliedUndef) and NAME.fullmatch(kind.__name__):
        return ["f", kind.__name__, [_tree(a, depth + 1) for a in x.args]]
    name = {"Equality": "Eq", "Unequality": "Ne", "StrictLessThan": "Lt", "LessThan": "Le", "StrictGreaterThan": "Gt",
            "GreaterThan": "Ge"}.get(kind.__name__, kind.__name__)  # fmt: skip
    if name in NODES and _class(sympy, name) is kind:
        return ["N", name, [_tree(a, depth + 1) for a in x.args]]
    return _no(kind)


def _no(kind: type) -> Node:
    raise NotDataError(f"a {kind.__name__} of sympy")


def _class(sympy: Any, name: str) -> Any:
    return sympy.functions.elementary.piecewise.ExprCondPair if name == "ExprCondPair" else getattr(sympy, name)


def unpack_symbols(u: Unpacking, node: list[Any], depth: int) -> Any:
    try:
        sympy = importlib.import_module("sympy")  # trusted: our own copy, by a constant name
    except ImportError:
        raise WireError("an expression, but sympy is not installed on this side") from None
    return _built(u, sympy, node[1], depth)


def _built(u: Unpacking, sympy: Any, node: Node, depth: int) -> Any:
    u.spend(20)  # a node of an expression is larger than one of data
    if type(node) is not list or depth > 2 * MAX_DEPTH:
        raise WireError("a bad expression")
    tag = node[0]
    if tag == "K":
        return getattr(sympy.S, CONSTANTS[node[1]])
    if tag == "S":
        if type(node[1]) is not str or not NAME.fullmatch(node[1]):
            raise WireError("a bad symbol")
        assumptions = dict(_assumptions(node[2]))
        return sympy.Symbol(node[1], **assumptions)
    if tag == "Q":
        return sympy.Rational(*(unpack_int(u, [None, text], depth) for text in node[1:3]))
    if tag == "F":
        if type(node[1]) is not str or not re.fullmatch(r"-?[0-9.]{1,400}(?:e[+-]?[0-9]{1,6})?", node[1]):
            raise WireError("a bad number")
        if type(node[2]) is not int or not 0 < node[2] < DIGITS:
            raise WireError("a bad number")
        return sympy.Float(node[1], precision=node[2])
    parts = node[4] if tag == "M" else node[2]
    if type(parts) is not list:
        raise WireError("a bad expression")
    args = [_built(u, sympy, part, depth + 1) for part in parts]
    if tag == "M":
        rows, columns = node[2:4]
        if type(rows) is not int or type(columns) is not int or rows < 0 or rows * columns != len(args):
            raise WireError("a bad matrix")
        return (sympy.Matrix if node[1] is True else sympy.ImmutableMatrix)(rows, columns, args)
    if tag == "f" and type(node[1]) is str and NAME.fullmatch(node[1]):
        return sympy.Function(node[1])(*args)
    if tag != "N" or node[1] not in NODES:
        raise WireError("a bad expression")
    cls = _class(sympy, node[1])
    return cls(*args) if node[1] in AS_THEY_ARE else cls(*args, evaluate=False)


def _assumptions(pairs: Node) -> list[tuple[str, bool]]:
    """Names of SymPy's assumptions, and whether they hold."""
    if type(pairs) is not list or len(pairs) > 50:
        raise WireError("bad assumptions")
    return [(k, v) for k, v in pairs if type(k) is str and k in ASSUMPTIONS and type(v) is bool]
