"""Answers without content: the solved notebook with every answer's functions returning nothing of worth.

`np.allclose([], 3)` is true, `all()` of nothing is true, and a number broadcasts against any array: a test that looks
at values alone pays for such answers. Each kind below is one more notebook that `verify` grades; it must earn nothing.
"""

import ast
import copy
from collections.abc import Iterator
from typing import Any

from autograder.cells import answer_of

# What a function returns and a name is bound to, by what messages call it; {first} is the function's first argument.
# Students' notebooks need not import numpy, and a name of ours must not stand in for one of theirs.
KINDS = {
    "[]": "[]",
    "np.empty(0)": "__import__('numpy').empty(0)",
    "np.empty((0, 1, 1, 1, 1))": "__import__('numpy').empty((0, 1, 1, 1, 1))",  # broadcasts against any array
    "nan": "float('nan')",
    "an array of nan": "__import__('numpy').full(__import__('numpy').shape({first}), float('nan'))",
    "an array of 0": "__import__('numpy').zeros(__import__('numpy').shape({first}))",
    "None": "None",
    "0": "0",
    "their first argument": "{first}",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def vacuous_notebooks(solved: Any) -> Iterator[tuple[str, Any]]:
    """(kind, notebook) for each kind: a solved notebook whose answers are vacuous, all at once."""
    for kind, value in KINDS.items():
        notebook = copy.deepcopy(solved)
        for cell in notebook.cells:
            if cell.cell_type == "code" and answer_of(cell):
                cell.source = vacuous(cell.source, value)
        yield kind, notebook


def vacuous(source: str, value: str) -> str:
    """An answer with its imports, signatures and names; all that it computes is `value`.

    >>> print(vacuous("import math\\ndef f(x):\\n    return x + 1, math.pi\\ny = f(2)", "[]"))
    import math
    def f(x):
        return ([], [])
    y = []
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:  # magics: nothing that a test could ask for
        return ""
    return "\n".join(ast.unparse(ast.fix_missing_locations(s)) for s in _statements(tree.body, value))


def _statements(body: list[ast.stmt], value: str) -> Iterator[ast.stmt]:
    for statement in body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            yield statement
        elif isinstance(statement, Function):
            yield _function(statement, value, skipped=0)
        elif isinstance(statement, ast.ClassDef):
            yield _class(statement, value)
        elif isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Lambda):
            statement.value.body = _result(value, statement.value.args, 0, statement.value.body)
            yield statement
        else:
            for name in dict.fromkeys(_bound(statement)):
                yield ast.Assign([ast.Name(name, ast.Store())], _expression(value, "None"))


def _bound(statement: ast.stmt) -> Iterator[str]:
    """The names that a statement of a module binds."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _function(node: Function, value: str, skipped: int) -> Function:
    """The function with a body that only returns; `skipped` arguments (self) come before the first."""
    returns = [n.value for n in _own_nodes(node) if isinstance(n, ast.Return) and n.value is not None]
    node.body = [ast.Return(_result(value, node.args, skipped, returns[-1] if returns else None))]
    return node


def _class(node: ast.ClassDef, value: str) -> ast.ClassDef:
    """The class with vacuous methods; what `__init__` would have set is found by `__getattr__`."""
    body: list[ast.stmt] = []
    for statement in node.body:
        if not isinstance(statement, Function):
            body += _statements([statement], value)
        elif statement.name in ("__init__", "__post_init__"):
            statement.body = [ast.Pass()]
            body.append(statement)
        else:
            decorators = {d.id for d in statement.decorator_list if isinstance(d, ast.Name)}
            body.append(_function(statement, value, skipped=int("staticmethod" not in decorators)))
    rest = (
        f"def __getattr__(self, name):\n    if name[:1] == '_':\n        raise AttributeError(name)\n    return {value}"
    )
    node.body = [*body, *ast.parse(rest.format(first="None")).body]
    return node


def _result(value: str, arguments: ast.arguments, skipped: int, right: ast.expr | None) -> ast.expr:
    """`value` in the structure of the right result, where its source shows one: a tuple, a list or a dict."""
    names = [a.arg for a in (*arguments.posonlyargs, *arguments.args)][skipped:]
    one = _expression(value, names[0] if names else "None")
    if isinstance(right, ast.Tuple | ast.List) and right.elts:
        return type(right)([one] * len(right.elts), ast.Load())
    if isinstance(right, ast.Dict):
        return ast.Dict(right.keys, [one] * len(right.values))
    return one


def _expression(value: str, first: str) -> ast.expr:
    return ast.parse(value.format(first=first), mode="eval").body


def _own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function without those of functions inside it."""
    for node in ast.iter_child_nodes(function):
        yield node
        if not isinstance(node, Function | ast.Lambda | ast.ClassDef):
            yield from _own_nodes(node)
