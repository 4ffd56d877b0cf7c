"""What a test and student code share although they run in two processes; and what student code gains by it: nothing."""

import pytest

from autograder.engine.judge.exceptions import student_error
from tests.support.grading import Grader

LIMITS = {"cell_s": 20.0, "case_s": 20.0}


def ok(*codes):
    """A test file of Otter's with one case for each text."""
    cases = [{"code": code, "hidden": False, "locked": False} for code in codes]
    suites = [{"type": "doctest", "scored": True, "setup": "", "teardown": "", "cases": cases}]
    return f"OK_FORMAT = True\ntest = { ({'name': 'q1', 'points': len(codes), 'suites': suites})!r}"


def verdicts(cells, *codes, files=None, inside="never"):
    """How the cases of one question end."""
    with Grader({"q1": ok(*codes)}, files=files, limits=LIMITS, inside=inside) as g:
        report = g.report([cells] if isinstance(cells, str) else cells)
    return [c.verdict.value for c in report.questions[0].cases]


def passed(*args, **kwargs):
    return all(v == "PASS" for v in verdicts(*args, **kwargs))


# -- files -------------------------------------------------------------------------------------------------------------


def test_a_file_of_the_courses_stays_as_it_is_for_a_test():
    spoil = "open('data.csv', 'w').write('9')"
    assert passed(spoil, ">>> open('data.csv').read()\n'1'", files={"data.csv": b"1"})


@pytest.mark.parametrize("name", ["helper.py", "evil.pth", "__init__.py", "x.so", "../out.txt", "/tmp/out.txt"])
def test_what_could_be_imported_or_lies_elsewhere_never_reaches_a_test(name):
    write = f"import pathlib\ntry:\n    pathlib.Path({name!r}).write_text('raise SystemExit')\nexcept OSError: pass"
    assert passed(write, f">>> import os\n>>> os.path.exists({name!r})\nFalse")


@pytest.mark.parametrize("load", ["pickle.load(open('x.dat', 'rb'))", "numpy.load('x.npy', allow_pickle=True)"])
def test_a_file_of_student_code_is_never_unpickled_in_the_judge(load):
    evil = """
import os, pickle, numpy as np
class Evil:
    def __reduce__(self): return (os.mkdir, ("pwned",))
with open("x.dat", "wb") as f: pickle.dump(Evil(), f)
np.save("x.npy", np.array([Evil()], dtype=object), allow_pickle=True)
"""
    code = f">>> import os, pickle, numpy\n>>> try:\n...     _ = {load}\n... except Exception as e:\n...     print('unpickle' in str(e))\n"
    assert passed(evil, f"{code}True\n>>> os.path.exists('pwned')\nFalse")


def test_a_link_that_student_code_makes_is_not_followed():
    link = "import os\nos.symlink('/etc/passwd', 'note.txt')"
    assert passed(link, ">>> import os\n>>> os.path.exists('note.txt')\nFalse")


# -- chance ------------------------------------------------------------------------------------------------------------


def test_student_code_cannot_choose_what_a_test_draws():
    fix = "import numpy as np\ndef f():\n    np.random.set_state(('MT19937', np.zeros(624, dtype='u4'), 0, 0, 0.0))"
    draws = ">>> np.random.seed(1)\n>>> f()\n>>> x = np.random.rand(3)\n>>> np.random.seed(1)\n>>> (x == np.random.rand(3)).all()\nnp.True_"
    assert passed(fix, draws)


def test_a_test_that_seeds_as_every_test_begins_is_heard_too():
    roll = "import random\ndef roll(): return random.random()"
    assert passed(roll, *[f">>> import random\n>>> random.seed({n})\n>>> a = roll()\n>>> random.seed({n})\n>>> a == random.random()\nTrue" for n in (0, 1)])  # fmt: skip


# -- prints ------------------------------------------------------------------------------------------------------------


def test_print_options_of_a_notebook_end_with_its_case():
    options = "import numpy as np\nnp.set_printoptions(precision=2)\nv = np.array([1 / 3])"
    with Grader({"q1": ok(">>> v\narray([0.33])")}, limits=LIMITS) as g:
        assert g.scores([options]) == {"q1": 1.0}
        assert g.scores(["import numpy as np\nv = np.array([1 / 3])"]) == {"q1": 0.0}


@pytest.mark.parametrize("option", ["nanstr='1.'", "formatter={'float': lambda x: '1.'}"])
def test_no_option_makes_a_value_print_as_another(option):
    lie = f"import numpy as np\nnp.set_printoptions({option})\nv = np.array([np.nan])"
    assert verdicts(lie, ">>> v\narray([1.])") == ["FAIL"]


# -- copies, classes, exceptions ---------------------------------------------------------------------------------------


def test_a_copy_is_made_anew_when_student_code_changed_the_object():
    code = ">>> n = len(log)\n>>> log.append('test')\n>>> note()\n>>> log[-1]\n'note'"
    assert passed("log = []\ndef note(): log.append('note')", code)


def test_a_test_keeps_what_it_did_to_a_copy_as_long_as_the_question():
    assert passed("items = [3, 1]", ">>> items.sort()\n>>> items\n[1, 3]", ">>> items\n[1, 3]")


