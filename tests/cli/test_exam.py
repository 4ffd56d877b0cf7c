"""`autograder exam …` as an instructor types it: what it says, what it refuses, what it leaves on disk."""

import csv
import json
import signal
import sys

import pytest

from autograder.cli.app import main
from autograder.cli.console import console
from autograder.handin.keys import create_key
from tests.exam.conftest import write_course


@pytest.fixture
def exam(tmp_path, monkeypatch, capsys):
    """Runs a command in a folder that has a course, a class list and a key."""
    write_course(tmp_path, names=("total", "pick"))
    (tmp_path / "roster.csv").write_text("id,name\ns1,Ada\ns2,Alan\n")
    create_key(tmp_path / "exam.key")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(console, "_width", 200)
    before = signal.getsignal(signal.SIGTERM)

    def run(line, status=0):
        monkeypatch.setattr(sys, "argv", ["autograder", "exam", *line.split()])
        with pytest.raises(SystemExit) as e:
            main()
        out = capsys.readouterr()
        assert (e.value.code or 0) == status, out.out + out.err
        return out.out if status in (0, 1) else out.err

    run.folder = tmp_path
    yield run
    signal.signal(signal.SIGTERM, before)


def test_a_new_exam_builds_as_it_is(exam):
    assert "autograder exam build first --versions 1" in exam("new first")
    exam("build first --versions 1")
    assert list((exam.folder / "dist/exams/first").rglob("*.ipynb"))
    assert "exists already" in exam("new first", status=2)


def test_the_list_has_points_and_weights(exam):
    line = next(line for line in exam("list").splitlines() if "trial" in line)
    assert line.split() == ["trial", "Trial", "2", "3", "–"]


def test_a_build_says_how_alike_the_sheets_are_and_where_they_lie(exam):
    said = exam("build trial --roster roster.csv")
    assert "2 notebooks and the key in dist/exams/trial/" in said
    assert "the easiest" in said
    found = json.loads(exam("build trial --roster roster.csv --json"))
    assert len(found["notebooks"]) == 2


def test_grading_prints_the_class_and_what_to_look_at(exam):
    exam("build trial --roster roster.csv")
    (exam.folder / "in").mkdir()
    source = exam.folder / "dist/exams/trial/students/trial-s1.ipynb"
    for student in ("s1", "s2"):
        (exam.folder / "in" / f"{student}.ipynb").write_bytes(source.read_bytes())
    said = exam("grade trial in --jobs 1")
    assert "swap: Alan (s2) handed in the notebook of Ada (s1); graded with their own sheet" in said
    assert "0/3" in said
    assert (
        "pick" not in said.partition("Questions")[0]
    )  # a column for each question does not fit where every student has others
    found = json.loads(exam("grade trial in --jobs 1 --json"))
    assert [f["kind"] for f in found["findings"]] == ["swap"]


def test_who_handed_in_nothing_is_said(exam):
    exam("build trial --roster roster.csv")
    said = exam("grade trial dist/exams/trial/students/trial-s2.ipynb --jobs 1")
    assert "1 of the class list handed in nothing: Ada (s1)." in said


def graded_rows(exam, line):
    exam(line, status=0)
    return {r["student"]: r for r in csv.DictReader((exam.folder / "grades/trial/scores.csv").open())}


def test_a_class_list_gives_names_and_the_platforms_ids_and_lists_who_handed_in_nothing(exam):
    """A gradebook of Canvas knows the exam's students by their login."""
    (exam.folder / "ids.csv").write_text("id\ns1\ns2\n")
    exam("build trial --roster ids.csv")
    (exam.folder / "in").mkdir()
    source = exam.folder / "dist/exams/trial/students/trial-s1.ipynb"
    (exam.folder / "in/lovelaceada_1000_50000_trial-s1-1.ipynb").write_bytes(source.read_bytes())
    gradebook = (
        'Student,ID,SIS User ID,Section\n"Lovelace, Ada",1000,s1,A\n"Turing, Alan",1001,s2,A\n"New, Ann",1002,s9,A\n'
    )
    (exam.folder / "canvas.csv").write_text(gradebook)
    rows = graded_rows(exam, "grade trial in --jobs 1 --roster canvas.csv")
    found = {s: (r["name"], r["lms_id"], r["total"], r["attempt"]) for s, r in rows.items()}
    assert found == {
        "s1": ("Ada Lovelace", "1000", "0", ""),
        "s2": ("Alan Turing", "1001", "", "none"),
        "1002": ("Ann New", "1002", "", "none"),
    }
    assert rows["s1"]["file"] == "lovelaceada_1000_50000_trial-s1-1.ipynb"
    page = (exam.folder / "grades/trial/index.html").read_text()
    assert "Ada Lovelace (s1)" in page
    assert "2 of the class list handed in nothing: Alan Turing (s2), Ann New (1002)." in page
    assert "Ada Lovelace (s1)" in (exam.folder / "grades/trial/reports/lovelaceada.html").read_text()


def test_who_got_no_sheet_is_said_when_they_hand_one_in(exam):
    exam("build trial --roster roster.csv")
    (exam.folder / "in").mkdir()
    source = exam.folder / "dist/exams/trial/students/trial-s1.ipynb"
    (exam.folder / "in/s9.ipynb").write_bytes(source.read_bytes())
    (exam.folder / "more.csv").write_text("id,name\ns1,Ada\ns2,Alan\ns9,Ann\n")
    said = exam("grade trial in --jobs 1 --roster more.csv", status=1)
    assert "no-sheet: Ann (s9) is in more.csv and got no sheet; build the exam with that list" in said


