"""Which tests may run inside is said before anybody is graded, from the text of the tests alone."""

import pytest

from autograder.bundle import load_bundle
from autograder.engine.judge.ahead import may_run_inside
from tests.engine.judge.test_inside import judged, ok
from tests.support.grading import make_zip

BEFORE = "from otter.test_files import test_case\nOK_FORMAT = False\nname = 'q'\n"
CASE = BEFORE + "@test_case(points=1)\ndef test_it({names}):\n    {body}\n"


def foreseen(tmp_path, source, **options):
    """Why the test file may run inside."""
    return may_run_inside(load_bundle(make_zip(tmp_path / "a.zip", {"q": source}, **options))).get("q", "")


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (">>> Point(1) == Point(1)\nTrue", "compares objects of class 'Point'"),
        (">>> p = Point(1)\n>>> p in [Point(1)]\nTrue", "compares objects of class 'Point'"),
        (">>> len({Point(1), Point(1)})\n1", "hashes objects of class 'Point'"),
        (">>> float(Celsius(1))\n1.0", "compares or counts with objects of class 'Celsius'"),
        (">>> class B(A):\n...     pass\n>>> B().f()\n1", "subclasses 'A'"),
        (">>> f.__closure__ is None\nTrue", "looks at __closure__"),
        (">>> layer is nn.ReLU\nTrue", "asks whether 'layer' is the class 'nn.ReLU' itself"),
        (">>> from sklearn.base import clone\n>>> clone(model).k\n3", "hands 'model' to 'clone'"),
        (">>> class Env:\n...     n = 2\n>>> run(Env())\n2", "hands the notebook an object of a class of the test's"),
        (">>> o = SGD(net.parameters(), lr=1)\n>>> o.step()", "trains with copies of parameters"),
        (">>> s = [roll() for _ in range(10**5)]", "asks the notebook 100000 times"),
    ],
)
def test_a_doctest_that_may_need_the_objects_is_named_with_its_reason(tmp_path, code, why):
    assert foreseen(tmp_path, ok("q", code)).startswith(why)


@pytest.mark.parametrize(
    ("names", "body"), [("Point", "assert Point(1) == Point(1)"), ("env", "assert env['Point'](1) != 2")]
)
def test_a_case_in_exception_format_is_read_too(tmp_path, names, body):
    assert foreseen(tmp_path, CASE.format(names=names, body=body)) == "compares objects of class 'Point'"


@pytest.mark.parametrize(
    "code",
    [
        ">>> Point(1).v == 1 and str(Point(1)) == 'P1'\nTrue",
        ">>> from fractions import Fraction\n>>> half == Fraction(1, 2)\nTrue",
        ">>> price == Decimal('1.5')\nTrue",
        ">>> class Mine:\n...     pass\n>>> Mine() == 3\nFalse",
        ">>> stack is None\nFalse",
        ">>> this is no python",
    ],
)
def test_what_the_judge_can_do_is_not_named(tmp_path, code):
    assert foreseen(tmp_path, ok("q", code)) == ""


def test_a_test_that_imports_the_answer_key_never_runs_inside_and_is_not_named(tmp_path):
    source = ok("q", ">>> import reference\n>>> Point(1) == Point(1)\nTrue")
    assert foreseen(tmp_path, source, members={"judge/reference/__init__.py": ""}) == ""


def test_every_report_holds_what_was_foreseen():
    tests = {"q": ok("q", ">>> P(1) == P(1)\nTrue"), "r": ok("r", ">>> x\n1")}
    report = judged(
        tests, ["x = 1\nclass P:\n    def __init__(self, v): self.v = v\n    def __eq__(self, o): return True"]
    )
    assert report.provenance.may_run_inside == {"q": "compares objects of class 'P'"}
    assert {q.name: q.cases[0].inside for q in report.questions} == {"q": True, "r": False}
