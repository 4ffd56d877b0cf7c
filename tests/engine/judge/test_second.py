"""A question that builds on a failed one is judged once more, with the course's own answer to that one."""

from contextlib import closing

import pytest

from autograder.engine.judge.official import defined_names
from autograder.engine.judge.replay import Replay
from autograder.engine.judge.sandbox import Sandbox
from autograder.engine.judge.second import all_required
from autograder.limits import Limits
from autograder.results import Status, Verdict
from tests.hostile.attacks import cut_off
from tests.support.grading import SQUARE, Grader, course_members, shared_zygote

pytestmark = pytest.mark.slow

HEAD = "OK_FORMAT = False\nfrom otter.test_files import test_case\nname = '{}'\npoints = {}\n"
CUBE = (
    HEAD.format("q2", 3)
    + """
@test_case(name="public", points=1)
def test_public(cube):
    assert cube(2) == 8, f"cube(2) should be 8, got {cube(2)}"

@test_case(name="random", points=2, hidden=True)
def test_random(cube):
    assert [cube(x) for x in (-3, 5)] == [-27, 125]
"""
)
FOURTH = HEAD.format("q3", 1) + "@test_case(name='a')\ndef test_a(fourth):\n    assert fourth(2) == 16\n"
TESTS = {"q1": SQUARE, "q2": CUBE, "q3": FOURTH}
ANSWERS = {
    "q1": "def square(x):\n    return x * x",
    "q2": "def cube(x):\n    return x * square(x)",
    "q3": "def fourth(x):\n    return x * cube(x)",
}
REQUIRES = {"q2": ["q1"], "q3": ["q2"]}
WRONG = "def square(x):\n    return 2 * x + 1"


def course(answers=ANSWERS, requires=REQUIRES, tests=TESTS, before=None, **options):
    """A grader whose bundle has a solved notebook; a wrong `square` gives wrong cubes."""
    return Grader({q: tests[q] for q in answers}, members=course_members(answers, requires, before), **options)


@pytest.fixture(scope="module")
def grader():
    with course() as g:
        yield g


def points(report):
    """Points per question, with the questions whose answers stood in."""
    assert report.status is Status.GRADED, report.message
    return {q.name: (q.points, q.with_reference) for q in report.questions}


def test_one_mistake_costs_its_own_question_alone(grader):
    found = points(grader.report([WRONG, ANSWERS["q2"], ANSWERS["q3"]]))
    assert found == {"q1": (0.0, ()), "q2": (3.0, ("q1",)), "q3": (1.0, ("q1", "q2"))}


def test_a_right_notebook_is_judged_once(grader, monkeypatch):
    monkeypatch.setattr("autograder.engine.judge.judge.replay_again", None)
    assert points(grader.report(list(ANSWERS.values()))) == {"q1": (4.0, ()), "q2": (3.0, ()), "q3": (1.0, ())}


def test_a_mistake_of_its_own_still_counts(grader):
    report = grader.report(
        [WRONG, "def cube(x):\n    return x + square(x)", "def fourth(x):\n    return square(square(x))"]
    )
    assert points(report) == {"q1": (0.0, ()), "q2": (0.0, ()), "q3": (1.0, ("q1", "q2"))}


def test_an_answer_that_does_not_call_the_failed_one_keeps_its_result_and_no_flag(grader):
    report = grader.report([WRONG, "def cube(x):\n    return x ** 3", "def fourth(x):\n    return 0"])
    assert points(report) == {"q1": (0.0, ()), "q2": (3.0, ()), "q3": (0.0, ())}


def test_what_a_cell_computes_is_computed_with_the_courses_answer(grader):
    table = "table = {x: x * square(x) for x in range(-9, 9)}\ndef cube(x):\n    return table[x]"
    assert points(grader.report([WRONG, table]))["q2"] == (3.0, ("q1",))


def test_a_check_in_the_cell_that_defines_both_sees_the_courses_answer(grader):
    cell = f"{WRONG}\n{ANSWERS['q2']}\nimport otter\notter.Notebook().check('q2')"
    report = grader.report([cell, "cube = None"])
    assert points(report)["q2"] == (3.0, ("q1",))
    assert report.questions[1].checked_in_cell == 0


