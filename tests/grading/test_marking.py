"""A class with questions that people mark: the table, its marks in every output, and what happens when it changes."""

import csv
import json

import nbformat
import pytest

from autograder.cells import answer_of
from autograder.collect import Collected
from autograder.course.build import build_course
from autograder.course.new import new_assignment
from autograder.errors import CourseError
from autograder.grading.batch import Batch
from autograder.handin.roster import Student
from autograder.submissions import find_submissions
from tests.course.test_manual import CODE, RUBRIC, TEXT

pytestmark = pytest.mark.slow


class Class:
    """A folder in which a class is graded and marked."""

    def __init__(self, bundle, student, folder):
        self.bundle, self.student, self.folder = bundle, student, folder
        self.out = folder / "out"
        self.path = self.out / "marking.csv"
        self.said = []
        (folder / "in").mkdir()

    def hand_in(self, name, bare=False, **answers):
        """A notebook with these answers; `bare`: without any metadata."""
        notebook = nbformat.read(self.student, as_version=4)
        for cell in notebook.cells:
            cell.source = answers.get(answer_of(cell) or "", cell.source)
            if bare:
                cell.metadata.clear()
        nbformat.write(notebook, self.folder / "in" / f"{name}.ipynb")

    def grade(self, **options):
        found = options.pop("found", None) or find_submissions([self.folder / "in"])
        batch = Batch(self.bundle, found, self.out, jobs=1, people=True, say=self.said.append, **options)
        return {r.submission: r for r in batch.run()}

    def lines(self, path=None):
        with (path or self.path).open(newline="") as f:
            return list(csv.DictReader(f))

    def mark(self, path=None, **marks):
        """Types into the table: student_criterion=(points, comment)."""
        lines = self.lines()
        for line in lines:
            key = f"{line['student'].split()[0].lower()}_{line['criterion']}"
            if key in marks:
                line["points"], line["comment"] = marks[key]
        with (path or self.path).open("w", newline="") as f:
            table = csv.DictWriter(f, list(lines[0]))
            table.writeheader()
            table.writerows(lines)

    def page(self, name, audience="reports"):
        return (self.out / audience / f"{name}.html").read_text()


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    new_assignment(root, "means")
    for name, text in (("means.py", TEXT + CODE), ("assignment.toml", RUBRIC)):
        path = root / "assignments" / "means" / name
        path.write_text(path.read_text() + text)
    (made,) = build_course(root, ["means"], root / "dist")
    return made


@pytest.fixture
def room(built, tmp_path):
    return Class(built.bundle, built.student / "means.ipynb", tmp_path)


def test_what_waits_is_a_table_of_answers_that_no_spreadsheet_runs(room):
    room.hand_in("ada", q4="=1+1 Because\none divides.", q5="import matplotlib.pyplot as p\np.plot([1, 2]);")
    room.hand_in("bob", q4="No idea.", bare=True)
    room.hand_in("cleo")
    assert {r.pending for r in room.grade().values()} == {6}
    told = {(line["student"], line["criterion"]): (line["possible"], line["answer"]) for line in room.lines()}
    assert len(told) == 9
    assert told["ada", "division"] == ("3", "'=1+1 Because one divides.")
    assert told["ada", "answer"] == ("2", "import matplotlib.pyplot as p p.plot([1, 2]);")
    assert (told["bob", "language"], told["cleo", "division"]) == (("1", "No idea."), ("3", ""))


def test_marks_and_comments_are_in_every_output(room):
    room.hand_in("ada", q4="One divides.", q5="import matplotlib.pyplot as p\np.plot([1, 2]);")
    room.grade()
    room.mark(ada_division=("1,5", "By <b>what</b>?"), ada_language=("1", "Clear."), ada_answer=("2", ""))
    report = room.grade()["ada"]
    assert (report.total, report.pending, report.decided) == (4.5, 0, True)
    (row,) = csv.DictReader((room.out / "scores.csv").open())
    assert (row["total"], row["q4"], row["q5"]) == ("4.5", "2.5", "2")
    page = room.page("ada")
    assert all(part in page for part in ("By &lt;b&gt;what&lt;/b&gt;?", "Clear.", "2.5 / 4", "data:image/png"))
    assert "BEGIN QUESTION" not in page
    entries = {t["name"]: t.get("score") for t in json.loads((room.out / "gradescope/ada.json").read_text())["tests"]}
    assert (entries["q4"], entries["q5"]) == (2.5, 2)
    assert ": 2.5 of 4" in (room.out / "notebooks/ada.ipynb").read_text()


