"""The registry of misconceptions: looked up by the function itself, its module included."""

import types

import pytest

from reference import _misconceptions as registry


@pytest.fixture(autouse=True)
def empty(monkeypatch):
    monkeypatch.setattr(registry, "_registry", {})


def in_module(name):
    """A function `area` that says it is from that module."""
    area = types.FunctionType((lambda r: r).__code__, {}, "area")
    area.__module__ = name
    return area


def test_functions_of_one_name_in_two_modules_do_not_share_their_mistakes():
    circle, square = in_module("circles"), in_module("squares")
    registry.misconception(circle, "T0.0/no_square", "Square the radius.")(lambda r: 3 * r)
    registry.misconception(square, "T0.0/no_square", "Square the side.")(lambda r: r)
    assert [m.message for m in registry.misconceptions_of(circle)] == ["Square the radius."]
    assert [m.message for m in registry.misconceptions_of(square)] == ["Square the side."]
    assert len(registry.all_misconceptions()) == 2


def test_a_key_is_declared_once_for_a_function():
    circle = in_module("circles")
    registry.misconception(circle, "T0.0/no_square", "Square the radius.")(lambda r: 3 * r)
    with pytest.raises(ValueError, match="'T0.0/no_square' of circles.area is declared twice"):
        registry.misconception(circle, "T0.0/no_square", "Again.")(lambda r: r)


def test_misconceptions_come_in_the_order_of_the_keys_asked_for():
    circle = in_module("circles")
    for key in ("a", "b", "c"):
        registry.misconception(circle, key, key)(lambda r: r)
    assert [m.key for m in registry.misconceptions_of(circle, "c", "a")] == ["c", "a"]
    with pytest.raises(KeyError):
        registry.misconceptions_of(circle, "d")