def test_a_check_of_another_question_answers_as_it_did_first(grader):
    """Else the cell would have another result in the second run, and `cube` another value."""
    check = "import otter\nx = 1 if otter.Notebook().check('q1').passed_all else 0"
    cube = f"def cube(y):\n    return y * square(y) + x\n{ANSWERS['q3']}"
    assert points(grader.report([WRONG, check, cube]))["q2"] == (3.0, ("q1",))


def test_an_answer_that_the_students_interpreter_cannot_hold_costs_the_second_judgement_alone(monkeypatch):
    """Its libraries may be older than the judge's: the student keeps the first result, and is told why."""
    request = Sandbox.request
    monkeypatch.setattr(
        Sandbox, "request", lambda self, kind, *v, **o: ["raise", {}] if kind == "pin" else request(self, kind, *v, **o)
    )
    with course() as g:
        report = g.report([WRONG, ANSWERS["q2"], ANSWERS["q3"]])
    assert points(report)["q2"] == (0.0, ())
    assert any("needs a library that is older or missing here" in note for note in report.notes)


def test_what_the_students_side_cannot_build_is_refused_and_its_process_goes_on():
    """A table of names that is none: as wrong as a value whose class this side does not have."""
    with closing(shared_zygote(("numpy",), "auto").fork(Limits())) as box:
        assert box.request("pin", "no table", {})[0] == "raise"
        assert box.request("pin", {"x": 1}, {})[0] == "value"


def test_a_question_without_a_line_of_its_own_is_required_through_another():
    with course(requires={"q2": ["q1"], "q3": ["q2"]}) as g:
        report = g.report([WRONG, ANSWERS["q2"], "def fourth(x):\n    return square(x) * square(x)"])
    assert points(report)["q3"] == (1.0, ("q1", "q2"))


def test_a_name_that_another_official_answer_defines_is_the_students():
    """The task of q2 is to define `square` anew; judged with the pin, any notebook would earn it."""
    answers = ANSWERS | {"q2": "def square(x):\n    return x * x\ndef cube(x):\n    return x * square(x)"}
    with course(answers) as g:
        report = g.report([WRONG, WRONG + "\n" + ANSWERS["q2"]])
    assert points(report)["q2"] == (0.0, ())


def test_a_name_of_its_own_official_answer_is_never_the_courses(grader):
    assert points(grader.report([WRONG, "cube2 = cube if 'cube' in globals() else None"]))["q2"] == (0.0, ())


CONSTANTS = {
    "q1": "import numpy as np\nsquare, TEN, GRID = np.square, 10, np.arange(3.0)\nclass Box: pass\n_own = 1\nboxes = [Box]",
    "q2": "def cube(x): return x ** 3",
}


def test_functions_plain_data_and_classes_stand_in_and_nothing_else():
    """Never the library's own function either: its name would be the answer."""
    names = ("square", "TEN", "GRID", "Box", "boxes", "_own", "np")
    seen = f"kinds = {{n: type(globals()[n]).__name__ for n in {names} if n in globals()}}"
    expected = {"square": "function", "TEN": "int", "GRID": "ndarray", "Box": "type"}
    with course(CONSTANTS) as g:
        found = points(g.report([seen, WRONG, f"def cube(x): return x ** 3 if kinds == {expected} else 0"]))
    assert found["q2"] == (3.0, ("q1",))


CLASS = "class Tape:\n    def __init__(self, step=1):\n        self.step, self.total = step, 0\n    def add(self, x):\n        self.total += self.step * x\n        return self.total\n    def __call__(self, f):\n        return f(self.total)\n    def me(self):\n        return self\n    def _own(self):\n        return 1"
CLASSES = {"q1": f"def square(x):\n    return x * x\n{CLASS}", "q2": "def cube(x):\n    return x ** 3"}
WRONG_CLASS = f"{WRONG}\nclass Tape:\n    def __init__(self, step=1): pass"


