"""Which cells of an official notebook its answers need; the others only show (pictures, trainings for the eye)."""

import ast
import functools
import re
import symtable
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import msgspec

from autograder.engine.judge.testfiles import examples_in, is_case

GRADER = "grader"  # what a notebook calls Otter's object
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
    found = {number: _names(cell.source) for number, cell in enumerate(cells) if cell.cell_type == "code"}
    imported = {name for names in found.values() if names for name in names.imported}
    kept = []
    for number, names in reversed(found.items()):
        if stays(cells[number]) or names is None or names.bound & wanted or names.called & wanted - imported:
            wanted |= names.read if names else set()
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


def judged_by(test: str) -> set[str]:
    """The names that a question is judged by: those that its test file asks for, and the grader, by which the notebook
    says where: what runs after the check does not count."""
    return {GRADER, *asked_names(test)}


class _Names(msgspec.Struct, frozen=True):
    """The names of a cell: what it binds, imports or changes for others, what it calls a method of, what it reads.

    What a module's functions do beside other work (`torch.manual_seed(0)` before a training, `plt.plot`) is for this
    work; a cell of nothing but calls sets things up for others, and so changes the module.
    """

    bound: frozenset[str]
    imported: frozenset[str]
    called: frozenset[str]
    read: frozenset[str]


@functools.lru_cache(maxsize=1024)
def _names(source: str) -> _Names | None:
    """The names of a cell; None for what is no Python.

    >>> names = _names("import numpy as np\\n%time\\nlater[0] = 1\\ndef f(x):\\n    return x + np.pi")
    >>> sorted(names.bound), sorted(names.read)
    (['f', 'later', 'np'], ['later', 'np'])
    """
    try:
        tree, top = ast.parse(_python_of(source)), cell_symbols(source)
    except UNPARSABLE:
        return None
    imported = {s.get_name() for s in top.get_symbols() if s.is_imported()}
    bound = {s.get_name() for s in top.get_symbols() if s.is_assigned()} | imported
    read = {s.get_name() for s in top.get_symbols() if s.is_referenced()}
    for table in _below(top):
        for symbol in (s for s in table.get_symbols() if s.is_global()):
            (bound if symbol.is_assigned() else read).add(symbol.get_name())
    changed, called = set(_roots(_parts_given(tree))), set(_roots(_methods_called(tree)))
    if all(isinstance(n, ast.Import | ast.ImportFrom | ast.Expr) for n in tree.body):
        changed |= called
    return _Names(frozenset(bound | changed), frozenset(imported), frozenset(called), frozenset(read))


def _below(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    for child in table.get_children():
        yield child
        yield from _below(child)


def _parts_given(tree: ast.AST) -> Iterator[ast.AST]:
    """What gets a new part, or loses one: `a[0] = 1`, `a.b = 1`, `del a[0]`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            yield node


def _methods_called(tree: ast.AST) -> Iterator[ast.AST]:
    """What a statement calls a method of."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            yield node.value.func


def _roots(parts: Iterable[ast.AST]) -> Iterator[str]:
    """The names that these are parts of."""
    for part in parts:
        while isinstance(part, ast.Attribute | ast.Subscript | ast.Call):
            part = part.func if isinstance(part, ast.Call) else part.value
            if isinstance(part, ast.Name):
                yield part.id
