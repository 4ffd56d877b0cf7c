"""Values made to break, fill or stall the judge, to change it for the next student, or to make a grade impossible."""

import sys
import time
from pathlib import Path

import msgspec
import pytest

from autograder.engine.judge.replay import Replay
from autograder.results import Status
from autograder.submissions import find_submissions, load_submission
from tests.hostile.attacks import FIND_WIRE, LIMITS, case_verdicts, cut_off, limited, memory_growth_below, within
from tests.support.grading import SQUARE, Grader, course_members, make_notebook

HEAD = "OK_FORMAT = False\nfrom otter.test_files import test_case\nimport numpy as np\nname = '{}'\npoints = 1\n"
KEY = {
    "judge/answerkey/__init__.py": "import numpy as np\nTABLE = np.arange(4.0)\nLIMITS = {'low': [0, 1]}\nSEEN = []\n"
}
OK = """
OK_FORMAT = True
test = {"name": %r, "points": 1, "suites": [{"type": "doctest", "scored": True, "setup": "", "teardown": "", "cases": [
    {"code": %r, "hidden": False, "locked": False}]}]}
"""
BODIES = {}  # question → what its one hidden case does
DOCTESTS = {}


def question(body):
    """A question of the bundle that all tests here share."""
    name = f"q{len(BODIES) + 100}"
    BODIES[name] = body
    return name


def doctest(code):
    """The same in Otter's OK format."""
    name = f"d{len(DOCTESTS) + 100}"
    DOCTESTS[name] = code
    return name


def source_of(name):
    lines = "".join(f"    {line}\n" for line in BODIES[name].splitlines())
    return f"{HEAD.format(name)}@test_case(name='case', hidden=True)\ndef test_it(f):\n{lines}"


@pytest.fixture(scope="module")
def all_questions(back_end):
    """One judge for the questions of all these attacks; each asks for its own."""
    tests = {name: source_of(name) for name in BODIES} | {name: OK % (name, code) for name, code in DOCTESTS.items()}
    members = course_members({name: "f = 1" for name in tests}, {}) | KEY
    with Grader(tests, back_end=back_end, limits=LIMITS, members=members) as g:
        yield g


@pytest.fixture
def impatient(monkeypatch):
    """A judge with little patience: what it waits for is what these tests take."""
    monkeypatch.setattr("autograder.engine.judge.cases.JUDGE_GRACE_S", 0.5)
    monkeypatch.setattr("autograder.engine.judge.judge.JUDGE_GRACE_S", 0.5)
    monkeypatch.setattr("autograder.engine.judge.judge.SLACK_S", 1.0)


def table(make, rows):
    """Parameters of a test: question and cell, by what the attack is called."""
    return pytest.mark.parametrize(("name", "cell"), [pytest.param(make(b), c, id=k) for k, (b, c) in rows.items()])


def values(make, rows):
    """The same, of attacks by a value alone; one that ends its process or waits in it meets the back end, too."""
    marks = {k: () if "import os" in c else pytest.mark.judge_side for k, (_, c) in rows.items()}
    parameters = [pytest.param(make(b), c, id=k, marks=marks[k]) for k, (b, c) in rows.items()]
    return pytest.mark.parametrize(("name", "cell"), parameters)


def earns_nothing(grader, name, cell):
    """The report of a submission that was graded, to zero points."""
    with within(20.0):
        report = grader.report([cell], only=name)
    assert report.status is Status.GRADED, report.message
    assert report.total == 0
    report.to_json()
    return report


# -- a module as an answer -------------------------------------------------------------------------------------------

SETS = question("f().add = f\nf().weird = 5")
MAKES = question("f().mkdir('made-by-the-judge')")
ASKS = question("assert f.getpid() == 0, f.getpid()")


@pytest.mark.parametrize("module", ["numpy", "os", "sys", "json"])
def test_a_module_as_an_answer_is_set_in_the_sandbox_alone(all_questions, module):
    """`answer.x = 1` would change the judge's own module."""
    all_questions.report([f"import {module}\ndef f(): return {module}"], only=SETS)
    assert not hasattr(sys.modules[module], "weird")


