"""Which tests may run beside the student's code, and why: a reading of the test files before anybody is graded.

A guess, for staff to see at once: no notebook is known yet, so a name with a capital letter that the test does not bind
is taken for a class of the student's, and another free name for something else of theirs. What a test meets is known
only when it runs (handles.py); the report says that.
"""

import ast
import builtins
import collections
import datetime
import decimal
import fractions
import functools
import pathlib
import uuid
from collections.abc import Iterator, Sequence

from autograder.bundle import Bundle, QuestionSpec
from autograder.engine.judge.handles import INNER
from autograder.engine.judge.inside import never_inside
from autograder.engine.judge.testfiles import compile_test, examples_in, is_case
from autograder.engine.judge.trusted import AMBIGUOUS, WELL_KNOWN

MANY = 10_000  # calls of a test, from which asking one at a time may take too long
VALUES = {name for m in (collections, datetime, decimal, fractions, pathlib, uuid) for name in vars(m)}
VALUES |= {"DataFrame", "Series", "Timestamp", "Symbol", "Eq", "Rational"}  # what arrives as a value
KNOWN = {*WELL_KNOWN, *AMBIGUOUS, *dir(builtins), *VALUES, "env", "grader"}
BY_HASH = {"set", "frozenset", "hash", "dict"}
BY_VALUE = {"sorted", "max", "min", "float", "int", "abs", "round", "complex", "sum"}
ASSERTS = {"assertEqual", "assertNotEqual", "assertIn", "assertCountEqual", "assert_equal"}
LIBRARY = {"clone", "cross_val_score", "cross_validate", "cross_val_predict", "GridSearchCV", "deepcopy", "dumps"}


def may_run_inside(bundle: Bundle) -> dict[str, str]:
    """Question → what its test may need the student's objects for; in mode `fallback`, and else nothing."""
    if bundle.inside != "fallback":
        return {}
    return {s.name: why for s in bundle.questions if (why := _reason(s, never_inside(bundle)))}


@functools.lru_cache(maxsize=1024)
def _reason(spec: QuestionSpec, never: frozenset[str]) -> str:
    """The first reason that a test file gives; none where it cannot be read, or cannot run inside."""
    try:
        if never & compile_test(spec).imports:
            return ""
        return next((why for unit, names in _units(spec) for why in _Reader(unit, names).reasons()), "")
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # said where the test is loaded
        return ""


def _units(spec: QuestionSpec) -> Iterator[tuple[Sequence[ast.stmt], frozenset[str]]]:
    """The statements of each case, and the names in it that are the student's for sure."""
    tree = ast.parse(spec.test_source)
    yield from ((example.body, frozenset()) for example in examples_in(tree))
    for node in tree.body:
        if is_case(node):
            parameters = frozenset(a.arg for a in (*node.args.args, *node.args.kwonlyargs)) - {"env"}
            yield node.body, parameters - {*WELL_KNOWN, *AMBIGUOUS}


