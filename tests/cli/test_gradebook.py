"""A gradebook by its commands, from the class list to final grades."""

import csv
import html
import json
import sys

import nbformat
import pytest
from sqlalchemy import update

from autograder.cells import answer_of
from autograder.cli.booktables import print_class
from autograder.cli.console import warn
from autograder.course.build import build_course
from autograder.course.new import new_assignment
from autograder.exam.sheets.build import sheet_notebook
from autograder.exam.sheets.exam import load_exam, sample_sheet
from autograder.exam.sheets.template import make_template
from autograder.gradebook.database import open_book
from autograder.gradebook.models import Log
from autograder.gradebook.queries import Class, Row, Standing
from autograder.handin.keys import create_key
from autograder.results import Report
from tests.cli.test_cli import here, run_in
from tests.course.test_manual import RUBRIC, TEXT
from tests.exam.conftest import write_course
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


def gradebook(here, folder, errors=False):
    """Runs a command on the gradebook of a folder; what it says, with `errors` those, too."""

    def run(*args, rc=0):
        done = here("gradebook", *args, cwd=folder)
        assert done.returncode == rc, done.stdout + done.stderr
        return done.stdout + (done.stderr if errors else "")

    return run


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
    run = gradebook(here, course)

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


LOOSE = TOTAL.replace("abs(total([0.1] * 10) - 1) < 1e-9", "abs(total([0.1] * 10) - 1) < -1")
HARSH = SQUARE.replace("== x * x", "== x * x + 1")


@pytest.mark.slow
def test_a_work_is_judged_again_by_other_tests_and_counts_when_it_is_applied(course, here):
    run = gradebook(here, course)

    def points():
        return [row["standings"]["hw1"]["points"] for row in json.loads(run("show", "--json"))["rows"]]

    run("roster", "roster.csv")
    run("take", "hw1", "in", "--bundle", "hw1.zip")
    (course / "old").mkdir()
    make_zip(course / "old" / "hw1.zip", {"q1": HARSH, "q2": TOTAL})
    assert (
        "nothing of 'hw1' was judged yet"
        in here("gradebook", "regrade", "hw1", "--bundle", "hw1.zip", cwd=course).stderr
    )
    run("grade", "hw1", "--bundle", "old/hw1.zip")
    before = points()
    assert before == [5.0, 5.0, 0.0]
    told = run("regrade", "hw1", "--bundle", "hw1.zip")
    for part in ("2 gain, 0 lose", "FAIL → PASS", "code ran again for 2 of them", "This is set 1; nothing counts yet"):
        assert part in told
    assert points() == before
    assert run("regrade", "hw1", "--bundle", "hw1.zip", "--csv") == run("regrade", "hw1", "--show", "1", "--csv")
    table = run("regrade", "hw1", "--show", "1", "--csv").splitlines()
    assert table[0] == "attempt,students,before,after,gain,question,case,verdict before,verdict after,points"
    assert table[1:] == ["1,s1,5.0,7.0,2.0,q1,random,FAIL,PASS,2.0", "2,s2,5.0,7.0,2.0,q1,random,FAIL,PASS,2.0"]
    assert "set 1 now" in run("regrade", "hw1", "--apply", "1")
    assert points() == [7.0, 7.0, 0.0]
    assert "counts already" in run("regrade", "hw1", "--apply", "1")
    (course / "harsh").mkdir()
    make_zip(course / "harsh" / "hw1.zip", {"q1": SQUARE, "q2": LOOSE})
    told = run("regrade", "hw1", "--bundle", "harsh/hw1.zip")
    for part in ("0 gain, 2 lose", "code ran again for 0 of them", "This is set 2"):
        assert part in told
    assert "Nothing would change" in run("regrade", "hw1", "--bundle", "harsh/hw1.zip", "--only-up")
    assert "dropped" in run("regrade", "hw1", "--drop", "2")
    assert points() == [7.0, 7.0, 0.0]
    assert "was dropped" in here("gradebook", "regrade", "hw1", "--apply", "2", cwd=course).stderr
    (course / "broken").mkdir()
    make_zip(course / "broken" / "hw1.zip", {"q1": SQUARE, "q2": TOTAL + "("})
    done = here("gradebook", "regrade", "hw1", "--bundle", "broken/hw1.zip", cwd=course)
    assert done.returncode == 1
    assert "keeps its judgement: a test could not be run" in done.stderr
    assert points() == [7.0, 7.0, 0.0]
    assert "All is as it was written." in run("check")
    assert "graded, 5" in run("history", "s1")  # the old judging stays
    assert not (course / "grades/hw1/regrade").exists()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--apply", "1"), "hw1 has no set 1; there is: none"),
        (("--apply", "1", "--drop", "1"), "--show, --apply and --drop: expected one of them"),
        (("--drop", "7"), "hw1 has no set 7; there is: none"),
    ],
)
def test_a_mistake_in_regrading_is_one_message_and_2(course, here, args, told):
    here("gradebook", "roster", "roster.csv", cwd=course)
    here("gradebook", "take", "hw1", "in", "--bundle", "hw1.zip", cwd=course)
    done = here("gradebook", "regrade", "hw1", *args, cwd=course)
    assert done.returncode == 2
    assert told in " ".join(done.stderr.split())


