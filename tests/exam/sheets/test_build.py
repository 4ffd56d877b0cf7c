"""What a build writes; nothing is half-written; what was handed out is drawn again."""

import csv
import json

import pytest

from autograder.errors import BundleError, CourseError, UsageError
from autograder.exam.sheets.build import build_exam
from autograder.exam.sheets.exam import load_exam
from autograder.exam.sheets.manifest import check_manifest, open_sheets, read_manifest
from autograder.exam.sheets.tokens import read_token
from autograder.handin.keys import ExamKey
from autograder.handin.roster import Student
from tests.exam.conftest import QUESTIONS, write_course, write_question

KEY = ExamKey(bytes(range(32)))
CLASS = [Student("s1", "Ada", groups=("A",)), Student("s2"), Student("Zoë X")]


def files(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_every_student_gets_a_signed_notebook(desk):
    for student in desk.students:
        path = desk.built.folder / "students" / f"trial-{student.id}.ipynb"
        mark = json.loads(path.read_text())["metadata"]["autograder"]
        token = read_token(desk.key, mark["token"], "trial")
        assert (token.student, token.variant_digest) == (student.id, desk.sheets[student.id].digest)


def test_the_manifest_holds_no_answer_and_no_secret(desk):
    text = (desk.built.folder / "manifest.json").read_text()
    assert desk.key.secret.hex() not in text
    assert read_manifest(desk.built.folder) == desk.built.manifest
    assert "Because" not in text


def test_the_key_of_answers_is_for_its_owner_alone(desk):
    path = desk.built.folder / "secret" / "answers.csv"
    assert path.stat().st_mode & 0o077 == 0
    rows = {r["student"]: r for r in csv.DictReader(path.read_text().splitlines())}
    total = next(q for q in desk.sheets["s1"].questions if q.name == "total")
    assert float(rows["s1"]["total"]) == pytest.approx(total.params["a"] + total.params["b"], rel=1e-5)
    assert rows["s1"]["scale"] == "code"


def test_what_students_need_lies_apart_from_what_is_secret(desk):
    names = {f: {p.name for p in (desk.built.folder / f).iterdir()} for f in ("secret", "for-students")}
    assert names == {"secret": {"answers.csv", "trial.zip"}, "for-students": {"public-key.pem", "check_receipt.py"}}
    assert all(p.stat().st_mode & 0o077 == 0 for p in (desk.built.folder / "secret").iterdir())


def test_the_same_build_gives_the_same_bytes(trial, tmp_path):
    exam = load_exam(trial, "trial")
    one, two = (build_exam(exam, KEY, CLASS, tmp_path / n).folder for n in ("one", "two"))
    assert files(one) == files(two)
    assert "students/trial-zoë-x.ipynb" in files(one)


def test_versions_are_dealt_in_equal_numbers(trial, tmp_path):
    exam = load_exam(trial, "trial")
    students = [Student(f"s{i}") for i in range(10)]
    built = build_exam(exam, KEY, students, tmp_path, versions=3)
    dealt = [e.sheet for e in built.manifest.students.values()]
    assert sorted(dealt.count(f"version-{i}") for i in (1, 2, 3)) == [3, 3, 4]
    assert sorted(p.name for p in built.notebooks) == [f"trial-version-{i}.ipynb" for i in (1, 2, 3)]


def test_versions_need_no_class_list(trial, tmp_path):
    assert len(build_exam(load_exam(trial, "trial"), KEY, [], tmp_path, versions=2).notebooks) == 2
    with pytest.raises(UsageError, match="expected a roster"):
        build_exam(load_exam(trial, "trial"), KEY, [], tmp_path)


def test_a_build_that_fails_leaves_the_old_one(tmp_path):
    root = write_course(tmp_path / "course")
    out = tmp_path / "out"
    before = files(build_exam(load_exam(root, "trial"), KEY, CLASS, out).folder)
    body = QUESTIONS["grid"].replace('return v["A"][0][1] != v["A"][1][0]', "return False")
    write_question(root / "assignments/exams/bank", "grid", body)
    with pytest.raises(CourseError, match="no variant"):
        build_exam(load_exam(root, "trial"), KEY, CLASS, out)
    assert files(out / "trial") == before
    assert [p.name for p in out.iterdir()] == ["trial"]


def test_another_key_or_other_questions_are_refused(tmp_path):
    root = write_course(tmp_path / "course")
    exam = load_exam(root, "trial")
    manifest = build_exam(exam, KEY, CLASS, tmp_path / "out").manifest
    check_manifest(manifest, exam, KEY)
    with pytest.raises(CourseError, match="built with the key .* this key is"):
        check_manifest(manifest, exam, ExamKey(bytes(32)))
    write_question(root / "assignments/exams/bank", "total", QUESTIONS["total"].replace("1000", "2000"))
    with pytest.raises(CourseError, match="the questions changed after the exam was built"):
        check_manifest(manifest, load_exam(root, "trial"), KEY)


def test_a_sheet_that_is_drawn_differently_than_it_was_handed_out_is_refused(desk, monkeypatch):
    monkeypatch.setitem(desk.built.manifest.sheets, "s4", "0" * 64)
    with pytest.raises(CourseError, match="'s4' is drawn differently"):
        open_sheets(desk.exam, desk.key, desk.built.manifest)


def test_an_exam_that_was_not_built_says_what_to_run(tmp_path):
    with pytest.raises(BundleError, match="run `autograder exam build trial` first"):
        read_manifest(tmp_path / "trial")
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(BundleError, match="missing required field"):
        read_manifest(tmp_path)