class _Reader:
    """The names of one case, and what they are used for."""

    def __init__(self, body: Sequence[ast.stmt], theirs: frozenset[str]) -> None:
        self.nodes = [node for statement in body for node in ast.walk(statement)]
        stored = {n.id for n in self.nodes if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}
        imported = {
            (a.asname or a.name).split(".")[0]
            for n in self.nodes
            if isinstance(n, ast.Import | ast.ImportFrom)
            for a in n.names
        }
        self.classes = {n.name: n for n in self.nodes if isinstance(n, ast.ClassDef)}
        defined = {n.name for n in self.nodes if isinstance(n, ast.FunctionDef)} | {*self.classes}
        arguments = {a.arg for a in self.nodes if isinstance(a, ast.arg)}
        self.bound = (stored | imported | defined | arguments | KNOWN) - theirs
        self.made: dict[str, str] = {}  # variable of the test → the student's class that made it
        for node in self.nodes:
            if isinstance(node, ast.Assign) and (cls := self.maker(node.value)):
                self.made |= {t.id: cls for t in node.targets if isinstance(t, ast.Name)}

    def theirs(self, node: ast.AST) -> str:
        """The student's name that an expression is: `f`, or `env["f"]`."""
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "env":
            return node.slice.value if isinstance(node.slice, ast.Constant) and type(node.slice.value) is str else ""
        return node.id if isinstance(node, ast.Name) and node.id not in self.bound else ""

    def maker(self, node: ast.AST) -> str:
        """The student's class that made the object that an expression gives, also where it is in a list."""
        if isinstance(node, ast.Call):
            name = self.theirs(node.func)
            return name if name[:1].isupper() else ""
        if isinstance(node, ast.Name):
            return self.made.get(node.id, "")
        if isinstance(node, ast.BinOp):
            return self.maker(node.left) and self.maker(node.right)
        parts = node.elts if isinstance(node, ast.List | ast.Tuple | ast.Set) else ()
        return next(filter(None, map(self.maker, parts)), "")

    def reasons(self) -> Iterator[str]:
        """Why this case may have to run inside."""
        for node in self.nodes:
            match node:
                case ast.ClassDef():
                    if base := next(filter(None, map(self.theirs, node.bases)), ""):
                        yield f"subclasses {base!r}"
                case ast.Attribute() if node.attr in INNER:
                    yield f"looks at {node.attr}"
                case ast.Compare():
                    yield from self.compared(node)
                case ast.Set() | ast.Dict():
                    keys = node.elts if isinstance(node, ast.Set) else [k for k in node.keys if k]
                    if cls := next(filter(None, map(self.maker, keys)), ""):
                        yield f"hashes objects of class {cls!r}"
                case ast.Call():
                    yield from self.called(node)
                case ast.For() | ast.comprehension():
                    parts = ast.walk(node) if isinstance(node, ast.For) else self.nodes
                    asks = any(isinstance(part, ast.Call) and self.theirs(part.func) for part in parts)
                    if asks and _times(node.iter) >= MANY:
                        yield f"asks the notebook {_times(node.iter)} times, one at a time"

    def compared(self, node: ast.Compare) -> Iterator[str]:
        """What a comparison needs."""
        sides = [node.left, *node.comparators]
        cls = next(filter(None, map(self.maker, sides)), "")
        if cls and not all(isinstance(op, ast.Is | ast.IsNot) for op in node.ops):
            yield f"compares objects of class {cls!r}"
        match sides[-1]:
            case ast.Attribute(value=ast.Name(id=module), attr=name) if module in self.bound and name[:1].isupper():
                if isinstance(node.ops[0], ast.Is) and self.theirs(node.left):
                    yield f"asks whether {ast.unparse(node.left)!r} is the class '{module}.{name}' itself"

    def called(self, node: ast.Call) -> Iterator[str]:
        """What a call needs."""
        f = node.func
        name = f.attr if isinstance(f, ast.Attribute) else f.id if isinstance(f, ast.Name) else ""
        values = [*node.args, *(k.value for k in node.keywords)]
        cls = next(filter(None, map(self.maker, values)), "")
        if cls and (name in BY_HASH or name in BY_VALUE or name in ASSERTS):
            yield f"{'hashes' if name in BY_HASH else 'compares or counts with'} objects of class {cls!r}"
        if name in LIBRARY and (which := cls or next(filter(None, map(self.theirs, values)), "")):
            yield f"hands {which!r} to '{name}', which may need the object itself"
        parameters = (v.func.value for v in values if isinstance(v, ast.Call) and isinstance(v.func, ast.Attribute))
        steps = any(isinstance(n, ast.Attribute) and n.attr == "step" for n in self.nodes)
        if steps and name[:1].isupper() and any(self.maker(p) or self.theirs(p) for p in parameters):
            yield "trains with copies of parameters"
        made = [v.func.id for v in values if isinstance(v, ast.Call) and isinstance(v.func, ast.Name)]
        own = next((name for name in made if name in self.classes), "")
        if own and (self.theirs(f) or self.maker(getattr(f, "value", f))):
            yield f"hands the notebook an object of a class of the test's, {own!r}"


def _times(node: ast.AST) -> int:
    """n of `range(n)` with a number written out."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "range" and len(node.args) == 1:
        match node.args[0]:
            case ast.Constant(value=int(n)):
                return n
            case ast.BinOp(left=ast.Constant(value=int(a)), op=ast.Pow(), right=ast.Constant(value=int(b))) if b < 20:
                return int(a**b)
    return 0