POLICY = """
[policy]
closes = 2026-12-14T12:00:00+00:00
keep = "last"
attempts = 2
late = { per_day = 0.5, hard_stop_days = 1 }
"""


@pytest.fixture
def exam(tmp_path, here):
    """A course with an exam that was handed out to two, and a gradebook; makes files to hand in."""
    write_course(tmp_path, POLICY, names=("total", "why"))
    (tmp_path / "roster.csv").write_text("id,name,group\ns1,Ada Lovelace,red\ns2,Alan Turing,red\n")
    (tmp_path / "course.toml").write_text(RULES.replace("hw*", "trial"))
    key = create_key(tmp_path / "exam.key")
    here("exam", "build", "trial", "--roster", "roster.csv", cwd=tmp_path)
    here("gradebook", "init", cwd=tmp_path)
    here("gradebook", "roster", "roster.csv", cwd=tmp_path)
    loaded = load_exam(tmp_path, "trial")
    template = make_template(loaded, tmp_path / "template", sample_sheet(loaded))

    def hand_in(place, owner, solved=True, name=""):
        (tmp_path / place).mkdir(exist_ok=True)
        notebook = sheet_notebook(loaded, template, key, loaded.sheet(key, owner), owner, solved=solved)
        nbformat.write(notebook, tmp_path / place / f"{name or owner}.ipynb")

    run = gradebook(here, tmp_path)

    run.hand_in, run.folder = hand_in, tmp_path
    return run


def times_of(folder, **times):
    lines = [f"{student},2026-12-{time}:00+00:00\n" for student, time in times.items()]
    (folder / "times.csv").write_text("student,time\n" + "".join(lines))
    return "times.csv"


@pytest.mark.slow
def test_an_exam_goes_into_the_book_by_its_own_policy_and_one_by_one(exam):
    exam.hand_in("in", "s1")
    exam.hand_in("in", "s2")
    when = times_of(exam.folder, s1="14T11:00", s2="14T12:30")
    assert "2 new" in exam("take", "trial", "in", "--times", when)
    assert "Attempts: 2. Judged for the first time, or otherwise than before: 2." in exam("grade", "trial")

    def points():
        rows = json.loads(exam("show", "--json"))["rows"]
        return {r["id"]: (r["standings"]["trial"]["points"], r["standings"]["trial"]["attempts"]) for r in rows}

    assert points() == {"s1": (2, 1), "s2": (1, 1)}  # half a day late; nobody shares an exam
    exam.hand_in("again", "s1", solved=False)
    when = times_of(exam.folder, s1="14T11:30")
    exam("take", "trial", "again", "--times", when)
    said = exam("grade", "trial")
    assert "Attempts: 3. Judged for the first time, or otherwise than before: 1." in said
    assert points() == {"s1": (0, 2), "s2": (1, 1)}
    scores = {r["student"]: r for r in csv.DictReader((exam.folder / "grades/trial/scores.csv").open())}
    assert (scores["Ada Lovelace"]["total"], scores["Ada Lovelace"]["attempt"]) == ("0", "2 of 2")
    exam("extend", "s2", "trial", "--extra-min", "30", "--reason", "the room was locked")
    assert points()["s2"] == (2, 1)