def test_a_printed_version_is_of_whoever_hands_it_in_by_the_class_list(exam):
    exam("build trial --versions 2")
    (exam.folder / "in").mkdir()
    source = exam.folder / "dist/exams/trial/versions/trial-version-2.ipynb"
    (exam.folder / "in/s1.ipynb").write_bytes(source.read_bytes())
    rows = graded_rows(exam, "grade trial in --jobs 1 --roster roster.csv")
    assert {s: (r["name"], r["total"]) for s, r in rows.items()} == {"s1": ("Ada", "0"), "s2": ("Alan", "")}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("build trail --roster roster.csv", "no exam 'trail'"),
        ("build trial", "expected a roster"),
        ("build trial --roster nobody.csv", "nobody.csv: cannot be read"),
        ("build trial --roster roster.csv --key other.key", "other.key: the exam's key cannot be read"),
        ("build trial --versions 1000", "expected 1 to 100, got 1000"),
        ("grade trial dist", "run `autograder exam build trial` first"),
        ("key", "exam.key exists already"),
        ("build trial --roster roster.csv --key other.key", "`autograder exam key` makes one"),
        ("receipt trial nothing.ipynb", "nothing.ipynb"),
        ("check-receipt a b --public-key c", "No such file"),
    ],
)
def test_what_cannot_be_done_is_one_message_and_status_2(exam, line, said):
    assert said in exam(line, 2)
    assert not (exam.folder / "dist" / "exams" / "trial").exists()


def test_a_key_that_others_can_read_is_refused(exam):
    (exam.folder / "exam.key").chmod(0o644)
    assert "chmod 600" in exam("build trial --roster roster.csv", 2)


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ("opens = 2026-01-02T00:00:00Z\ncloses = 2026-01-01T00:00:00Z", "closes: expected a time after `opens`"),
        ('[[policy.extensions]]\nstudent = "s3"\nextra_min = 5', "extensions: number 1"),
        ("grace = 5", "grace"),
    ],
)
def test_a_policy_that_does_not_fit_stops_the_build(exam, policy, said):
    path = exam.folder / "assignments/exams/trial/exam.toml"
    path.write_text(
        f"{path.read_text()}\n[policy]\ncloses = 2027-01-01T00:00:00Z\n{policy}"
        if "extens" in policy
        else f"{path.read_text()}\n[policy]\n{policy}"
    )
    message = exam("build trial --roster roster.csv", 2)
    assert said in message
    assert "exam.toml" in message


def test_a_receipt_is_for_one_file_and_one_flipped_byte_fails(exam):
    exam("build trial --roster roster.csv")
    notebook = exam.folder / "s1.ipynb"
    notebook.write_bytes((exam.folder / "dist/exams/trial/students/trial-s1.ipynb").read_bytes())
    exam("receipt trial s1.ipynb --roster roster.csv")
    check = "check-receipt receipts/s1.ipynb.receipt.json s1.ipynb --public-key dist/exams/trial/for-students"
    assert "Valid: s1 handed in this file for trial at " in exam(check)
    data = bytearray(notebook.read_bytes())
    data[100] ^= 1
    notebook.write_bytes(data)
    exam(check, 2)


def hand_in(exam, **files):
    exam("build trial --roster roster.csv")
    (exam.folder / "in" / "deep").mkdir(parents=True)
    for name, student in files.items():
        data = (exam.folder / f"dist/exams/trial/students/trial-{student}.ipynb").read_bytes()
        (exam.folder / "in" / f"{name}.ipynb").write_bytes(data)


def test_a_folder_gets_a_receipt_for_each_file_and_all_are_checked_at_once(exam):
    hand_in(exam, one="s1", **{"deep/one": "s2"})
    said = exam("receipt trial in")
    assert {line.split(": ")[1].split(",")[0] for line in said.splitlines()} == {"s1", "s2"}
    checked = exam("check-receipt receipts in --public-key dist/exams/trial/for-students/public-key.pem")
    assert "Valid: s1 handed in in/one.ipynb" in checked
    assert "Valid: s2 handed in in/deep/one.ipynb" in checked


def test_the_notebooks_token_names_its_owner_and_not_the_files_name(exam):
    hand_in(exam, **{"trial-s2 (1)": "s1"})
    said = exam("receipt trial in --roster roster.csv")
    assert "named after Alan (s2), but the notebook is s1's by its token" in said
    assert ": s1, " in said


def test_a_file_of_nobody_gets_no_receipt_and_the_command_that_helps_is_said(exam):
    hand_in(exam)
    for name in ("trial-s9 (1)", "alam"):
        (exam.folder / "in" / f"{name}.pdf").write_text("x")
    assert "run `autograder exam receipt trial in/alam.pdf --student ID`" in exam(
        "receipt trial in --roster roster.csv", 2
    )
    assert not (exam.folder / "receipts").exists()


def test_a_public_key_in_the_folder_of_an_older_build_is_found_with_a_note(exam):
    hand_in(exam, s1="s1")
    exam("receipt trial in")
    built = exam.folder / "dist/exams/trial"
    old = "check-receipt receipts in --public-key dist/exams/trial/key/public-key.pem"
    assert "is now dist/exams/trial/for-students/public-key.pem" in exam(old)
    (built / "for-students").rename(built / "key")
    said = exam("check-receipt receipts in --public-key dist/exams/trial")
    assert "do not publish dist/exams/trial/key" in said
    assert "Valid: s1" in said


def test_the_key_command_parts_what_is_secret_from_what_is_published(exam):
    said = exam("key --key other.key")
    assert "other-public.pem is for students" in said
    assert (exam.folder / "other.key").stat().st_mode & 0o077 == 0
    assert "PUBLIC KEY" in (exam.folder / "other-public.pem").read_text()
