"""The judge: order of events, verdicts, proxies, restart by replay."""

import re
import tempfile
import textwrap
import time
import zipfile
from pathlib import Path

import msgspec
import pytest

from autograder.checks import remembered
from autograder.limits import Limits
from autograder.results import Status, Verdict
from autograder.submissions import find_submissions, load_submission
from tests.support.grading import CHECKED, FULL, GOOD, SQUARE, TOTAL, ZERO, Grader, course_members, make_notebook
from tests.support.speed import in_time

EXCEPTION = "OK_FORMAT = False\nfrom otter.test_files import test_case\nimport numpy as np\nname = 'q1'\npoints = 1\n"


def one_case(body, params="f", **extra):
    """A grader with one hidden case of the given body."""
    code = f"{EXCEPTION}@test_case(name='case', hidden=True)\ndef test_it({params}):\n" + textwrap.indent(
        textwrap.dedent(body), "    "
    )
    return Grader({"q1": code}, **extra)


def verdict_of(grader, *cells):
    case = grader.report(list(cells)).questions[0].cases[0]
    return case.verdict, case.message


def test_a_right_notebook_earns_full_marks(grader):
    assert grader.scores(CHECKED) == FULL


def test_an_empty_notebook_earns_nothing_and_says_what_is_missing(grader):
    report = grader.report(["1 + 1"])
    assert report.total == 0
    assert {c.verdict for q in report.questions for c in q.cases} == {Verdict.MISSING}
    assert "`square` is not defined" in report.questions[0].cases[0].message


def test_questions_that_no_cell_checks_are_checked_at_the_end(grader):
    report = grader.report([GOOD["q1"], GOOD["q2"]])
    assert {q.name: q.points for q in report.questions} == FULL
    assert [q.checked_in_cell for q in report.questions] == [None, None]


def test_a_question_is_judged_where_its_check_cell_stands(grader):
    cells = [*CHECKED, "def square(x): return 0"]
    report = grader.report(cells)
    assert report.questions[0].points == 4
    assert report.questions[0].checked_in_cell == 2


def test_the_first_result_of_a_question_of_ours_stands():
    cells = [CHECKED[0], "grader.check('q1')", GOOD["q1"], "grader.check('q1')", GOOD["q2"]]
    with Grader(members=course_members(GOOD, {})) as grader:
        assert grader.scores(cells) == {"q1": 0.0, "q2": 3.0}


def test_the_last_result_of_a_question_of_a_stock_zip_stands(grader):
    cells = [CHECKED[0], "grader.check('q1')", GOOD["q1"], "grader.check('q1')", GOOD["q2"]]
    assert grader.scores(cells) == {"q1": 4.0, "q2": 3.0}


def test_an_answer_below_its_check_is_named(grader):
    late = grader.report([CHECKED[0], "grader.check('q1')", "import numpy as np", GOOD["q1"], GOOD["q2"]])
    (note,) = late.notes
    assert note.startswith("q1 was checked in cell 2, and that check counts; cell 4 defines `square` after it")
    assert grader.report([*CHECKED, "def square(x): return 0", "y = 5"]).notes == ()


def test_a_name_of_a_doctest_that_comes_late_is_named(grader):
    (note,) = grader.report([GOOD["q1"], CHECKED[0], "grader.check('q2')", "import numpy as np", GOOD["q2"]]).notes
    assert "q2 was checked in cell 3" in note
    assert "cell 5 defines `total`" in note


def test_a_wrong_answer_fails_its_case_alone(grader):
    verdicts = grader.verdicts(["def square(x): return abs(x) * x", GOOD["q2"]])
    assert verdicts == {"q1": ["PASS", "FAIL", "PASS"], "q2": ["PASS", "PASS"]}


def test_the_message_of_an_assertion_reaches_the_report(grader):
    report = grader.report(["def square(x): return 0", GOOD["q2"]])
    assert report.questions[0].cases[0].message == "square(2) should be 4"