@pytest.mark.slow
def test_what_people_give_in_an_exam_counts_in_the_book(exam):
    exam.hand_in("in", "s1")
    exam("take", "trial", "in")
    exam("grade", "trial")
    assert "3 points wait for a person" in exam("explain", "s1")
    exam("rubric", "add", "trial", "why", "names the data", "--points", "3")
    code = json.loads(exam("mark", "list", "trial", "why", "--json"))[0]["code"]
    exam("mark", "give", "trial", "why", code, "--item", "1")
    assert json.loads(exam("show", "--json"))["rows"][0]["standings"]["trial"]["points"] == 5


@pytest.mark.slow
def test_what_does_not_fit_together_in_an_exam_stands_in_the_history_once(exam):
    exam.hand_in("in", "s1", name="s2")
    exam("take", "trial", "in")
    for _ in range(2):
        assert "swap: Alan Turing (s2) handed in the notebook of Ada Lovelace (s1)" in exam("grade", "trial", "--fresh")
    assert exam("history", "s2").count("swap: Alan Turing (s2) handed in the notebook") == 1
    assert "swap" not in exam("history", "s1")
    assert "All is as it was written." in exam("check")


@pytest.mark.slow
def test_a_file_with_somebodys_name_takes_the_place_of_no_other(exam):
    exam.hand_in("one", "s1")
    exam.hand_in("two", "s2", name="s1")
    exam("take", "trial", "one")
    exam("take", "trial", "two")
    exam("grade", "trial", rc=1)
    assert json.loads(exam("show", "--json"))["rows"][0]["standings"]["trial"]["points"] == 2
    assert "other-file" in exam("history", "s1")


def test_the_times_of_an_exam_stand_in_one_place(exam, here):
    rules = (exam.folder / "course.toml").read_text()
    (exam.folder / "course.toml").write_text(rules + "[grades.works.trial]\ncloses = 2026-12-15T12:00:00+00:00\n")
    done = here("gradebook", "final", cwd=exam.folder)
    assert done.returncode == 2
    assert "grades.works.trial: it is an exam; its times stand in [policy] of" in done.stderr


def test_an_exam_is_judged_again_by_its_own_command(exam, here):
    done = here("gradebook", "regrade", "trial", cwd=exam.folder)
    assert done.returncode == 2
    assert "trial is an exam: `autograder gradebook grade trial` judges it again" in done.stderr


# -- points that were given elsewhere ---------------------------------------------------------------------------------

CANVAS = (
    "Student,ID,Section,Oral (77)\n    Points Possible,,,10.00\n"
    '"Lovelace, Ada",s1,A,7.50\n"Young, Cy",s3,A,\n"Else, Somebody",s9,A,3\n'
)


def test_who_is_excused_before_the_points_come_is_told_once(course, here):
    (course / "course.toml").write_text(RULES.replace('"hw*"', '"hw*", "oral"'))
    (course / "oral.csv").write_text("student,points,possible\ns1,EX,10\ns3,7,10\n")
    here("gradebook", "roster", "roster.csv", cwd=course)
    assert here("gradebook", "extend", "s1", "oral", "--excused", cwd=course).returncode == 0
    assert here("gradebook", "extend", "s1", "moral", "--excused", cwd=course).returncode == 2
    done = here("gradebook", "import", "oral", "oral.csv", cwd=course)
    assert (done.returncode, done.stderr) == (0, "")
    shown = here("gradebook", "show", "--csv", cwd=course).stdout
    assert shown.splitlines()[1:] == ["s1,Ada Lovelace,excused", "s2,'=cmd|'x'!A1,", "s3,Cy Young,7"]


