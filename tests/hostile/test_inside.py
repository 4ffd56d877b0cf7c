"""Attacks on tests that run in the student's own process: they gain the case that runs there, and nothing else.

Every answer here is wrong. What an attack finds out it can say in one way only, by making its own case pass.
"""

import hashlib
import time

import pytest

from autograder.results import Verdict
from tests.hostile.attacks import LIMITS, within
from tests.support.grading import Grader, course_members

MARKS = {name: f"zq{hashlib.md5(name.encode()).hexdigest()[:16]}" for name in ("own", "hidden", "other", "key")}
Q1 = f'''
OK_FORMAT = False
from otter.test_files import test_case
name = "q1"

@test_case(name="public", points=1)
def test_public(make):
    assert make(1) == make(1), "{MARKS["own"]}"

@test_case(name="hidden", points=1, hidden=True)
def test_hidden(make):
    assert make(2) != make(2), "{MARKS["hidden"]}"
'''
Q2 = f'''
OK_FORMAT = False
from otter.test_files import test_case
name = "q2"

@test_case(name="outside", points=1)
def test_outside(square):
    assert square(3) == 9, "{MARKS["other"]}"
'''
TESTS = {"q1": Q1, "q2": Q2}
WRONG = "def square(x): return 8\n"
# `found(mark)`: whether the memory of this process holds the text with this digest. The attack does not hold it itself.
FOUND = """
import hashlib, re
def found(digest):
    for line in open("/proc/self/maps"):
        a, b = (int(n, 16) for n in line.split()[0].split("-"))
        if "rw" in line and "[v" not in line and b - a < 64 << 20:
            try:
                with open("/proc/self/mem", "rb") as f:
                    f.seek(a)
                    texts = set(re.findall(rb"zq[0-9a-f]{16}", f.read(b - a)))
            except OSError: continue
            if any(hashlib.sha256(t).hexdigest() == digest for t in texts): return True
    return False
"""
SPY = FOUND + WRONG + """
class Made:
    def __eq__(self, other): return found("DIGEST")
    def __ne__(self, other): return False
def make(x): return Made()
"""  # fmt: skip
TAMPERED = WRONG + """
class Made:
    def __eq__(self, other): return False
    def __ne__(self, other): return False
def make(x): return Made()
"""  # fmt: skip


def spying_for(mark):
    return SPY.replace("DIGEST", hashlib.sha256(MARKS[mark].encode()).hexdigest())


@pytest.fixture(scope="module")
def inside(back_end):
    """Judges inside what cannot be judged outside, as for a stock zip."""
    with Grader(TESTS, back_end=back_end, limits=LIMITS, inside="fallback") as g:
        yield g


def won(report):
    """The cases that passed, and whether each is marked."""
    return {(q.name, c.name): c.inside for q in report.questions for c in q.cases if c.passed}


BOTH = {("q1", "public"): True, ("q1", "hidden"): True}


def test_wrong_answers_that_do_not_tamper_gain_nothing(inside):
    assert won(inside.report([TAMPERED])) == {}


@pytest.mark.parametrize(
    "attack",
    [
        "Made.__eq__ = Made.__ne__ = lambda self, other: True",
        "import sandbox.student as s\ns.run_case = s.run_ok = lambda *a: (True, '')",
        "import gc\nme = next(o for o in gc.get_objects() if type(o).__name__ == 'Student')\n"
        "me.requests['inside'] = lambda *a: me.reply('value', {'passed': True, 'message': ''}, '', [])",
        "import sys\nsys.modules['otter.test_files'] = None\nimport sandbox.inside as i\n"
        "i.TestCase.call_func = lambda self, env: None",
    ],
)
def test_who_tampers_gains_the_cases_that_run_there_and_they_are_marked(inside, attack):
    assert won(inside.report([TAMPERED, attack])) == BOTH


def test_who_patches_doctest_gains_the_examples_that_run_there(back_end):
    suite = {"type": "doctest", "scored": True, "cases": [{"code": ">>> make(1) == make(1)\nTrue", "hidden": False}]}
    tests = {"q1": f"OK_FORMAT = True\ntest = { ({'name': 'q1', 'points': 1, 'suites': [suite]})!r}", "q2": Q2}
    attack = "import doctest\ndoctest.OutputChecker.check_output = lambda *a: True"
    with Grader(tests, back_end=back_end, limits=LIMITS, inside="fallback") as g:
        assert won(g.report([TAMPERED])) == {}
        assert won(g.report([TAMPERED, attack])) == {("q1", "q1 - 1"): True}


@pytest.mark.isolated
@pytest.mark.parametrize(("mark", "there"), [("own", True), ("hidden", False), ("other", False)])
def test_the_process_holds_the_text_of_the_case_that_runs_in_it_and_no_other(inside, mark, there):
    report = inside.report([spying_for(mark)])
    assert won(report) == ({("q1", "public"): True} if there else {})


