"""Who may import whom. A module that is not in the table is an error, too."""

import ast
import graphlib
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "autograder"

MAY_IMPORT = {
    "__init__": set(),
    "errors": set(),
    "results": set(),
    "files": set(),
    "limits": {"results"},
    "course": {"errors", "limits"},
    "bundle": {"errors", "limits"},
    "build": {"bundle", "corpus", "course", "errors", "files", "limits", "results"},
    "memory": set(),
    "mutants": {"bundle", "corpus", "engine", "results", "submissions"},
    "checks": {"errors", "memory", "results"},
    "decoding": {"errors"},
    "submissions": {"decoding", "errors"},
    "intake": {"decoding", "errors", "submissions"},
    "engine": {"bundle", "checks", "corpus", "errors", "files", "limits", "memory", "results", "submissions"},
    "report": {"errors", "files", "results"},
    "batch": {"bundle", "engine", "errors", "files", "intake", "report", "results", "submissions"},
    "corpus": {"errors"},
    "sample": {"corpus", "files"},
    "vacuous": {"corpus"},
    "verify": {"batch", "corpus", "errors", "mutants", "results", "submissions", "vacuous"},
    "doctor": {"engine", "errors", "limits"},
    "console": {"engine", "errors"},
    "lms": {"errors"},
    "handin": {"errors", "lms"},
    "exam": {
        *("batch", "build", "bundle", "checks", "console", "course", "errors", "files", "limits", "report", "results"),
        *("handin", "intake", "lms", "submissions"),
    },
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
    """The modules that a file imports, by their full names, and what it imports from a package of ours."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = path.relative_to(ROOT).parts[: -node.level] if node.level else ()
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names if module.startswith("autograder"))


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
    part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    assert part in MAY_IMPORT, f"{part} is not in the table"
    allowed = MAY_IMPORT[part]
    used = {name.split(".")[1] for name in imports(path) if name.startswith("autograder.")}
    known = {n for n in used if n in MAY_IMPORT}
    assert allowed is None or known <= allowed | {part, "__init__"}


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_the_tool_never_imports_the_answer_key(path):
    assert "reference" not in {name.split(".")[0] for name in imports(path)}


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


def circles(package):
    """The modules of one circle of imports in a package, or none."""
    files = {
        ".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): p for p in package.rglob("*.py")
    }
    graph = {name: {n for n in imports(path) if n in files and n != name} for name, path in files.items()}
    for name, path in files.items():  # `from package import module` needs the module, not the package's own names
        if path.name != "__init__.py":
            graph[name] -= {n for n in graph[name] if any(m.startswith(n + ".") for m in graph[name])}
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as e:
        return e.args[1]
    return []


def test_no_import_of_the_engine_goes_in_a_circle():
    assert circles(PACKAGE / "engine") == []
