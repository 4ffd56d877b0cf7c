"""Marks of people: nothing is lost, nothing is dropped, nothing is more than the criterion is worth."""

import csv

import pytest

from autograder.errors import CourseError
from autograder.exam.grading.marks import Mark, apply_marks, read_marks, write_marking
from autograder.results import CaseResult, QuestionResult, Report, Status, Verdict


def report(student="s1", answer="Because."):
    cases = tuple(
        CaseResult(name=n, hidden=True, verdict=v, points=0.0, possible=2.0)
        for n, v in (("threats", Verdict.PENDING), ("experiment", Verdict.PENDING), ("form", Verdict.FAIL))
    )
    question = QuestionResult(name="why", points=0.0, possible=6.0, cases=cases, answer=answer)
    return Report(
        submission=student,
        student=student,
        assignment="trial",
        status=Status.GRADED,
        total=0.0,
        possible=6.0,
        questions=(question,),
    )


def test_a_mark_gives_its_points_and_its_comment():
    marked = apply_marks(
        report(), {("s1", "why", "threats"): Mark(1.5, "One is missing."), ("s1", "why", "experiment"): Mark(2)}
    )
    one, two, form = marked.questions[0].cases
    assert (one.verdict, one.points, one.failure_message) == (Verdict.FAIL, 1.5, "One is missing.")
    assert (two.verdict, two.points) == (Verdict.PASS, 2)
    assert form == report().questions[0].cases[2]
    assert marked.total == marked.questions[0].points == 3.5


@pytest.mark.parametrize("points", [-0.5, 2.5])
def test_a_mark_outside_its_range_is_refused(points):
    with pytest.raises(CourseError, match=f"s1 / why / threats: points: expected 0 to 2, found {points}"):
        apply_marks(report(), {("s1", "why", "threats"): Mark(points)})


def test_the_table_is_written_filled_in_and_read_again(tmp_path):
    path = tmp_path / "marking.csv"
    assert write_marking(path, [report("s2"), report("=s1", "=1+1\nline two")], {}) == 4
    rows = list(csv.DictReader(path.read_text().splitlines()))
    assert [(r["student"], r["criterion"]) for r in rows[:2]] == [("'=s1", "experiment"), ("s2", "experiment")]
    assert rows[0]["answer"] == "'=1+1 line two"
    rows[0] |= {"points": "1,5", "comment": "Good."}
    with path.open("w", newline="") as f:
        writer = csv.DictWriter(f, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    marks = read_marks(path)
    assert marks == {("=s1", "why", "experiment"): Mark(1.5, "Good.")}
    assert write_marking(path, [report("s2"), report("=s1")], marks) == 3
    assert read_marks(path) == marks


def test_a_mark_that_fits_nothing_is_an_error_and_the_table_stays(tmp_path):
    path = tmp_path / "marking.csv"
    path.write_text("mine")
    with pytest.raises(CourseError, match="s9 / why / threats: this mark fits no answer"):
        write_marking(path, [report()], {("s9", "why", "threats"): Mark(1)})
    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    ("line", "said"),
    [("s1,why,threats,2,many,,", "points: expected a number, found 'many'"), ("s1,why,threats,2,1,,\ns1,why,threats,2,1,,", "marked twice"), ("s1,why", "criterion is not there")],
)  # fmt: skip
def test_a_table_that_cannot_be_read_is_named_with_its_line(tmp_path, line, said):
    path = tmp_path / "marking.csv"
    path.write_text(f"student,question,criterion,possible,points,comment,answer\n{line}\n")
    with pytest.raises(CourseError, match=said) as e:
        read_marks(path)
    assert "line " in str(e.value)


@pytest.mark.parametrize("student", ["=s1", "a;=b", "'s1", "-1", "s\u200b 1", "x" * 300])
@pytest.mark.parametrize("comment", ["=good", "'tis fine", "a; -b", "-1"])
def test_whatever_is_written_is_read_back_and_written_again(tmp_path, student, comment):
    path = tmp_path / "marking.csv"
    write_marking(path, [report(student)], {})
    with path.open(newline="") as f:
        lines = list(csv.DictReader(f))
    lines[0] |= {"points": "1.5", "comment": comment}
    with path.open("w", newline="") as f:
        writer = csv.DictWriter(f, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    marks = read_marks(path)
    assert apply_marks(report(student), marks).total == 1.5
    assert write_marking(path, [report(student)], marks) == 1
    assert read_marks(path) == marks
    cell = next(csv.reader(path.read_text().splitlines()[1:]))[5]
    assert not cell.startswith("=")
    assert "; -" not in cell
