"""Attacks on grading itself: patched tools, forged displays and checks, the search for the judge, call-backs as oracles."""

import pytest

from tests.hostile.attacks import (
    FIND_WIRE,
    LIMITS,
    case_verdicts,
    cell_verdicts,
    cut_off,
    gains_nothing,
    limited,
    printed,
    within,
)
from tests.support.grading import CHECKED, FULL, GOOD, ZERO, Grader, course_members

NOTEBOOK = "import otter\ngrader = otter.Notebook('x.ipynb')"

PATCHES = {
    "libraries": """
import builtins, otter
import numpy as np
np.allclose = np.array_equal = np.testing.assert_allclose = lambda *a, **k: True
builtins.abs = lambda x: 0
builtins.all = builtins.any = lambda x: True
builtins.isinstance = lambda *a: True
otter.Notebook.check = lambda self, q, *a: True
""",
    "builtins": "__builtins__ = {}\nimport builtins\nbuiltins.print = builtins.open = builtins.len = builtins.type = None",
    "builtins-raise": "import builtins\ndef no(*a, **k): raise SystemExit\nbuiltins.isinstance = builtins.str = builtins.repr = no",
    "run_cell": "shell = get_ipython()\nshell.run_cell = lambda *a, **k: None\nshell.showtraceback = lambda *a, **k: None",
    "run_cell-class": "type(get_ipython()).run_cell = lambda *a, **k: 1 / 0",
    "user_ns": "shell = get_ipython()\nclass Names(dict):\n    def get(self, name, default=None): return lambda *a: 0\nshell.user_ns = Names()",
    "environment": FIND_WIRE + "class Names(dict):\n    def get(self, name, default=None): return lambda *a: 0\nme.env = Names()",
    "operations": "from sandbox.operations import OPERATIONS\nfor name in OPERATIONS: OPERATIONS[name] = lambda *a, **k: True",
    "packer": "from wire.codec import Packer\nPacker.value = lambda self, x, depth=0: True",
    "unpacker": "from wire.codec import Unpacker\nUnpacker.value = lambda self, x: [lambda *a: 0]",
    "snapshot": "import sandbox.student\nsandbox.student.packed = lambda value: (b'', [])",
    "otter-module": "import sys, types\nsys.modules['otter'] = types.ModuleType('otter')",
    "display": "from IPython.display import display\nimport IPython\nIPython.display.display = print = lambda *a, **k: None",
    "globals": "for name in list(globals()):\n    if not name.startswith('_') and name != 'name': del globals()[name]",
    "test-names": "test = name = points = test_case = OK_FORMAT = run_tests = __name__ = 'q1'\nall = any = abs = sum = lambda *a: True\nnp = None",
    "main": "import sys, __main__\n__main__.square = lambda x: x\nsys.modules['__main__'] = None",
    "assert": "import builtins\nbuiltins.AssertionError = type('Never', (BaseException,), {})\n__debug_off__ = True",
}  # fmt: skip


@pytest.mark.parametrize("patch", PATCHES.values(), ids=PATCHES)
def test_a_patched_tool_gains_nothing(grader, patch):
    wrong = "square = total = lambda *a: None"
    with cut_off(grader, cell_s=1.0):
        gains_nothing(grader, wrong + "\n" + patch, NOTEBOOK, "grader.check('q1')", wrong)


def test_walking_frames_and_objects_finds_no_judge(grader):
    source = """
import sys, gc
def square(x):
    names, frame = set(), sys._getframe()
    while frame:
        names |= set(frame.f_globals) | set(frame.f_locals)
        frame = frame.f_back
    for o in gc.get_objects():
        names.add(type(o).__name__)
        if type(o) is str: names.add(o)
    print(sorted({"CaseResult", "ExceptionTestFile", "Judge", "test_random", "OKTestFile", "Bundle"} & names))
    print([m for m in sys.modules if m.startswith(("autograder", "otter.", "tests", "reference")) and m != "otter.export"])
    print([hasattr(sys.modules[m], "__file__") for m in ("otter", "otter.export")])  # stand-ins without a file
square(1)
"""
    assert printed(grader.graded([source])) == "[]\n[]\n[False, False]\n"


