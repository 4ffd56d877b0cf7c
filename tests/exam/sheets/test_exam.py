"""Sheets: drawn from key, exam and student alone; settings that do not fit are refused."""

import hashlib
import shutil

import msgspec
import pytest

from autograder.course.exams import exam_folders
from autograder.errors import CourseError, UsageError
from autograder.exam.sheets.exam import load_exam, spread
from autograder.handin.keys import ExamKey
from tests.exam.conftest import QUESTIONS, encoded, write_course, write_question

KEY = ExamKey(bytes(range(32)))


def load(tmp_path, items, settings=""):
    root = write_course(tmp_path)
    (root / "assignments/exams/trial/exam.toml").write_text(f'title = "T"\n{settings}\n{items}')
    return load_exam(root, "trial")


def use(*names):
    return "".join(f'[[questions]]\nuse = "{n}"\n' for n in names)


def test_a_sheet_follows_from_key_exam_and_student(desk):
    again = load_exam(desk.exam.root, "trial")
    assert again.sheet(desk.key, "s1").digest == desk.sheets["s1"].digest
    assert len({s.digest for s in desk.sheets.values()}) == len(desk.sheets)
    assert again.sheet(KEY, "s1").digest == desk.sheets["s1"].digest
    assert again.sheet(ExamKey(bytes(32)), "s1").digest != desk.sheets["s1"].digest


def test_a_digest_says_nothing_without_the_key(desk):
    """From a plain hash of sheet and answers a student could try which letters are right."""
    sheet = desk.sheets["s1"]
    parts = (sheet.exam, sheet.student, sheet.questions)
    for content in (parts, list(parts), sheet, desk.exam.sheet(desk.key, "s1")):
        assert hashlib.sha256(encoded(content)).hexdigest() != sheet.digest
    assert encoded(sheet.questions) == encoded(desk.exam.sheet(desk.key, "s1").questions)


def test_a_question_is_the_same_whatever_stands_beside_it(tmp_path):
    alone = load(tmp_path / "a", use("total")).sheet(KEY, "s1").questions[0]
    both = load(tmp_path / "b", use("grid", "total")).sheet(KEY, "s1").questions
    assert alone in both


def test_a_pool_gives_each_student_as_many_as_it_says(tmp_path):
    exam = load(tmp_path, '[[questions]]\npool = ["total", "size", "pick"]\nchoose = 2\npoints = 1\n')
    sheets = [exam.sheet(KEY, f"s{i}") for i in range(40)]
    assert {len(s.questions) for s in sheets} == {2}
    assert {frozenset(q.name for q in s.questions) for s in sheets} == {
        frozenset(p) for p in (("total", "size"), ("total", "pick"), ("size", "pick"))
    }
    assert exam.points == sheets[0].points == 2


@pytest.mark.parametrize(("shuffle", "different"), [("true", 6), ("false", 1)])
def test_the_order_differs_between_students_unless_it_is_fixed(tmp_path, shuffle, different):
    exam = load(tmp_path, use(*QUESTIONS), f"shuffle = {shuffle}")
    orders = {tuple(q.name for q in exam.sheet(KEY, f"s{i}").questions) for i in range(6)}
    assert len(orders) == different
    assert shuffle == "true" or orders == {tuple(QUESTIONS)}


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ("", "missing required field `questions`"),
        ("[[questions]]\npool = []\n", "number 1: expected either `use` or a `pool` that is not empty"),
        (use("totla"), "no question 'totla'; did you mean 'total'"),
        (use("total", "total"), "number 2: 'total' is used twice"),
        ('[[questions]]\npool = ["total"]\nchoose = 2\n', "choose = 2, but the pool has 1"),
        ('[[questions]]\npool = ["total", "pick"]\n', "questions of .* points"),
        ('[[questions]]\nuse = "scale"\npoints = 5\n', "worth 3, not 5"),
        ('[[questions]]\nuse = "total"\npoint = 5\n', "point"),
        ('[[questions]]\npool = ["total"]\nchoose = 0\n', r"choose`, got 0"),
    ],
)
def test_items_that_do_not_fit_are_refused(tmp_path, items, said):
    with pytest.raises(CourseError, match=said) as e:
        load(tmp_path, items)
    assert "exam.toml" in str(e.value)


def test_an_unknown_exam_names_the_nearest(trial):
    with pytest.raises(UsageError, match="no exam 'trail'.*did you mean 'trial'"):
        load_exam(trial, "trail")
    assert list(exam_folders(trial)) == ["trial"]


def test_a_question_is_found_in_whichever_folder_of_the_bank_it_lies(tmp_path):
    root = write_course(tmp_path)
    flat, unit = root / "assignments/exams/bank", root / "assignments/exams/bank/unit-1"
    before = load_exam(root, "trial")
    unit.mkdir()
    for name in ("scale.py", "hidden"):
        (flat / name).rename(unit / name)
    after = load_exam(root, "trial")
    assert after.questions["scale"].hidden == unit / "hidden/scale.py"
    assert after.sheet(KEY, "s1").digest == before.sheet(KEY, "s1").digest


def test_two_questions_of_one_name_are_refused_with_both_files(tmp_path):
    root = write_course(tmp_path)
    write_question(root / "assignments/exams/bank/unit-1", "total", QUESTIONS["total"])
    with pytest.raises(CourseError, match=r"bank/unit-1/total\.py: .*bank/total\.py is 'total', too; rename one"):
        load_exam(root, "trial")


def test_an_exam_may_lie_in_a_folder_of_exams_but_not_have_the_name_of_another(tmp_path):
    exams = write_course(tmp_path) / "assignments/exams"
    for name in ("quiz-01", "trial"):
        (exams / "quizzes" / name).mkdir(parents=True)
        shutil.copy(exams / "trial/exam.toml", exams / "quizzes" / name)
        if name == "quiz-01":
            assert load_exam(tmp_path, name).folder == exams / "quizzes" / name
    with pytest.raises(CourseError, match=r"trial/exam\.toml: .*trial/exam\.toml is 'trial', too"):
        exam_folders(tmp_path)


def test_a_sheet_that_cannot_be_drawn_names_student_and_seed(tmp_path):
    exam = load(tmp_path, use("grid"))
    bad = exam.questions["grid"].functions | {"accept": lambda v: False}
    exam.questions["grid"] = msgspec.structs.replace(exam.questions["grid"], functions=bad)
    with pytest.raises(CourseError, match=r"grid: no variant in \d+ draws from seed \d+.*student 's7'"):
        exam.sheet(KEY, "s7")


def test_the_spread_says_how_alike_the_sheets_are(desk):
    found = spread(desk.sheets)
    row = found["questions"]["total"]
    levels = [q.difficulty for s in desk.sheets.values() for q in s.questions if q.name == "total"]
    assert (row["sheets"], row["different"]) == (6, 6)
    assert (row["easiest"], row["hardest"]) == (min(levels), max(levels))
    assert found["easiest_sheet"] < 1 < found["hardest_sheet"]