def test_a_module_as_an_answer_does_nothing_on_our_side(all_questions):
    all_questions.report(["import os\ndef f(): return os"], only=MAKES)
    assert not list(all_questions.judge.home.rglob("made-by-the-judge"))


def test_a_module_under_a_name_of_the_notebook_is_not_ours(all_questions):
    """Ours would say the number of the judge's process, in another namespace."""
    report = earns_nothing(all_questions, ASKS, "import os as f\nprint(f.getpid())")
    said = report.questions[0].cases[0].message
    assert said != str(all_questions.judge.zygote.process.pid)
    assert said.isdigit()


# -- what one submission leaves in the judge -------------------------------------------------------------------------

LEFT = question("""import answerkey
seen = [answerkey.TABLE.tolist(), dict(answerkey.LIMITS), list(answerkey.LIMITS['low']), len(answerkey.SEEN)]
answerkey.SEEN.append(1)
f(answerkey.TABLE, answerkey.LIMITS)
assert answerkey.TABLE[0] == -1
assert seen[0] == [0.0, 1.0, 2.0, 3.0] and list(seen[1]) == ['low'] and seen[2:] == [[0, 1], 0], seen""")
WRITES = question("from pathlib import Path\nassert not Path('work.txt').exists()\nPath('work.txt').write_text(f)")
SWITCHES = question("assert np.get_printoptions()['precision'] == 8\nnp.set_printoptions(precision=f)")


@table(
    str,
    {
        "in a module of the course": (
            LEFT,
            "def f(table, limits):\n    table[:] = -1\n    limits['low'].append(9)\n    limits['new'] = 1",
        ),
        "in the test's folder": (WRITES, "f = 'mine'"),
        "in a library's settings": (SWITCHES, "f = 3"),
    },
)
def test_what_a_submission_changes_is_gone_with_it(all_questions, name, cell):
    for _ in range(3):
        assert case_verdicts(all_questions.report([cell], only=name)) == {name: ["PASS"]}


def test_what_student_code_changes_in_a_courses_module_is_gone_with_the_case(back_end):
    case = "@test_case(name='{0}', hidden=True)\ndef test_{0}(f):\n    import answerkey\n"
    first = case.format("first") + "    f(answerkey.TABLE)\n    assert answerkey.TABLE[0] == -1\n"
    second = case.format("second") + "    assert answerkey.TABLE.tolist() == [0.0, 1.0, 2.0, 3.0]\n"
    members = course_members({"q1": "f = 1"}, {}) | KEY
    with Grader({"q1": HEAD.format("q1") + first + second}, back_end=back_end, limits=LIMITS, members=members) as g:
        assert case_verdicts(g.report(["def f(table): table[:] = -1"])) == {"q1": ["PASS", "PASS"]}


# -- values that fill or stall it ------------------------------------------------------------------------------------

STALLS = {
    "power": ("assert 2 ** f == 1", "f = 10**11"),
    "digits": ("assert str(10 ** f) == '1'", "f = 3 * 10**7"),
    "pattern": ("import re\nassert re.fullmatch(r'(a+)+', f)", "f = 'a' * 60 + 'b'"),
    "factorial": ("import math\nassert math.factorial(f) == 1", "f = 10**8"),
    "hashes of ints": ("assert len({x: 0 for x in f}) == 1", "f = [i << 61 for i in range(1, 300_000)]"),
    "hashes of a set": ("assert f == {1}", "f = {(1 << 61) * i - i for i in range(1, 1000)} | {i << 40 for i in range(10**5)}"),
}  # fmt: skip


@values(question, STALLS)
def test_a_value_that_stalls_the_judge_costs_its_case(all_questions, impatient, name, cell):
    earns_nothing(all_questions, name, cell)


