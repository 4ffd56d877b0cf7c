"""The course's own exams: ten quizzes, the final, the project; what they weigh, what is on them, that they can be earned."""

import tomllib
from pathlib import Path

import nbformat
import pytest

from autograder.bundle import load_bundle
from autograder.engine.judge.judge import Judge
from autograder.exam.questions.kinds.manual import Manual
from autograder.exam.questions.question import read_question
from autograder.exam.sheets.build import build_exam, sheet_notebook
from autograder.exam.sheets.exam import (
    Exam,
    ExamSettings,
    Item,
    exam_folders,
    load_exam,
    question_files,
    sample_sheet,
)
from autograder.exam.sheets.template import make_template
from autograder.exam.sheets.testfiles import test_of as whole_test
from autograder.handin.keys import ExamKey
from autograder.handin.roster import Student
from autograder.results import Verdict
from autograder.submissions import find_submissions, load_submission

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
KEY = ExamKey(bytes(32))
QUIZZES = [f"quiz-{i:02d}" for i in range(1, 11)]
POINTS = dict.fromkeys(QUIZZES, 10) | {"final": 100, "project": 100}
STUDENTS = [Student(f"s{i}", f"Student {i}") for i in range(3)]


def test_the_course_has_ten_quizzes_a_final_and_a_project():
    assert sorted(exam_folders(ROOT)) == sorted(POINTS)


@pytest.mark.parametrize("name", POINTS)
def test_every_student_can_earn_the_same_points(name):
    exam = load_exam(ROOT, name)
    assert {exam.sheet(KEY, f"s{i}").points for i in range(20)} == {POINTS[name]}


def test_the_weights_are_those_of_the_syllabus():
    weights = {n: tomllib.loads((p / "exam.toml").read_text())["weight"] for n, p in exam_folders(ROOT).items()}
    assert sum(weights[q] for q in QUIZZES) == pytest.approx(0.20)
    assert (weights["final"], weights["project"]) == (0.35, 0.45)
    assert sum(weights.values()) == pytest.approx(1)


@pytest.mark.parametrize("name", QUIZZES)
def test_a_quiz_has_a_few_questions_of_several_types(name):
    sheet = load_exam(ROOT, name).sheet(KEY, "s0")
    assert 3 <= len(sheet.questions) <= 5
    assert len({q.type for q in sheet.questions}) >= 2


def test_each_quiz_has_a_theme_of_the_concept_bank_of_its_own():
    themes = [n for q in QUIZZES for n in load_exam(ROOT, q).questions if n.startswith("concept_")]
    assert len(themes) == len(set(themes)) == 10


def test_every_final_has_twelve_questions_of_every_type():
    exam = load_exam(ROOT, "final")
    wanted = ["choice", "code", "code", "matrix", "matrix", "matrix", "multiple", "rubric", "symbolic", "text"]
    for i in range(20):
        questions = exam.sheet(KEY, f"s{i}").questions
        numbers = [q.kind for q in questions if q.type == "number"]
        assert sorted(q.type for q in questions if q.type != "number") == wanted
        assert sorted((bool(k.digits), bool(k.units)) for k in numbers) == [(False, True), (True, False)]


def test_the_final_draws_some_of_its_questions_from_pools():
    sheets = [{q.name for q in load_exam(ROOT, "final").sheet(KEY, f"s{i}").questions} for i in range(20)]
    assert len(set.union(*sheets)) == 15
    assert len(set.intersection(*sheets)) == 9


def test_the_project_s_rubric_is_the_syllabus_s():
    (question,) = load_exam(ROOT, "project").sheet(KEY, "s0").questions
    assert [c.points for c in question.kind.rubric] == [30, 25, 20, 15, 10]
    assert all(c.hint for c in question.kind.rubric)


def the_rest():
    """An exam of the questions in the bank that no exam of the course asks yet."""
    asked = {question for name in POINTS for question in load_exam(ROOT, name).questions}
    bank = question_files(ROOT / "assignments/exams/bank")
    left = {name: read_question(path, ROOT) for name, path in bank.items() if name not in asked}
    settings = ExamSettings("The rest", tuple(Item(use=name) for name in left))
    return Exam("rest", ROOT, ROOT / "assignments/exams", settings, left)


@pytest.fixture(scope="module", params=["quiz-01", "quiz-10", "final", "rest"])
def reports(request, tmp_path_factory):
    """exam, and student → their sheet, the report on their solved and on their untouched notebook."""
    exam = the_rest() if request.param == "rest" else load_exam(ROOT, request.param)
    tmp = tmp_path_factory.mktemp(request.param)
    built = build_exam(exam, KEY, STUDENTS, tmp / "built")
    template = make_template(exam, tmp / "template", sample_sheet(exam))
    found = {}
    with Judge(load_bundle(built.folder / "secret" / f"{exam.name}.zip")) as judge:
        for s in STUDENTS:
            sheet = exam.sheet(KEY, s.id)
            specs = tuple(whole_test(template, q) for q in sheet.questions)
            graded = []
            for solved in (True, False):
                path = tmp / f"{s.id}-{solved}.ipynb"
                nbformat.write(sheet_notebook(exam, template, KEY, sheet, s.name, solved=solved), path)
                (submission,) = find_submissions([path])
                graded.append(judge.grade(load_submission(submission), submission.id, s.id, sheet=specs).report)
            found[s.id] = (sheet, *graded)
    return found


def test_a_solved_notebook_earns_all_that_needs_no_person(reports):
    for sheet, solved, _ in reports.values():
        manual = {q.name for q in sheet.questions if isinstance(q.kind, Manual)}
        assert (solved.possible, solved.message) == (sheet.points, "")
        assert {q.name: q.points for q in solved.questions} == {
            q.name: 0 if q.name in manual else pytest.approx(q.points) for q in sheet.questions
        }


def test_what_needs_a_person_waits_for_one(reports):
    for sheet, solved, _ in reports.values():
        manual = {q.name for q in sheet.questions if isinstance(q.kind, Manual)}
        waiting = {q.name for q in solved.questions if any(c.verdict is Verdict.PENDING for c in q.cases)}
        assert waiting == manual


def test_an_untouched_notebook_earns_nothing(reports):
    for _, _, untouched in reports.values():
        assert (untouched.status.value, untouched.total) == ("graded", 0)
