"""`uses_no_loops`: what counts as a loop, what does not, and code that hides; in this process and through a sandbox."""

import sys
import threading

import numpy as np
import pytest

from autograder.checks import Case, CheckFailure, uses_no_loops
from autograder.checks.counting import Counter
from autograder.errors import CourseError
from autograder.results import Verdict
from tests.support.grading import Grader

HEAD = "import ctypes, math, statistics, subprocess, sys, threading, _thread, time\nimport numpy as np\n"
WITHOUT = {
    "array operations": "def f(X):\n    Z = X - X.mean(axis=0)\n    return Z / Z.std(axis=0)",
    "helpers": "def centred(X):\n    return X - X.mean(axis=0)\ndef f(X):\n    return centred(centred(X))",
    "a loop over what does not grow": "def f(X):\n    return np.stack([X[:, j] ** j for j in range(X.shape[1])])",
    "a branch that depends on the data": "def f(X):\n    if len(X) > 50:\n        X = X + 1\n        X = X - 1\n    return X.sum()",
    "no code of one's own": "f = np.square",
    "a loop inside a library": "def f(X):\n    return statistics.pvariance(X[:, 0].tolist())",
    "a loop in C": "def f(X):\n    return sum(map(math.fsum, X.tolist()))",
    "its own trace before": "sys.settrace(lambda *a: None)\nsys.settrace(None)\ndef f(X):\n    return X.sum()",
}
LOOPS = {
    "for": "def f(X):\n    out = []\n    for x in X:\n        out.append(x.sum())\n    return np.array(out)",
    "for in one line": "def f(X):\n    s = 0\n    for x in X: s = s + x\n    return s",
    "while": "def f(X):\n    i = 0\n    while i < len(X): i += 1\n    return i",
    "comprehension": "def f(X):\n    return np.array([x.sum() for x in X])",
    "generator": "def f(X):\n    return sum(x.sum() for x in X)",
    "generator as a helper": "def rows(X):\n    for x in X: yield x.sum()\ndef f(X):\n    return np.fromiter(rows(X), float)",
    "map": "def f(X):\n    return np.array(list(map(lambda x: x.sum(), X)))",
    "recursion": "def f(X):\n    return X[0].sum() + (f(X[1:]) if len(X) > 1 else 0)",
    "method": "class Row:\n    def __init__(self, x):\n        self.x = x\ndef f(X):\n    return len(list(map(Row, X)))",
    "vectorize": "square = np.vectorize(lambda x: x * x)\ndef f(X):\n    return square(X)",
    "vectorize of C code": "exp = np.vectorize(math.exp)\ndef f(X):\n    return exp(X)",
    "vectorize with a signature": "g = np.vectorize(np.sum, signature='(n)->()')\ndef f(X):\n    return g(X)",
    "apply_along_axis": "def f(X):\n    return np.apply_along_axis(np.sum, -1, X)",
    "exec": "def f(X):\n    names = {'X': X}\n    exec('s = 0\\nfor x in X:\\n    s = s + x.sum()', names)\n    return names['s']",
    "thread": """
def f(X):
    out = []
    def work():
        for x in X: out.append(x.sum())
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return np.array(out)""",
}
LOOP = "    s = 0\n    for x in X: s += x.sum()\n"
HIDDEN = {  # code, and what is named
    "settrace off": (f"def f(X):\n    sys.settrace(None)\n{LOOP}    return s", "sys.settrace"),
    "settrace off and on": (
        f"def f(X):\n    old = sys.gettrace()\n    sys.settrace(None)\n{LOOP}    sys.settrace(old)\n    return s", "sys.settrace",
    ),
    "settrace kept from before": (f"off = sys.settrace\ndef f(X):\n    off(None)\n{LOOP}    return s", "sys.settrace"),
    "settrace through C": (
        f"off = ctypes.pythonapi.PyEval_SetTrace\ndef f(X):\n    off(None, None)\n{LOOP}    return s", "sys.settrace",
    ),
    "a hook that keeps hooks off": (
        "def no(event, args):\n    if event == 'sys.addaudithook': raise RuntimeError\nsys.addaudithook(no)\n"
        f"def f(X):\n    sys.settrace(None)\n{LOOP}    return s", "sys.settrace",
    ),
    "its own frame": (f"def f(X):\n    sys._getframe().f_trace = None\n{LOOP}    return s", "f_trace"),
    "its own frame in two words": (
        f"def f(X):\n    setattr(sys._getframe(), 'f_' + str('trace'), None)\n{LOOP}    return s", "sys._getframe",
    ),
    "the frame of an exception": (
        "def f(X):\n    try: 1 / 0\n    except ZeroDivisionError as e:\n"
        f"        setattr(e.__traceback__.tb_frame, 'f_' + str('trace'), None)\n{LOOP}    return s", "object.__getattr__",
    ),
    "a raw thread": (
        "def f(X):\n    out = []\n    def work():\n        for x in X: out.append(x.sum())\n        out.append(0)\n"
        "    _thread.start_new_thread(work, ())\n    while len(out) <= len(X): time.sleep(0.001)\n    return np.array(out)",
        "start_new_thread",
    ),
    "a process": ("def f(X):\n    subprocess.run([sys.executable, '-c', ''])\n    return X.sum()", "subprocess.Popen"),
}  # fmt: skip
HIDING = {name: code for name, (code, _) in HIDDEN.items()}
ALL = {**WITHOUT, **LOOPS, **HIDING}
CHECK = "uses_no_loops({}, (X[:5],), (X,), name='f')"
X = "np.random.default_rng(0).normal(size=(200, 3))"


