"""Copies as people disguise them: other names, another order of functions, other comments, cells split."""

import ast
import builtins
import random

from autograder.cells import answer_of
from autograder.similarity.normal import program
from autograder.similarity.pairs import Prints, pairs_of

WORDS = ("alpha", "beta", "tmp", "value", "item", "helper", "compute", "inner", "result", "step", "entry", "block")


class Renames(ast.NodeTransformer):
    """Every name that the code binds has another; docstrings are gone."""

    def __init__(self, trees, keep, rng):
        self.rng, self.new = rng, {}
        for node in (n for tree in trees for n in ast.walk(tree)):
            name = getattr(node, "name", None) or getattr(node, "arg", None)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                name = node.id
            if isinstance(name, str) and name not in keep and not isinstance(node, ast.keyword | ast.alias):
                self.new.setdefault(name, f"{rng.choice(WORDS)}_{len(self.new)}")

    def visit_Name(self, node):  # noqa: N802
        node.id = self.new.get(node.id, node.id)
        return node

    def visit_arg(self, node):
        node.arg, node.annotation = self.new.get(node.arg, node.arg), None
        return node

    def visit_keyword(self, node):
        node.arg = self.new.get(node.arg, node.arg) if node.arg else None
        return self.generic_visit(node)

    def visit_FunctionDef(self, node):  # noqa: N802
        node.name, node.returns = self.new.get(node.name, node.name), None
        if ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
        return self.generic_visit(node)

    def visit_ClassDef(self, node):  # noqa: N802
        node.name = self.new.get(node.name, node.name)
        return self.generic_visit(node)


def disguised(sources, seed, keep=frozenset()):
    """Cells with the same code in other words; `keep` are the names that the task asks for."""
    rng = random.Random(seed)
    trees = [ast.parse(s) for s in sources]
    renames = Renames(trees, {*keep, *dir(builtins)}, rng)
    statements = [renames.visit(node) for tree in trees for node in tree.body]
    functions = [s for s in statements if isinstance(s, ast.FunctionDef | ast.ClassDef)]
    rng.shuffle(functions)
    others = [s for s in statements if not isinstance(s, ast.FunctionDef | ast.ClassDef)]
    cells = [f"# {rng.choice(WORDS)}: my own idea\n{ast.unparse(s)}" for s in others + functions]
    return [part for cell in cells for part in ([cell] if rng.random() < 0.7 else [cell, "# done"])]


def answers(notebook):
    """Code of the answer cells of a filled notebook."""
    return [c.source for c in notebook.cells if c.cell_type == "code" and answer_of(c)]


def code(notebook):
    return [c.source for c in notebook.cells if c.cell_type == "code"]


def planted(solved, untouched, honest, copied, seed=0):
    """A class of honest notebooks, by name, and a disguised copy of each in `copied`; what is found in it.

    Returns:
        Found, and the planted pairs.
    """
    asked = {
        n.name
        for s in code(solved)
        for n in ast.parse(s.replace("%", "#", s.startswith("%"))).body
        if hasattr(n, "name")
    }
    programs = {name: program(code(notebook)) for name, notebook in honest.items()}
    pairs = set()
    for number, name in enumerate(copied):
        cells = disguised(answers(honest[name]), f"{seed} {number}", asked)
        programs[f"{name} copied"] = program([*code(untouched), *cells])
        pairs.add((name, f"{name} copied"))
    return pairs_of(programs, [program(code(solved)), program(code(untouched))]), pairs


def own_sizes(solved, untouched, honest):
    """Name → fingerprints of a notebook that are neither the starter's nor the official answer's."""
    prints = Prints()
    known = {v for notebook in (solved, untouched) for v in prints.of(program(code(notebook)))}
    return {name: len(prints.of(program(code(notebook))).keys() - known) for name, notebook in honest.items()}