def test_the_type_of_an_answer_that_lies_about_its_class_is_not_the_judges():
    lie = "import numpy as np\nclass Lie: pass\nLie.__module__, Lie.__qualname__ = 'numpy', 'ndarray'\nx = Lie()"
    assert verdicts(lie, ">>> type(x) == np.ndarray\nTrue") == ["FAIL"]


def test_an_exception_class_of_a_notebook_catches_its_own_alone():
    cell = "class A(Exception): pass\nclass B(A): pass\nclass C(Exception): pass\ndef f(k): raise k('x')"
    caught = (
        ">>> try:\n...     f({})\n... except A:\n...     print('A')\n... except Exception:\n...     print('other')\n{}"
    )
    assert passed(cell, caught.format("B", "A"), caught.format("C", "other"), caught.format("ValueError", "other"))


# -- checks ------------------------------------------------------------------------------------------------------------

CHECK = "import otter\ngrader = otter.Notebook()"


def test_the_last_check_of_a_stock_zip_decides():
    cells = [CHECK, "x = 0\ngrader.check('q1')", "x = 1\ngrader.check('q1')"]
    assert passed(cells, ">>> x\n1")
    assert not passed([*cells, "x = 2\ngrader.check('q1')"], ">>> x\n1")


def test_a_cell_that_checks_often_costs_its_own_time_alone():
    assert passed([CHECK, "x = 1\nfor _ in range(60): grader.check('q1')"], ">>> x\n1")


def test_a_builtin_that_the_notebook_defines_is_judged_as_the_notebooks():
    wrong = "def sum(xs): return 0"
    assert verdicts(wrong, ">>> sum([1, 2])\n3", inside="fallback") == ["FAIL"]
    assert verdicts("def sum(xs): return 3", ">>> sum([1, 2])\n3", inside="fallback") == ["PASS"]


# -- too much for one at a time ----------------------------------------------------------------------------------------


def test_a_list_of_three_million_is_judged_inside():
    assert verdicts("big = [1] * 3_000_000", ">>> len(big)\n3000000", inside="fallback") == ["PASS"]


# -- what is printed, raised and asked for -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    ["import warnings; warnings.warn('old')", "import sys; print('note', file=sys.stderr)", "1 / numpy.zeros(1)"],
)
def test_standard_error_is_no_output_of_a_doctest(body):
    assert passed(f"import numpy\ndef f():\n    {body}\n    return 1", ">>> f()\n1")


def test_a_test_that_redirects_standard_error_gets_it():
    code = ">>> import io, contextlib\n>>> with contextlib.redirect_stderr(io.StringIO()) as e: f()\n>>> e.getvalue()\n'no\\n'"
    assert passed("import sys\ndef f(): print('no', file=sys.stderr)", code)


def test_what_an_exception_was_raised_from_and_its_class_is_as_in_the_notebook():
    cell = """class Mine(ValueError): pass
def f():
    try: 1 / 0
    except ArithmeticError as e: raise Mine("no") from e"""
    code = """>>> try: f()
... except Mine as e: print(type(e.__cause__).__name__, Mine.__bases__, Mine.__mro__[1].__name__)
ZeroDivisionError (<class 'ValueError'>,) ValueError"""
    assert passed(cell, code)


def test_endless_causes_are_cut():
    data = {"type": "ValueError", "message": "x"}
    for _ in range(5_000):
        data = {"type": "ValueError", "message": "x", "cause": data}
    assert student_error(data).__cause__.__cause__.__cause__ is None


@pytest.mark.parametrize(
    ("name", "value", "shown"), [("statistics", "[1, 2]", "len(statistics)"), ("warnings", "'ab'", "len(warnings)")]
)
def test_a_value_that_is_called_like_a_module_is_the_notebooks(name, value, shown):
    assert passed(f"{name} = {value}", f">>> {shown}\n2")


def test_a_class_of_a_module_beside_the_notebook_is_the_same_on_both_sides():
    shop = b"class Item:\n    def __init__(self, n): self.n = n\n"
    cells = "from shop import Item\nclass Mine(Item): pass\nx = Mine(3)\ny = 4"
    code = ">>> from shop import Item\n>>> isinstance(x, Item), isinstance(y, Item), type(x) == Item, issubclass(Mine, Item)"
    assert passed(cells, f"{code}\n(True, False, False, True)", files={"shop.py": shop})


def test_a_librarys_own_kind_of_tuple_keeps_its_methods():
    shop = b"class Row(tuple):\n    def first(self): return self[0]\n"
    code = ">>> row.first(), row == (1, 2), len(row)\n(1, True, 2)"
    assert passed("from shop import Row\nrow = Row([1, 2])", code, files={"shop.py": shop})


def test_what_an_example_that_failed_should_have_bound_is_not_called_missing():
    with Grader({"q1": ok(">>> v = f()\n>>> v + 1\n2")}) as g:
        case = g.report(["def f(): raise ValueError('no')"]).questions[0].cases[0]
    assert case.verdict.value == "ERROR"
