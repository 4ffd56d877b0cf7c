"""Attacks on the second judgement, where student code may call the course's own answer to a failed question.

What an attack found out, it can only say by the verdict of q2: `cube` is right when what the attack looked for is there.
"""

import pytest

from autograder.results import Status
from tests.hostile.attacks import FIND_WIRE, LIMITS, memory_growth_below, within
from tests.support.grading import SQUARE, Grader, course_members

SECRET = "of course a square is the sum of the first x odd numbers"
Q1 = f'''import numpy as np

def square(x):
    """{SECRET}."""
    return sum(range(1, 2 * x, 2)) if isinstance(x, int) else x * x

def hoard(n):
    return np.ones(n).sum()

def shower(n):
    return np.ones(n)

def spin(n):
    while True: n += 1

def apply(f, x):
    return f(x)

def fails(x):
    raise ValueError("{SECRET}")

def keeps(x, seen=[]):
    seen.append(x)
    return list(seen)

def offers(f):
    return f(square)

def dies(x):
    __import__("os").abort()

def opens(x):
    return lambda: square

GRID = np.zeros(3)'''
Q2 = SQUARE.split("@test_case")[0].replace("q1", "q2").replace("points = 4", "points = 2") + '''
@test_case(name="public", points=1)
def test_public(cube):
    assert cube(2) == 8, f"cube(2) should be 8, got {cube(2)}"

@test_case(name="random", points=1, hidden=True)
def test_random(cube):
    assert cube(5) == 125
'''  # fmt: skip
ANSWERS = {"q1": Q1, "q2": "import math\ndef cube(x): return math.prod([x, x, x])"}
WRONG = "def square(x): return -1\nhoard = shower = spin = apply = fails = keeps = offers = dies = opens = square\nGRID = [0]"
AGAIN = "again = square(3) == 9"  # whether this is the second run
RIGHT = "def cube(x): return x ** 3 if {} else -1"
ALL = (2.0, ("q1",))
NONE = (0.0, ())


@pytest.fixture(scope="module")
def course(back_end):
    """Two questions, the second of which requires the first."""
    members = course_members(ANSWERS, {"q2": ["q1"]})
    with Grader({"q1": SQUARE, "q2": Q2}, back_end=back_end, limits=LIMITS, members=members) as g:
        yield g


def outcome(course, *cells):
    """Points of q2 and whose answers stood in; q1 earns nothing."""
    with within(20.0):
        report = course.report([WRONG, AGAIN, *cells])
    assert report.status is Status.GRADED, report.message
    q1, q2 = report.questions
    assert (q1.points, q1.with_reference) == NONE
    assert not report.notes, report.notes
    return q2.points, q2.with_reference


def test_an_honest_answer_is_judged_with_the_courses_square(course):
    assert outcome(course, "def cube(x): return x * square(x)") == ALL


def test_what_attacks_look_for_would_be_seen(course):
    assert outcome(course, RIGHT.format("again")) == ALL
    assert outcome(course, RIGHT.format("again and 'no' == 'yes'")) == NONE


# -- nothing that it learns gets out ----------------------------------------------------------------------------------

LEAK = "leak = [f'value-{square(x)}' for x in (1003, 2001)]"  # 1006009, 4004001: what a report must not hold
CELLS = [
    "print(leak)",
    "leak",
    "raise ValueError(leak)",
    "from IPython.display import display, HTML\ndisplay(HTML(str(leak)))",
    "import otter\notter.Notebook().check(str(leak))",
]
HIDDEN = [
    "import sys, warnings\nsys.stderr.write(str(leak))\nwarnings.warn(str(leak))",
    "!echo {leak[0]} {leak[1]}",
    "open('leak.txt', 'w').write(str(leak))\nopen('/tmp/.output', 'a').write(str(leak))",
    "if again:\n    import os\n    print(leak, flush=True)\n    os._exit(1)",
    # the second run earns more with the one case, and says the values in the other
    "def cube(x): return 125 if again and x == 5 else int(leak[0][6:])",
    "def cube(x): return 125 if again and x == 5 else int(leak[0][6:]) if again else 1 / 0",
    "def cube(x):\n    if again and x == 5: return 125\n    raise type(leak[0], (ValueError,), {})(leak)",
    "def cube(x):\n    print(leak)\n    if again and x == 2: return 8\n    raise ValueError(leak)",
]


def told(course, cell):
    """All that a submission's report and executed notebook say."""
    graded = course.graded([WRONG, AGAIN, LEAK, RIGHT.format("again"), cell])
    assert graded.report.status is Status.GRADED, graded.report.message
    return graded.report.to_json().decode() + str(graded.outputs)