@pytest.mark.parametrize(
    "use",
    [
        "tape = Tape(step=x)\ndef f(): pass\ntape.add(1)\nreturn tape.add(x * x - 1)",
        "a, b = Tape(), Tape(2)\na.add(x ** 3), b.add(7)\nreturn a.total",
        "tape = Tape()\ntape.add(x)\nreturn tape(lambda y: y ** 3)",
        "tape = Tape(step=x)\nreturn Tape.add(tape, x * x) if type(tape) is Tape else 0",
    ],
)
def test_a_class_stands_in_with_its_methods_its_attributes_and_a_state_for_each_object(use):
    body = use.replace("\n", "\n    ")
    with course(CLASSES) as g:
        assert points(g.report([WRONG_CLASS, f"def cube(x):\n    {body}"]))["q2"] == (3.0, ("q1",))


def test_an_object_made_in_a_cell_lasts_as_long_as_the_notebook():
    with course(CLASSES) as g:
        cube = "tape = Tape()\ntape.add(8)\ndef cube(x):\n    return x ** 3 if tape.total == 8 else 0"
        assert points(g.report([WRONG_CLASS, cube]))["q2"] == (3.0, ("q1",))


@pytest.mark.parametrize(
    "attack",
    [
        "tape._number = 99\ntape.add(1)",
        "tape._number = 'x'\ntape.total",
        "tape._own()",
        "tape.__dict__['_number'] = -1\ntape.add(1)",
        "Tape.add(tape, tape)",
        "tape.me()",
        "tape.__class__.__init__.__globals__['use']",
        "type(tape).add.__closure__[1].cell_contents(0, '__class__', ((), {}))",
        "[c.cell_contents for c in type(tape).add.__closure__ if callable(c.cell_contents)][0](0, '__init__', ((), {}))",
        "[c.cell_contents for c in type(tape).add.__closure__ if callable(c.cell_contents)][0](0, '__class__', None)",
        "[c.cell_contents for c in type(tape).add.__closure__ if callable(c.cell_contents)][0](0, '__dict__', None)",
    ],
)
def test_of_an_object_that_stands_in_nothing_but_its_data_is_to_be_had(attack):
    """Its own code is in another sandbox, and what is no plain data does not leave that."""
    body = "\n        ".join(attack.splitlines())
    cube = f"def cube(x):\n    tape = Tape()\n    tape.add(1)\n    try:\n        {body}\n    except Exception:\n        return x ** 3\n    return 0"
    with course(CLASSES) as g:
        assert points(g.report([WRONG_CLASS, cube]))["q2"] == (3.0, ("q1",))


def test_a_class_with_a_base_does_not_stand_in():
    answers = CLASSES | {"q1": CLASSES["q1"] + "\nclass Longer(list):\n    pass\nclass Sub(Tape):\n    pass"}
    cube = "found = [n for n in ('Longer', 'Sub') if n in globals()]\ndef cube(x):\n    Tape().add(1)\n    return 0 if found else x ** 3"
    with course(answers) as g:
        assert points(g.report([WRONG_CLASS, cube]))["q2"] == (3.0, ("q1",))


def test_cells_before_the_answer_and_files_are_there_for_it():
    answers = ANSWERS | {"q1": "def square(x):\n    return x * x * scale"}
    with course(answers, before=["scale = int(open('one.txt').read())"], files={"one.txt": b"1"}) as g:
        assert points(g.report([WRONG, ANSWERS["q2"]]))["q2"] == (3.0, ("q1",))


def test_a_function_that_student_code_passes_is_called_back():
    answers = ANSWERS | {"q1": "def square(x): return x * x\ndef twice(f, x, *, times=2): return f(f(x)) * times"}
    with course(answers) as g:
        cube = "def cube(x):\n    return twice(lambda y: y + 1, x ** 3 - 2, times=1)"
        assert points(g.report([WRONG + "\ndef twice(*a, **k): return 0", cube]))["q2"] == (3.0, ("q1",))