@pytest.fixture(scope="module")
def judged():
    """The verdict and message of each function, from a judge and a notebook in a sandbox."""
    cases = [
        f"@test_case(name={name!r})\ndef test_{i}(f{i}):\n    {CHECK.format(f'f{i}')}\n" for i, name in enumerate(ALL)
    ]
    head = f"from otter.test_files import test_case\nfrom autograder.checks import uses_no_loops\nimport numpy as np\nX = {X}\n"
    test = f"OK_FORMAT = False\nname, points = 'q1', {len(ALL)}\n{head}\n" + "\n".join(cases)
    cells = [HEAD] + [f"{code}\nf{i} = f" for i, code in enumerate(ALL.values())]
    cells = [c.replace("f(X[1:])", f"f{i - 1}(X[1:])") for i, c in enumerate(cells)]  # each calls itself
    with Grader({"q1": test}, limits={"case_s": 20.0, "total_s": 120.0}) as g:
        return {case.name: (case.verdict, case.message) for case in g.report(cells).questions[0].cases}


def student(code):
    """The function `f` of a notebook's cell."""
    env = {}
    exec(compile(HEAD + code, "<ipython-input-1>", "exec"), env)
    return env["f"]


def refused(function, small=5, large=200, **options):
    x = np.random.default_rng(0).normal(size=(large, 3))
    with pytest.raises(CheckFailure) as caught:
        uses_no_loops(function, (x[:small],), (x,), **{"name": "f", **options})
    return str(caught.value)


@pytest.mark.parametrize("name", WITHOUT)
def test_code_without_a_loop_passes(judged, name):
    x = eval(X)
    uses_no_loops(student(WITHOUT[name]), (x[:5],), (x,))
    assert judged[name] == (Verdict.PASS, "")


@pytest.mark.parametrize("name", LOOPS)
def test_a_loop_is_refused_with_both_counts(judged, name):
    text = refused(student(LOOPS[name]))
    assert "with inputs of shape (5, 3) float64 and " in text
    assert judged[name] == (Verdict.FAIL, text)


@pytest.mark.parametrize("name", HIDING)
def test_code_that_hides_is_not_passed(judged, name):
    if "hook" not in name:  # a hook stays in this process for good
        text = refused(student(HIDING[name]))
        assert text == f"f: `{HIDDEN[name][1]}` hides code while steps are counted; leave it out"
    if name == "settrace through C":  # it takes the interpreter's own hook from under it, which may end the process
        assert judged[name][0] in (Verdict.CRASH, Verdict.FAIL)
        return
    assert judged[name] == (Verdict.FAIL, f"f: `{HIDDEN[name][1]}` hides code while steps are counted; leave it out")


FORGED = [
    "True",
    "[1, -5, '']",
    "[1, 10**30, '']",
    "[1, '3', '']",
    "[1, 3]",
    "[1, 3, 'x' * 10**6]",
    "[1, 3.0, '']",
    "None",
]


@pytest.mark.parametrize("answer", FORGED)
def test_a_forged_count_of_another_form_is_refused(answer):
    test = (
        "OK_FORMAT = False\nname, points = 'q1', 1\nfrom otter.test_files import test_case\nimport numpy as np\n"
        f"from autograder.checks import uses_no_loops\n@test_case()\ndef test_it(f):\n    X = {X}\n    {CHECK.format('f')}\n"
    )
    forge = f"import sys\nsys.modules['sandbox.operations'].OPERATIONS['counted'] = lambda *a, **k: {answer}\ndef f(X): return 1"
    with Grader({"q1": test}) as g:
        case = g.report([forge]).questions[0].cases[0]
    assert case.verdict is Verdict.FAIL
    assert len(case.message) < 300


def test_what_the_test_itself_does_around_the_student_is_not_counted():
    body = f"X = {X}\n    uses_no_loops(lambda x: f(np.array([row for row in x]), 1), (X[:5],), (X,), name='f')"
    test = (
        "OK_FORMAT = False\nname, points = 'q1', 1\nfrom otter.test_files import test_case\nimport numpy as np\n"
        f"from autograder.checks import uses_no_loops\n@test_case()\ndef test_it(f):\n    {body}\n"
    )
    with Grader({"q1": test}) as g:
        good = g.report(["def f(X, k): return X * k"]).questions[0].cases[0]
        loop = g.report(["def f(X, k): return [x * k for x in X]"]).questions[0].cases[0]
    assert (good.verdict, loop.verdict) == (Verdict.PASS, Verdict.FAIL)