@pytest.mark.isolated
@pytest.mark.parametrize(("mode", "passed"), [("never", {}), ("always", {("q1", "public"): True})])
def test_where_no_test_may_run_inside_its_text_is_never_sent(back_end, mode, passed):
    """The judge asks for the object's `str`, and never for `==`."""
    asks = Q1.replace("make(1) == make(1),", "str(make(1)) == 'True',")
    spy = spying_for("own") + "\nMade.__str__ = lambda self: str(self == self)"
    with Grader({"q1": asks, "q2": Q2}, back_end=back_end, limits=LIMITS, inside=mode) as g:
        assert won(g.report([spy])) == passed


@pytest.mark.isolated
def test_the_process_holds_nothing_of_the_answer_key(back_end):
    members = course_members({"q1": f"MARK = '{MARKS['key']}'\n" + TAMPERED.replace("False", "True")}, {})
    with Grader(TESTS, back_end=back_end, limits=LIMITS, inside="fallback", members=members) as g:
        assert won(g.report([spying_for("key")])) == {}
        assert won(g.report([spying_for("own")])) == {("q1", "public"): True}


@pytest.mark.isolated
def test_a_public_case_never_runs_where_a_hidden_one_has_run(back_end):
    """Its message is for the student: it would carry the hidden text."""
    turned = Q1.split("@test_case")
    tests = {"q1": "@test_case".join((turned[0], turned[2], turned[1])), "q2": Q2}
    with Grader(tests, back_end=back_end, limits=LIMITS, inside="fallback") as g:
        assert won(g.report([spying_for("hidden")])) == {}


@pytest.mark.parametrize(
    "claim",
    [
        "True", "None", "[]", "{}", "{'passed': True}", "{'passed': 1, 'message': ''}", "{'passed': 'yes', 'message': ''}",
        "{'passed': True, 'message': None}", "{'passed': True, 'message': '', 'points': 9}", "{1: 2}", "object()", "Made",
        "{'passed': True, 'message': 'x' * (40 << 20)}", "{'passed': True, 'message': ['x'] * 3_000_000}",
        "{'passed': type('T', (int,), {})(1), 'message': ''}",
    ],
)  # fmt: skip
def test_a_forged_result_of_the_wrong_kind_or_size_is_no_result(inside, claim):
    attack = (
        "import gc\nme = next(o for o in gc.get_objects() if type(o).__name__ == 'Student')\n"
        f"me.requests['inside'] = lambda *a: me.reply('value', {claim}, '', [])"
    )
    with within():
        report = inside.report([TAMPERED, attack])
    assert won(report) == {}
    assert report.questions[0].cases[0].verdict in (Verdict.PROTOCOL, Verdict.MEMORY)


@pytest.mark.parametrize(
    ("deed", "verdict"),
    [
        ("while True: pass", Verdict.TIMEOUT),
        ("import os; os._exit(0)", Verdict.CRASH),
        ("import os; os.abort()", Verdict.CRASH),
        ("x = bytearray(4 << 30)", Verdict.FAIL),
        ("raise SystemExit", Verdict.FAIL),
        ("raise KeyboardInterrupt", Verdict.FAIL),
        ("import otter; otter.Notebook().check('q2')", Verdict.PROTOCOL),
    ],
)
def test_who_breaks_the_process_loses_the_case(inside, deed, verdict):
    cells = [
        TAMPERED,
        f"def deed(self, other):\n    {deed}\nMade.__eq__ = Made.__ne__ = deed",
        "def square(x): return x * x",
    ]
    with within():
        report = inside.report(cells)
    assert [c.verdict for c in report.questions[0].cases] == [verdict, verdict]
    assert report.questions[1].points == 1, "the other question keeps its points"


def test_who_never_comes_to_the_test_again_loses_the_case(inside):
    """The first run of the notebook and the one inside tell each other apart by the clock."""
    ends = time.time() + 1.0
    cells = [
        f"import os, time\nif time.time() > {ends}: os._exit(0)",
        f"while time.time() < {ends + 0.1}: pass",
        TAMPERED,
    ]
    report = inside.report(cells)
    assert won(report) == {}
    assert report.questions[0].cases[0].verdict is Verdict.CRASH
    assert "did not come to this test" in report.questions[0].cases[0].message


def test_a_message_is_only_text(inside):
    attack = TAMPERED + "def make(x): raise ValueError('<script>\\ud83d' + 'x' * 100_000)"
    report = inside.report([attack, "def square(x): return x * x"])
    assert report.to_json()
    assert all(len(c.message) < 5000 for q in report.questions for c in q.cases)


def test_who_brings_the_need_about_gains_nothing_where_the_official_answer_needs_none(back_end):
    answers = {"q1": "def make(x): return (x,)", "q2": "def square(x): return x * x"}
    tests = {"q1": Q1.replace("!= make(2)", "== make(2)"), "q2": Q2}
    odd = TAMPERED.replace("return False", "return True") + "square = make"
    for members, gained in ((None, {**BOTH, ("q2", "outside"): True}), (course_members(answers, {}), {})):
        with Grader(tests, back_end=back_end, limits=LIMITS, inside="fallback", members=members) as g:
            assert won(g.report([odd])) == gained