def test_an_argument_is_copied_to_the_courses_answer():
    """What it changes in place is not seen, as the guide says."""
    answers = ANSWERS | {"q1": "def square(x): return x * x\ndef empty(xs): xs.clear()"}
    with course(answers) as g:
        cube = "xs = [1]\nempty(xs)\ndef cube(x):\n    return x ** 3 if xs == [1] and square(3) == 9 else 0"
        assert points(g.report([WRONG, "def empty(xs): pass", cube]))["q2"] == (3.0, ("q1",))


def test_an_exception_of_the_courses_answer_has_its_built_in_class():
    answers = ANSWERS | {"q1": "import numpy as np\ndef square(x):\n    np.linalg.inv(np.zeros((2, 2)))"}
    cube = "def cube(x):\n    try:\n        return square(x)\n    except ValueError:\n        return x ** 3"
    with course(answers) as g:
        assert points(g.report([WRONG, cube]))["q2"] == (3.0, ("q1",))


def test_of_the_second_judgement_the_report_has_the_points_alone(grader):
    """What else there is to see, a case's verdict for one, a student could choose by what the course's answer says."""
    cube = "def cube(x):\n    return 7 if x == 2 else x * square(x)"
    q2 = grader.report([WRONG, cube]).questions[1]
    assert (q2.points, q2.with_reference) == (2.0, ("q1",))
    assert [(c.verdict, c.message.split(":")[0]) for c in q2.cases] == [
        (Verdict.FAIL, "cube(2) should be 8, got 7"),
        (Verdict.FAIL, "this does not hold"),
    ]


def test_cells_after_the_last_check_of_the_second_judgement_are_not_run_again(grader, monkeypatch, tmp_path):
    run, ran = Replay.run_cell, tmp_path / "ran"

    def noted(replay, cell):
        if replay.companion is not None:  # a fork, as each judgement is
            with ran.open("a") as f:
                f.write(f"{cell.index}\n")
        run(replay, cell)

    monkeypatch.setattr(Replay, "run_cell", noted)
    check = "import otter\notter.Notebook().check('{}')"
    cells = [WRONG, ANSWERS["q2"], ANSWERS["q3"], check.format("q3"), check.format("q2"), "left = 1", "right = 2"]
    found = points(grader.report(cells))
    assert found == {"q1": (0.0, ()), "q2": (3.0, ("q1",)), "q3": (1.0, ("q1", "q2"))}
    assert ran.read_text().split() == [*"01234", *"0123"]  # q2 with q1, then q3 with both


def test_a_case_that_ends_the_second_sandbox_costs_itself_alone(grader):
    cube = "import os\ndef cube(x):\n    if x == 2 and square(2) == 4: os._exit(0)\n    return x * square(x)"
    assert points(grader.report([WRONG, cube]))["q2"] == (2.0, ("q1",))


def test_each_cell_may_call_as_often_as_a_case(grader, monkeypatch):
    monkeypatch.setattr("autograder.engine.judge.sandbox.MAX_CALLBACKS", 50)
    sums = [f"{name} = sum(square(1) for _ in range(40))" for name in "ab"]
    cube = "def cube(x):\n    return x * square(x) if a == b == 40 else 0"
    assert points(grader.report([WRONG, *sums, cube]))["q2"] == (3.0, ("q1",))


def test_cells_draw_the_same_numbers_in_every_run(grader):
    draw = "import random\nr = random.random() == random.Random(0).random()"
    cube = "def cube(x):\n    return x * square(x) if r else 0"
    assert points(grader.report([WRONG, draw, cube]))["q2"] == (3.0, ("q1",))


def test_two_reports_of_a_submission_are_the_same_but_for_times(grader):
    first, second = (grader.report([WRONG, *list(ANSWERS.values())[1:]]).without_times() for _ in range(2))
    assert first == second


def test_a_judgement_of_one_question_alone_is_made_once(grader):
    (found,) = grader.judge.grade(loaded(grader, [WRONG, ANSWERS["q2"]]), "s", "s", only="q2").report.questions
    assert (found.points, found.with_reference) == (0.0, ())


