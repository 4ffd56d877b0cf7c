"""Which cells of an official notebook its answers need; the others only show (pictures, trainings for the eye)."""

import ast
import functools
import re
import symtable
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from autograder.engine.judge.testfiles import examples_in, is_case

UNPARSABLE = (SyntaxError, ValueError, RecursionError, MemoryError)


def needed_cells(
    cells: Sequence[Any], wanted: set[str], stays: Callable[[Any], object] = lambda cell: False
) -> list[int]:
    """The numbers of the code cells that leave something behind which others read by its name.

    A cell that is no Python stays.

    Args:
        cells: of a notebook.
        wanted: names that are read after the last of them.
        stays: whether a cell stays in any case.
    """
    wanted = set(wanted)
    kept = []
    for number in range(len(cells) - 1, -1, -1):
        cell = cells[number]
        if cell.cell_type != "code":
            continue
        names = _names(cell.source)
        if stays(cell) or names is None or names[0] & wanted:
            wanted |= names[1] if names else set()
            kept.append(number)
    return kept[::-1]


def cell_symbols(source: str) -> symtable.SymbolTable:
    """The names of a cell, without its lines for IPython; one of UNPARSABLE is raised for what is no Python."""
    return symtable.symtable(_python_of(source), "cell", "exec")


def _python_of(source: str) -> str:
    return re.sub(r"^[%!].*$", "", source, flags=re.M)


def asked_names(test: str) -> set[str]:
    """The names of the notebook that a test file asks for."""
    tree = ast.parse(test)
    parameters = {a.arg for case in tree.body if is_case(case) for a in (*case.args.args, *case.args.kwonlyargs)}
    return parameters | {n.id for example in examples_in(tree) for n in ast.walk(example) if isinstance(n, ast.Name)}


@functools.lru_cache(maxsize=1024)
def _names(source: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """The names that a cell binds or changes for others, and those that it reads; None for what is no Python.

    >>> bound, read = _names("import numpy as np\\n%time\\nlater[0] = 1\\ndef f(x):\\n    return x + np.pi")
    >>> sorted(bound), sorted(read)
    (['f', 'later', 'np'], ['later', 'np'])
    """
    try:
        tree, top = ast.parse(_python_of(source)), cell_symbols(source)
    except UNPARSABLE:
        return None
    bound = {s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported()}
    read = {s.get_name() for s in top.get_symbols() if s.is_referenced()}
    for table in _below(top):
        for symbol in (s for s in table.get_symbols() if s.is_global()):
            (bound if symbol.is_assigned() else read).add(symbol.get_name())
    return frozenset(bound | set(_changed(tree))), frozenset(read)


def _below(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    for child in table.get_children():
        yield child
        yield from _below(child)


def _changed(tree: ast.AST) -> Iterator[str]:
    """Names of objects that get a new part (`a[0] = 1`, `a.b = 1`), or that a statement calls a method of."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            part: ast.AST = node
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            part = node.value.func
        else:
            continue
        while isinstance(part, ast.Attribute | ast.Subscript | ast.Call):
            part = part.func if isinstance(part, ast.Call) else part.value
            if isinstance(part, ast.Name):
                yield part.id
