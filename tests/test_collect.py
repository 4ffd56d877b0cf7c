"""A class list makes a row for everyone: whose a file is, which of several counts, who handed in nothing."""

import csv
import io
import zipfile

import msgspec
import pytest

from autograder.collect import Collected
from autograder.handin.roster import read_roster
from autograder.report.classpage import class_page
from autograder.report.csvfile import scores_csv
from autograder.results import Status
from autograder.submissions import find_submissions
from tests.report.samples import case, question, report
from tests.report.test_student import Reader

CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Lab 1 (1234)
    ,,,,,Manual Posting
    Points Possible,,,,,6
"Sonada, Ada",1000,u1,asonada,A,
"Ek, Bo",1001,u2,bek,A,
"Roe, Cy",1002,u3,croe,B,
"Student, Test",1,,,A,
"""
MOODLE = """Identifier,Full name,Email address,Status,Grade
Participant 1000,Ada Sonada,ada@uni.edu,Submitted,
Participant 1001,Bo Ek,bo@uni.edu,Submitted,
"""
PEOPLE = "First name,Last name,ID number,Email address,Groups\nAda,Sonada,77,ada@uni.edu,A\nBo,Ek,78,bo@uni.edu,A\n"
GRADESCOPE = "First Name,Last Name,SID,Email,Role\nAda,Sonada,1000,ada@uni.edu,Student\nT,A,1,ta@uni.edu,TA\n"
BLACKBOARD = "Last Name\tFirst Name\tUsername\tStudent ID\nSonada\tAda\tasonada\t1000\nEk\tBo\tbek\t1001\n"


def roster(folder, text=CANVAS, encoding="utf-8-sig"):
    path = folder / "roster.csv"
    path.write_text(text, encoding=encoding)
    return read_roster(path)


def collected(folder, files, policy="last", text=CANVAS):
    place = folder / "in"
    for name in files:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text("x")
    return Collected(roster(folder, text), find_submissions([place], attempts=policy != "last"), policy, "roster.csv")


def rows(collected, points):
    """The class's rows where each submission, by its file, got these points."""
    reports = []
    for s in collected.submissions:
        got = points.get(s.handed_in.file, points.get(s.path.name, 0))
        one = report(question("q1", case("x", possible=6)), submission=s.id, student=s.student)
        reports.append(msgspec.structs.replace(one, total=float(got), handed_in=s.handed_in))
    return collected.rows(reports)


def table(collected, points):
    return [(r.student, r.total, r.handed_in.attempt) for r in rows(collected, points)]


@pytest.mark.parametrize(
    ("text", "ids", "encoding"),
    [
        (CANVAS, ["1000", "1001", "1002"], "utf-8-sig"),
        (MOODLE, ["1000", "1001"], "utf-8"),
        (PEOPLE, ["77", "78"], "utf-8"),
        (GRADESCOPE, ["1000"], "utf-8"),
        (BLACKBOARD, ["asonada", "bek"], "utf-16"),
        ("id,name,group\n7,Ada Sonada,red\n", ["7"], "utf-8"),
    ],
)
def test_a_class_list_is_read_as_each_platform_exports_it(tmp_path, text, ids, encoding):
    found = roster(tmp_path, text, encoding)
    assert [s.id for s in found] == ids
    assert found[0].name == "Ada Sonada"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (CANVAS, "adasonada_1000_50000_x.ipynb"),
        (CANVAS, "odd_1000_50000_x.ipynb"),
        (MOODLE, "Ada Sonada_1000_assignsubmission_file/x.ipynb"),
        (BLACKBOARD.replace("\t", ","), "Lab 1_asonada_attempt_2026-11-20-10-00-00_x.ipynb"),
        (CANVAS, "Ada Sonada (1).ipynb"),
    ],
)
def test_a_row_has_the_platforms_own_id(tmp_path, text, name):
    found = collected(tmp_path, [name], text=text)
    first = rows(found, {})[0]
    assert first.handed_in.lms_id in ("1000", "asonada")
    assert (first.student, first.handed_in.name, first.handed_in.attempt) == ("Ada Sonada", "Ada Sonada", "1")


def test_without_a_class_list_the_table_keeps_the_platforms_id_and_file(tmp_path):
    (tmp_path / "adasonada_LATE_1000_50000_x.ipynb").write_text("x")
    (found,) = find_submissions([tmp_path])
    row = next(csv.DictReader(io.StringIO(scores_csv([report(question("q1", case("x")), handed_in=found.handed_in)]))))
    assert (row["lms_id"], row["file"], row["late"]) == ("1000", "adasonada_LATE_1000_50000_x.ipynb", "yes")


def test_gradescopes_zip_is_taken_as_downloaded_with_every_submitter(tmp_path):
    metadata = """submission_1:
  :submitters:
  - :name: Ada Sonada
    :email: ada@uni.edu
    :sid: "1000"
  - :name: Bo Ek
    :email: bo@uni.edu
    :sid: "1001"
"""
    with zipfile.ZipFile(tmp_path / "assignment_7_export.zip", "w") as z:
        z.writestr("assignment_7_export/submission_metadata.yml", metadata)
        z.writestr("assignment_7_export/submission_1/x.ipynb", "x")
    found = find_submissions([tmp_path / "assignment_7_export.zip"])
    class_ = Collected(roster(tmp_path), found, "last", "roster.csv")
    assert table(class_, {"x.ipynb": 5}) == [("Ada Sonada", 5, "1"), ("Bo Ek", 5, "1"), ("Cy Roe", 0, "none")]