def test_an_exception_of_the_student_is_an_error_with_their_traceback(grader):
    report = grader.report(["def square(x):\n    return undefined_name", GOOD["q2"]])
    case = report.questions[0].cases[0]
    assert case.verdict is Verdict.ERROR
    assert "NameError" in case.message
    assert "return undefined_name" in case.message


def test_a_cell_that_fails_does_not_stop_the_later_ones(grader):
    report = grader.report(["1 / 0", *CHECKED])
    assert {q.name: q.points for q in report.questions} == FULL
    assert (report.cells[0].index, report.cells[0].error) == (0, "ZeroDivisionError: division by zero")


def test_an_endless_loop_in_a_function_costs_its_cases_alone(grader):
    cells = ["def square(x):\n    while True: pass", GOOD["q2"], "import otter; otter.Notebook().check('q1')"]
    verdicts = grader.verdicts(cells)
    assert verdicts["q1"] == ["TIMEOUT"] * 3
    assert verdicts["q2"] == ["PASS", "PASS"]


def test_an_endless_cell_is_skipped_and_the_later_ones_run(grader):
    report = grader.report(["while True: pass", *CHECKED])
    assert {q.name: q.points for q in report.questions} == FULL
    assert report.cells[0].verdict is Verdict.TIMEOUT


def test_a_cell_that_kills_the_process_is_skipped_and_the_later_ones_run(grader):
    report = grader.report([CHECKED[1], "import os; os.kill(os.getpid(), 11)", *CHECKED[2:], *CHECKED[:1]])
    assert {q.name: q.points for q in report.questions} == FULL
    assert report.cells[0].verdict is Verdict.CRASH
    assert "SIGSEGV" in report.cells[0].error


def test_a_check_made_before_a_crash_stands_after_the_replay(grader):
    cells = [*CHECKED[:3], "square = None", "import os; os._exit(0)", GOOD["q2"]]
    assert grader.scores(cells) == FULL


def test_two_runs_of_a_submission_give_the_same_report_but_for_times(grader):
    cells = ["import random, numpy as np\nprint(random.random(), np.random.rand())", *CHECKED]
    first, second = grader.graded(cells), grader.graded(cells)
    assert first.report.without_times() == second.report.without_times()
    assert first.outputs == second.outputs


def test_outputs_of_cells_come_back_for_the_executed_notebook(grader):
    outputs = grader.graded(["print('hello')\n6 * 7", "1 / 0"]).outputs
    assert outputs[0][0] == {"output_type": "stream", "name": "stdout", "text": "hello\n"}
    assert outputs[0][1]["data"] == {"text/plain": "42"}
    assert outputs[1][0]["ename"] == "ZeroDivisionError"


def test_magics_shell_lines_and_plots_work(grader):
    cells = [
        "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);",
        "!echo from the shell",
        "%%time\nx = 1",
        "%pip install numpy",
        "from IPython.display import display, HTML\ndisplay(HTML('<b>x</b>'))",
    ]
    outputs = grader.graded(cells).outputs
    assert any("image/png" in o.get("data", {}) for o in outputs[0])
    assert outputs[1][0]["text"] == "from the shell\n"
    assert "Wall time" in outputs[2][0]["text"]
    assert "Nothing is installed" in outputs[3][0]["text"]
    assert outputs[4][0]["data"]["text/html"] == "<b>x</b>"


def test_input_raises_with_a_message_that_says_what_to_do(grader):
    report = grader.report(["name = input('name?')"])
    assert "put the value into a variable" in report.cells[0].error


def test_a_check_of_an_unknown_question_raises_as_in_otter(grader):
    report = grader.report(["import otter\notter.Notebook().check('q99')"])
    assert report.cells[0].error == "FileNotFoundError: Test q99 does not exist"


def test_the_check_shows_a_student_the_public_cases_only(grader):
    outputs = grader.graded([CHECKED[0], "def square(x): return x + 2", "grader.check('q1')"]).outputs
    text = outputs[2][0]["data"]["text/plain"]
    assert text == "q1 results: All test cases passed!"


def test_changes_to_an_argument_are_seen_by_the_test(grader):
    verdicts = grader.verdicts(["def square(x):\n    try:\n        x *= x\n    except TypeError: pass\n    return x"])
    assert verdicts["q1"] == ["PASS", "PASS", "FAIL"]


