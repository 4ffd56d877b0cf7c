"""Who may import whom in the answer key: units import earlier units, topics never their mistakes."""

import ast
from pathlib import Path

import pytest

import reference

HOME = Path(reference.__file__).parent
UNITS = (
    "neurons",
    "linear",
    "mlp",
    "training",
    "cnn",
    "rnn",
    "attention",
    "llm",
    "vision",
    "generative",
    "energy",
    "selfsup",
    "rl",
    "unsupervised",
    "practice",
    "lectures",
)  # each may import those before it
MODULES = {".".join(("reference", *p.relative_to(HOME).with_suffix("").parts)): p for p in sorted(HOME.rglob("*.py"))}
SHARED = {"reference._array", "reference.misconceptions"}


def imports(name):
    """All that a module imports, anywhere in it, `from a import b` as both "a" and "a.b"."""
    for node in ast.walk(ast.parse(MODULES[name].read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name}: one spelling: from reference.<unit> import <topic>"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(name):
    return {n for n in imports(name) if n in MODULES}


def is_mistakes(name):
    return ".mistakes." in name


def test_array_libraries_are_named_in_one_place_only():
    for name in MODULES:
        if name != "reference._array":
            assert not {n.split(".")[0] for n in imports(name)} & {"array_api_compat", "numpy", "torch"}, name


def test_every_unit_has_its_place_in_the_order():
    assert {p.name for p in HOME.iterdir() if p.is_dir() and p.name != "__pycache__"} == set(UNITS)


@pytest.mark.parametrize("name", [n for n in MODULES if n.count(".") >= 2])
def test_a_unit_imports_itself_and_earlier_units(name):
    allowed = UNITS[: UNITS.index(name.split(".")[1]) + 1]
    assert {n for n in own_imports(name) - SHARED if n.split(".")[1] not in allowed} == set()


@pytest.mark.parametrize("name", MODULES)
def test_nobody_imports_mistakes(name):
    assert [n for n in own_imports(name) if is_mistakes(n)] == []


@pytest.mark.parametrize("name", [n for n in MODULES if is_mistakes(n)])
def test_mistakes_lie_beside_the_topic_of_their_name(name):
    assert name.endswith(".__init__") or name.replace(".mistakes", "") in MODULES


def test_there_is_no_import_circle():
    left = {name: own_imports(name) for name in MODULES}
    while ready := {name for name, needs in left.items() if not needs & set(left)}:
        left = {name: needs for name, needs in left.items() if name not in ready}
    assert left == {}
