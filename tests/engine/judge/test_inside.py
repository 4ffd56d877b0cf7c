"""Cases that the judge cannot judge with stand-ins: they run in the student's own process, and are marked."""

import pytest

from autograder.results import Status
from tests.support.grading import Grader, course_members

POINT = """class Point:
    def __init__(self, v): self.v = v
    def __eq__(self, other): return self.v == other.v
    def __hash__(self): return hash(self.v)
    def __lt__(self, other): return self.v < other.v"""


def ok(name, *codes, hidden=()):
    """An OK test file with one point a case."""
    cases = [{"code": code, "hidden": i in hidden} for i, code in enumerate(codes)]
    suite = {"type": "doctest", "scored": True, "setup": "", "teardown": "", "cases": cases}
    return f"OK_FORMAT = True\ntest = { ({'name': name, 'points': [1] * len(codes), 'suites': [suite]})!r}\n"


def judged(tests, cells, **options):
    """The report of a notebook."""
    with Grader(tests, **{"inside": "fallback", **options}) as grader:
        return grader.report(cells)


def marks(report):
    """Question → of each case its verdict, in lower case where it was judged inside."""
    return {
        q.name: [c.verdict.value.lower() if c.inside else c.verdict.value for c in q.cases] for q in report.questions
    }


@pytest.mark.parametrize(
    ("code", "what"),
    [
        (">>> Point(1) == Point(1)\nTrue", "compares an object of class 'Point'"),
        (">>> [p.v for p in sorted([Point(2), Point(1)])]\n[1, 2]", "compares an object of class 'Point'"),
        (">>> len({Point(1), Point(1)})\n1", "compares an object of class 'Point'"),
        (">>> class Sub(Point): pass\n>>> Sub(3).v\n3", "subclasses the class 'Point'"),
        (">>> same.__closure__ is None\nTrue", "looks at __closure__ of the function 'same'"),
        (">>> import weakref, threading\n>>> same(threading.Lock()) is None\nFalse", "cannot be sent"),
        (">>> import copy\n>>> copy.copy(Point(4)).v\n4", "an object of class 'Point'"),
    ],
)
def test_what_stand_ins_cannot_do_is_judged_inside(code, what):
    report = judged({"q1": ok("q1", code)}, [POINT, "def same(x): return x"])
    assert marks(report) == {"q1": ["pass"]}, report.questions
    assert what in report.questions[0].cases[0].beyond


KEEPS = """import contextlib, warnings
class Keeps:
    def __init__(self, xs): self.xs = xs
    def add(self, x): self.xs.append(x)
    def n(self): return len(self.xs)
@contextlib.contextmanager
def recorded(log):
    log.append("in")
    try: yield log
    except ValueError: log.append("caught")
def counts():
    yield 1
    return 2
def warn(): warnings.warn("old")
class Quiet:
    def __enter__(self): return self
    def __exit__(self, kind, *_): return kind is ValueError"""


@pytest.mark.parametrize(
    ("code", "what"),
    [
        (
            ">>> xs = [1]\n>>> k = Keeps(xs)\n>>> k.add(2)\n>>> xs\n[1, 2]",
            "an argument that the notebook changes after",
        ),
        (">>> xs = [1]\n>>> k = Keeps(xs=xs)\n>>> xs.append(2)\n>>> k.n()\n2", "changes an argument after the call"),
        (">>> log = []\n>>> with recorded(log): pass\n>>> log\n['in']", "an argument that the notebook changes after"),
        (">>> with Quiet(): raise ValueError", "raises in a `with` block"),
        (
            ">>> g = counts()\n>>> _ = next(g)\n>>> try: g.send(0)\n... except StopIteration as e: print(e.value)\n2",
            "raise StopIteration",
        ),
        (
            ">>> import warnings\n>>> with warnings.catch_warnings(record=True) as w: warn()\n>>> len(w)\n1",
            "looks at warnings",
        ),
        (">>> import torch\n>>> Keeps(torch.nn.Linear(2, 3)).xs.out_features\n3", "hands a Linear to the notebook"),
    ],
)
def test_what_lasts_longer_than_a_call_is_judged_inside(code, what):
    if "torch" in code:
        pytest.importorskip("torch")
    report = judged({"q1": ok("q1", code)}, [KEEPS])
    assert marks(report) == {"q1": ["pass"]}, report.questions
    assert what in report.questions[0].cases[0].beyond


def test_a_copy_that_should_have_been_made_is_missed_although_the_judge_copies_too():
    code = ">>> xs = [1]\n>>> k = Keeps(xs)\n>>> xs.append(2)\n>>> k.n()\n1"
    assert marks(judged({"q1": ok("q1", code)}, [KEEPS])) == {"q1": ["fail"]}


def test_an_argument_that_nobody_kept_may_be_changed():
    code = ">>> xs = [3, 1]\n>>> f(xs)\n[1, 3]\n>>> xs.append(2)\n>>> f(xs)\n[1, 2, 3]"
    assert marks(judged({"q1": ok("q1", code)}, ["def f(xs): return sorted(xs)"])) == {"q1": ["PASS"]}


def test_a_file_that_is_not_taken_is_known_to_every_test_that_names_it():
    first, second = (">>> import os\n>>> os.path.exists('m.bin')\nTrue" for _ in range(2))
    report = judged({"q1": ok("q1", first), "q2": ok("q2", second)}, ["_ = open('m.bin', 'wb').write(b'1')"])
    assert marks(report) == {"q1": ["pass"], "q2": ["pass"]}


def test_what_the_judge_can_do_is_not():
    report = judged({"q1": ok("q1", ">>> Point(3).v\n3", ">>> Point(3).v\n4")}, [POINT])
    assert marks(report) == {"q1": ["PASS", "FAIL"]}