FILLS = {
    "repetition": ("assert [0] * f == [1]", "f = 10**12"),
    "memory of a power": ("assert 1 << f == 1", "f = 10**11"),
    "array": ("assert np.zeros(f).sum() == 1", "f = 10**11"),
    "range": ("assert list(range(f)) == [1]", "f = 10**10"),
    "outer product": ("assert np.abs(np.subtract.outer(f, f)).sum() == 1", "import numpy as np\nf = np.ones(10**6)"),
    "text": ("assert f.ljust(10**12) == ''", "f = 'x'"),
}


@values(question, FILLS)
def test_a_value_that_fills_the_judge_is_the_students_memory_limit(all_questions, impatient, name, cell):
    with memory_growth_below(1800 << 20, all_questions.judge):
        report = earns_nothing(all_questions, name, cell)
    assert case_verdicts(report)[name][0] in ("MEMORY", "TIMEOUT", "ERROR")


KEEPS = question("kept = []\nf(lambda x: kept.append(bytes(10**7)))\nassert kept == 1")
LENGTH = question("assert len(f) == 1")
PASSES = question("assert f == 1")


@pytest.mark.judge_side
def test_values_of_a_failed_case_leave_the_next_its_memory(back_end):
    """Exceptions hold the frames they passed, and these the values: a test would fail before it has seen any."""
    fails = "@test_case(name='{0}', hidden=True)\ndef test_{0}(f):\n    x = [f(i) for i in range(3)]\n    f(99)\n"
    fills = "@test_case(name='fills', hidden=True)\ndef test_fills(f):\n    x = np.empty(100_000_000)\n    assert f(0) is None\n"
    cell = "import numpy as np\nx = np.ones(7_000_000)\ndef f(i): return x if i != 99 else 1 / 0"
    tests = {"q1": HEAD.format("q1") + "".join(map(fails.format, "abcdefgh")) + fills}
    with Grader(tests, back_end=back_end, limits=LIMITS) as g:
        assert case_verdicts(g.report([cell])) == {"q1": ["ERROR"] * 8 + ["FAIL"]}


def test_a_call_back_that_keeps_what_it_gets_does_not_fill_the_judge(all_questions, impatient):
    with memory_growth_below(1800 << 20, all_questions.judge):
        earns_nothing(all_questions, KEEPS, "def f(g):\n    while True: g(1)")


@pytest.mark.judge_side
def test_arrays_of_empty_text_do_not_fill_the_judge(all_questions):
    """`<U0` has no bytes: a small frame could claim billions of elements."""
    cell = "import numpy as np\nf = [np.ndarray(1_900_000, '<U0') for _ in range(400)]"
    with memory_growth_below(600 << 20, all_questions.judge):
        earns_nothing(all_questions, LENGTH, cell)


def test_outputs_of_all_cells_together_are_capped(all_questions):
    shows = "from IPython.display import display, HTML\nfor _ in range(10): display(HTML('y' * 90_000))"
    graded = all_questions.graded([shows] * 60, only=PASSES)
    texts = [o["data"]["text/html"] for outs in graded.outputs.values() for o in outs if "data" in o]
    assert 0 < sum(map(len, texts)) <= 32 << 20


def test_outputs_without_text_are_capped_too(all_questions):
    """Each takes memory that the judge keeps to the end; once it is full, a test fails before it has seen a value."""
    empty = "{'output_type': 'error', 'ename': '', 'evalue': '', 'traceback': [''] * 300_000}"
    claim = f"{{'failed': False, 'memory': False, 'outputs': [{empty}]}}"
    forge = (
        f"{FIND_WIRE}reply = me.reply\nme.reply = lambda kind, *v: reply(kind, *([{claim}] if kind == 'done' else v))"
    )
    graded = all_questions.graded([forge] + ["1"] * 5, only=PASSES)
    lines = [o["traceback"] for outs in graded.outputs.values() for o in outs if "traceback" in o]
    assert sum(map(len, lines)) <= 400_000


def test_cells_that_fail_are_capped(all_questions):
    report = all_questions.report(["1 / 0"] * 220 + ["f = 1"], only=PASSES)
    assert (report.total, len(report.cells)) == (1, 200)
    assert any("more than 200 cells failed" in note for note in report.notes)


