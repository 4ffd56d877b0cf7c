"""The course's own exams: ten quizzes, thirteen sheets to practise on, the final, the project.

What they weigh, what is on them, that they can be earned.
"""

import tomllib
from collections import Counter
from pathlib import Path

import nbformat
import pytest

from autograder.bundle import load_bundle
from autograder.course.exams import exam_folders
from autograder.engine.judge.judge import Judge
from autograder.exam.questions.kinds.manual import Manual
from autograder.exam.questions.question import read_question
from autograder.exam.sheets.build import build_exam, sheet_notebook
from autograder.exam.sheets.exam import Exam, ExamSettings, Item, load_exam, question_files, sample_sheet
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
PRACTICE = [f"practice-{i:02d}" for i in range(1, 14)]
POINTS = dict.fromkeys(QUIZZES + PRACTICE, 10) | {"final": 100, "project": 100}
LAYOUT = {  # the curriculum's, section 2.2: N number, M matrix, S symbolic, MC choice or multiple, C code
    1: "MC3 N3 M4", 2: "N3 S3 N2 MC2", 3: "M3 M3 N2 MC2", 4: "N3 M3 MC2 MC2", 5: "M4 N3 MC3", 6: "N3 N2 MC3 MC2",
    7: "N3 N3 MC2 C2", 8: "N3 M3 MC4", 9: "N3 S3 MC4", 10: "N4 M3 MC3",
}  # fmt: skip
LETTERS = {"number": "N", "matrix": "M", "symbolic": "S", "choice": "MC", "multiple": "MC", "code": "C"}
UNITS = {1: 8, 2: 12, 3: 14, 4: 8, 5: 12, 6: 7, 7: 9, 8: 8, 9: 5, 10: 6, 11: 5, 12: 4, 13: 2}  # section 2.3
STUDENTS = [Student(f"s{i}", f"Student {i}") for i in range(3)]


def test_the_course_has_ten_quizzes_a_final_a_project_and_sheets_to_practise_on():
    assert sorted(exam_folders(ROOT)) == sorted(POINTS)


@pytest.mark.parametrize("name", POINTS)
def test_every_student_can_earn_the_same_points(name):
    exam = load_exam(ROOT, name)
    assert {exam.sheet(KEY, f"s{i}").points for i in range(20)} == {POINTS[name]}


def test_the_weights_are_those_of_the_syllabus():
    weights = {n: tomllib.loads((p / "exam.toml").read_text()).get("weight", 0) for n, p in exam_folders(ROOT).items()}
    assert not any(weights[p] for p in PRACTICE)
    assert sum(weights[q] for q in QUIZZES) == pytest.approx(0.20)
    assert (weights["final"], weights["project"]) == (0.35, 0.45)
    assert sum(weights.values()) == pytest.approx(1)


@pytest.mark.parametrize("name", QUIZZES)
def test_a_quiz_has_a_few_questions_of_several_types(name):
    sheet = load_exam(ROOT, name).sheet(KEY, "s0")
    assert 3 <= len(sheet.questions) <= 5
    assert len({q.type for q in sheet.questions}) >= 2


@pytest.mark.parametrize("i", LAYOUT)
def test_a_quiz_has_the_types_and_points_of_the_curriculum(i):
    wanted = Counter()
    for group in LAYOUT[i].split():
        letters = group.rstrip("0123456789")
        wanted[letters] += int(group[len(letters) :])
    exam = load_exam(ROOT, f"quiz-{i:02d}")
    for student in range(20):
        found = Counter()
        for q in exam.sheet(KEY, f"s{student}").questions:
            found[LETTERS[q.type]] += q.points
        assert found == wanted


def test_no_two_sheets_to_practise_on_share_a_theme_of_the_concept_bank():
    themes = [n for p in PRACTICE for n in load_exam(ROOT, p).questions if n.startswith("concept_")]
    assert len(themes) == len(set(themes)) == 10


def test_every_final_has_the_form_and_the_units_of_the_curriculum():
    exam = load_exam(ROOT, "final")
    for i in range(20):
        questions = exam.sheet(KEY, f"s{i}").questions
        points, units = Counter(), Counter()
        for q in questions:
            points[LETTERS.get(q.type, "R")] += q.points
            units[int(exam.questions[q.name].header.topics[0][1:].partition(".")[0])] += q.points
        assert points == {"MC": 20, "N": 24, "M": 24, "S": 10, "C": 16, "R": 6}
        assert units == UNITS
        numbers = [q.kind for q in questions if q.type == "number"]
        assert len(questions) == 21
        assert any(k.digits for k in numbers)
        assert any(k.units for k in numbers)


def test_the_final_draws_some_of_its_questions_from_pools():
    sheets = [{q.name for q in load_exam(ROOT, "final").sheet(KEY, f"s{i}").questions} for i in range(60)]
    assert len(set.union(*sheets)) == 34
    assert len(set.intersection(*sheets)) == 12


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


@pytest.fixture(scope="module", params=["quiz-04", "quiz-07", "final", "rest"])
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
