"""Values of libraries cross by value: equal on the other end, and refused where they could be more than values."""

import datetime
import uuid
import zoneinfo
from decimal import Decimal
from fractions import Fraction
from pathlib import Path, PurePosixPath

import numpy as np
import pytest
import sympy

from autograder.engine.wire import chance
from autograder.engine.wire.codec import Packer, Unpacker
from autograder.engine.wire.limits import MAX_NODES, NotDataError, WireError
from tests.engine.wire.values import resolve, round_trip

x, y = sympy.symbols("x y")


@pytest.mark.parametrize(
    "value",
    [
        Decimal("1.50"), Decimal("-Infinity"), Decimal("1E+5"), Fraction(-1, 3), Path("a/b.txt"), PurePosixPath("a"),
        uuid.UUID(int=5), datetime.time(8, 15), datetime.timezone(datetime.timedelta(hours=-3)),
        zoneinfo.ZoneInfo("Europe/Berlin"), datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=2))),
    ],
    ids=repr,
)  # fmt: skip
def test_a_value_of_the_standard_library_comes_back_equal_and_of_its_class(value):
    back = round_trip(value)
    assert back == value
    assert type(back) is type(value)
    assert repr(back) == repr(value)


@pytest.mark.parametrize(
    "expression",
    [
        x, x**2 - 1, (x - 1) * (x + 1), sympy.sin(x) * sympy.exp(y), sympy.Rational(1, 3) * x, sympy.pi + sympy.I * sympy.oo,
        sympy.Eq(x + 1, y), x < 3, sympy.Float("0.1") + x, sympy.Matrix([[1, x], [y, 0]]), sympy.Symbol("n", integer=True),
        sympy.Function("f")(x), sympy.Integral(sympy.exp(-(x**2)), x), sympy.Interval(0, 1), sympy.sqrt(2) * x,
        sympy.Piecewise((x, x > 0), (0, True)), sympy.Derivative(sympy.Function("f")(x), x), sympy.Abs(x), sympy.true,
    ],
    ids=str,
)  # fmt: skip
def test_an_expression_comes_back_equal(expression):
    back = round_trip(expression)
    assert back == expression
    assert type(back) is type(expression)
    assert str(back) == str(expression)


def test_an_expression_is_built_without_being_evaluated():
    tower = sympy.Pow(2, sympy.Pow(10, 12, evaluate=False), evaluate=False)  # 10¹² bits when evaluated
    assert str(round_trip(tower)) == str(tower)


@pytest.mark.parametrize(
    "node",
    [
        ["sym", ["N", "sympify", [["S", "x", []]]]],
        ["sym", ["N", "lambdify", []]],
        ["sym", ["S", "__import__('os')", []]],
        ["sym", ["S", "x", [["cls", True], ["_eval", True]], 1, 2]],
        ["sym", ["K", "S"]],
        ["sym", ["F", "1+1", 53]],
        ["sym", ["F", "0.1", 10**6]],
        ["sym", ["f", "x y; import os", []]],
        ["dec", "1" * 100_000],
        ["dec", "import"],
        ["path", 0, "/etc/passwd"],
        ["path", 0, "a/../../b"],
        ["zi", "../../etc/passwd"],
        ["frac", "0x1", "0x0"],
        ["R", "Popen", []],
        ["mask", ["a", "<f8", [0], "C", True, 0], ["a", "<f8", [0], "C", True, 0]],
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_no_such_value_is_refused(node):
    if node[1] == ["S", "x", [["cls", True], ["_eval", True]], 1, 2]:  # names that mean something else are left out
        assert Unpacker(memoryview(b""), resolve).value(node) == x
        return
    with pytest.raises(WireError):
        Unpacker(memoryview(b""), resolve).value(node)


@pytest.mark.parametrize("value", [Path("/etc/passwd"), Path("../secret")], ids=str)
def test_a_path_that_leads_out_of_the_folder_is_a_handle(value):
    assert Packer(lambda x: ["h"]).value(value) == ["h"]


def test_more_values_than_an_end_takes_are_refused_where_they_are_sent():
    with pytest.raises(NotDataError, match=f"more than {MAX_NODES}"):
        Packer(lambda x: ["h"]).value([[0] * (MAX_NODES // 2 + 1)] * 2)


# -- generators --------------------------------------------------------------------------------------------------------


@pytest.fixture
def kept():
    """The global generators are as before when the test is over."""
    states = {name: chance.read(name) for name in chance.GENERATORS}
    yield
    for name, state in states.items():
        if state is not None:
            chance.write(name, state)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("name", chance.GENERATORS)
@pytest.mark.parametrize("count", [0, 1, 7, 623, 624, 2000])
def test_a_generator_that_is_advanced_by_the_draws_of_another_goes_on_like_it(name, count):
    if name == "torch":
        pytest.importorskip("torch")
    draw = {"random": lambda n: __import__("random").random(), "numpy": lambda n: np.random.rand(),
            "torch": lambda n: __import__("torch").rand(1).item()}[name]  # fmt: skip
    before = chance.read(name)
    for _ in range(count):
        draw(1)
    after = chance.read(name)
    words = chance.drawn(before, after)
    assert words is not None
    assert (words > 0) == (count > 0)
    expected = [draw(1) for _ in range(5)]
    chance.write(name, chance.advanced(before, words, after[2]))
    assert [draw(1) for _ in range(5)] == expected


@pytest.mark.usefixtures("kept")
def test_the_second_of_two_normal_numbers_travels_too():
    np.random.seed(5)
    before = chance.read("numpy")
    np.random.normal()
    after = chance.read("numpy")
    expected = np.random.normal()
    chance.write("numpy", chance.advanced(before, chance.drawn(before, after), after[2]))
    assert np.random.normal() == expected


@pytest.mark.usefixtures("kept")
def test_a_state_that_was_not_reached_by_drawing_is_none():
    np.random.seed(5)
    before = chance.read("numpy")
    np.random.seed(6)
    assert chance.drawn(before, chance.read("numpy")) is None


@pytest.mark.parametrize(
    "claim", [[-1, [None]], [1 << 30, [None]], ["1", [None]], [1, [99.0]], [1, []], [1, [float("nan")]]]
)
def test_a_claim_that_no_drawing_explains_is_refused(claim):
    with pytest.raises(WireError):
        chance.advanced(chance.read("numpy"), *claim)


@pytest.mark.parametrize("make", [np.random.default_rng, np.random.RandomState, __import__("random").Random])
def test_a_generator_of_a_test_follows_its_copy(make):
    ours = make(3)
    before = chance.state_of(ours)
    theirs = chance.made(before)
    draw = (
        (lambda g: g.random())
        if not hasattr(ours, "integers")
        else (lambda g: (g.random(), int(g.integers(9, dtype="u4"))))
    )
    for _ in range(700):
        draw(theirs)
    chance.follow(ours, before, chance.steps(before, chance.state_of(theirs)))
    assert [draw(ours) for _ in range(3)] == [draw(theirs) for _ in range(3)]