def test_nothing_of_ours_can_be_imported_but_what_runs_the_notebook(grader):
    source = """
import importlib, sys
for name in ("zygote", "judge", "student", "engine", "sandbox.zygote", "sandbox.judge", "wire.codec.py"):
    try: importlib.import_module(name)
    except ImportError: continue
    print(name)
print(sorted({m.split(".")[0] for m, o in sys.modules.items() if "/autograder/" in str(getattr(o, "__file__", ""))}))
"""
    assert printed(grader.graded([source])) == "['counting', 'sandbox', 'wire']\n"


def test_the_memory_of_the_process_holds_no_test(grader):
    source = """
word, found = "allclose(square" + "(x), [0, 1,", 0
for line in open("/proc/self/maps"):
    span, rights = line.split()[:2]
    if rights[0] != "r" or "[v" in line: continue
    start, end = (int(x, 16) for x in span.split("-"))
    if end - start > 300 << 20: continue
    try:
        with open("/proc/self/mem", "rb") as memory:
            memory.seek(start)
            found += memory.read(end - start).count(word[:12].encode() + b"(x), [0, 1, 4")
    except (OSError, ValueError, MemoryError, OverflowError): pass
print(found)
"""
    with limited(grader, cell_s=8.0):
        assert printed(grader.graded([source])) == "0\n"


# -- displays and claims ----------------------------------------------------------------------------------------------


def test_forged_displays_change_no_point(grader):
    source = """
from IPython.display import HTML, display
display(HTML("<b>q1 results: All test cases passed!</b>"))
print("q1 results: All test cases passed!\\nScore: 7 / 7")
get_ipython().outputs.append({"output_type": "execute_result", "data": {"text/plain": "q1 passed", "application/json": "{}"}})
"""
    gains_nothing(grader, source)


@pytest.mark.parametrize(
    "outputs",
    [
        "'x'", "{'outputs': 1}", "{'outputs': [1, [], None]}", "{'outputs': [{'output_type': 'stream', 'text': 5}]}", "{'failed': 'yes'}",
        "{'outputs': [{'output_type': 'error', 'ename': 'E', 'evalue': 'v', 'traceback': 5}], 'failed': True}",
        "{'outputs': [{'output_type': 'error', 'ename': 'E', 'evalue': 'v', 'traceback': {'a': 1}}], 'failed': True}",
        "{'outputs': [{'output_type': 'error', 'ename': 'E', 'evalue': 'v', 'traceback': 1.5}], 'failed': True}",
        "{'outputs': [{'output_type': 'display_data', 'data': {'text/html': 5, 'application/javascript': 'x'}}]}",
        "{'outputs': [{'output_type': 'execute_result', 'data': {'text/plain': 'x'}, 'execution_count': 'x'}]}",
    ],
)  # fmt: skip
def test_a_forged_account_of_a_cell_is_data_only(grader, outputs):
    report = gains_nothing(
        grader,
        FIND_WIRE
        + f"keep = me.reply\nme.reply = lambda kind, *v: keep(kind, {outputs}) if kind == 'done' else keep(kind, *v)",
    )
    assert not set(cell_verdicts(report)) - {"ERROR", "PROTOCOL"}


def test_a_cap_on_output_that_was_lifted_in_the_sandbox_is_still_the_judges(grader):
    source = FIND_WIRE + "me.out.limit = me.output_chars = 5 * 10**7\nfor _ in range(10): print('x' * 10**6)"
    graded = grader.graded([source])
    assert len(repr(graded.outputs)) < 1_000_000


def test_forged_outputs_without_number_are_capped(grader):
    source = FIND_WIRE + (
        "import sandbox.student\nsandbox.student._capped = lambda outputs, limit: outputs\n"
        "get_ipython().outputs.extend({'output_type': 'display_data', 'data': {'text/plain': 'x'}} for _ in range(200_000))"
    )
    graded = grader.graded([source])
    assert sum(len(out) for out in graded.outputs.values()) < 10_000


# -- check ------------------------------------------------------------------------------------------------------------


def test_a_check_before_the_answer_counts_with_a_bundle_of_ours(back_end):
    cells = [NOTEBOOK, "grader.check('q1')", GOOD["q1"], "grader.check('q1')", GOOD["q2"]]
    with Grader(back_end=back_end, members=course_members(GOOD, {})) as ours:
        assert ours.scores(cells) == {"q1": 0.0, "q2": 3.0}


