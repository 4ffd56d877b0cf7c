"""Marks of people: nothing is lost, nothing is dropped, nothing is more than the criterion is worth."""

import csv

import msgspec
import pytest

from autograder.errors import CourseError
from autograder.grading.marks import Mark, Try, apply_marks, assign_marks, read_marks, unmarked, write_marking
from autograder.results import CaseResult, QuestionResult, Report, Status, Verdict


def written(path, tries, filled=()):
    """How many lines wait after the table was read and written again, with points typed into lines of these numbers."""
    if path.exists():
        with path.open(newline="") as f:
            lines = list(csv.DictReader(f))
        for number, points, comment in filled:
            lines[number] |= {"points": points, "comment": comment}
        with path.open("w", newline="") as f:
            writer = csv.DictWriter(f, list(lines[0]))
            writer.writeheader()
            writer.writerows(lines)
    marks = assign_marks(path, read_marks(path) if path.exists() else [], tries)
    return write_marking(path, tries, marks, {t.report.submission for t in tries}), marks


def report(student="s1", answer="Because.", submission=""):
    cases = tuple(
        CaseResult(name=n, hidden=True, verdict=v, points=0.0, possible=2.0)
        for n, v in (("threats", Verdict.PENDING), ("experiment", Verdict.PENDING), ("form", Verdict.FAIL))
    )
    question = QuestionResult(name="why", points=0.0, possible=6.0, cases=cases, answer=answer)
    return Report(
        submission=submission or student,
        student=student,
        assignment="trial",
        status=Status.GRADED,
        total=0.0,
        possible=6.0,
        questions=(question,),
    )


def mark(points, criterion="threats", comment="", student="s1"):
    return {(student, "why", criterion): Mark(student, "why", criterion, points, comment)}


def test_a_mark_gives_its_points_and_its_comment():
    marked = apply_marks(report(), mark(1.5, comment="One is missing.") | mark(2, "experiment"))
    one, two, form = marked.questions[0].cases
    assert (one.verdict, one.points, one.failure_message) == (Verdict.FAIL, 1.5, "One is missing.")
    assert (two.verdict, two.points) == (Verdict.PASS, 2)
    assert form == report().questions[0].cases[2]
    assert marked.total == marked.questions[0].points == 3.5


@pytest.mark.parametrize("points", [-0.5, 2.5])
def test_a_mark_outside_its_range_is_refused(points):
    with pytest.raises(CourseError, match=f"s1 / why / threats: points: expected 0 to 2, found {points}"):
        apply_marks(report(), mark(points))


def test_the_table_is_written_filled_in_and_read_again(tmp_path):
    path = tmp_path / "marking.csv"
    tries = [Try(report("s2")), Try(report("=s1", "=1+1\nline two"))]
    assert written(path, tries)[0] == 4
    rows = list(csv.DictReader(path.read_text().splitlines()))
    assert [(r["student"], r["criterion"]) for r in rows[:2]] == [("'=s1", "experiment"), ("s2", "experiment")]
    assert (rows[0]["answer"], rows[0]["attempt"]) == ("'=1+1 line two", "1")
    left, marks = written(path, tries, [(0, "1,5", "Good.")])
    assert left == 3
    ((key, found),) = marks.items()
    assert (key, found.points, found.comment) == (("=s1", "why", "experiment"), 1.5, "Good.")
    assert written(path, tries) == (3, marks)


def test_each_of_two_attempts_has_its_own_line_and_its_own_mark(tmp_path):
    path = tmp_path / "marking.csv"
    tries = [Try(report("s1", "Early.", "a"), 1), Try(report("s1", "Late.", "b"), 2)]
    assert written(path, tries)[0] == 4
    left, marks = written(path, tries, [(i, str(i / 2), "") for i in range(4)])
    assert left == 0
    assert [apply_marks(t.report, marks).total for t in tries] == [0 + 1, 0.5 + 1.5]
    assert written(path, tries) == (0, marks)


def test_equal_answers_of_two_attempts_keep_their_own_marks(tmp_path):
    path = tmp_path / "marking.csv"
    tries = [Try(report("s1", "", "a"), 1), Try(report("s1", "", "b"), 2)]
    written(path, tries)
    _, marks = written(path, tries, [(0, "0", ""), (1, "2", "")])
    assert [apply_marks(t.report, marks).total for t in tries] == [0, 2]