def test_points_of_canvas_and_of_ones_own_table_go_into_the_book_and_back(course, here):
    run = gradebook(here, course, errors=True)

    run("roster", "roster.csv")
    (course / "canvas.csv").write_text(CANVAS)
    told = run("import", "hw-oral", "canvas.csv", "--column", "Oral", rc=1)
    assert "Students: 1 new, 0 changed, 0 known already, 1 without points." in told
    assert "not taken: line 5: 's9 / Somebody Else' is nobody in the gradebook" in told
    (course / "own.csv").write_text("\ufeffstudent;points;comment;handed_in\nAda Lovelace;8,5;=good;\nCy Young;4;;"
                                    "2026-10-20 23:00+00:00\n", encoding="utf-8")  # fmt: skip
    told = run("import", "hw-oral", "own.csv")
    assert "Students: 1 new, 1 changed, 0 known already, 0 without points." in told
    assert "s1: 7.5 of 10 → 8.5 of 10" in told
    assert "0 new, 0 changed, 2 known already" in run("import", "hw-oral", "own.csv")
    shown = run("show", "--csv")
    assert shown.splitlines() == [
        "student,name,hw-oral / 10",
        "s1,Ada Lovelace,8.5",
        "s2,'=cmd|'x'!A1,",
        "s3,Cy Young,2",
    ]
    assert "=good" in run("explain", "s1")
    (course / "shown.csv").write_text(shown)
    table = run("import", "hw-copy", "shown.csv", "--column", "hw-oral / 10", "--possible", "10")
    assert "Students: 2 new, 0 changed, 0 known already, 1 without points." in table
    run("release", "hw-oral")
    run("export", "hw-oral", "canvas.csv", "--out", "back.csv")
    assert (course / "back.csv").read_text().splitlines()[2:4] == ['"Lovelace, Ada",s1,A,8.50', '"Young, Cy",s3,A,2.00']
    assert "imported points" in run("statistics", "hw-oral")
    assert "8.5 of 10 points by own.csv, line 2" in run("history", "s1")
    assert "All is as it was written." in run("check")
    run("backup", "copy")
    assert run("show", "--csv", "--db", "copy/book.sqlite").splitlines()[1] == "s1,Ada Lovelace,8.5,8.5"