def test_a_mark_can_be_changed_and_taken_back(room):
    room.hand_in("ada", q4="One divides.")
    room.grade()
    totals = []
    for points in ("3", "0", ""):
        room.mark(ada_division=(points, "Hm."))
        totals.append((room.grade()["ada"].total, room.grade()["ada"].pending))
    assert totals == [(3, 3), (0, 3), (0, 6)]
    assert [line["comment"] for line in room.lines()] == ["Hm.", "", ""]
    assert "waits for a person" in room.page("ada")


def test_without_a_new_mark_nothing_is_written_again(room):
    room.hand_in("ada", q4="One divides.")
    room.grade()
    room.mark(ada_division=("3", ""))
    room.grade()
    before = {p: p.stat().st_mtime_ns for p in (room.out / "reports").iterdir()}
    table = room.path.read_bytes()
    room.grade()
    assert {p: p.stat().st_mtime_ns for p in (room.out / "reports").iterdir()} == before
    assert room.path.read_bytes() == table


def test_a_mark_for_an_answer_that_has_changed_stands_and_is_said(room):
    room.hand_in("ada", q4="Early.")
    room.grade()
    room.mark(ada_division=("1", ""))
    room.hand_in("ada", q4="Late.")
    assert room.grade()["ada"].total == 1
    assert "ada / attempt 1 / q4 / division" in next(s for s in room.said if "there was another answer" in s)
    assert {line["answer"] for line in room.lines() if line["question"] == "q4"} == {"Late."}


def test_another_table_decides_and_loses_no_mark(room, tmp_path):
    room.hand_in("ada", q4="One divides.")
    room.grade()
    room.mark(tmp_path / "other.csv", ada_division=("2", "Other."))
    room.mark(ada_division=("1", ""), ada_language=("1", ""))
    report = room.grade(marks=tmp_path / "other.csv")["ada"]
    assert report.total == 3
    assert sorted(line["points"] for line in room.lines()) == ["", "1", "2"]


@pytest.mark.parametrize("text", ["", "PK\x03\x04", "a,b\n1,2\n"])
def test_a_table_that_is_none_stops_before_anybody_is_graded(room, text):
    room.hand_in("ada")
    room.out.mkdir()
    room.path.write_text(text)
    with pytest.raises(CourseError, match=r"marking\.csv: expected the columns student, attempt"):
        room.grade()
    assert room.path.read_text() == text
    assert not (room.out / "reports").exists()


def test_a_mark_that_fits_nothing_leaves_the_table_as_it_is(room):
    room.hand_in("ada")
    room.grade()
    text = room.path.read_text().replace("ada,1,q4,division,3,,", "eve,1,q4,division,3,2,")
    room.path.write_text(text)
    with pytest.raises(CourseError, match="eve / attempt 1 / q4 / division: this mark fits no answer"):
        room.grade()
    assert room.path.read_text() == text


def test_marks_from_before_there_was_a_class_list_stay(room):
    room.hand_in("ada", q4="One divides.")
    room.grade()
    room.mark(ada_division=("3", ""))
    collected = Collected([Student("ada", "Ada Lovelace")], find_submissions([room.folder / "in"]), "last", "class.csv")
    report = room.grade(found=collected.submissions, rows=collected.rows)["ada"]
    assert (report.student, report.total) == ("Ada Lovelace", 3)
    assert room.lines()[0]["student"] == "Ada Lovelace"


def test_a_class_without_such_questions_has_no_table(room):
    room.hand_in("ada")
    room.bundle = room.folder / "no.zip"
    from tests.support.grading import SQUARE, make_zip

    make_zip(room.bundle, {"q1": SQUARE})
    room.grade()
    assert not room.path.exists()
    assert not (room.out / "shown").exists()