# -- ungraded on purpose ---------------------------------------------------------------------------------------------

# The sandbox's next answer but one is `{}`, a node that its own packer would not make.
FORGED = (
    FIND_WIRE
    + "reply = me.reply\ndef f(x):\n    me.reply = forged\n    return 1\ndef forged(kind, *values):\n    me.reply = reply\n    channel.send([kind, {}, '', ['l', []]])"
)
TEXT = "import os, time\nclass A:\n    def __repr__(self): return str(self)\n    def __str__(self):"
PURPOSE = {
    "text that is no Python": ("import ast\nast.parse(f)\nassert 0", "f = 'x = = 1'"),
    "text to evaluate": ("assert eval(f) == 2", "f = '1 +'"),
    "a module that is not there": ("import importlib\nassert importlib.import_module(f)", "f = 'no_such_module'"),
    "a module by another way": ("assert __import__(f)", "f = 'no_such_module'"),
    "memory": ("assert bytearray(f) == b''", "f = 10**14"),
    "raised by the student: ImportError": ("assert f() == 1", "def f(): import no_such_module_at_all"),
    "raised by the student: SyntaxError": ("assert f() == 1", "def f(): compile('x = =', 'a', 'exec')"),
    "raised by the student: MemoryError": ("assert f() == 1", "def f(): raise MemoryError"),
    "raised by the student: its own NotDataError": ("assert f() == 1", "class NotDataError(TypeError): pass\ndef f(): raise NotDataError('x')"),
    "raised by the student: CourseError": ("assert f() == 1", "class CourseError(Exception): pass\ndef f(): raise CourseError('x')"),
    "too deep to be sent back": ("assert f(f(1)) == 1", "def f(x):\n    r = x\n    for _ in range(58): r = [r]\n    return r"),
    "a call-back with what it cannot take": ("assert f(lambda x: [[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]) == 1", "def f(g):\n    r = 1\n    for _ in range(50): r = [r]\n    return g(r)"),
    "a call-back whose answer is too large": ("assert f(lambda n: bytes(n)) == 1", "def f(g): return g(100 << 20)"),
    "a module that is there and does not load": ("import importlib\nassert importlib.import_module(f)", "f = 'encodings.mbcs'"),
    "a module by another way that does not load": ("assert __import__(f, fromlist=['x'])", "f = 'encodings.mbcs'"),
    "a range that is too large to be sent back": ("assert f(range(f(1))) == 1", "def f(x): return 10**8"),
    "a dict that cannot be sent back": ("assert f(f(1)) == 1", FORGED.format("['d', [[['r', '0x0', '0x1', '0x1'], 1]]]")),
    "a set that cannot be sent back": ("assert f(f(1)) == 1", FORGED.format("['s', [['r', '0x0', '0x1', '0x1']]]")),
    "an object whose text raises": ("assert isinstance(f, int), f", f"{TEXT} raise ValueError\nf = A()"),
    "an object whose text ends the process": ("assert isinstance(f, int), f", f"{TEXT} os._exit(1)\nf = A()"),
    "an object whose text takes too long": ("assert isinstance(f, int), f", f"{TEXT} time.sleep(60)\nf = A()"),
    "an object whose text raises, in another error": ("raise KeyError(f)", f"{TEXT} raise ValueError\nf = A()"),
    "a number too long for text": ("assert f == 1, f", "f = 10**5000"),
    "arguments that end the program": ("import argparse\nassert argparse.ArgumentParser().parse_args(f)", "f = ['--x']"),
    "no error where one is asked for": ("import pytest\nwith pytest.raises(ValueError): f(1)", "def f(x): return None"),
    "a lone surrogate": ("assert f == 1, f", "f = '\\ud83d bad'"),
    "a lone surrogate, raised": ("assert f() == 1", "def f(): raise ValueError('\\ud83d bad')"),
}  # fmt: skip


@values(question, PURPOSE)
def test_no_value_makes_a_submission_ungraded(all_questions, name, cell):
    earns_nothing(all_questions, name, cell)