def test_a_limit_that_the_test_catches_still_counts():
    code = ">>> try: print(Point(1) == Point(1))\n... except TypeError: print('no order')\nno order"
    report = judged({"q1": ok("q1", code)}, [POINT])
    assert marks(report) == {"q1": ["fail"]}, "outside it would pass, for our exception and not the student's"


def test_a_wrong_answer_fails_once_and_the_message_is_that_of_its_own_process():
    source = """from otter.test_files import test_case
name = "q1"
@test_case(points=1)
def test(Point):
    assert Point(1) == Point(1), "equal points"
"""
    report = judged({"q1": source}, [POINT.replace("self.v == other.v", "False")])
    case = report.questions[0].cases[0]
    assert (marks(report), case.message) == ({"q1": ["fail"]}, "equal points")


EQUAL = ">>> Point(x) == Point(3)\nTrue"


@pytest.mark.parametrize(
    "cells",
    [
        ["x = 3\ngrader.check('q1')\nx = 0"],
        ["x = 3", "grader.check('q1')", "x = 0"],
        ["for x in (3, 4, 5): grader.check('q1')"],
        ["x = 3\ngrader.check('q2')\ngrader.check('q1')\nx = 0", "grader.check('q1')"],
        ["x = 3"],
        ["x = 0", "import random\nx = 3 if random.random() == draw else 1"],
        ["def f():\n    x = 3\n    grader.check('q1', global_env={'x': x, 'Point': Point})\nf()\nx = 0"],
    ],
)
def test_a_case_meets_the_notebook_as_the_check_does(cells):
    before = ["import otter, random\ngrader = otter.Notebook()\nrandom.seed(1)\ndraw = random.random()\nrandom.seed(1)"]
    report = judged({"q1": ok("q1", EQUAL), "q2": ok("q2", ">>> 1\n1")}, [*before, POINT, *cells])
    assert marks(report)["q1"] == ["pass"]


def test_a_check_in_the_notebook_gets_the_result():
    cells = [POINT, "import otter\nprint(otter.Notebook().check('q1'))"]
    with Grader({"q1": ok("q1", ">>> Point(1) == Point(1)\nTrue")}, inside="fallback") as grader:
        out = grader.graded(cells).outputs
    assert "All test cases passed" in str(out)


def test_the_process_that_dies_costs_that_case():
    codes = [">>> Point(1) == Point(1)\nTrue", ">>> Point(2) == Point(2)\nTrue", ">>> Point(3) == Point(3)\nTrue"]
    dies = POINT.replace("return self.v == other.v", "return {0: 0, 1: 1}.get(0) == 0 if self.v != 2 else die()")
    for what, verdict in (
        ("import os\ndef die(): os.abort()", "crash"),
        ("def die():\n    while True: pass", "timeout"),
    ):
        report = judged({"q1": ok("q1", *codes)}, [what, dies])
        assert marks(report) == {"q1": ["pass", verdict, "pass"]}


def test_what_it_takes_is_not_the_submissions_time():
    tests = {f"q{i}": ok(f"q{i}", ">>> Point(1) == Point(1)\nTrue") for i in range(4)}
    report = judged(tests, [POINT, "import time; time.sleep(1)"], limits={"total_s": 4.0})
    assert set(map(tuple, marks(report).values())) == {("pass",)}


def test_it_comes_to_an_end(monkeypatch):
    monkeypatch.setattr("autograder.engine.judge.inside.TIMES", 1)
    tests = {f"q{i}": ok(f"q{i}", ">>> Point(1) == Point(1)\nTrue") for i in range(3)}
    with Grader(tests, inside="fallback", limits={"total_s": 2.0}) as grader:
        report = grader.report([POINT, f"import time; time.sleep({0.6 * grader.limits.total_s})"])
    assert marks(report) == {"q0": ["pass"], "q1": ["timeout"], "q2": ["timeout"]}


def test_always_and_never():
    tests = {"q1": ok("q1", ">>> Point(1) == Point(1)\nTrue", ">>> 1 + 1\n2")}
    assert marks(judged(tests, [POINT], inside="always")) == {"q1": ["pass", "pass"]}
    report = judged(tests, [POINT], inside="never")
    assert marks(report) == {"q1": ["FAIL", "PASS"]}
    assert report.provenance.inside == "never"


ODD = "class Odd:\n    def __eq__(self, other): return True\n"
ANSWER = "def square(x): return x * x"


def test_where_the_official_answer_does_not_need_it_nobody_gets_it():
    tests = {"q1": ok("q1", ">>> square(3) == 9\nTrue")}
    cells = [ODD, "def square(x): return Odd()"]
    members = course_members({"q1": ANSWER}, {})
    assert marks(judged(tests, cells, members=members)) == {"q1": ["FAIL"]}
    assert marks(judged(tests, cells)) == {"q1": ["pass"]}, "a stock zip cannot tell"


def test_where_the_official_answer_needs_it_everybody_gets_it():
    tests = {"q1": ok("q1", EQUAL.replace("x", "3"))}
    assert marks(judged(tests, [POINT], members=course_members({"q1": POINT}, {}))) == {"q1": ["pass"]}


def test_a_test_that_imports_the_answer_key_stays_outside():
    tests = {"q1": ok("q1", ">>> from autograder import checks\n>>> Point(1) == Point(1)\nTrue")}
    assert marks(judged(tests, [POINT])) == {"q1": ["FAIL"]}


def test_a_wrong_answer_in_a_library_is_no_limit():
    report = judged({"q1": ok("q1", ">>> import math\n>>> math.sqrt(same(4))\n2.0")}, ["def same(x): return None"])
    assert marks(report)["q1"][0].isupper()
    assert report.status is Status.GRADED