def test_a_mark_follows_its_answer_when_an_earlier_attempt_turns_up(tmp_path):
    path = tmp_path / "marking.csv"
    only = report("s1", "Mine.", "b")
    written(path, [Try(only, 1)])
    written(path, [Try(only, 1)], [(0, "2", ""), (1, "2", "")])
    early = report("s1", "Nothing.", "a")
    left, marks = written(path, [Try(early, 1), Try(only, 2)])
    assert (left, apply_marks(only, marks).total, apply_marks(early, marks).total) == (2, 4, 0)


def test_a_table_from_before_there_were_attempts_is_read(tmp_path):
    path = tmp_path / "marking.csv"
    head = "student,question,criterion,possible,points,comment,answer"
    path.write_text(f"{head}\ns1,why,threats,2,1,,Early.\ns1,why,threats,2,2,,Late.\n")
    tries = [Try(report("s1", "Early.", "a"), 1), Try(report("s1", "Late.", "b"), 2)]
    left, marks = written(path, tries)
    assert (left, [apply_marks(t.report, marks).total for t in tries]) == (2, [1, 2])
    assert path.read_text().startswith("student,attempt,question,")


def test_a_mark_for_one_of_several_attempts_must_say_for_which(tmp_path):
    path = tmp_path / "marking.csv"
    path.write_text("student,question,criterion,possible,points\ns1,why,threats,2,1\n")
    tries = [Try(report("s1", "Early.", "a"), 1), Try(report("s1", "Late.", "b"), 2)]
    with pytest.raises(CourseError, match="2 attempts wait for this mark; say which in a column `attempt`"):
        written(path, tries)


def test_an_attempt_that_does_not_count_has_no_line_unless_it_is_marked(tmp_path):
    path = tmp_path / "marking.csv"
    tries = [Try(report("s1", "Early.", "a"), 1), Try(report("s1", "Late.", "b"), 2)]
    assert write_marking(path, tries, {}, {"b"}) == 2
    assert "Early" not in path.read_text()
    done = {("a", "why", "threats"): Mark("s1", "why", "threats", 1)}
    assert write_marking(path, tries, done, {"b"}) == 2
    assert "s1,1,why,threats,2,1,,Early." in path.read_text()


def test_a_mark_that_fits_nothing_is_an_error(tmp_path):
    path = tmp_path / "marking.csv"
    path.write_text("student,attempt,question,criterion,possible,points\ns9,1,why,threats,2,1\n")
    with pytest.raises(CourseError, match="s9 / attempt 1 / why / threats: this mark fits no answer"):
        written(path, [Try(report())])


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
    tries = [Try(report(student))]
    written(path, tries)
    left, marks = written(path, tries, [(0, "1.5", comment)])
    assert (left, apply_marks(report(student), marks).total) == (1, 1.5)
    assert written(path, tries) == (1, marks)
    cell = next(csv.reader(path.read_text().splitlines()[1:]))[6]
    assert not cell.startswith("=")
    assert "; -" not in cell


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "expected the columns student, attempt.*the file is empty, without student; move it away"),
        (b"PK\x03\x04, rubbish\n", "its first line is .*rubbish', without student"),
        (b"\xff\xfe\x00", "cannot be read as a table: .*; save it as CSV in UTF-8"),
        (b"student,question,criterion,possible\n", "without points"),
    ],
)
def test_what_is_no_table_of_marks_is_said_once(tmp_path, data, said):
    path = tmp_path / "marking.csv"
    path.write_bytes(data)
    with pytest.raises(CourseError, match=said):
        read_marks(path)


def test_a_table_with_semicolons_is_read(tmp_path):
    path = tmp_path / "marking.csv"
    path.write_text("student;attempt;question;criterion;possible;points;comment\ns1;1;why;threats;2;1,5;a, b\n")
    (mark,) = read_marks(path)
    assert (mark.student, mark.points, mark.comment) == ("s1", 1.5, "a, b")


def test_a_comment_without_points_stays_and_still_waits(tmp_path):
    path = tmp_path / "marking.csv"
    tries = [Try(report())]
    written(path, tries)
    left, marks = written(path, tries, [(0, "", "Ask the others.")])
    assert (left, apply_marks(report(), marks)) == (2, report())
    assert "Ask the others." in path.read_text()


def test_marks_can_be_taken_out_of_a_report():
    raw = report()
    cases = tuple(
        msgspec.structs.replace(c, message="waits for a person") if c.pending else c for c in raw.questions[0].cases
    )
    raw = msgspec.structs.replace(raw, questions=(msgspec.structs.replace(raw.questions[0], cases=cases),))
    assert unmarked(apply_marks(raw, mark(1.5, comment="One."))) == raw
    assert unmarked(raw) == raw