def test_a_function_of_the_test_is_called_back():
    with one_case("assert f(lambda x: x + 1, 3) == 8") as g:
        assert verdict_of(g, "def f(fn, x): return 2 * fn(x)")[0] is Verdict.PASS


def test_nested_call_backs_reach_both_sides():
    with one_case("assert f(lambda g, x: g(x) + 1, 3) == 31") as g:
        assert verdict_of(g, "def f(fn, x): return fn(lambda y: y * 10, x)")[0] is Verdict.PASS


def test_an_exception_in_a_call_back_passes_through_student_code():
    body = """
    def bad(x):
        raise ValueError("no")
    try:
        f(bad)
    except ValueError as e:
        assert "no" in str(e)
    else:
        assert False
    """
    with one_case(body) as g:
        assert verdict_of(g, "def f(fn): return fn(1)")[0] is Verdict.PASS


def test_instances_of_student_classes_are_used_through_handles():
    body = """
    a, b = f(lr=0.5), f(lr=2.0)
    assert a.step(1.0) == 0.5 and a.step(1.0) == 1.0
    assert b.step(1.0) == 2.0 and b.total == 2.0
    assert len(a) == 2 and [n for n in a] == [0, 1] and a["x"] == "x!"
    """
    source = """
class f:
    def __init__(self, lr): self.lr, self.total, self.n = lr, 0.0, 0
    def step(self, g):
        self.total += self.lr * g; self.n += 1
        return self.total
    def __len__(self): return self.n
    def __iter__(self): return iter(range(self.n))
    def __getitem__(self, k): return k + '!'
"""
    with one_case(body) as g:
        assert verdict_of(g, source) == (Verdict.PASS, "")


@pytest.mark.parametrize(
    "expression",
    [
        "f() == 1",
        "f() < 1",
        "bool(f())",
        "abs(f())",
        "hash(f())",
        "np.allclose(f(), 1)",
        "1 == f()",
        "np.ones(2) == f()",
    ],
)
def test_a_handle_is_never_judged_by_its_own_code(expression):
    with one_case(f"assert {expression}") as g:
        verdict, message = verdict_of(
            g,
            "class Yes:\n"
            + "".join(f"    def {m}(self, *a, **k): return True\n" for m in ("__eq__", "__lt__", "__gt__", "__bool__"))
            + "    def __abs__(self): return 0\n    def __hash__(self): return 1\n"
            + "    def __array__(self, *a, **k):\n        import numpy as np\n        return np.ones(2)\n"
            + "def f(): return Yes()",
        )
        assert verdict in (Verdict.FAIL, Verdict.ERROR)
        assert "not a value the judge can compare" in message


def test_a_students_builtin_does_not_judge(grader):
    cells = ["abs = lambda x: 0\nall = any = lambda x: True\ndef total(xs): return 6"]
    assert grader.verdicts(cells)["q2"] == ["PASS", "FAIL"]


def test_a_students_numpy_does_not_judge(grader):
    cells = ["class np:\n    allclose = array_equal = staticmethod(lambda *a, **k: True)\ndef square(x): return 4"]
    assert grader.scores(cells)["q1"] == 1.0


def test_a_parameter_named_like_a_builtin_is_the_students():
    with one_case("assert sum([1]) == 'mine'", params="sum") as g:
        assert verdict_of(g, "def sum(xs): return 'mine'")[0] is Verdict.PASS


def test_an_ambiguous_name_is_the_students_value():
    ok = TOTAL.replace("total([1, 2, 3])\\n6", "F\\n212.0").replace("q2", "q1")
    with Grader({"q1": ok}) as g:
        assert g.report(["F = 212.0"]).questions[0].cases[0].verdict is Verdict.PASS


def test_printed_output_of_a_call_is_seen_by_a_doctest():
    ok = TOTAL.replace("total([1, 2, 3])\\n6", "total()\\nhello")
    with Grader({"q2": ok}) as g:
        assert g.report(["def total(): print('hello')"]).questions[0].cases[0].verdict is Verdict.PASS