@pytest.mark.parametrize(
    "args",
    [
        ("grade", "oral"),
        ("regrade", "oral"),
        ("regrade", "oral", "--apply", "1"),
        ("mark", "list", "oral"),
        ("mark", "next", "oral", "oral"),
        ("rubric", "add", "oral", "oral", "late", "--points", "-1"),
    ],
)
def test_what_was_marked_elsewhere_is_not_judged_or_marked_here(course, here, args):
    (course / "oral.csv").write_text("student,points\ns1,7\n")
    here("gradebook", "roster", "roster.csv", cwd=course)
    warn.cache_clear()  # said once in a process
    told = here("gradebook", "import", "oral", "oral.csv", "--possible", "10", cwd=course).stderr
    assert "oral counts for nothing yet: no category of course.toml holds it" in told
    done = here("gradebook", *args, cwd=course)
    assert done.returncode == 2
    assert "oral: its points were given elsewhere, there is nothing to judge or to mark" in done.stderr


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("oral", "oral.csv"), "oral.csv: does not say how many points, above 0, are possible; say --possible"),
        (("oral", "oral.csv", "--possible", "5"), "oral.csv: line 2: 7 points of 5; if that is right, say --bonus"),
        (("oral", "oral.csv", "--possible", "nan"), "--possible: expected a number above 0, got nan"),
        (("or al", "oral.csv"), "WORK: expected a name of letters, digits, `.`, `_` and `-`, got 'or al'"),
        (("oral", "none.csv"), "none.csv: cannot be read: No such file or directory"),
        (("oral", "hw1.zip"), "hw1.zip: expected a table in UTF-8, found something else; save it as `CSV UTF-8`"),
        (("oral", "oral.csv", "--column", "Oral"), "oral.csv: --column: expected a column 'Oral'"),
    ],
)
def test_a_mistake_in_importing_is_one_message_and_2(course, here, args, told):
    (course / "oral.csv").write_text("student,points\ns1,7\n")
    here("gradebook", "roster", "roster.csv", cwd=course)
    done = here("gradebook", "import", *args, cwd=course)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_table_of_many_works_shows_all_of_them_in_a_narrow_terminal(capsys):
    standing = Standing("", 1.5, 2.0, 1, 1, 1, "", ())
    works = {f"homework-{i}": 2.0 for i in range(30)}
    print_class(
        Class(works, (Row(1, "s1", "[bold]李 \x1b[31m", dict.fromkeys(works, standing), None),), ()), final=False
    )
    heads, rule, row = capsys.readouterr().out.splitlines()
    assert heads.split("  ")[-1] == "homework-29 / 2"
    assert set(rule) == {"─", " "}
    assert row.split() == ["s1", "[bold]李", *["1.5"] * 30]
    assert row.index("1.5") == heads.index("homework-0") - 1  # 李 is two columns wide


@pytest.mark.parametrize("args", [("show",), ("final",), ("explain", "s1")])
def test_what_only_reads_the_book_imports_nothing_that_grades(course, args):
    code = f"""import sys; sys.argv = ["autograder", "gradebook", *{args!r}]
from autograder.cli.app import main
try:
    main()
finally:
    print("loaded:", sorted({{"numpy", "otter", "torch", "nbformat", "alembic", "autograder.engine.judge"}} & {{*sys.modules}}))"""
    done = run_in([sys.executable, "-c", code], course)
    assert "loaded: []" in done.stdout, done.stdout + done.stderr


@pytest.mark.slow
def test_what_people_give_in_the_book_stands_on_the_students_page_and_can_change(tmp_path, here):
    run = gradebook(here, tmp_path)

    new_assignment(tmp_path, "means")
    for name, text in (("means.py", TEXT), ("assignment.toml", RUBRIC)):
        path = tmp_path / "assignments" / "means" / name
        path.write_text(path.read_text() + text)
    (built,) = build_course(tmp_path, ["means"], tmp_path / "dist")
    (tmp_path / "in").mkdir()
    notebook = nbformat.read(built.student / "means.ipynb", as_version=4)
    for cell in notebook.cells:
        cell.source = {"q4": "By the number of rows."}.get(answer_of(cell), cell.source)
    nbformat.write(notebook, tmp_path / "in" / "s1.ipynb")
    (tmp_path / "roster.csv").write_text("id,name\ns1,Ada Lovelace\n")
    for args in (("init",), ("roster", "roster.csv"), ("take", "means", "in"), ("grade", "means")):
        run(*args)
    page = next((tmp_path / "grades/means/reports").glob("*.html"))
    assert "waits for a person" in page.read_text()
    run("rubric", "add", "means", "q4", "names the rows", "--points", "1")
    code = json.loads(run("mark", "list", "means", "q4", "--json"))[0]["code"]
    for comment in ("Why is that a mean?", "Better than I thought."):
        run("mark", "give", "means", "q4", code, "--item", "1", "--comment", comment)
        assert "otherwise than before: 0." in run("grade", "means")
        shown = page.read_text()
        assert f"names the rows; {comment}" in html.unescape(shown)
        assert "waits for a person" not in shown
        assert Report.from_json(page.with_suffix(".json").read_bytes()).pending  # the judgement is as it was
    run("mark", "give", "means", "q4", code, "--take-back")
    run("grade", "means")
    assert "waits for a person" in page.read_text()