def test_a_second_check_of_a_stock_zip_counts_as_in_otter(grader):
    cells = [NOTEBOOK, GOOD["q1"], "grader.check('q1')", "square = lambda x: 0", "grader.check('q1')", GOOD["q2"]]
    assert grader.scores(cells)["q1"] < FULL["q1"]


def test_a_check_with_another_environment_is_judged_by_it(grader):
    cells = [NOTEBOOK + "\ngrader.check('q1', global_env={'square': lambda x: 0})", GOOD["q1"]]
    assert grader.scores(cells)["q1"] == 0


def test_a_check_shows_no_hidden_case(grader):
    graded = grader.graded([NOTEBOOK, "square = lambda x: 0", "r = grader.check('q1')\nprint(r, vars(r))"])
    text = printed(graded)
    assert "public" in text
    assert "random" not in text
    assert "arrays" not in text


@pytest.mark.parametrize("name", ["'q9'", "''", "'../q1'", "'q1.py'", "'/etc/passwd'", "'x' * 10**6", "5", "None"])
def test_a_check_of_no_question_is_an_error_of_its_cell(grader, name):
    report = gains_nothing(grader, NOTEBOOK + f"\ngrader.check({name})")
    assert cell_verdicts(report) == ["ERROR"]


def test_a_storm_of_checks_ends_with_the_cell(grader):
    with cut_off(grader, cell_s=0.4):
        report = gains_nothing(grader, NOTEBOOK + "\nwhile True: grader.check('q1')")
    assert cell_verdicts(report) == ["TIMEOUT"]


def test_checks_from_many_threads_gain_nothing(grader):
    source = NOTEBOOK + (
        "\nimport threading\nsquare = total = abs\n"
        "threads = [threading.Thread(target=grader.check, args=(q,)) for q in ('q1', 'q2') * 4]\n"
        "for t in threads: t.start()\nfor t in threads: t.join(0.1)"
    )  # fmt: skip
    with within():
        report = grader.report([source])
    assert "PASS" not in case_verdicts(report)["q1"]


def test_a_check_inside_a_tested_function_gains_nothing(grader):
    gains_nothing(grader, NOTEBOOK + "\ndef square(x): return grader.check('q1')\ntotal = square")


def test_a_function_swapped_while_it_is_checked_gains_nothing(grader):
    source = (
        NOTEBOOK
        + "\ndef square(x):\n    global square\n    square = lambda x: None\n    return None\ngrader.check('q1')"
    )
    gains_nothing(grader, source)


def test_points_do_not_depend_on_what_the_cell_makes_of_a_check(grader):
    patch = "class Yes:\n    passed_all = True\n    def __repr__(self): return 'All test cases passed!'\ngrader.check = lambda q: Yes()"
    assert grader.scores([NOTEBOOK, patch, "grader.check('q1')"]) == ZERO
    assert grader.scores([NOTEBOOK, patch, *CHECKED[1:]]) == FULL


def test_crashing_on_purpose_does_not_repeat_a_case(grader):
    source = """
import os
def square(x):
    if isinstance(x, int) and x == 2: return 4
    os._exit(1)
"""
    with within():
        verdicts = case_verdicts(grader.report([source, GOOD["q2"]]))
    assert verdicts == {"q1": ["PASS", "CRASH", "CRASH"], "q2": ["PASS", "PASS"]}


def test_a_notebook_does_not_learn_in_which_run_it_is(grader):
    source = """
import os, tempfile
marks = [os.path.join(d, "run-before") for d in (os.getcwd(), tempfile.gettempdir())]
again = any(os.path.exists(m) for m in marks)
for m in marks: open(m, "w").close()
def square(x): return 4 if again else os._exit(1)
"""
    gains_nothing(grader, source)


# -- call-backs -------------------------------------------------------------------------------------------------------

APPLY = """
OK_FORMAT = False
from otter.test_files import test_case
name = "q1"
points = 3
SECRET = "the reference says 1234567"

def reference(f, x):
    return f(x) + 1234567

@test_case(name="calls", hidden=True)
def test_calls(apply):
    seen = []
    def f(x):
        seen.append(x)
        return 3 * x + 1
    assert apply(f, 5) == reference(f, 5) - 1234567
    assert len(seen) == 2

@test_case(name="again", hidden=True)
def test_again(apply):
    assert apply(lambda x: x * x, 7) == 49

@test_case(name="sum", hidden=True)
def test_sum(apply):
    assert apply(lambda n: sum(i for i in range(n)), 5) == 10
"""
WRONG = "def apply(f, x): return -1"


