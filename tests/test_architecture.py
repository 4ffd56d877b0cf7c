"""Who may import whom. A module that is not in the table is an error, too."""

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "autograder"

GROUND = {"distributions", "errors", "files", "limits", "results"}
MAY_IMPORT = {
    "__init__": set(),
    **dict.fromkeys(GROUND, GROUND),
    # the floor above it
    "archive": GROUND,
    "cells": GROUND,
    "bundle": GROUND | {"archive"},
    "report": GROUND,
    "analysis": GROUND | {"report"},
    "checks": GROUND,
    "course": GROUND | {"bundle", "cells"},
    "lms": GROUND | {"archive"},
    "importers": GROUND,
    "handin": GROUND | {"lms"},
    "submissions": GROUND | {"archive", "lms"},
    "collect": GROUND | {"handin", "submissions"},
    "engine": GROUND | {"bundle", "cells", "checks", "submissions"},
    "doctor": GROUND | {"engine"},
    "environment": GROUND | {"archive", "bundle", "engine", "submissions"},
    "grading": GROUND | {"analysis", "bundle", "cells", "engine", "environment", "report", "submissions"},
    "exam": GROUND
    | {
        "analysis",
        "archive",
        "bundle",
        "cells",
        "checks",
        "course",
        "grading",
        "handin",
        "lms",
        "report",
        "submissions",
    },
    "proof": GROUND
    | {"bundle", "cells", "checks", "course", "engine", "environment", "exam", "grading", "handin", "submissions"},
    "gradebook": GROUND | {"analysis", "archive", "collect", "course", "handin", "lms", "report", "submissions"},
    "gradescope": GROUND | {"bundle", "engine", "environment", "grading", "lms", "report", "submissions"},
    "similarity": GROUND | {"bundle", "report", "submissions"},
    "cli": None,  # all
    "__main__": {"cli"},
}
ROOMS = {"wire": set(), "sandbox": {"wire"}, "judge": {"sandbox", "wire"}}  # of the engine
# What goes to a student's interpreter as files, and may import of itself (".") and besides the standard library.
STANDALONE = {
    "engine/wire": {".", "msgspec", "pandas", "torch"},
    "engine/sandbox": {".", "IPython", "counting", "matplotlib", "msgspec", "sandbox", "traitlets", "wire"},
    "exam/symbolic/expressions.py": set(),
    "exam/questions/forms.py": set(),
    "handin/check_receipt.py": {"cryptography"},
    "checks/counting.py": set(),
}


def modules():
    return sorted(p for p in PACKAGE.rglob("*.py") if "templates" not in p.parts)


def imports(path):
    """Names that a file imports, wherever it does: `sys.modules.get("autograder.x")` is one way to."""
    for node in ast.walk(ast.parse(path.read_text())):
        yield from imported(node, path)
        if isinstance(node, ast.Call | ast.Subscript) and ast.unparse(node).startswith("sys.modules"):
            yield from (n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def imported(node, path):
    """The modules, or names in modules, of an import statement in a file; their full names."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        above = path.relative_to(ROOT).parts[: -node.level] if node.level else ()
        module = ".".join([*above, *([node.module] if node.module else [])])
        yield from (f"{module}.{alias.name}" for alias in node.names)


def part_of(path):
    """The entry of the table: a folder of the package, or a file's stem."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def tops(path):
    """The first part of the names that a file imports; "." for a relative import from its own folder."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level or node.module.split(".")[0]


ALONE = [
    pytest.param(file, allowed, id=file.relative_to(PACKAGE).as_posix())
    for place, allowed in STANDALONE.items()
    for file in (sorted((PACKAGE / place).glob("*.py")) or [PACKAGE / place])
]


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_imports_only_what_the_table_allows(path):
    part = part_of(path)
    assert part in MAY_IMPORT, f"{part} is not in the table"
    used = {name.split(".")[1] for name in imports(path) if name.startswith("autograder.")} - {"__version__"}
    assert used <= {part_of(p) for p in modules()}
    assert MAY_IMPORT[part] is None or used <= MAY_IMPORT[part] | {part}


def needed(name, known):
    """The modules that run before a module's own code does."""
    path = known[name]
    for node in at_import(ast.parse(path.read_text())):
        for found in imported(node, path):
            while found not in known and "." in found:
                found = found.rpartition(".")[0]
            if found in known:
                yield found
                # Whoever comes from outside a package runs its __init__ first.
                parents = [".".join(found.split(".")[:i]) for i in range(1, found.count(".") + 1)]
                yield from (p for p in parents if p in known and not f"{name}.".startswith(f"{p}."))


def at_import(tree):
    """The statements that run when a module is imported, those of its classes and branches among them."""
    for node in ast.iter_child_nodes(tree):
        for_types = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        if not for_types and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield node
            yield from at_import(node)


def circles(graph):
    """The sets of modules that need each other."""

    def reached(name):
        found, waiting = set(), [*graph[name]]
        while waiting:
            if (one := waiting.pop()) not in found:
                found.add(one)
                waiting += graph[one]
        return found

    reach = {name: reached(name) for name in graph}
    return {frozenset(other for other in reach[name] if name in reach[other]) for name in graph if name in reach[name]}


def module_name(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_no_modules_need_each_other():
    known = {module_name(p): p for p in modules()}
    assert circles({name: set(needed(name, known)) for name in known}) == set()


def test_a_circle_is_found():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"d"}}) == {frozenset("bc"), frozenset("d")}


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_the_tool_never_imports_the_course(path):
    assert not {"reference", "syllabus"} & {name.split(".")[0] for name in imports(path)}


@pytest.mark.parametrize("folder", ["reference", "assignments"])
def test_what_a_judge_loads_never_imports_the_syllabus(folder):
    files = [
        p for p in (ROOT / folder).rglob("*.py") if re.search(r"^\s*(from|import) syllabus\b", p.read_text(), re.M)
    ]
    assert files == []


@pytest.mark.parametrize(("path", "allowed"), ALONE)
def test_what_a_students_interpreter_loads_as_a_file_stands_alone(path, allowed):
    assert set(tops(path)) <= allowed | sys.stdlib_module_names


@pytest.mark.parametrize("path", sorted((PACKAGE / "engine").glob("*/*.py")), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_a_room_of_the_engine_imports_only_what_the_table_allows(path):
    room = path.parent.name
    others = {name.split(".")[2] for name in imports(path) if name.startswith("autograder.engine.")}
    assert others <= ROOMS[room] | {room}


def test_the_rooms_of_the_engine_are_all_there_is_in_it():
    assert {p.name for p in (PACKAGE / "engine").iterdir() if p.name != "__pycache__"} == {*ROOMS, "__init__.py"}
