"""Which cells answer which question: by the notebook that was handed out, or by the checks alone."""

import nbformat

from autograder.cells import mark_answer
from autograder.grading.shown import work_of
from autograder.submissions import Cell
from tests.report.samples import case, question

QUESTIONS = [question(n, case("a")) for n in ("q1", "q2")]


def text(source):
    return nbformat.v4.new_markdown_cell(source)


def code(source, answers=""):
    cell = nbformat.v4.new_code_cell(source)
    if answers:
        mark_answer(cell, answers)
    return cell


GIVEN = [
    code("grader = otter.Notebook()"),
    text("# A course"),
    text("## Question 1\nSquare it."),
    text("Write `square`."),
    code("...", "q1"),
    code('grader.check("q1")'),
    text("## Question 2"),
    code("data = load()"),
    code("# yours", "q2"),
    code('grader.check("q2")'),
    code("plot(square)"),
    text("## To go further"),
    code("# experiments"),
]


def cells(notebook):
    return [Cell(c.cell_type, c.source, dict(c.metadata), i) for i, c in enumerate(notebook)]


def shown(work):
    return {name: [(c.source, c.role) for c in found] for name, found in work.answers.items()}


def solved(**changed):
    """The handed-out notebook with other sources, found by their old ones."""
    twin = nbformat.from_dict([dict(c) for c in GIVEN])
    for cell in twin:
        cell["source"] = changed.get(cell["source"], cell["source"])
    return cells([nbformat.from_dict(c) for c in twin])


def test_a_question_is_its_text_from_its_heading_to_its_answer():
    work = work_of(GIVEN, QUESTIONS, solved(), {})
    assert work.asked == {"q1": "## Question 1\nSquare it.\n\nWrite `square`.", "q2": "## Question 2"}


def test_answers_are_the_students_own_cells_and_what_drew_in_their_section():
    mine = solved(**{"...": "def square(x): return x * x", "# experiments": "square(9)"})
    assert shown(work_of(GIVEN, QUESTIONS, mine, {})) == {
        "q1": [("def square(x): return x * x", "own")],
        "q2": [("data = load()", "course"), ("# yours", "untouched"), ("plot(square)", "course")],
    }


def test_a_cell_that_a_student_added_belongs_to_the_section_it_stands_in():
    mine = [c for c in GIVEN if c.cell_type == "markdown" or "check" in c.source]
    mine.insert(3, code("def helper(): ..."))
    assert shown(work_of(GIVEN, QUESTIONS, cells(mine), {}))["q1"] == [("def helper(): ...", "own")]


def test_of_a_stock_zip_all_cells_down_to_the_check_belong_to_a_question():
    mine = cells(
        [code("a = 1"), code("b = 2\ngrader.check('q1')"), code("c = 3"), code("grader.check('q2')"), code("d")]
    )
    assert shown(work_of([], QUESTIONS, mine, {})) == {
        "q1": [("a = 1", "own"), ("b = 2\ngrader.check('q1')", "own")],
        "q2": [("c = 3", "own")],
    }


def test_a_script_without_the_courses_text_is_read_by_its_checks():
    mine = cells([code("x = 1"), code('grader.check("q1")')])
    assert shown(work_of(GIVEN, QUESTIONS, mine, {})) == {"q1": [("x = 1", "own")]}


def test_outputs_and_numbers_go_with_their_cells():
    mine = cells([text("# A"), code("x = 1"), code(" "), code("y = 2\ngrader.check('q1')")])
    work = work_of([], QUESTIONS, mine, {3: [{"output_type": "stream", "name": "stdout", "text": "2"}]})
    assert [(c.number, c.kind, len(c.outputs)) for c in work.cells] == [
        (0, "markdown", 0),
        (1, "code", 0),
        (2, "code", 1),
    ]