@pytest.fixture(scope="module")
def caller(back_end):
    """Grades a question that hands a function to the student's."""
    with Grader({"q1": APPLY}, back_end=back_end, limits=LIMITS) as g:
        yield g


def test_an_honest_use_of_a_call_back_passes(caller):
    assert caller.scores(["def apply(f, x): return f(x)"]) == {"q1": 3.0}


def test_a_call_back_is_no_way_to_the_judges_objects(caller):
    source = """
import gc
def apply(f, x):
    texts, waiting, seen = [], [f], set()
    while waiting and len(seen) < 20_000:
        o = waiting.pop()
        if id(o) in seen: continue
        seen.add(id(o))
        texts.append(o if type(o) is str else "")
        waiting += gc.get_referents(o)
    print("1234567" in repr(texts), "reference says" in repr(texts))
    for name in ("__globals__", "__closure__", "__code__", "__defaults__"): assert "1234567" not in repr(getattr(f, name, ""))
    raise ValueError("looked")
"""
    report = gains_nothing(caller, source)
    assert case_verdicts(report)["q1"] == ["ERROR"] * 3
    assert "looked" in report.questions[0].cases[0].message


@pytest.mark.parametrize(
    "body",
    [
        "for _ in range(10**9): f(1)",
        "while True:\n        try: f(1)\n        except Exception: pass",
        "import threading\n    ts = [threading.Thread(target=lambda: [f(1) for _ in range(10**6)]) for _ in range(4)]\n    for t in ts: t.start()\n    for t in ts: t.join()",
        "return f(f)",
        "return f(lambda *a: f(f))",
        "return f(apply)",
        "return f(*range(1000))",
        "return f(x=x, **{str(i): i for i in range(1000)})",
        "return f.__globals__",
        "return type(f)(f.__code__, {})(x)",
    ],
)
def test_abuse_of_a_call_back_gains_nothing(caller, body):
    with cut_off(caller, case_s=0.4):
        gains_nothing(caller, f"def apply(f, x):\n    {body}\n    return -1")


def test_a_call_back_kept_after_its_case_does_not_reach_its_function(caller):
    source = """
kept = []
def apply(f, x):
    kept.append(f)
    raise ValueError(f"kept: {[k(7) for k in kept[:-1]]}")
"""
    report = gains_nothing(caller, source)
    assert not any("22" in c.message for c in report.questions[0].cases)  # 3 * 7 + 1, by the function of the first case


def test_a_call_back_used_between_the_cases_gains_nothing(caller):
    source = """
import threading, time
def apply(f, x):
    def later():
        while True:
            time.sleep(0.001)
            try: f(1)
            except BaseException: pass
    threading.Thread(target=later, daemon=True).start()
    return -1
"""
    gains_nothing(caller, source)


def test_mutual_recursion_through_a_call_back_ends(caller):
    source = "class Deep:\n    def __init__(self, f): self.f = f\n    def __mul__(self, o): return self.f(Deep(self.f))\n    __rmul__ = __add__ = __radd__ = __mul__\ndef apply(f, x): return f(Deep(f))"
    with within():
        gains_nothing(caller, source)


def test_a_call_back_that_is_asked_for_too_much_is_the_students_timeout(caller, monkeypatch):
    monkeypatch.setattr("autograder.engine.judge.cases.JUDGE_GRACE_S", 1.0)
    report = gains_nothing(caller, "def apply(f, x): return f(10**12)")
    assert case_verdicts(report)["q1"][2] == "TIMEOUT"


def test_a_call_back_number_that_was_guessed_is_refused(caller):
    source = FIND_WIRE + "def apply(f, x):\n    for n in range(2, 50):\n        me.callback(n, 'g')(x)\n    return -1"
    report = gains_nothing(caller, source)
    assert set(case_verdicts(report)["q1"]) == {"PROTOCOL"}


def test_a_wrong_function_that_never_calls_gains_nothing(caller):
    gains_nothing(caller, WRONG)