def test_a_doctest_sees_the_exception_type_of_the_student():
    ok = TOTAL.replace(
        "total([1, 2, 3])\\n6", "total()\\nTraceback (most recent call last):\\n    ...\\nValueError: empty"
    )
    with Grader({"q2": ok}) as g:
        assert g.report(["def total(): raise ValueError('empty')"]).questions[0].cases[0].verdict is Verdict.PASS


def test_a_students_exception_can_be_expected_by_its_class():
    body = """
    try:
        f()
    except ValueError:
        return
    assert False
    """
    with one_case(body) as g:
        assert verdict_of(g, "class Mine(ValueError): pass\ndef f(): raise Mine('x')")[0] is Verdict.PASS


def test_system_exit_in_a_function_is_an_error_of_the_case():
    with one_case("f()") as g:
        verdict, message = verdict_of(g, "import sys\ndef f(): sys.exit(0)")
        assert verdict is Verdict.ERROR
        assert "SystemExit" in message


def test_tensors_cross_with_gradients_wanted():
    body = """
    import torch
    x = torch.ones(3, requires_grad=True)
    y = f(x)
    assert torch.equal(y, torch.full((3,), 2.0))
    """
    with one_case(body) as g:
        assert verdict_of(g, "def f(x):\n    (x ** 2).sum().backward()\n    return x.grad")[0] is Verdict.PASS


def test_a_broken_test_file_is_our_error_and_never_a_zero():
    with Grader({"q1": SQUARE, "q2": "import no_such_module_anywhere\n" + SQUARE.replace("q1", "q2")}) as g:
        report = g.report([GOOD["q1"]])
        assert report.status is Status.UNGRADED
        assert "no_such_module_anywhere" in report.message


def test_a_test_that_loops_on_our_side_is_our_error(monkeypatch):
    monkeypatch.setattr("autograder.engine.judge.cases.JUDGE_GRACE_S", 0.2)
    with one_case("while True: pass", limits={"case_s": 0.3}) as g:
        assert g.report(["def f(): pass"]).status is Status.UNGRADED


def test_a_test_that_is_still_at_a_students_value_then_is_the_students_timeout(monkeypatch):
    monkeypatch.setattr("autograder.engine.judge.cases.JUDGE_GRACE_S", 0.2)
    with one_case("while f: pass", limits={"case_s": 0.3}) as g:
        assert verdict_of(g, "f = 1")[0] is Verdict.TIMEOUT


def test_a_bundle_worth_nothing_is_our_error():
    with Grader(
        {
            "q1": SQUARE.replace("points = 4", "points = 0")
            .replace("points=1", "points=0")
            .replace("points=2", "points=0")
        }
    ) as g:
        report = g.report(["1"])
        assert (report.status, report.reason) == (Status.UNGRADED, "no-points")


def test_otters_seed_is_set_before_each_cell():
    body = "assert f == g"
    with one_case(body, params="f, g", config={"seed": 7}) as g:
        assert verdict_of(g, "import numpy as np", "f = np.random.rand()", "g = np.random.rand()")[0] is Verdict.PASS


def test_otters_seed_variable_is_overridden():
    with one_case("assert f == 7", config={"seed": 7, "seed_variable": "rng_seed"}) as g:
        assert verdict_of(g, "rng_seed = 1", "f = rng_seed")[0] is Verdict.PASS


def test_files_of_the_bundle_lie_beside_the_notebook_and_the_tests():
    body = "assert f == open('data.txt').read() == '42'"
    with one_case(body, files={"data.txt": b"42"}) as g:
        assert verdict_of(g, "f = open('data.txt').read()")[0] is Verdict.PASS


def test_the_whole_submission_has_a_time_limit(grader):
    with Grader(limits={"total_s": 4.0, "case_s": 2.0}) as g:
        report = g.report(["def square(x):\n    while True: pass", "def total(x):\n    while True: pass"])
    assert report.total == 0
    assert {c.verdict for q in report.questions for c in q.cases} == {Verdict.TIMEOUT}