def test_who_handed_in_nothing_has_a_row_without_a_score_and_is_in_no_mean(tmp_path):
    found = rows(collected(tmp_path, ["adasonada_1000_5_x.ipynb"]), {"adasonada_1000_5_x.ipynb": 6})
    assert [r.handed_in.attempt for r in found] == ["1", "none", "none"]
    lines = list(csv.DictReader(io.StringIO(scores_csv(found))))
    assert [(r["lms_id"], r["total"], r["notes"]) for r in lines[1:]] == [
        ("1001", "", "handed in nothing"), ("1002", "", "handed in nothing"),
    ]  # fmt: skip
    page = Reader(class_page(found, {})).text
    assert "2 of the class list handed in nothing: Bo Ek, Cy Roe" in page
    assert "6mean of 6" in page


@pytest.mark.parametrize(
    ("name", "offered"),
    [("Ada Sonata.ipynb", "Ada Sonada (1000)"), ("asonad.ipynb", "Ada Sonada (1000)"), ("zzz.ipynb", "nobody has a name or id like it"),
     ("boek_1000_5_x.ipynb", "Ada Sonada (1000) or Bo Ek (1001)")],
)  # fmt: skip
def test_a_file_of_nobody_asks_whose_it_is_and_offers_who_could_be_meant(tmp_path, name, offered):
    last = rows(collected(tmp_path, [name]), {name: 6})[-1]
    assert "whose is this?" in last.handed_in.whose
    assert offered in last.handed_in.whose
    assert not last.decided


TWO = {"adasonada_1000_5_x.ipynb": 6, "adasonada_1000_6_x-1.ipynb": 2, "adasonada_1000_7_x-2.ipynb": 4}


@pytest.mark.parametrize(("policy", "total", "attempt"), [("best", 6, "1 of 3"), ("first", 6, "1 of 3")])
def test_the_policy_says_which_attempt_counts(tmp_path, policy, total, attempt):
    assert table(collected(tmp_path, TWO, policy), TWO)[0] == ("Ada Sonada", total, attempt)


def test_of_the_files_of_two_group_members_the_last_counts_for_both_and_it_is_said(tmp_path):
    points = {"adasonada_1000_9_x.ipynb": 3, "boek_1001_8_x.ipynb": 6}
    text = "id,name,group\n1000,Ada Sonada,red\n1001,Bo Ek,red\n1002,Cy Roe,\n"
    ada, bo, cy = rows(collected(tmp_path, points, text=text), points)
    assert [r.total for r in (ada, bo)] == [3, 3]
    assert ada.handed_in.why == "the last attempt counts: 'adasonada_1000_9_x.ipynb' counts, not 'boek_1001_8_x.ipynb'"
    assert "handed in by Ada Sonada for the group red" in bo.handed_in.why
    assert cy.handed_in.attempt == "none"


def test_where_nothing_tells_the_order_the_best_counts(tmp_path):
    points = {"Ada Sonada.ipynb": 2, "asonada.ipynb": 5}
    first = rows(collected(tmp_path, points), points)[0]
    assert (first.total, first.handed_in.attempt) == (5, "2 of 2")
    assert "nothing says which came last, so the best attempt counts" in first.handed_in.why


def test_scores_carry_the_platforms_id_where_ones_own_table_has_it(tmp_path):
    text = "id,name,lms_id\ns1,Ada Sonada,1000\ns2,Bo Ek,\n"
    found = rows(collected(tmp_path, ["adasonada_1000_5_x.ipynb"], text=text), {})
    assert [r.handed_in.lms_id for r in found] == ["1000", "s2"]


def test_an_attempt_that_we_could_not_grade_is_not_lost_behind_a_worse_one(tmp_path):
    found = collected(tmp_path, TWO, "best")
    made = [report(question("q1", case("x")), submission=s.id, handed_in=s.handed_in) for s in found.submissions]
    ours = msgspec.structs.replace(made[-1], status=Status.UNGRADED, reason="judge-error")
    (row,) = [r for r in found.rows([*made[:-1], ours]) if r.student == "Ada Sonada"]
    assert row.status is Status.UNGRADED
    assert "one attempt could not be graded" in row.handed_in.why


def test_what_cannot_be_read_replaces_nothing(tmp_path):
    found = collected(tmp_path, ["adasonada_1000_5_x.ipynb", "adasonada_1000_6_x-1.ipynb"], "first")
    one, two = (report(question("q1", case("x")), submission=s.id, handed_in=s.handed_in) for s in found.submissions)
    broken = msgspec.structs.replace(one, status=Status.UNGRADABLE, total=0.0)
    assert found.rows([broken, two])[0].status is Status.GRADED
