"""Code without what is changed to hide a copy: names, comments, docstrings, layout, the order of functions, cells.

A program becomes units (each function or class at top level, and all other statements together), a unit a list of
tokens. Names that the program itself binds are all one token, whichever they are; names of libraries and builtins, and
attributes, stay: they are what tells one way to solve a task from another.
"""

import ast
import re
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

MOST_CHARS = 200_000  # of a cell that is looked at
MAGIC = re.compile(r"^[ \t]*[%!].*$|^.*\?[ \t]*$", re.M)


class Token(NamedTuple):
    text: str
    line: int  # of the program, from 0


class Program(msgspec.Struct, frozen=True):
    """A submission's code."""

    lines: tuple[str, ...]
    units: tuple[tuple[Token, ...], ...]
    unread: int = 0  # cells that are no Python


def program(cells: Iterable[str]) -> Program:
    """The units of code cells; a cell that cannot be parsed counts as unread.

    >>> one = program(["def f(x):\\n    '''Doc.'''\\n    return x + 1  # next"])
    >>> two = program(["def f(y): return y + 1"])
    >>> [t.text for t in one.units[0]] == [t.text for t in two.units[0]]
    True
    """
    lines: list[str] = []
    trees: list[tuple[ast.Module, int]] = []
    unread = 0
    for source in cells:
        try:
            tree = ast.parse(MAGIC.sub("", source[:MOST_CHARS]))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            unread += 1
        else:
            trees.append((tree, len(lines)))
        lines += source.split("\n")
    names = _Names()
    for tree, _ in trees:
        names.collect(tree)
    units: list[tuple[Token, ...]] = []
    rest: list[Token] = []
    for tree, offset in trees:
        names.offset = offset
        for statement in tree.body:
            tokens: list[Token] = []
            try:
                names.tokens(statement, offset, tokens)
            except RecursionError:
                unread += 1
                continue
            if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                units.append(tuple(tokens))
            else:
                rest += tokens
    return Program(tuple(lines), (*units, tuple(rest)), unread)


class _Names:
    """What a program binds itself, and what its imports are called."""

    def __init__(self) -> None:
        self.own: set[str] = set()
        self.attributes: set[str] = set()  # that it sets: `self.weights = …`
        self.imported: dict[str, str] = {}
        self.offset = 0  # of a cell's first line

    def collect(self, tree: ast.AST) -> None:
        for node in ast.walk(tree):
            match node:
                case ast.Import() | ast.ImportFrom():
                    for alias in node.names:
                        self.imported[alias.asname or alias.name.split(".")[0]] = alias.name
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                    self.own.add(name)
                case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                    self.own.add(name)
                case ast.Attribute(attr=name, ctx=ast.Store()):
                    self.attributes.add(name)

    def tokens(self, node: ast.AST, line: int, out: list[Token]) -> None:
        """Appends the tokens of a tree in the order of its fields, each with its line."""
        line = self.offset + node.lineno - 1 if isinstance(node, ast.expr | ast.stmt | ast.arg) else line
        left_out: tuple[str, ...] = ()
        match node:
            case ast.Import() | ast.ImportFrom() | ast.Pass() | ast.expr_context():
                return
            case ast.Expr(value=ast.Constant(value=str())):  # a docstring
                return
            case ast.Name(id=name):
                out.append(Token(self.imported.get(name) or ("V" if name in self.own else name), line))
                return
            case ast.Constant(value=value):
                out.append(Token("S" if isinstance(value, str | bytes) else repr(value), line))
                return
            case ast.JoinedStr():  # what a text says, nobody computes
                out.append(Token("S", line))
                return
            case ast.AnnAssign():
                out.append(Token("Assign", line))
                left_out = ("annotation",)
            case ast.Attribute(attr=attribute):
                out.append(Token("A" if attribute in self.attributes else f".{attribute}", line))
            case ast.keyword(arg=str(name)):
                out.append(Token("V" if name in self.own else f"{name}=", line))
            case _:
                out.append(Token(type(node).__name__, line))
                left_out = ("annotation", "returns")
        for field, value in ast.iter_fields(node):
            if field in left_out:
                continue
            for child in value if isinstance(value, list) else (value,):
                if isinstance(child, ast.AST):
                    self.tokens(child, line, out)
