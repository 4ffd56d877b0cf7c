"""Test code → test functions that score as the code does where it comes from.

Three forms, the first that is exact:

    names = env["names"]     plain: the code itself; names that it needs are fetched first: a missing one fails
    doctest of `examples`    an OK case that may print or show something: Otter compares it, so the function does
    exec(source, env)        code of a notebook's cell that rebinds, deletes or asks for names of the notebook
"""

import ast
import builtins
import doctest
import io
import symtable
import textwrap
import tokenize
from collections.abc import Collection, Iterable
from typing import Any

BUILTINS = frozenset(dir(builtins))
QUIET = {  # builtins that print nothing of their own and call no function of the student's by name
    *("abs", "all", "any", "bool", "callable", "dict", "float", "frozenset", "hasattr", "int", "isinstance"),
    *("issubclass", "len", "list", "max", "min", "range", "repr", "round", "set", "sorted", "str", "sum", "tuple"),
    *("type", "zip", "enumerate", "reversed"),
}
DYNAMIC = {"exec", "eval", "globals", "locals", "vars", "dir", "get_ipython", "In", "Out", "_", "__name__", "display"}

DOCTEST = """def {name}(env):
    import doctest

    examples = (
{lines}
    )
    test = doctest.DocTestParser().get_doctest(examples, env, "{name}", None, None)
    try:
        doctest.DebugRunner(verbose=False).run(test, clear_globs=False)
    except doctest.DocTestFailure as e:
        source, want, got = (text.strip() for text in (e.example.source, e.example.want, e.got))
        raise AssertionError(f"{{source}}: expected {{want or 'nothing'}}, got {{got or 'nothing'}}") from None
    except doctest.UnexpectedException as e:
        raise e.exc_info[1]
"""

EXEC = """def {name}(env):
    source = (
{lines}
    )
    exec(compile(source, "{name}", "exec"), env)
"""


class Names(ast.NodeVisitor):
    """What module-level code reads, binds and deletes, in the order in which it runs.

    Attributes:
        bound: names that it binds. deleted: names of `del`.
        early: names that it reads before it binds them. late: names that its functions read as globals.
    """

    def __init__(self, source: str) -> None:
        self.bound: set[str] = set()
        self.deleted: set[str] = set()
        self.early: dict[str, None] = {}
        self.late: dict[str, None] = {}
        self.visit(ast.parse(source))

    @property
    def needed(self) -> list[str]:
        """Names that must be there before it runs."""
        return list(self.early | {name: None for name in self.late if name not in self.bound})

    def read(self, names: Iterable[str]) -> None:
        self.early |= {name: None for name in names if name not in self.bound}

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self.read([node.id])
        elif isinstance(node.ctx, ast.Del):
            self.read([node.id])
            self.deleted.add(node.id)
        else:
            self.bound.add(node.id)

    def visit_in_order(self, *parts: Any) -> None:
        for part in parts:
            for node in part if isinstance(part, list) else [part] if part is not None else ():
                self.visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit_in_order(node.value, node.targets)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.visit_in_order(node.value, node.annotation, node.target if node.value else None)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self.read([node.target.id])
        self.visit_in_order(node.value, node.target)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit_in_order(node.value, node.target)

    def visit_For(self, node: ast.For) -> None:
        self.visit_in_order(node.iter, node.target, node.body, node.orelse)

    def visit_withitem(self, node: ast.withitem) -> None:
        self.visit_in_order(node.context_expr, node.optional_vars)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        self.visit_in_order(node.type)
        self.bound |= {node.name} if node.name else set()
        self.visit_in_order(node.body)

    def visit_alias(self, node: ast.alias) -> None:
        self.bound.add((node.asname or node.name).split(".")[0])

    def visit_scope(self, node: Any) -> None:
        """A function, class, lambda or comprehension: what it takes from outside."""
        table = symtable.symtable(ast.unparse(node), "cell", "exec")
        inner = sorted(_globals_of(table))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            self.late |= dict.fromkeys(inner)
            inner = []
        self.read([*sorted(s.get_name() for s in table.get_symbols() if s.is_referenced()), *inner])
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            self.bound.add(node.name)

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = visit_Lambda = visit_scope
    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_scope


