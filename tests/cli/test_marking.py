"""Marking by its commands: a rubric, marks of a group, a decision, and final points."""

import csv
import io
import json

import pytest

from autograder.gradebook.database import open_book
from autograder.gradebook.record import record_runs, unpack_attempts
from autograder.results import Verdict
from tests.cli.test_cli import here
from tests.cli.test_gradebook import course
from tests.gradebook.test_marking import a_report, code, essay

__all__ = ["course", "here"]


@pytest.fixture
def run(course, here, monkeypatch):
    """The commands, on a book with two attempts at a work with a text and code; they are alike."""

    def run(*args, rc=0, who="anna"):
        monkeypatch.setenv("AUTOGRADER_WHO", who)
        done = here("gradebook", *args, cwd=course)
        assert done.returncode == rc, done.stdout + done.stderr
        return done.stdout if rc == 0 else done.stderr

    run("roster", "roster.csv")
    run("take", "hw1", "in", "--bundle", "hw1.zip")
    book = open_book(str(course / "gradebook/book.sqlite"))
    attempts = unpack_attempts(book, "hw1", course / "unpacked").attempts
    questions = (essay("I, Ada: because"), code(Verdict.PASS, Verdict.FAIL, name="q1"))
    record_runs(book, "hw1", [a_report(name, questions) for name in attempts], attempts)
    book.engine.dispose()
    return run


@pytest.mark.slow
def test_from_a_rubric_to_points(run, course):
    assert "Item 1 of hw1 why." in run("rubric", "add", "hw1", "why", "names the cause", "--points", "3")
    assert "why        2         1" in run("mark", "list", "hw1")
    shown = run("mark", "next", "hw1", "why")
    assert "2 answers alike, 4 points" in shown
    assert "| I, ▮▮▮: because" in shown
    assert "Lovelace" not in shown
    found = json.loads(run("mark", "next", "hw1", "why", "--json"))
    assert (found["possible"], found["rubric"][0]["text"]) == (4, "names the cause")
    place = found["code"]
    run("mark", "comments", "hw1", "why", "--add", "see 3.2")
    assert "3 of 4, for 2 answers." in run("mark", "give", "hw1", "why", place, "--item", "1", "--say", "1")
    assert "Nothing of hw1 why is left for anna." in run("mark", "next", "hw1", "why")
    assert "s1,Ada Lovelace,4" in run("show", "--csv")
    assert "why: 3 of 4 by a person: names the cause; see 3.2" in run("explain", "s2")
    assert "Changed; all marks follow." in run("rubric", "change", "hw1", "why", "1", "--points", "2.5")
    assert "s1,Ada Lovelace,3.5" in run("show", "--csv")
    assert "4 of 4" in run("mark", "give", "hw1", "why", place, "--adjust", "9", who="bob")
    assert "why: α =" in run("mark", "agreement", "hw1", "why")
    assert "1 to decide" in run("mark", "differences", "hw1", "--above", "1")
    run("mark", "decide", "hw1", "why", place, "--adjust", "3", who="head")
    assert "0 to decide" in run("mark", "differences", "hw1", "--above", "1")
    assert "s1,Ada Lovelace,4" in run("show", "--csv")
    assert run("mark", "who", "hw1", "why", place).strip() == "s1, s2"
    assert "why decided by head: 3 of 4" in run("history", "s1")
    for name in ("marks.csv", "marks.toml"):
        assert "3 marks, 1 to be given." in run("mark", "export", "hw1", "--out", name, "--all")
        assert "3 marks, 0 of them new." in run("mark", "import", "hw1", name)
    run("rubric", "export", "hw1", "why", "--out", "r.toml")
    assert "0 new, 0 changed." in run("rubric", "import", "hw1", "why", "r.toml")
    assert "All is as it was written." in run("check")


@pytest.mark.slow
def test_code_is_shown_as_it_was_handed_in_with_what_its_cases_did(run):
    shown = run("mark", "next", "hw1", "q1")
    assert "case 0: PASS" in shown
    assert "case 1: FAIL" in shown
    assert "  | def square" in shown


@pytest.mark.slow
def test_marks_of_a_table_come_into_the_book_or_none_does(run, course):
    run("mark", "export", "hw1", "why", "--out", "m.csv")
    (row,) = csv.DictReader(io.StringIO((course / "m.csv").read_text()))
    head, line = ",".join(row), [*row.values()]
    line[list(row).index("points")] = "2"
    bad = [*line]
    bad[1] = "zzzz"
    (course / "m.csv").write_text(
        "\n".join([head, ",".join(map(json.dumps, map(str, line))), ",".join(map(json.dumps, map(str, bad)))])
    )
    assert "no answer has the code 'zzzz'" in run("mark", "import", "hw1", "m.csv", rc=2)
    (course / "m.csv").write_text("\n".join([head, ",".join(map(json.dumps, map(str, line)))]))
    assert "1 marks, 1 of them new." in run("mark", "import", "hw1", "m.csv")
    assert "s1,Ada Lovelace,3" in run("show", "--csv")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("mark", "next", "hw1", "q9"), "hw1 has no question 'q9'"),
        (("mark", "list", "hw9"), "the gradebook has nothing of 'hw9'"),
        (("mark", "give", "hw1", "why", "aaaa"), "no answer has the code 'aaaa'; `mark list` shows them"),
        (("mark", "give", "hw1", "why", "aaaa", "--say", "3"), "--say: the bank of why has no comment 3"),
        (("mark", "export", "hw1", "--out", "m.xlsx"), "m.xlsx: expected a name that ends in .csv or .toml"),
        (("mark", "import", "hw1", "none.csv"), "none.csv: cannot be read as a table"),
        (("rubric", "add", "hw1", "why", " ", "--points", "1"), "TEXT: expected some words, got none"),
        (("rubric", "change", "hw1", "why", "1"), "nothing to change"),
        (("rubric", "change", "hw1", "why", "1", "--points", "2"), "no item 1 in its rubric; it has none yet"),
    ],
)
def test_a_mistake_is_one_message_and_2(run, args, told):
    said = run(*args, rc=2)
    assert told in said
    assert "Traceback" not in said


@pytest.mark.slow
def test_a_mark_stays_when_all_is_graded_again_and_is_in_the_classs_table(course, here):
    def run(*args):
        done = here("gradebook", *args, cwd=course)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("roster", "roster.csv")
    run("take", "hw1", "in", "--bundle", "hw1.zip")
    run("grade", "hw1", "--bundle", "hw1.zip")
    found = json.loads(run("mark", "next", "hw1", "q1", "--json"))
    assert (found["answers"], found["possible"]) == (2, 4)
    assert "def square" in found["answer"]
    run("mark", "give", "hw1", "q1", found["code"], "--adjust", "1.5", "--comment", "no proof")
    run("grade", "hw1", "--bundle", "hw1.zip", "--fresh")
    assert "q1: 1.5 of 4 by a person: no proof" in run("explain", "s1")
    assert "s1,Ada Lovelace,4.5" in run("show", "--csv")
    rows = {row["student"]: row for row in csv.DictReader(io.StringIO((course / "grades/hw1/scores.csv").read_text()))}
    assert (rows["Ada Lovelace"]["total"], rows["Ada Lovelace"]["q1"]) == ("4.5", "1.5")
