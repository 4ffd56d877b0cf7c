"""`requires` in assignment.toml, from the master to the report."""

import pytest

from autograder.bundle import load_bundle
from autograder.course import course
from autograder.course.build import build_assignment
from autograder.course.new import new_assignment
from autograder.errors import BuildError
from autograder.grading.one import grade_one
from tests.support.grading import make_notebook

pytestmark = pytest.mark.slow

QUESTION = '''
# %% [raw]
# # BEGIN QUESTION
# name: q2
# points: 2
# %% [raw]
# # BEGIN SOLUTION
# %%
def centre(X):
    """X of shape (N, D) minus the means of its columns."""
    return X - column_means(X)  # SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
def test_public_two(centre):
    import numpy as np

    assert np.allclose(centre(np.array([[1.0, 2.0], [3.0, 6.0]])), [[-1.0, -2.0], [1.0, 2.0]])
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
'''


@pytest.fixture
def means(tmp_path):
    """A course whose assignment `means` has a second question that calls the first."""
    new_assignment(tmp_path, "means")
    folder = tmp_path / "assignments" / "means"
    (folder / "means.py").write_text((folder / "means.py").read_text() + QUESTION)
    settings = (folder / "assignment.toml").read_text()
    (folder / "assignment.toml").write_text(settings + '[questions.q2]\nrequires = ["q1"]\n')
    return tmp_path


def build(root, **options):
    return build_assignment(course.load_course(root).assignments["means"], root / "dist", **options)


def edit(root, file, old, new):
    path = root / "assignments" / "means" / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_built_bundle_forgives_what_follows_from_a_mistake(means):
    made = build(means, grade=grade_one)
    cells = ["def column_means(X): return X.mean(axis=1)", "def centre(X): return X - column_means(X)"]
    q1, q2 = grade_one(made.bundle, make_notebook(means / "ada.ipynb", cells)).questions
    assert (q1.points, q1.with_reference, q2.points, q2.with_reference) == (0.0, (), 2.0, ("q1",))


def test_a_zip_for_stock_otter_has_no_answers_that_could_stand_in(means):
    made = build(means, stock=True)
    assert load_bundle(made.bundle).requires == {"q2": ("q1",)}
    cells = ["def column_means(X): return X.mean(axis=1)", "def centre(X): return X - column_means(X)"]
    report = grade_one(made.stock, make_notebook(means / "ada.ipynb", cells))
    assert [(q.points, q.with_reference) for q in report.questions] == [(0.0, ()), (0.0, ())]


def test_a_name_that_is_no_earlier_question_is_refused_with_its_file_and_key(means):
    edit(means, "assignment.toml", '["q1"]', '["q11"]')
    with pytest.raises(course.CourseError, match=r"assignment.toml: questions.q2.requires: .*did you mean 'q1'"):
        build(means)


def test_an_answer_that_nothing_can_stand_in_for_is_refused(means):
    """A class stays in its own process: with a wrong one, what builds on it cannot be judged."""
    line = "    return X.sum(axis=0) / len(X)  # SOLUTION"
    edit(
        means,
        "means.py",
        line,
        f"{line}\n\n\nclass Mean(dict):\n    def of(self, X):\n        return sum(X) / len(X)  # SOLUTION",
    )
    edit(means, "means.py", "X - column_means(X)", "X - Mean().of(X)")
    with pytest.raises(
        BuildError, match=r"questions.q2.requires: with q1 unanswered, the official answer earns 0 of 2"
    ):
        build(means, grade=grade_one)


def test_an_assignment_without_requires_is_built_as_before(means):
    edit(means, "assignment.toml", 'requires = ["q1"]', "")
    assert load_bundle(build(means).bundle).requires == {}