def _globals_of(table: symtable.SymbolTable) -> set[str]:
    """Names that functions, classes, lambdas and comprehensions inside take from the module."""
    found: set[str] = set()
    for child in table.get_children():
        found |= {s.get_name() for s in child.get_symbols() if s.is_global() and s.is_referenced()}
        found |= _globals_of(child)
    return found


def without_magics(source: str) -> str:
    """A cell's code without its lines of magics."""
    return "\n".join(line for line in source.splitlines() if not line.lstrip().startswith(("%", "!")))


def names_of(source: str) -> Names | None:
    """The names of a cell's code; None when it is no Python."""
    try:
        return Names(source)
    except SyntaxError:
        return None


def plain(name: str, source: str, notebook: Collection[str]) -> str | None:
    """The code as the body of a function, or None where that would not be exact.

    Args:
        notebook: names that the notebook binds.
    """
    names = names_of(source)
    if names is None:
        return None
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    mentioned = {n.id for n in nodes if isinstance(n, ast.Name)}
    star = any(isinstance(n, ast.ImportFrom) and n.names[0].name == "*" for n in nodes)
    out_of_place = any(isinstance(n, ast.Global | ast.Await) for n in nodes) or bool(names.deleted)
    catches = any(
        isinstance(n, ast.ExceptHandler) and n.type is not None and "NameError" in ast.unparse(n.type) for n in nodes
    )
    if star or out_of_place or catches or mentioned & DYNAMIC or mentioned & BUILTINS & set(notebook):
        return None
    needed = [n for n in names.needed if n not in BUILTINS]
    if "env" in names.bound | set(needed):
        return None
    body = source if not _has_long_strings(source) else ast.unparse(tree)
    fetched = "".join(f'    {n} = env["{n}"]\n' for n in needed)
    return f"def {name}(env):\n{fetched}{textwrap.indent(body.strip(), '    ')}\n"


def executed(name: str, source: str) -> str:
    """The code, run with the notebook's names as its globals."""
    return EXEC.format(name=name, lines=_literals(source if source.endswith("\n") else source + "\n"))


def from_examples(name: str, body: str, notebook: Collection[str]) -> str:
    """A function for an OK case.

    Args:
        body: the case as doctest.

    Raises:
        ValueError: it is no doctest.
    """
    body = textwrap.dedent(body)
    examples = doctest.DocTestParser().get_examples(body)
    lines = [_statement(e, notebook) for e in examples]
    if lines and all(line is not None for line in lines):
        function = plain(name, "\n".join(line for line in lines if line), notebook)
        if function is not None:
            return function
    return DOCTEST.format(name=name, lines=_literals(body.rstrip("\n") + "\n"))


def _statement(example: doctest.Example, notebook: Collection[str]) -> str | None:
    """A statement that holds when the example does; None where something might be printed."""
    if example.exc_msg is not None or example.options or "<BLANKLINE>" in example.want:
        return None
    try:
        tree = ast.parse(example.source)
    except SyntaxError:
        return None
    if len(tree.body) != 1 or any(not _is_quiet(n) for n in ast.walk(tree)):
        return None
    node = tree.body[0]
    if isinstance(node, ast.Expr):
        text = ast.unparse(node.value)
        if not example.want:
            nothing = ast.Compare(node.value, [ast.Is()], [ast.Constant(None)])  # with the parentheses that it needs
            return f"assert {ast.unparse(nothing)}"
        return f"assert repr({text}) == {example.want.rstrip(chr(10))!r}"
    simple = isinstance(node, ast.Assert | ast.Import | ast.ImportFrom | ast.Assign)
    return example.source.rstrip("\n") if simple and not example.want else None


def _is_quiet(node: ast.AST) -> bool:
    """Whether a node calls nothing that might print."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in QUIET
    return not isinstance(node, ast.Lambda | ast.Await | ast.Yield | ast.NamedExpr)


def _has_long_strings(source: str) -> bool:
    """Whether a string goes over several lines: it would change when it is indented."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    kinds = {tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}
    return any(t.type in kinds and t.start[0] != t.end[0] for t in tokens)


def _literals(text: str) -> str:
    """The lines of a text as literals that follow each other."""
    return "\n".join(f"        {line!r}" for line in text.splitlines(keepends=True))