@pytest.mark.parametrize("cell", CELLS + HIDDEN)
def test_no_value_of_the_courses_answer_reaches_a_report(course, cell):
    text = told(course, cell)
    assert "1006009" not in text
    assert "4004001" not in text


@pytest.mark.parametrize("cell", CELLS)
def test_what_these_cells_tell_of_the_students_own_answer_is_there(course, cell):
    assert "value--1" in told(course, cell)


def test_how_long_a_case_took_is_told_of_the_first_run_only(course):
    cells = [WRONG, AGAIN, "import time\ndef cube(x):\n    if again: time.sleep(0.7)\n    return x * square(x)"]
    q2 = course.report(cells).questions[1]
    assert (q2.points, q2.with_reference) == ALL
    assert max(c.wall_s for c in q2.cases) < 0.7


def test_what_it_learns_does_not_help_the_failed_question(course):
    """Neither a table of values, nor the stub itself under the question's own name, nor a check made by then."""
    cell = "table = {x: square(x) for x in range(-9, 9)}\nkeep = square\ndef square(x): return table.get(x, keep(x))"
    check = "import otter\notter.Notebook().check('q1')"
    assert outcome(course, cell, check, "def cube(x): return x * square(x)") == ALL


# -- the stub tells nothing -------------------------------------------------------------------------------------------

LOOK = """
import gc, glob, inspect, os, re
word = re.compile("sum of the first [x] odd")  # so that the words themselves are nowhere in this notebook
def holds(x):
    return word.search(str(x)) is not None
"""
PLACES = {
    "its text": "[repr(square), str(square), square.__doc__, square.__module__, square.__qualname__, vars(square)]",
    "its signature": "[inspect.signature(square), square.__defaults__, square.__kwdefaults__, square.__annotations__]",
    "its code": "[square.__code__.co_consts, square.__code__.co_names, square.__code__.co_filename]",
    "its source": "[inspect.getsource(square)]",
    "its closure": "[getattr(c.cell_contents, '__dict__', c.cell_contents) for c in square.__closure__ or ()]",
    "its globals": "list(square.__globals__.values())",
    "all objects": "[o for o in gc.get_objects() if isinstance(o, (str, dict, list, tuple))]",
    "the files": "[open(p, errors='replace').read() for p in glob.glob('/tmp/*') + glob.glob('*') if os.path.isfile(p)]",
}


@pytest.mark.parametrize("place", PLACES)
def test_the_stub_reveals_nothing_of_the_answer(course, place):
    body = f"    try:\n        return any(map(holds, {PLACES[place]}))\n    except OSError:\n        return False  # no source"
    assert outcome(course, f"{LOOK}\ndef look():\n{body}", RIGHT.format("again and not look()")) == ALL


@pytest.mark.parametrize("place", ["its text", "its code", "its source", "its globals", "all objects"])
def test_an_answer_that_lies_in_the_sandbox_would_be_found(course, place):
    own = f"def square(x):\n    '''{SECRET}'''\n    return 9\nbook = [square.__doc__]"
    look = f"{LOOK}\ndef look():\n    return any(map(holds, {PLACES[place]}))"
    assert outcome(course, own, look, RIGHT.format("look()")) == (2.0, ())


MEMORY = f"""{LOOK}
def look():
    square(3)
    pattern, found = re.compile(b"sum of the first [x] odd"), False
    for line in open("/proc/self/maps"):
        a, b = (int(n, 16) for n in line.split()[0].split("-"))
        if "rw" in line and "[v" not in line and b - a < 64 << 20:
            try:
                with open("/proc/self/mem", "rb") as f:
                    f.seek(a)
                    found = found or pattern.search(f.read(b - a)) is not None
            except OSError: pass
    return found
"""


def test_the_memory_of_the_process_holds_nothing_of_the_answer(course):
    assert outcome(course, MEMORY, RIGHT.format("again and not look()")) == ALL


def test_words_in_the_memory_of_the_process_would_be_found(course):
    assert outcome(course, f"book = '{SECRET}'", MEMORY, RIGHT.format("look()")) == (2.0, ())


def test_an_exception_says_its_built_in_class_and_no_more(course):
    look = f"""{LOOK}
import traceback
def look():
    try:
        fails(1)
    except ValueError as e:
        return holds(traceback.format_exc()) or holds(e) or holds(e.args) or "hw" in str(e)
    return True
"""
    assert outcome(course, look, RIGHT.format("again and not look()")) == ALL


def test_a_function_that_it_returns_does_not_come_through(course):
    look = "def look():\n    try:\n        opens(1)\n    except TypeError:\n        return True"
    assert outcome(course, look, RIGHT.format("again and look()")) == ALL