@pytest.mark.parametrize(
    "loop", [["while True: pass"], ["import signal; signal.signal(signal.SIGXCPU, signal.SIG_IGN)", "while True: pass"]]
)
def test_cpu_time_has_a_limit_of_its_own(loop):
    with Grader(limits={"cpu_s": 1.0, "cell_s": 20.0}) as g:
        began = time.monotonic()
        report = g.report([*loop, *CHECKED])
    assert in_time(time.monotonic() - began, 12)
    assert report.cells[0].verdict is Verdict.TIMEOUT
    assert "CPU" in report.cells[0].error
    assert report.total == 7


def test_scores_of_an_untouched_notebook_are_zero(grader):
    assert grader.scores(["square = ...", "total = ..."]) == ZERO


def test_a_mistake_in_the_use_of_the_checks_is_ours_and_never_a_zero():
    with one_case("from autograder.checks import agree\nagree(f, len, [])") as g:
        assert verdict_of(g, "def f(x): return len(x)")[0] is Verdict.JUDGE_ERROR


@pytest.mark.parametrize("handed_in", ["data.csv", "data.csv/x", "sub"])
def test_a_handed_in_file_cannot_replace_or_block_a_file_of_the_assignment(handed_in):
    files = {"data.csv": b"42", "sub/x.txt": b""}
    with one_case("assert f == 42", files=files) as grader, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "submission.zip"
        notebook = make_notebook(Path(folder) / "hw.ipynb", ["f = int(open('data.csv').read())"])
        with zipfile.ZipFile(path, "w") as z:
            z.write(notebook, "hw.ipynb")
            z.writestr(handed_in, "43")
        submission = find_submissions([path])[0]
        report = grader.judge.grade(load_submission(submission), submission.id, submission.student).report
    assert (report.status.value, report.total) == ("graded", 1.0), report.message


def test_what_a_cell_prints_before_its_check_is_no_output_of_the_test(grader):
    cells = [
        CHECKED[0],
        GOOD["q1"],
        GOOD["q2"] + "\nfor i in range(2):\n    print('before', i)\n    grader.check('q2')\nprint('after')",
    ]
    graded = grader.graded(cells)
    assert {q.name: q.points for q in graded.report.questions} == FULL
    assert (
        "".join(o["text"] for o in graded.outputs[2] if o["output_type"] == "stream") == "before 0\nbefore 1\nafter\n"
    )


def test_prints_and_displays_stay_in_their_order(grader):
    outputs = grader.graded(["print('a')\ndisplay(1)\nprint('b')\n2"]).outputs[0]
    assert [o.get("text") or o["data"]["text/plain"] for o in outputs] == ["a\n", "1", "b\n", "2"]


def test_what_a_function_prints_around_a_display_is_the_output_of_its_test(grader):
    with Grader({"q1": SHOWS}) as g:
        assert g.scores(["def show():\n    print('x')\n    display(1)\n    print('y')"]) == {"q1": 1.0}


@pytest.mark.parametrize(
    "setup", ["\\n>>> import math\\n>>> k = 2\\n", "import math\\ndef two():\\n    return 2\\n\\nk = two()"]
)
def test_setup_and_teardown_of_an_ok_suite_run_around_every_case(setup):
    source = SHOWS.replace('"setup": ""', f'"setup": "{setup}"').replace('"teardown": ""', '"teardown": "del k"')
    with Grader({"q1": source.replace(">>> show()\\nx\\ny", ">>> show(math.pi, k)\\n6.28")}) as g:
        assert g.scores(["def show(x, k): return round(x * k, 2)"]) == {"q1": 1.0}
        assert g.scores(["def show(x, k): return round(x, 2)"]) == {"q1": 0.0}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"suites": [', '"suites": [{}, ', "suites: expected a list of one suite, found 2 of them"),
        ('"setup": ""', '"setup": 5', "suites: setup: expected text, found 5"),
    ],
)
def test_an_ok_test_of_another_form_is_our_failure_and_names_its_file(old, new, message):
    with Grader({"q1": SHOWS.replace(old, new)}) as g:
        report = g.report(["x = 1"])
    assert report.status is Status.UNGRADED
    assert f"tests/q1.py: ValueError: {message}" in report.message