COMPUTES = question("""import time
began = time.process_time()
while time.process_time() < began + 1: pass
assert f(1) == 1""")


@pytest.mark.isolated
def test_processes_that_take_all_processors_are_no_fault_of_the_test(all_questions, impatient):
    """The test computes before it sees a value, and would take longer than any test may."""
    busy = "import os, time\nfor _ in range(28):\n    if not os.fork():\n        os.setsid()\n        time.sleep(0.5)\n"
    cell = f"{busy}        while True: pass\ndef f(x): return x"
    with limited(all_questions, total_s=8.0):
        report = all_questions.report([cell], only=COMPUTES)
    assert report.status is Status.GRADED, report.message


def test_time_that_ends_while_a_sandbox_is_made_is_the_submissions(all_questions, monkeypatch):
    opened = Replay.open

    def slow(self):
        opened(self)
        time.sleep(max(0.0, self.record.ends - time.monotonic()))

    monkeypatch.setattr(Replay, "open", slow)
    with cut_off(all_questions, total_s=0.5):
        report = all_questions.report(["f = 1"], only=PASSES)
    assert report.status is Status.GRADED, report.message
    assert case_verdicts(report) == {PASSES: ["TIMEOUT"]}


SHOWS = [f"@test_case(name='{i}')\ndef test_{i}(f):\n    assert not f, f\n" for i in range(20)]


@pytest.mark.parametrize(
    "cell", [f"'{'x' * 100_000}'", "import otter\notter.Notebook().check('q1')"], ids=["itself", "its check"]
)
def test_a_cell_too_large_for_a_message_is_skipped(back_end, cell):
    with Grader(
        {"q1": HEAD.format("q1") + "".join(SHOWS)}, back_end=back_end, limits=LIMITS | {"message_bytes": 1 << 16}
    ) as g:
        report = g.report(["f = 'x' * 8000", cell])
    assert report.status is Status.GRADED, report.message
    assert [c.index for c in report.cells] == [1]


LETS_CALL = question("import sys\nassert f(lambda x: sys.exit(x)) == 2")


def test_a_cell_calls_no_function_of_a_test(all_questions):
    """Nothing limits it there: this one would end the judge."""
    keeps = "import otter\ndef f(g):\n    global kept\n    kept = g\n    return 2"
    report = all_questions.report([f"{keeps}\notter.Notebook().check('{LETS_CALL}')\nkept(1)"], only=LETS_CALL)
    assert case_verdicts(report) == {LETS_CALL: ["PASS"]}, report.message
    assert [cell.verdict.value for cell in report.cells] == ["PROTOCOL"]


@pytest.mark.judge_side
def test_a_tensor_that_cannot_be_changed_back_is_a_verdict(back_end):
    """Changed in the sandbox, it is given back when the case has ended."""
    expanded = "@test_case(name='a', hidden=True)\ndef test_a(f):\n    f(torch.ones(1).expand(3))\n"
    inference = "@test_case(name='b', hidden=True)\ndef test_b(f):\n    with torch.inference_mode():\n        f(KEPT)\n"
    unchanged = "@test_case(name='c', hidden=True)\ndef test_c(f):\n    assert KEPT.sum() == 3\n"
    made = "import torch\nwith torch.inference_mode():\n    KEPT = torch.ones(3)\n"
    tests = {"q1": HEAD.format("q1") + made + expanded + inference + unchanged}
    with Grader(tests, back_end=back_end, limits=LIMITS | {"memory_bytes": 1 << 30}) as g:
        assert case_verdicts(g.report(["def f(x): x.zero_()"])) == {"q1": ["ERROR", "PASS", "PASS"]}


PRINTED = {
    "an import error": (">>> f()\n1", "def f(): print('Traceback (most recent call last):\\n  x\\nImportError: y')"),
    "our own exception": (">>> f()\n1", "def f(): print('NotDataError')"),
    "an exception of its name": (">>> f()\n1", "class NotDataError(Exception): pass\ndef f(): raise NotDataError"),
    "a value": (">>> f\n1", "f = 'ModuleNotFoundError: no'"),
    "text to evaluate": (">>> eval(f)\n1", "f = '1 +'"),
    "memory": (">>> bytes(f)\n1", "f = 10**14"),
}