def test_an_argument_that_was_changed_comes_back_from_a_counted_call():
    test = (
        "OK_FORMAT = False\nname, points = 'q1', 1\nfrom otter.test_files import test_case\nimport numpy as np\n"
        "from autograder.checks import uses_no_loops\n@test_case()\ndef test_it(f):\n"
        "    seen = []\n    def call(x, k=1):\n        f(x, k=k)\n        seen.append(float(x[0]))\n        return x\n"
        "    uses_no_loops(call, (np.ones(3),), (np.ones(99),))\n    assert seen == [7.0, 7.0, 7.0], seen\n"
    )
    with Grader({"q1": test}) as g:
        case = g.report(["def f(x, k): x[0] = 6 + k"]).questions[0].cases[0]
    assert (case.verdict, case.message) == (Verdict.PASS, "")


# -- the rule ---------------------------------------------------------------------------------------------------------


def grows_by(n):
    """A function that takes n steps more for the large input."""
    lines = "\n".join("        s += 1" for _ in range(n))
    return student(f"def f(X):\n    s = 0\n    if len(X) > 50:\n{lines}\n    return s")


def test_the_slack_is_the_number_of_steps_that_may_differ():
    x = np.zeros((200, 3))
    uses_no_loops(grows_by(10), (x[:5],), (x,))
    assert "takes 4 steps" in refused(grows_by(11))
    uses_no_loops(grows_by(11), (x[:5],), (x,), slack=11)


def test_counting_ends_at_a_limit():
    text = refused(student("def f(X):\n    s = 0\n    for i in range(1000 * len(X)): s += 1\n    return s"))
    assert "and more than 100,000 with" in text
    assert "takes more than 100,000 steps" in refused(
        student("def f(X):\n    for i in range(200_000): X = X\n    return X")
    )


def test_a_generator_or_a_function_is_no_result():
    assert "expected data, got an object of type generator" in refused(student("def f(X):\n    return (x for x in X)"))
    assert "expected data, got a function" in refused(student("def f(X):\n    return lambda: [x for x in X]"))


@pytest.mark.parametrize("nothing", ["None", "[]", "{}", "np.empty(0)", "np.nan", "np.full(X.shape, np.nan)"])
def test_a_function_that_does_nothing_has_not_done_without_loops(nothing):
    assert "expected data, got" in refused(student(f"def f(X):\n    return {nothing}"))


def test_a_function_that_notices_the_counting_must_still_be_right():
    sly = student("def f(X):\n    if sys.gettrace(): return 0.0\n    return sum(x.sum() for x in X)")
    x = np.ones((200, 3))
    uses_no_loops(sly, (x[:5],), (x,))
    assert "the value differs" in refused(sly, expected=lambda X: X.sum())
    uses_no_loops(student("def f(X): return X.sum()"), (x[:5],), (x,), expected=lambda X: X.sum())


def test_an_exception_of_the_student_is_raised_as_it_is():
    with pytest.raises(ZeroDivisionError):
        refused(student("def f(X): return 1 / 0"))
    assert sys.gettrace() is None


def test_a_name_that_is_not_defined_is_named():
    assert "`f` is not defined" in refused(None)


def test_tracing_is_as_it_was_before():
    def mine(*_):
        return None

    sys.settrace(mine)
    threading.settrace(mine)
    try:
        with Counter(100):
            assert sys.gettrace() is not mine
        assert (sys.gettrace(), threading.gettrace()) == (mine, mine)
    finally:
        sys.settrace(None)
        threading.settrace(None)


TOO_ALIKE = [
    (((np.ones(5),), (np.ones(25),)), "got [20]"),
    (((np.ones((5, 3)),), (np.ones((500, 4)),)), "got [495, 1]"),
    (((np.ones(5),), (np.ones(5),)), "got none"),
    ((Case(x=[1, 2]), Case(x=[1, 2, 3])), "got [1]"),
    (({"a": 1}, {"a": 2}), "got none"),
]


@pytest.mark.parametrize(("cases", "words"), TOO_ALIKE)
def test_cases_that_are_too_alike_are_a_course_error(cases, words):
    with pytest.raises(CourseError, match="expected axes that grow by more than 20") as caught:
        uses_no_loops(lambda x: x, *cases)
    assert words in str(caught.value)


def test_lists_and_dicts_may_grow_too():
    with pytest.raises(CheckFailure):
        uses_no_loops(student("def f(d): return [x for x in d['xs']]"), ({"xs": [1] * 3},), ({"xs": [1] * 99},))