def test_an_exam_sheet_is_judged_once(grader):
    cells, sheet = [WRONG, ANSWERS["q2"]], grader.judge.bundle.questions
    assert points(grader.judge.grade(loaded(grader, cells), "s", "s", sheet=sheet).report)["q2"] == (0.0, ())


@pytest.mark.parametrize("member", ["bundle.json", "judge/solution.ipynb"])
def test_without_manifest_or_solved_notebook_there_is_no_second_judgement(member):
    members = course_members(ANSWERS, REQUIRES)
    del members[member]
    with Grader(TESTS, members=members) as g:
        assert points(g.report([WRONG, ANSWERS["q2"]]))["q2"] == (0.0, ())


@pytest.mark.parametrize(
    ("before", "official"),
    [
        ("", "square = 1 / 0"),
        ("", "import os\nos._exit(0)\nsquare = 1"),
        ("", "while True: pass\nsquare = 1"),
        ("import os\none = os._exit(0)", "def square(x): return one * x * x"),
    ],
)
def test_a_broken_official_answer_is_our_failure_and_a_note(before, official):
    with course(ANSWERS | {"q1": official}, before=[before], limits={"cell_s": 1.0}) as g:
        report = g.report([WRONG, ANSWERS["q2"], "def fourth(x): return 16"])
    assert points(report) == {"q1": (0.0, ()), "q2": (0.0, ()), "q3": (1.0, ())}
    (note,) = report.notes
    assert note.startswith("q2: not judged with the course's own q1: ")
    assert "not your fault" in note


def test_no_time_left_is_a_note():
    with course() as g, cut_off(g, total_s=2.0, case_s=1.9):
        report = g.report(["def square(x):\n    while True: pass", "def cube(x): return 0", "def fourth(x): return 0"])
    assert "q2: not judged with the course's own q1: the submission used up its 2 s (`total_s`)" in report.notes


def test_a_test_that_breaks_in_the_second_judgement_is_a_note():
    cube = CUBE.replace(
        "def test_random(cube):", "def test_random(cube):\n    if cube(1) == 1: import no_such_module_at_all"
    )
    with course(tests=TESTS | {"q2": cube}) as g:
        report = g.report([WRONG, ANSWERS["q2"], "def fourth(x): return 16"])
    assert points(report)["q2"] == (0.0, ())
    assert "q2: not judged with the course's own q1: a test could not be run; this is not your fault" in report.notes


def test_a_failed_isolation_leaves_the_first_result(grader, monkeypatch):
    def fail(*_):
        raise OSError("no more processes")

    monkeypatch.setattr("autograder.engine.judge.official.Official.opened", fail)
    report = grader.report([WRONG, ANSWERS["q2"]])
    assert points(report)["q2"] == (0.0, ())
    assert "no more processes" not in "".join(report.notes)


def test_a_cycle_in_a_bundle_ends():
    assert all_required({"q1": ["q2"], "q2": ["q1", "q3"]}, "q1") == {"q2", "q3"}


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def f(): inner = 1\nclass C: x = 1\nasync def g(): pass", {"f", "C", "g"}),
        ("a = b = 1\nc, (d, *e) = 1, (2, 3)\nf: int = 4\nx.y = 5\nz[k] = 6", {"a", "b", "c", "d", "e", "f"}),
        ("import m\nfor i in x: t = 1\n_own = [a for a in x]\ndef _helper(): pass", set()),
        ("%matplotlib inline\na = 1", set()),
    ],
)
def test_a_cell_defines_what_its_top_level_binds(source, names):
    assert defined_names(source) == names


def loaded(grader, cells):
    """A submission made of cells."""
    from pathlib import Path

    from autograder.submissions import find_submissions, load_submission
    from tests.support.grading import make_notebook

    path = make_notebook(Path(grader.folder.name) / "submission.ipynb", cells)
    return load_submission(find_submissions([path])[0])


def test_cells_that_only_show_do_not_stand_in():
    with course(ANSWERS, before=["import os\nos._exit(0)"]) as g:
        report = g.report([WRONG, ANSWERS["q2"]])
    assert points(report)["q2"] == (3.0, ("q1",))
    assert report.notes == ()