@values(doctest, PRINTED)
def test_no_word_makes_a_doctest_ungraded(all_questions, name, cell):
    earns_nothing(all_questions, name, cell)


OURS = [
    question("f(2)\nimport no_such_module_at_all"),
    question("f(2)\nfrom json import no_such_name"),
    question("f(2)\nf(object())"),
    question("f(2)\nfrom autograder.errors import CourseError\nraise CourseError('x')"),
    *(doctest(f">>> f(2)\n2\n{line}") for line in (">>> import no_such_module\n", ">>> f(2\n2", ">>> f(object())\n2")),
]


@pytest.mark.judge_side
@pytest.mark.parametrize("name", OURS)
def test_a_fault_of_the_test_itself_is_ours_whatever_the_answer(all_questions, name):
    assert all_questions.report(["def f(x): return x"], only=name).status is Status.UNGRADED


def test_files_beside_a_notebook_that_cannot_be_placed_are_left_out_with_a_note(all_questions):
    path = make_notebook(Path(all_questions.folder.name) / "submission.ipynb", ["f = 1"])
    loaded = msgspec.structs.replace(load_submission(find_submissions([path])[0]), files={"big.bin": bytes(65 << 20)})
    report = all_questions.judge.grade(loaded, "s", "s", only=PASSES, limits=all_questions.limits).report
    assert report.status is Status.GRADED, report.message
    assert report.total == 1
    assert any("left out" in note for note in report.notes)


# -- the second judgement --------------------------------------------------------------------------------------------

CUBE = SQUARE.split("@test_case")[0].replace("q1", "q2").replace("points = 4", "points = 2") + '''
@test_case(name="two", points=1)
def test_two(cube):
    assert cube(2) == 8, "cube(2)"

@test_case(name="five", points=1, hidden=True)
def test_five(cube):
    assert cube(5) == 125
'''  # fmt: skip


def test_a_second_judgement_says_points_and_nothing_of_its_cases(back_end):
    """Which case passes, a student could choose by the bits of what the course's answer returns."""
    members = course_members({"q1": "def square(x): return x * x", "q2": "def cube(x): return x**3"}, {"q2": ["q1"]})
    cube = "def cube(x):\n    return x ** 3 if square(3) == 9 and x == {} else 0"
    with Grader({"q1": SQUARE, "q2": CUBE}, back_end=back_end, limits=LIMITS, members=members) as g:
        told = [g.report(["def square(x): return -1", cube.format(x)]).without_times().questions[1] for x in (2, 5)]
    assert [q.points for q in told] == [1.0, 1.0]
    assert told[0] == told[1]


# -- the answer that an exam's report keeps ----------------------------------------------------------------------------

NUMBER = (
    HEAD.format("q1") + "@test_case(name='answer', points=1, hidden=True)\ndef test_answer(q1):\n    assert q1 == 4\n"
)
HIDES = {
    "changed after the check": "import otter\nq1 = 4\notter.Notebook().check('q1')\nq1 = 5",
    "another one each time": FIND_WIRE
    + "\ntold = iter([4, 5, 6, 7, 8])\nme.requests['get'] = lambda message, body: me.reply('value', next(told), '', [])\nq1 = 4",
}


@pytest.mark.parametrize("cell", HIDES.values(), ids=HIDES)
def test_the_answer_in_a_report_is_the_one_that_was_judged(back_end, cell):
    """Else copied answers earn their points under another value, and nobody sees that they are shared."""
    with Grader({"q1": NUMBER}, back_end=back_end, limits=LIMITS) as g:
        path = make_notebook(Path(g.folder.name) / "submission.ipynb", [cell])
        loaded = load_submission(find_submissions([path])[0])
        sheet = g.judge.bundle.questions
        (q1,) = g.judge.grade(loaded, "s", "s", sheet=sheet, limits=g.limits).report.questions
    assert (q1.points, q1.answer) == (1.0, "4")
