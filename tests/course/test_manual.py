"""Questions that people mark: what a build makes of them, what it refuses, and what tests need not give."""

import zipfile

import nbformat
import pytest

from autograder.bundle import load_bundle, solved_and_untouched
from autograder.cells import answer_of
from autograder.course import course
from autograder.course.build import build_assignment
from autograder.course.new import new_assignment
from autograder.errors import BuildError, CourseError
from autograder.grading.one import grade_one
from autograder.proof.survivors import survivors
from autograder.proof.verify import verify
from autograder.results import Verdict

TEXT = """
# %% [raw]
# # BEGIN QUESTION
# name: q4
# manual: true
# points: 4
# %% [markdown]
# ## Question 4: why
# %% [raw]
# # BEGIN SOLUTION
# %% [markdown]
# A mean divides by the number of rows, which is zero.
# %% [raw]
# # END SOLUTION
# %% [raw]
# # END QUESTION
"""
CODE = """
# %% [raw]
# # BEGIN QUESTION
# name: q5
# manual: true
# points: 2
# %% [raw]
# # BEGIN SOLUTION
# %%
drawing = 1 + 2  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # END QUESTION
"""
TESTS = """
# %% [raw]
# # BEGIN TESTS
# %%
def test_public_it():
    pass
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
"""
RUBRIC = '[questions.q4]\nrubric = [{name = "division", points = 3, hint = "by 0"}, {name = "language", points = 1}]\n'


@pytest.fixture
def make(tmp_path):
    """Builds the template with more text in its master and its settings."""

    def build(master, settings="", **options):
        if not (tmp_path / "assignments").exists():
            new_assignment(tmp_path, "means")
            for name, text in (("means.py", master), ("assignment.toml", settings)):
                path = tmp_path / "assignments" / "means" / name
                path.write_text(path.read_text() + text)
        return build_assignment(course.load_course(tmp_path).assignments["means"], tmp_path / "dist", **options)

    return build


def test_a_question_that_people_mark_is_proved_without_a_mark(make):
    made = make(TEXT, RUBRIC, grade=grade_one)
    assert (made.questions, made.points) == (2, 8)
    report = grade_one(made.bundle, made.student / "means.ipynb")
    waiting = {c.name: (c.possible, c.verdict) for c in report.questions[1].cases}
    assert waiting == {"division": (3, Verdict.PENDING), "language": (1, Verdict.PENDING)}
    assert (report.pending, load_bundle(made.bundle).manual) == (4, {"q4"})


def test_without_a_rubric_one_mark_decides(make):
    (case,) = grade_one((made := make(CODE)).bundle, made.student / "means.ipynb").questions[1].cases
    assert (case.name, case.possible) == ("answer", 2)


def test_only_an_answer_that_people_mark_may_wait(make, tmp_path):
    new_assignment(tmp_path, "means")
    hidden = tmp_path / "assignments/means/hidden/q1.py"
    source = hidden.read_text()
    hidden.write_text(
        source.replace("    agree(", '    raise __import__("autograder.errors").errors.PendingMark("?")\n    agree(', 1)
    )
    with pytest.raises(BuildError, match="the official solution fails q1"):
        make("", grade=grade_one)


def test_students_get_a_marked_place_for_a_text_and_no_solution(make):
    made = make(TEXT + CODE)
    notebook = nbformat.read(made.student / "means.ipynb", as_version=4)
    places = [(c.cell_type, c.source) for c in notebook.cells if answer_of(c) in ("q4", "q5")]
    assert places == [("markdown", "_Type your answer here, replacing this text._"), ("code", "drawing = ...")]
    assert "which is zero" not in (made.student / "means.ipynb").read_text()
    assert any("which is zero" in c.source for c in solved_and_untouched(made.bundle)[0].cells)
    assert not (made.student / "tests" / "means" / "q4.py").exists()


def test_a_question_without_a_solution_has_a_place_for_the_answer(make):
    bare = TEXT.replace(TEXT[TEXT.index("# %% [raw]\n# # BEGIN SOL") : TEXT.index("# %% [raw]\n# # END QUES")], "")
    notebook = nbformat.read(make(bare).student / "means.ipynb", as_version=4)
    assert [c.cell_type for c in notebook.cells if answer_of(c) == "q4"] == ["markdown"]


def test_a_text_of_the_solution_that_students_could_read_is_a_leak(make, tmp_path):
    new_assignment(tmp_path, "means")
    folder = tmp_path / "assignments" / "means"
    (folder / "notes.txt").write_text("A mean divides by the number of rows, which is zero.")
    toml = (folder / "assignment.toml").read_text()
    (folder / "assignment.toml").write_text(f'files = ["notes.txt"]\n{toml}')
    (folder / "means.py").write_text((folder / "means.py").read_text() + TEXT)
    with pytest.raises(BuildError, match="notes.txt of the student folder shows a line"):
        make(TEXT)


def test_otter_is_not_asked_for_what_people_mark(make):
    with zipfile.ZipFile(make(TEXT + CODE, stock=True).stock) as z:
        assert [n for n in z.namelist() if n.startswith("tests/")] == ["tests/q1.py"]


@pytest.mark.parametrize(
    ("master", "settings", "said"),
    [
        (TEXT, RUBRIC.replace("3", "2"), r"assignment.toml: questions.q4.rubric: the criteria are worth 3 points, the question 4"),
        (TEXT, RUBRIC.replace("language", "division"), "each criterion needs a name of its own"),
        (TEXT, RUBRIC.replace("3", "5").replace("= 1}", "= -1}"), "each criterion needs points above 0"),
        (TEXT, RUBRIC.partition("\n")[2], "questions.q1.rubric: is for questions that people mark; write `manual: true`"),
        (TEXT, RUBRIC.replace("hint", "hnt"), "did you mean `hint`"),
        (TEXT, '[questions.q4]\nrequires = ["q1"]\n', "questions.q4.requires: people mark q4"),
        (TEXT.replace("# points: 4\n", ""), "", "a BEGIN QUESTION cell needs `name` and `points`"),
        (CODE.replace("# %% [raw]\n# # END QUESTION\n", TESTS.lstrip()), "", "q5: people mark it .*, and it has tests; make two"),
    ],
)  # fmt: skip
def test_a_rubric_that_does_not_fit_is_named(make, master, settings, said):
    with pytest.raises(CourseError, match=said):
        make(master, settings)


def test_hidden_tests_for_what_people_mark_are_refused(make, tmp_path):
    new_assignment(tmp_path, "means")
    folder = tmp_path / "assignments" / "means"
    (folder / "means.py").write_text((folder / "means.py").read_text() + TEXT)
    (folder / "hidden" / "q4.py").write_text("")
    with pytest.raises(BuildError, match=r"q4.py: people mark q4 \(`manual: true`\); make two questions of it"):
        make(TEXT)


@pytest.mark.slow
def test_a_proof_asks_no_test_for_what_people_mark(make, tmp_path):
    made = make(TEXT + CODE, RUBRIC)
    assert verify(made.bundle, tmp_path / "solutions" / "means", {}, jobs=1).gaps == ()
    solved, _ = solved_and_untouched(made.bundle)
    assert not any("q5" in key for key in survivors(made.bundle, solved, jobs=1)[1])