SHOWS = """
OK_FORMAT = True
test = {"name": "q1", "points": 1, "suites": [{"type": "doctest", "scored": True, "setup": "", "teardown": "", "cases": [
    {"code": ">>> show()\\nx\\ny", "hidden": False, "locked": False}]}]}
"""


def test_a_full_disk_has_a_verdict_that_names_the_limit():
    with Grader(limits={"file_bytes": 1 << 20}) as g:
        report = g.report(["open('big', 'wb').write(bytes(4 << 20))", *CHECKED])
        assert [c.verdict for c in report.cells] == [Verdict.FILES]
        assert "1 MiB (limit file_bytes)" in report.cells[0].error
        writes = "def square(x):\n    open('big', 'wb').write(bytes(4 << 20))\n    return x * x"
        case = g.report([CHECKED[0], writes]).questions[0].cases[0]
    assert case.verdict is Verdict.FILES
    assert "limit file_bytes" in case.message


@pytest.mark.parametrize(
    "line",
    ["%pip install NumPy", "%pip install -q never-heard-of[extra]>=1.0", "!pip install x==2 --upgrade", "%pip uninstall -y numpy",
     "!python -m pip install 'torch>2'", "%conda install -c conda-forge y", "%pip --version", "%pip install 'unclosed"],
)  # fmt: skip
def test_an_installation_is_a_note_and_never_costs_a_cell(grader, line):
    graded = grader.graded([line, *CHECKED])
    assert graded.report.cells == ()
    assert "Nothing is installed" in "".join(o["text"] for o in graded.outputs[0])
    assert {q.name: q.points for q in graded.report.questions} == FULL


def test_a_note_says_what_is_there(grader):
    text = grader.graded(["%pip install --upgrade NumPy never-heard-of"]).outputs[0][0]["text"]
    assert re.search(r"NumPy: \d[\w.]* is there", text)
    assert "never-heard-of: is not there" in text


@pytest.mark.parametrize(
    "cell",
    ["import matplotlib\nmatplotlib.use('TkAgg')", "import matplotlib\nmatplotlib.use('Qt5Agg', force=True)", "%matplotlib qt",
     "%matplotlib widget", "%matplotlib notebook", "import otter.export", "import otter\notter.__version__.split('.')",
     "from otter.export import export_notebook\nexport_notebook('x.ipynb')"],
)  # fmt: skip
def test_what_has_no_screen_or_no_otter_to_talk_to_costs_no_cell(grader, cell):
    assert grader.report([cell, *CHECKED]).cells == ()


def test_a_figure_is_still_shown_after_another_backend_was_asked_for(grader):
    cell = "import matplotlib\nmatplotlib.use('TkAgg')\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"
    shown = [o for o in grader.graded([cell]).outputs[0] if o["output_type"] == "display_data"]
    assert ["image/png" in o["data"] for o in shown] == [True]


def test_torch_compile_gives_a_function_at_default_limits():
    source = "import torch\n@torch.compile\ndef double(x):\n    return 2 * x\nprint(double(torch.tensor(4.0)).item())"
    with Grader(limits={f.name: f.default for f in msgspec.structs.fields(Limits)}) as g:
        assert g.graded([source]).outputs[0][0]["text"] == "8.0\n"


def test_what_functions_of_a_test_file_give_is_known_once_the_judge_is_warm(tmp_path):
    test = f"""{EXCEPTION}
from autograder.checks import agree
def reference(x):
    return x * x
@test_case(name='hidden', hidden=True)
def test_it(square):
    agree(square, reference, [(3,)])
"""
    grader = Grader({"q1": test}, members=course_members({"q1": GOOD["q1"]}, {}))
    grader.judge.warm_up()
    (case,) = grader.judge.questions.usable["q1"].file.test_cases
    known = case.body.test_func.__globals__["reference"]
    key = remembered.function_key(known), remembered.content_key((3,), {})[0]
    assert remembered.recall(key).value == 9
