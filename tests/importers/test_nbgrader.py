"""nbgrader: a source notebook becomes an assignment, and a submitted notebook earns what nbgrader gives."""

import nbformat
import pytest

from autograder.bundle import load_bundle
from autograder.course.build import build_assignment
from autograder.course.course import load_course
from autograder.engine.judge.judge import Judge
from autograder.grading.batch import Batch
from autograder.grading.one import grade_one
from autograder.importers import find_sources, import_source
from autograder.importers.draft import ImportRefusedError
from autograder.submissions import find_submissions
from tests.importers.masters import NBGRADER, answer, check, graded
from tests.support.masters import code, text, write_master
from tests.support.parity import ours


def imported(cells, tmp_path):
    master = write_master(cells, tmp_path / "in" / "ps1.ipynb")
    (source,) = find_sources([master])
    draft = import_source(source)
    draft.write(tmp_path / "course" / "assignments")
    return draft


def built(cells, tmp_path):
    draft = imported(cells, tmp_path)
    return build_assignment(
        load_course(tmp_path / "course").assignments[draft.name], tmp_path / "dist", grade=grade_one
    )


def submitted(cells, tmp_path, answers):
    """What a student hands in: the release of nbgrader, with other answers."""
    found = []
    for cell in cells:
        cell = nbformat.from_dict(dict(cell))
        lines, hidden = [], False
        for line in cell.source.splitlines():
            hidden = (hidden or "BEGIN HIDDEN" in line) and "END HIDDEN" not in line
            lines += [] if hidden or "HIDDEN TESTS" in line else [line]
        cell.source = answers.get(cell.metadata.get("nbgrader", {}).get("grade_id"), "\n".join(lines))
        found.append(cell)
    return write_master(found, tmp_path / "submitted.ipynb")


def points(made, path):
    """Of what tests grade."""
    bundle = load_bundle(made.bundle)
    with Judge(bundle, pictures=False) as judge:
        return {q: n for q, n in ours(judge, path).items() if q not in bundle.manual}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, {"test_mean": 2, "test_more": 1.5, "test-value": 1}),
        ({"mean": "def mean(xs):\n    return 1.5"}, {"test_mean": 0, "test_more": 0, "test-value": 1}),
        ({"mean": "raise NotImplementedError()"}, {"test_mean": 0, "test_more": 0, "test-value": 1}),
        ({"value": "x = 5"}, {"test_mean": 2, "test_more": 1.5, "test-value": 0}),
        ({"test_mean": "pass"}, {"test_mean": 2, "test_more": 1.5, "test-value": 1}),
    ],
)
def test_a_submitted_notebook_earns_what_nbgrader_gives(answers, expected, tmp_path):
    made = built(NBGRADER, tmp_path)
    assert points(made, submitted(NBGRADER, tmp_path, answers)) == expected


def test_hidden_tests_and_answers_are_not_handed_out(tmp_path):
    made = built(NBGRADER, tmp_path)
    handed_out = "".join(p.read_text() for p in made.student.rglob("*") if p.is_file())
    assert "mean(more)" not in handed_out
    assert "sum(xs)" not in handed_out
    assert "raise NotImplementedError()" in handed_out
    assert "near(mean([1, 2]), 1.5)" in handed_out


def test_points_stay_and_what_a_person_grades_is_listed(tmp_path):
    draft = imported(NBGRADER, tmp_path)
    assert draft.points == {"test_mean": 2, "test_more": 1.5, "test-value": 1, "why": 3}
    assert [str(n) for n in draft.notes] == [
        "why (cell 8): an answer that people mark, 3 points, has no rubric: one mark for all; "
        'write [questions."why"] rubric = [{name = "…", points = …}, …] in assignment.toml'
    ]


def test_a_test_that_deletes_a_function_of_the_notebook_runs_beside_the_students_code(tmp_path):
    cells = [
        answer("def squares(n):\n    return [i * i for i in range(n)]", "squares"),
        answer("def total(n):\n    return sum(squares(n))", "total"),
        check(
            "kept = squares\ndel squares\ntry:\n    total(1)\nexcept NameError:\n    pass\nelse:\n    raise AssertionError\n"
            "finally:\n    squares = kept",
            "uses_squares",
            1,
        ),
        check("assert total(3) == 5", "adds", 1),
    ]
    made = built(cells, tmp_path)
    assert load_bundle(made.bundle).inside == "always"
    own = {"total": "def total(n):\n    return sum(i * i for i in range(n))"}
    assert points(made, submitted(cells, tmp_path, own)) == {"uses_squares": 0, "adds": 1}


def test_a_whole_course_is_imported_without_running_its_configuration(tmp_path):
    root = tmp_path / "nb"
    for name in ("one", "two"):
        write_master(NBGRADER, root / "source" / "ps1" / f"{name}.ipynb")
    write_master([text("header")], root / "source" / "header.ipynb")
    (root / "source" / "ps1" / "data.csv").write_text("1")
    (root / "nbgrader_config.py").write_text("raise SystemExit('it ran')")
    drafts = [import_source(s) for s in find_sources([root])]
    assert [d.name for d in drafts] == ["ps1-one", "ps1-two"]
    assert drafts[0].settings["files"] == ["data.csv"]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ([check("assert x", "a", 1), check("assert y", "a", 1)], "cells 1 and 2 have one grade_id, 'a'"),
        ([check("assert x", "", 1)], "cell 1: grade_id: expected letters"),
        ([check("assert (", "a", 1)], "a (cell 1): the test is no Python"),
        ([check("### BEGIN HIDDEN TESTS\nassert x", "a", 1)], "cell 1: `BEGIN HIDDEN TESTS` has no `END HIDDEN TESTS`"),
        ([check("### AUTOTEST f(1)", "a", 1)], "a (cell 1): `### AUTOTEST`"),
        ([graded("x", "a", "many", grade=True)], "cell 1: points: expected a number, found 'many'"),
        ([answer("x = 1", "a"), code("x")], "has no question with tests"),
    ],
)
def test_what_cannot_be_imported_is_said_with_its_cell(cells, message, tmp_path):
    with pytest.raises(ImportRefusedError) as caught:
        imported(cells, tmp_path)
    assert message in str(caught.value)


@pytest.mark.parametrize("schema", [1, 2])
def test_older_metadata_is_read(schema, tmp_path):
    cells = [answer("x = 1", "x"), check("assert x == 1", "test_x", 1)]
    for cell in cells:
        cell.metadata.nbgrader = {k: v for k, v in cell.metadata.nbgrader.items() if k != "task"}
        cell.metadata.nbgrader["schema_version"] = schema
    assert imported(cells, tmp_path).points == {"test_x": 1}


@pytest.mark.slow
def test_what_people_grade_is_marked_as_it_was_submitted(tmp_path):
    essay = nbformat.v4.new_markdown_cell(
        "Because it is so.", metadata=graded("", "essay", 2, grade=True, solution=True).metadata
    )
    cells = [*NBGRADER, text("## Say why"), essay]
    made = built(cells, tmp_path)
    assert (made.points, load_bundle(made.bundle).manual) == (9.5, {"why", "essay"})
    path = submitted(cells, tmp_path, {"essay": "It seems so.", "why": "why = 'who knows'"})
    Batch(made.bundle, find_submissions([path]), tmp_path / "out", people=True).run()
    table = (tmp_path / "out" / "marking.csv").read_text().splitlines()
    assert table[1:] == ["submitted,1,essay,answer,2,,,It seems so.", "submitted,1,why,answer,3,,,why = 'who knows'"]
