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


HELPED = [
    answer("def f(x):\n    return x * x\ndef g(x):\n    return x + 1", "fg"),
    check(
        "low = 0\nassert f(low) == 0\n### BEGIN HIDDEN TESTS\nlow = 5\nfor x in [17, 23]:\n"
        "    assert f(x) == {17: 289, 23: 529}[x]\n### END HIDDEN TESTS",
        "t1",
        1,
    ),
    check("assert g(x) == x + 1", "t2", 2),
    check("assert g(low) > low", "t3", 3),
]


def test_helpers_that_earlier_hidden_tests_bind_stay_hidden(tmp_path):
    draft = imported(HELPED, tmp_path)
    public = "".join(c.source for c in draft.cells)
    assert "289" not in public
    assert "low = 5" not in public
    assert "low = 5" in draft.hidden["t3"]
    assert "t2 (cell 3): needs x, which only hidden tests bind" in "\n".join(map(str, draft.notes))


def test_a_test_behind_hidden_helpers_earns_what_nbgrader_gives(tmp_path):
    made = built(HELPED, tmp_path)
    assert points(made, submitted(HELPED, tmp_path, {})) == {"t1": 1, "t2": 2, "t3": 3}
    only_low = {"fg": "def f(x):\n    return x * x\ndef g(x):\n    return 1"}
    assert points(made, submitted(HELPED, tmp_path, only_low)) == {"t1": 1, "t2": 0, "t3": 0}


PART = [
    answer("x = 4", "x"),
    check("def near(v):\n    ### BEGIN HIDDEN TESTS\n    assert v == 4\nnear(x)\n    ### END HIDDEN TESTS", "t1", 1),
    check("near(x)", "t2", 2),
]


@pytest.mark.parametrize(("value", "expected"), [("x = 4", {"t1": 1, "t2": 2}), ("x = 5", {"t1": 0, "t2": 0})])
def test_a_visible_part_that_is_no_python_is_hidden_with_the_rest(value, expected, tmp_path):
    made = built(PART, tmp_path)
    assert points(made, submitted(PART, tmp_path, {"x": value})) == expected


def test_a_hidden_test_behind_a_public_one_is_judged_where_it_stands(tmp_path):
    made = built([*HELPED, code("def g(x):\n    return x")], tmp_path)
    (notebook,) = made.student.glob("*.ipynb")
    assert points(made, notebook) == {"t1": 0, "t2": 0, "t3": 0}
    found = nbformat.read(notebook, as_version=4)
    (place,) = [c for c in found.cells if c.metadata.get("otter", {}).get("tests") == ["t2"]]
    place.source = HELPED[0].source
    nbformat.write(found, notebook)
    assert points(made, notebook)["t2"] == 2


def test_names_of_hidden_tests_that_later_cells_use_are_said(tmp_path):
    draft = imported([*PART, code("near(4)")], tmp_path)
    assert "t1 (cell 2): later cells use near, which only hidden tests bind" in "\n".join(map(str, draft.notes))


def test_a_solution_begins_where_nbgrader_says(tmp_path):
    solution = "def f():\n    # here: BEGIN SOLUTION\n    return 2\n    # END SOLUTION"
    cells = [answer(solution, "f"), check("assert f() == 2", "t", 1)]
    made = built(cells, tmp_path)
    assert "return 2" not in "".join(p.read_text() for p in made.student.rglob("*") if p.is_file())
    assert points(made, submitted(cells, tmp_path, {"f": "def f():\n    return 2"})) == {"t": 1}


def beside(folder):
    """What lies about an instructor's notebook."""
    for name in (
        "data.csv", "in/a.csv", "helper.py", "in/.hidden", "secret.csv", "scheme.png", "key.csv", "marks.csv", "gradebook.db",
        "nbgrader_config.py", "submitted/alice/ps1.ipynb", "release/x", ".env",
    ):  # fmt: skip
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    (folder / "link.csv").symlink_to(folder.parent / "outside")
    (folder / "in" / "link").symlink_to(folder.parent)
    (folder.parent / "outside").write_text("outside")


def task(source, grade_id):
    """A text cell that asks for work which a person grades."""
    config = {"grade": False, "solution": False, "task": True, "schema_version": 3, "grade_id": grade_id, "points": 1}
    return nbformat.v4.new_markdown_cell(source, metadata={"nbgrader": config})


FILES = [
    answer("import helper\nx = open('data.csv').read() + open(f'in/a.csv').read() + open('link.csv').read()", "x"),
    check("assert x\n### BEGIN HIDDEN TESTS\nassert x != open('secret.csv').read()\n### END HIDDEN TESTS", "t", 1),
    task("Draw.\n### BEGIN MARK SCHEME\n![](scheme.png)\n### END MARK SCHEME", "draw"),
    text("Never mind `gradebook.db`, marks.csv"),
    code("kept = 'gradebook.db', 'submitted'"),
]


def test_of_a_notebook_that_is_named_alone_only_files_that_cells_name_are_handed_out(tmp_path):
    beside(tmp_path / "in")
    draft = imported(FILES, tmp_path)
    assert draft.settings["files"] == ["data.csv", "helper.py", "in"]
    assert draft.settings["grader_files"] == ["scheme.png", "secret.csv"]
    folder = tmp_path / "course/assignments/ps1"
    assert {p.name for p in folder.iterdir()} == {
        "assignment.toml", "hidden", "ps1.py", "data.csv", "helper.py", "in", "secret.csv", "scheme.png"
    }  # fmt: skip
    assert [p.name for p in (folder / "in").iterdir()] == ["a.csv"]
    said = "\n".join(map(str, draft.notes))
    for part in ("no cell names key.csv, marks.csv", "link.csv is a link", "in/link is a link", "in/.hidden is hidden"):
        assert part in said


def test_of_a_folder_everything_is_handed_out_but_what_nbgrader_keeps_and_links(tmp_path):
    write_master(FILES, tmp_path / "source" / "ps1" / "ps1.ipynb")
    beside(tmp_path / "source" / "ps1")
    draft = import_source(*find_sources([tmp_path / "source" / "ps1"]))
    assert draft.settings["files"] == [
        "data.csv",
        "helper.py",
        "in",
        "key.csv",
        "marks.csv",
        "scheme.png",
        "secret.csv",
    ]


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


def test_an_answer_without_a_solution_of_the_author_is_no_leak(tmp_path):
    """Its cell holds what nbgrader would put there for students."""
    mark = graded("", "essay", 2, grade=True, solution=True).metadata
    cells = [answer("x = 1", "x"), check("assert x == 1", "test_x", 1)]
    imported([*cells, nbformat.v4.new_markdown_cell("YOUR ANSWER HERE", metadata=mark)], tmp_path)
    (assignment,) = load_course(tmp_path / "course").select(None)
    assert build_assignment(assignment, tmp_path / "dist").points == 3


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
