"""Code of tests as functions: plain where that scores the same, else in a form that does."""

import pytest

from autograder.importers.functions import Names, executed, from_examples, plain


@pytest.mark.parametrize(
    ("source", "needed", "bound"),
    [
        ("for i in range(3):\n    assert f(i) == i", ["range", "f"], {"i"}),
        ("y = x\nx = 1", ["x"], {"y", "x"}),
        ("n += 1", ["n"], {"n"}),
        ("def g():\n    return a + b\nb = 1", ["a"], {"g", "b"}),
        ("[k for k in ks if k in known]", ["known", "ks"], set()),
        ("with open('f') as f:\n    t = f.read()", ["open"], {"f", "t"}),
        ("try:\n    go()\nexcept ValueError as e:\n    str(e)", ["go", "ValueError", "str"], {"e"}),
        ("del squares", ["squares"], set()),
        ("import numpy as np\nnp.ones(n)", ["n"], {"np"}),
    ],
)
def test_names_that_code_needs_are_those_it_reads_before_it_binds_them(source, needed, bound):
    names = Names(source)
    assert (sorted(names.needed), names.bound) == (sorted(needed), bound)


def run(function, **env):
    found = {}
    exec(function, found)
    found["test"](env)


def test_a_missing_name_fails_a_plain_test_that_none_would_pass():
    with pytest.raises(KeyError):
        run(plain("test", "assert x != 3", ()))


@pytest.mark.parametrize(
    "source",
    [
        "from math import *",
        "global x",
        "del x",
        "eval('x')",
        "try:\n    x\nexcept NameError:\n    pass",
        "assert len(x)",
    ],
)
def test_code_that_asks_for_the_namespace_itself_is_not_made_plain(source):
    assert plain("test", source, {"x", "len"}) is None


def test_text_over_several_lines_keeps_its_indentation():
    run(plain("test", 'assert f() == """a\n b"""', ()), f=lambda: "a\n b")


@pytest.mark.parametrize(("printed", "passes"), [("", True), ("debug", False)])
def test_what_a_function_prints_counts_in_an_ok_case_as_in_otter(printed, passes):
    def f(x):
        print(printed, end="")
        return x

    function = from_examples("test", ">>> f(2)\n2", ())
    assert "doctest" in function
    if passes:
        run(function, f=f)
    else:
        with pytest.raises(AssertionError, match=r"f\(2\): expected 2, got debug2"):
            run(function, f=f)


def test_an_exception_of_the_answer_comes_out_of_an_ok_case_as_it_is():
    with pytest.raises(ZeroDivisionError):
        run(from_examples("test", ">>> f(0)\n2", ()), f=lambda x: 1 / x)


def test_executed_code_has_the_notebooks_names_as_its_globals():
    env = {"x": 1}
    run(executed("test", "y = x + 1\ndef f():\n    return y\nassert f() == 2"), **env)


@pytest.mark.parametrize("expression", ["d or None", "d if d else None", "d > 0", "not d"])
def test_an_example_that_shows_nothing_fails_for_a_value_that_it_would_show(expression):
    with pytest.raises(AssertionError):
        run(from_examples("test", f">>> {expression}", {"d"}), d=7)


def test_an_example_that_shows_nothing_holds_for_none():
    run(from_examples("test", ">>> d or None", {"d"}), d=0)
