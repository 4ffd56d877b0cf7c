"""The registry of misconceptions: looked up by the function itself, its module included; declared when asked for."""

import importlib
import subprocess
import sys
import types
from pathlib import Path

import pytest

import reference
from reference import misconceptions as registry

HOME = Path(reference.__file__).parent
TOPICS = sorted(p for p in HOME.glob("*/*.py") if p.name != "__init__.py")


@pytest.fixture
def empty(monkeypatch):
    monkeypatch.setattr(registry, "_registry", {})


def in_module(name):
    """A function `area` that says it is from that module."""
    area = types.FunctionType((lambda r: r).__code__, {}, "area")
    area.__module__ = name
    return area


@pytest.mark.usefixtures("empty")
def test_functions_of_one_name_in_two_modules_do_not_share_their_mistakes():
    circle, square = in_module("circles"), in_module("squares")
    registry.misconception(circle, "T0.0/no_square", "Square the radius.")(lambda r: 3 * r)
    registry.misconception(square, "T0.0/no_square", "Square the side.")(lambda r: r)
    assert [m.message for m in registry.misconceptions_of(circle)] == ["Square the radius."]
    assert [m.message for m in registry.misconceptions_of(square)] == ["Square the side."]


@pytest.mark.usefixtures("empty")
def test_a_key_is_declared_once_for_a_function():
    circle = in_module("circles")
    registry.misconception(circle, "T0.0/no_square", "Square the radius.")(lambda r: 3 * r)
    with pytest.raises(ValueError, match="'T0.0/no_square' of circles.area is declared twice"):
        registry.misconception(circle, "T0.0/no_square", "Again.")(lambda r: r)


@pytest.mark.usefixtures("empty")
def test_misconceptions_come_in_the_order_of_the_keys_asked_for():
    circle = in_module("circles")
    for key in ("a", "b", "c"):
        registry.misconception(circle, key, key)(lambda r: r)
    assert [m.key for m in registry.misconceptions_of(circle, "c", "a")] == ["c", "a"]
    with pytest.raises(KeyError):
        registry.misconceptions_of(circle, "d")


def test_mistakes_are_imported_when_they_are_asked_for_and_not_before():
    code = (
        "import sys, importlib\n"
        f"for name in {[module_of(p) for p in TOPICS]}: importlib.import_module(name)\n"
        "assert not [name for name in sys.modules if '.mistakes' in name]\n"
        "from reference.linear.hinge import multiclass_hinge\n"
        "from reference.misconceptions import misconceptions_of\n"
        "assert 'T2.2/max_only' in [m.key for m in misconceptions_of(multiclass_hinge)]\n"
        "assert [name for name in sys.modules if '.mistakes.' in name] == ['reference.linear.mistakes.hinge']\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=HOME.parent, timeout=120)


def module_of(path):
    return ".".join(("reference", *path.relative_to(HOME).with_suffix("").parts))


@pytest.mark.parametrize("path", sorted(HOME.glob("*/mistakes/[!_]*.py")), ids=module_of)
def test_mistakes_distort_functions_of_the_topic_that_they_lie_beside(path):
    mistakes = importlib.import_module(module_of(path))
    topic = mistakes.__name__.replace(".mistakes", "")
    mine = {
        of
        for of, declared in registry._registry.items()
        if any(m.mutant.__module__ == mistakes.__name__ for m in declared.values())
    }
    assert {module for module, _ in mine} == {topic}


def test_a_function_without_declared_mistakes_has_none():
    assert registry.misconceptions_of(importlib.import_module("reference._array").namespace) == ()
    assert registry.misconceptions_of(module_of) == ()


@pytest.fixture
def half_imported(tmp_path, monkeypatch):
    """A function whose mistakes cannot be imported the first time."""
    folder = tmp_path / "halves" / "mistakes"
    folder.mkdir(parents=True)
    for path in (folder.parent / "__init__.py", folder / "__init__.py"):
        path.write_text("")
    (folder.parent / "area.py").write_text("attempts = []\ndef area(r):\n    return r\n")
    (folder / "area.py").write_text(
        "from reference.misconceptions import misconception\n"
        "from reference.halves.area import area, attempts\n"
        "misconception(area, 'T0.0/a', 'A')(lambda r: 2 * r)\n"
        "attempts.append(1)\n"
        "if len(attempts) == 1:\n"
        "    raise TimeoutError\n"
        "misconception(area, 'T0.0/b', 'B')(lambda r: 3 * r)\n"
    )
    monkeypatch.setattr(reference, "__path__", [*reference.__path__, str(tmp_path)])
    yield importlib.import_module("reference.halves.area").area
    for name in [n for n in sys.modules if n.startswith("reference.halves")]:
        del sys.modules[name]
    del reference.halves


def test_mistakes_whose_import_was_interrupted_are_declared_the_next_time(half_imported):
    with pytest.raises(TimeoutError):
        registry.misconceptions_of(half_imported)
    assert [m.key for m in registry.misconceptions_of(half_imported)] == ["T0.0/a", "T0.0/b"]