def test_an_object_of_the_course_is_not_handed_to_a_function_of_the_student(course):
    cell = "kept = []\nif again:\n    try:\n        offers(kept.append)\n    except TypeError:\n        kept += [None]"
    assert outcome(course, cell, RIGHT.format("again and kept in ([], [None])")) == ALL


def test_only_the_names_of_the_failed_question_are_there(course):
    look = "there = 'cube' in globals() or 'math' in globals()"
    assert outcome(course, look, RIGHT.format("again and there")) == NONE


@pytest.mark.parametrize("numbers", ["range(-3, 1)", "range(9, 99)", "[2**70, 1.5, 'cube', None]"])
def test_a_stub_number_that_was_guessed_is_refused(course, numbers):
    guess = f"{FIND_WIRE}\nif again:\n    for n in {numbers}:\n        me.callback(n, 'cube')(2)\n    done = True"
    assert outcome(course, guess, RIGHT.format("again and 'done' in globals()")) == NONE


def test_a_handle_number_of_the_other_sandbox_means_nothing(course):
    """`H` nodes name objects of the receiver; one that student code sends is no value at all."""
    guess = f"""{FIND_WIRE}
if again:
    for n in range(1, 20):
        channel.send(["callback", 1, [["H", n]], []])
        me.serve("returned", "raised")
    done = True
"""
    assert outcome(course, guess, RIGHT.format("again and 'done' in globals()")) == NONE


# -- it costs nobody but the attacker ---------------------------------------------------------------------------------

HONEST = "def cube(x): return x * square(x)"


@pytest.mark.isolated
@pytest.mark.parametrize("call", ["hoard(10**8)", "hoard(10**10)", "hoard(10**13)", "shower(2 * 10**7)"])
def test_too_much_asked_of_the_courses_answer_costs_a_cell_of_the_second_run(course, call):
    with memory_growth_below(300 << 20, course.judge):
        assert outcome(course, f"if again: {call}", HONEST) == ALL


@pytest.mark.isolated
def test_too_much_asked_in_a_case_costs_the_case(course):
    cube = "def cube(x):\n    if again and x == 2: hoard(10**10)\n    return x * square(x)"
    assert outcome(course, cube) == (1.0, ("q1",))


def test_an_endless_answer_of_the_course_is_a_time_limit(course):
    cube = "def cube(x):\n    if again and x == 2: spin(1)\n    return x * square(x)"
    assert outcome(course, "if again: spin(1)", cube) == (1.0, ("q1",))


def test_a_crash_of_the_courses_answer_costs_a_cell_or_a_case(course):
    cube = "def cube(x):\n    if again and x == 2: dies(1)\n    return x * square(x)"
    assert outcome(course, "if again: dies(1)", cube) == (1.0, ("q1",))


def test_a_flood_of_calls_is_a_time_limit(course):
    assert outcome(course, "while again: square(1)", HONEST) == ALL


@pytest.mark.parametrize(
    "function",
    [
        "lambda x: apply(function, x)",
        "lambda x: 1 / 0",
        "lambda x: spin(x)",
        "lambda x: [function]",
        "__import__('time').sleep",
        "lambda x: __import__('os')._exit(0)",
        "type('C', (), {'__call__': lambda self, x: self})()",
        "int",
    ],
)
def test_a_function_handed_to_the_courses_answer_does_no_harm(course, function):
    cell = f"if again:\n    function = {function}\n    apply(function, 30)"
    assert outcome(course, cell, HONEST) == ALL


@pytest.mark.parametrize(
    "value", ["object()", "[object()]", "(i for i in 'ab')", "10**5000", "float('nan')", "[[]] * 10**6"]
)
def test_a_value_handed_to_the_courses_answer_does_no_harm(course, value):
    assert outcome(course, f"if again:\n    square({value})", HONEST) == ALL


def test_a_result_is_a_copy(course):
    look = "def look():\n    got = shower(3)\n    got[:] = 7\n    return list(shower(3)) == [1, 1, 1]"
    assert outcome(course, look, RIGHT.format("again and look()")) == ALL


def test_pinned_data_is_a_copy(course):
    assert outcome(course, "if again: GRID[:] = 5", RIGHT.format("again and GRID[0] == 5")) == ALL
    assert outcome(course, RIGHT.format("again and GRID[0] == 0")) == ALL


def test_nothing_is_remembered_from_one_submission_to_the_next(course):
    for _ in range(2):
        assert outcome(course, "seen = keeps(1)", RIGHT.format("again and seen == [1]")) == ALL


def test_a_pin_that_was_taken_off_harms_its_owner_alone(course):
    take_off = FIND_WIRE + "\nme.pins = {}\ndef square(x): return -1"
    assert outcome(course, take_off, HONEST) == NONE
