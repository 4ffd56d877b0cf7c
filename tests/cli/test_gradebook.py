"""A gradebook by its commands, from the class list to final grades."""

import json

import pytest
from sqlalchemy import update

from autograder.gradebook.database import open_book
from autograder.gradebook.models import Log
from tests.cli.test_cli import here
from tests.support.grading import CHECKED, SQUARE, TOTAL, make_notebook, make_zip

__all__ = ["here"]
RULES = """
[grades]
late_days = 1
pass_at = 0.5
[grades.categories.homework]
weight = 1
works = ["hw*"]
[grades.policy]
closes = 2026-10-20T12:00:00+00:00
late = { per_day = 0.5, hard_stop_days = 3 }
"""
TIMES = "student,time\ns1,2026-10-20T11:00:00+00:00\ns2,2026-10-21T11:00:00+00:00\n"


@pytest.fixture
def course(tmp_path, here):
    """A folder with rules, a class list, a stock zip and two submissions; the gradebook is made."""
    (tmp_path / "course.toml").write_text(RULES)
    (tmp_path / "roster.csv").write_text("id,name\ns1,Ada Lovelace\ns2,=cmd|'x'!A1\ns3,Cy Young\n")
    (tmp_path / "times.csv").write_text(TIMES)
    make_zip(tmp_path / "hw1.zip", {"q1": SQUARE, "q2": TOTAL})
    (tmp_path / "in").mkdir()
    make_notebook(tmp_path / "in" / "s1.ipynb", CHECKED)
    make_notebook(tmp_path / "in" / "s2.ipynb", [*CHECKED, "# late"])
    assert here("gradebook", "init", cwd=tmp_path).returncode == 0
    return tmp_path


@pytest.mark.slow
def test_from_the_class_list_to_final_grades(course, here):
    def run(*args, rc=0):
        done = here("gradebook", *args, cwd=course)
        assert done.returncode == rc, done.stdout + done.stderr
        return done.stdout

    assert "3 new" in run("roster", "roster.csv")
    assert "2 new, 0 known" in run("take", "hw1", "in", "--bundle", "hw1.zip", "--times", "times.csv")
    assert "0 new, 2 known" in run("take", "hw1", "in", "--bundle", "hw1.zip", "--times", "times.csv")
    assert "…" in run("show")
    assert "Attempts: 2. Judged for the first time, or otherwise than before: 2." in run(
        "grade", "hw1", "--bundle", "hw1.zip"
    )
    assert "Attempts: 2. Judged for the first time, or otherwise than before: 0." in run(
        "grade", "hw1", "--bundle", "hw1.zip"
    )
    scores = {line.split(",")[1]: line for line in (course / "grades/hw1/scores.csv").read_text().splitlines()}
    shown = json.loads(run("show", "--json"))
    points = {row["id"]: row["standings"]["hw1"]["points"] for row in shown["rows"]}
    full = shown["works"]["hw1"]
    assert points == {"s1": full, "s2": full / 2, "s3": 0.0}
    assert f",{full:g}," in scores["Ada Lovelace"]
    final = run("final", "--csv").splitlines()
    assert final == [
        "student,name,homework,grade,passed,late days",
        "s1,Ada Lovelace,100.0 %,100.0 %,yes,",
        "s2,'=cmd|'x'!A1,100.0 %,100.0 %,yes,1",
        "s3,Cy Young,0.0 %,0.0 %,no,",
    ]
    (course / "other.toml").write_text(RULES.replace("late_days = 1", "late_days = 0").replace("0.5\n[", "0.6\n["))
    assert "would fail" in run("what-if", "other.toml")
    run("extend", "s2", "hw1", "--closes", "2026-10-21T12:00+00:00", "--reason", "ill")
    assert json.loads(run("show", "--json"))["rows"][1]["standings"]["hw1"]["points"] == full
    assert "3 of 3" in run("release", "hw1")
    assert "0 of 3" in run("release", "hw1")
    told = run("statistics", "hw1", "--out", "statistics.html")
    assert "2 submissions, the first attempts" in told
    assert "correlations, α and advice need 10" in told
    assert "<svg" in (course / "statistics.html").read_text()
    assert json.loads(run("statistics", "hw1", "--json"))["students"] == 2
    told = run("history", "s2")
    for part in ("roster.csv", "received 2026-10-21T11:00:00+00:00", f"graded, {full:g}", "ill", f"shown {full:g} of"):
        assert part in told
    assert "An extension counts" in run("explain", "s2")
    (course / "canvas.csv").write_text('Student,ID,Section,HW (7)\n"Lovelace, Ada",s1,A,\nCy,s3,A,\nNobody,s9,A,\n')
    assert "Students with points in it: 1." in run("export", "hw1", "canvas.csv", "--out", "back.csv", "--column", "HW")
    assert (course / "back.csv").read_text().splitlines()[1:] == [
        f'"Lovelace, Ada",s1,A,{full:.2f}',
        "Cy,s3,A,",
        "Nobody,s9,A,",
    ]
    assert "All is as it was written." in run("check")
    assert "its log ends with" in run("backup", "copy")
    assert "All is as it was written." in run("check", "--db", "copy/book.sqlite")
    assert "nothing to do" in run("upgrade")
    with open_book("gradebook/book.sqlite").writing() as session:
        session.execute(update(Log).where(Log.id == 1).values(who="nobody"))
    assert "Faults: 1." in run("check", rc=1)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("show", "hw2"), "the gradebook has nothing of 'hw2'"),
        (("init",), "gradebook/book.sqlite: there is a file already; give another one with --db"),
        (
            ("show", "--db", "none.sqlite"),
            "none.sqlite: there is no gradebook; make one with `autograder gradebook init`",
        ),
        (("show", "--db", "course.toml"), "course.toml"),
        (("statistics", "hw2"), "the gradebook has nothing of 'hw2'"),
        (("statistics", "hw1", "--attempts", "best"), "--attempts: expected first or last, got 'best'"),
        (("history", "s9"), "nobody in the gradebook is 's9'"),
        (("take", "hw1", "in"), "expected a course"),
        (("extend", "s1", "hw1", "--closes", "soon"), "--closes: expected a time such as 2026-10-20T12:00, got 'soon'"),
        (("show", "--db", "mysql://me:secret@h/d"), "--db: expected a file"),
    ],
)
def test_a_mistake_is_one_message_and_2(course, here, args, told):
    done = here("gradebook", *args, cwd=course)
    assert done.returncode == 2
    assert told in done.stderr
    assert "secret" not in done.stderr
    assert "Traceback" not in done.stderr
