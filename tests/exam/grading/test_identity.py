"""Whose submission is it: every mixture of file name, token and questions."""

import pytest

from autograder.exam.grading.identity import Identifier
from autograder.exam.sheets.tokens import Token, sign_token
from autograder.handin.keys import ExamKey
from autograder.submissions import load_submission


@pytest.fixture
def identify(desk, tmp_path):
    """(file name, notebook) → Identity."""
    desk.tmp = tmp_path
    known = Identifier(desk.exam, desk.key, desk.built.manifest, desk.sheets)

    def one(name, notebook):
        (submission,) = desk.hand_in({name: notebook}, folder=name)
        return known.identify(submission, load_submission(submission))

    return one


def kinds(identity):
    return [(f.kind, f.other) for f in identity.findings]


def token(notebook, text):
    notebook.metadata["autograder"]["token"] = text
    return notebook


def test_an_honest_notebook_raises_nothing(desk, identify):
    for student in desk.students:
        for name in (f"trial-{student.id}", f"{student.id}", f"{student.name}"):
            found = identify(name, desk.notebook(student.id))
            assert (found.student, found.sheet, found.findings, found.notes) == (student.id, student.id, (), ())
    # and a Canvas download
    assert identify("family3name3_LATE_123_456_trial", desk.notebook("s3")).student == "s3"


def test_somebody_elses_notebook_is_a_swap_and_is_graded_with_ones_own_sheet(desk, identify):
    found = identify("s1", desk.notebook("s2"))
    assert (found.student, found.sheet, kinds(found)) == ("s1", "s1", [("swap", "s2")])
    assert "Name1 Family1 (s1) handed in the notebook of Name2 Family2 (s2)" in found.findings[0].text


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda t: t[:-1] + ("A" if t[-1] != "A" else "B"), "token-edited"), (lambda t: t[:40], "token-garbled"),
        (lambda t: 7, "token-garbled"), (lambda t: "exam1." + "0" * 16 + t[22:], "token-other-key"),
    ],
)  # fmt: skip
def test_an_edited_token_is_reported(desk, identify, change, kind):
    notebook = desk.notebook("s1")
    found = identify("s1", token(notebook, change(notebook.metadata["autograder"]["token"])))
    assert (found.student, kinds(found)) == ("s1", [(kind, "")])


def test_a_token_of_another_exam_is_reported(desk, identify):
    other = sign_token(desk.key, Token("quiz", "s1", "00"))
    assert kinds(identify("s1", token(desk.notebook("s1"), other))) == [("token-other-exam", "")]


def test_a_token_of_another_course_is_reported(desk, identify):
    other = sign_token(ExamKey(bytes(32)), Token("trial", "s1", desk.sheets["s1"].digest))
    assert kinds(identify("s1", token(desk.notebook("s1"), other))) == [("token-other-key", "")]


def test_a_missing_token_is_resolved_by_class_list_and_questions(desk, identify):
    notebook = desk.notebook("s1")
    del notebook.metadata["autograder"]
    found = identify("s1", notebook)
    assert (found.student, found.findings) == ("s1", ())
    assert found.notes == ("the token is missing; the questions are this student's",)


def test_a_missing_token_with_the_questions_of_another_is_a_swap(desk, identify):
    notebook = desk.notebook("s2")
    del notebook.metadata["autograder"]
    assert kinds(identify("s1", notebook)) == [("swap", "s2")]


def test_a_missing_token_with_questions_of_nobody_is_reported(desk, identify):
    notebook = desk.notebook("s1")
    del notebook.metadata["autograder"]
    for cell in notebook.cells:
        cell.source = cell.source.replace("What is", "What are")
    assert kinds(identify("s1", notebook)) == [("token-missing", "")]


def test_a_token_moved_into_anothers_notebook_is_found_by_its_questions(desk, identify):
    notebook = desk.notebook("s2")
    token(notebook, desk.notebook("s1").metadata["autograder"]["token"])
    assert kinds(identify("s1", notebook)) == [("swap", "s2")]


def test_a_token_alone_makes_a_file_nobodys(desk, identify):
    """Whoever has a copy of a notebook has its token."""
    found = identify("final version (2)", desk.notebook("s4"))
    assert (found.student, found.sheet, kinds(found)) == ("", "s4", [("token-alone", "s4")])
    assert "'final version (2).ipynb' is nobody's by its name and Name4 Family4 (s4)'s by its token" in str(found)


def test_a_notebook_fits_when_its_token_or_its_questions_are_the_students(desk, identify):
    bare = desk.notebook("s1")
    del bare.metadata["autograder"]
    edited = token(desk.notebook("s1"), "exam1.x")
    files = {"s1": desk.notebook("s1"), "trial-s1": bare, "Name1 Family1": desk.notebook("s2"), "s1@uni.edu": edited}
    assert [identify(*file).fits for file in files.items()] == [True, True, False, False]


def test_a_file_of_nobody_without_a_token_is_nobodys(desk, identify):
    notebook = desk.notebook("s4")
    del notebook.metadata["autograder"]
    found = identify("final", notebook)
    assert (found.student, kinds(found)) == ("", [("unknown-student", "s4")])


def test_an_old_build_is_reported(desk, identify):
    other = sign_token(desk.key, Token("trial", "s1", "00"))
    assert kinds(identify("s1", token(desk.notebook("s1"), other))) == [("other-build", "")]


def test_a_sheet_that_nobody_was_given_is_reported(desk, identify):
    other = sign_token(desk.key, Token("trial", "s99", "00"))
    assert kinds(identify("s1", token(desk.notebook("s1"), other))) == [("unknown-sheet", "s99")]
