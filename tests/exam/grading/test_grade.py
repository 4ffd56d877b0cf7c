"""A class is graded in sandboxes, each student with their own numbers; then people mark, and the policy decides."""

import csv
import hashlib
import html
import io
import json
import os
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta

import msgspec
import nbformat
import pytest
from rich.console import Console

from autograder.exam.grading.grade import grade_exam
from autograder.exam.sheets.exam import Exam
from autograder.grading.cluster import Cluster
from autograder.handin.policy import Late, Policy
from autograder.lms.times import SubmissionTime
from autograder.report.terminal import class_table
from autograder.results import Status, Verdict
from autograder.submissions import find_submissions
from tests.exam.conftest import Desk, answer
from tests.support.cluster import Machines

pytestmark = pytest.mark.slow

CLOSES = datetime(2026, 12, 14, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def room(trial, tmp_path_factory):
    """A class of six: right, swapped, wrong, copied, half, damaged; graded once."""
    desk = Desk(trial, tmp_path_factory.mktemp("room"))
    own = {s: desk.notebook(s) for s in desk.sheets}
    answer(own["s0"], "why", "Since the *data* changed.")
    for name, text in {"total": "1", "grid": "[[1, 2], [3, 4]]", "slope": "'x'", "pick": "'no letter'"}.items():
        answer(own["s2"], name, f"{name} = {text}")
    for name in ("total", "size", "grid", "slope"):  # s3 keeps the own notebook and types in what s0 has
        answer(own["s3"], name, f"{name} = {desk.kind('s0', name).answer_value()!r}")
    own["s4"] = desk.notebook("s4", solved=False)
    answer(own["s4"], "total", "total = 1 / 0")
    own["s1"] = desk.notebook("s0")
    submissions = desk.hand_in({s: own[s] for s in ("s0", "s1", "s2", "s3", "s4")})
    (desk.tmp / "in" / "s5.ipynb").write_text('{"cells": [')
    desk.submissions = find_submissions([desk.tmp / "in"])
    assert len(submissions) == 5
    desk.graded = grade(desk)
    return desk


def grade(desk, submissions=None, times=(), policy=None, out="out", elsewhere=None):
    exam = desk.exam
    if policy:
        settings = msgspec.structs.replace(exam.settings, policy=policy)
        exam = Exam(exam.name, exam.root, exam.folder, settings, exam.questions)
    return grade_exam(
        exam, desk.key, desk.built.manifest, desk.sheets, submissions or desk.submissions, desk.tmp / out,
        times=times, jobs=2, elsewhere=elsewhere,
    )  # fmt: skip


def report(room, student, graded=None):
    return next(r for r in (graded or room.graded).reports if r.student == student)


def scores(room, student):
    return {q.name: q.points for q in report(room, student).questions}


def test_an_exam_judged_on_other_machines_is_the_same(room, tmp_path):
    pytest.importorskip("distributed")
    with closing(Machines(tmp_path)) as machines:
        machines.worker()
        found = grade(room, out="far", elsewhere=Cluster(machines.executor, print))
    points = [{r.student: {q.name: q.points for q in r.questions} for r in g.reports} for g in (room.graded, found)]
    assert points[0] == points[1]
    assert [r.status for r in found.reports] == [r.status for r in room.graded.reports]


def test_who_is_right_earns_all_that_needs_no_person(room):
    found = report(room, "s0")
    assert (found.status, found.total, found.possible) == (Status.GRADED, 15, 18)
    (case,) = next(q for q in found.questions if q.name == "why").cases
    assert case.verdict is Verdict.PENDING


def test_each_is_graded_with_their_own_numbers(room):
    points = scores(room, "s1")  # the notebook of s0, all right there
    assert points["total"] == points["grid"] == 0
    assert report(room, "s1").total < 10


def test_wrong_answers_cost_their_own_points(room):
    points = scores(room, "s2")
    assert (points["total"], points["slope"], points["pick"]) == (0, 0, 0)
    assert (points["size"], points["picks"], points["scale"]) == (1, 2, 3)
    assert points["grid"] < 4


def test_an_untouched_notebook_earns_nothing(room):
    assert report(room, "s4").total == 0
    case = next(q for q in report(room, "s4").questions if q.name == "size").cases[-1]
    assert "not answered yet" in case.message


def test_a_damaged_file_is_listed_under_its_student(room):
    found = report(room, "s5")
    assert (found.status, found.reason) == (Status.UNGRADABLE, "truncated")


def test_the_swap_and_the_copied_answers_are_reported_and_nothing_else(room):
    found = {(f.kind, f.student, f.other) for f in room.graded.findings}
    assert found >= {("swap", "s1", "s0"), ("shared-answers", "s1", "s0"), ("shared-answers", "s3", "s0")}
    assert {f.student for f in room.graded.findings} == {"s1", "s3"}
    rows = list(csv.DictReader((room.tmp / "out/integrity.csv").read_text().splitlines()))
    assert len(rows) == len(room.graded.findings)
    copied = next(r for r in rows if r["student"] == "s3")
    assert {"total", "grid"} <= set(copied["questions"].split())


def test_no_student_page_names_another_student_or_a_right_answer(room):
    for student, sheet in room.sheets.items():
        page = (room.tmp / "out" / "reports" / f"{student}.html").read_text()
        for other in set(room.sheets) - {student}:
            assert f">{other}<" not in page
            assert f"({other})" not in page
        total = next(q.kind for q in sheet.questions if q.name == "total")
        assert student in ("s0", "s1") or f"{total.expected:.4f}" not in page


def test_pages_show_the_sheets_question_and_staff_what_was_expected(room):
    student, staff = ((room.tmp / "out" / folder / "s2.html").read_text() for folder in ("reports", "staff"))
    right = html.escape(room.kind("s2", "total").key_text())
    for page in (student, staff):
        assert "total = 1" in page
        assert "What is" in page
    assert f"Expected: <code>{right}</code>" in staff
    assert "Expected" not in student
    assert "return 2 * x" not in (room.tmp / "out/reports/s4.html").read_text()
    assert 'rel="prev" href="s1.html"' in staff


def test_the_class_page_begins_with_what_a_person_should_look_at(room):
    page = (room.tmp / "out" / "index.html").read_text()
    top = page[: page.index("Scores</h2>")]
    for words in ("wait for a person", "shared-answers", "swap", 'href="marking.csv"', 'href="integrity.csv"'):
        assert words in top


def test_a_student_reads_when_it_came_and_whom_to_ask(room):
    came = CLOSES - timedelta(hours=1)
    times = [SubmissionTime(frozenset({"s0"}), came)]
    settings = msgspec.structs.replace(room.exam.settings, contact="exams@uni.example")
    exam, before = Exam(room.exam.name, room.exam.root, room.exam.folder, settings, room.exam.questions), room.exam
    room.exam = exam
    try:
        grade(room, [s for s in room.submissions if s.id == "s0"], times, out="asked")
    finally:
        room.exam = before
    page = (room.tmp / "asked/reports/s0.html").read_text()
    assert "s0.ipynb · handed in 2026-12-14 11:00 UTC" in page
    assert "mailto:exams@uni.example" in page


def test_the_answers_are_in_the_report_for_the_staff(room):
    answers = {q.name: q.answer for q in report(room, "s2").questions}
    assert (answers["total"], json.loads(answers["grid"])) == ("1", [[1, 2], [3, 4]])
    assert next(q for q in report(room, "s0").questions if q.name == "why").answer == "Since the *data* changed."


def test_marks_count_when_the_command_runs_again(room):
    path = room.tmp / "out" / "marking.csv"
    before = path.read_text()
    rows = list(csv.DictReader(before.splitlines()))
    assert len(rows) == room.graded.waiting == 5
    assert next(r["answer"] for r in rows if r["student"] == "s0") == "Since the *data* changed."
    path.write_text(before.replace("s0,1,why,answer,3,,,", "s0,1,why,answer,3,2.5,Which data?,"))
    try:
        again = grade(room)
        assert report(room, "s0", again).total == 17.5
        assert again.waiting == 4
        assert "2.5,Which data?" in path.read_text()
        assert "Which data?" in (room.tmp / "out/staff/s0.html").read_text()
    finally:
        path.write_text(before)


def at(name, minutes):
    return SubmissionTime(frozenset({name}), CLOSES + timedelta(minutes=minutes))


def test_lateness_is_deducted_and_said(room):
    policy = Policy(closes=CLOSES, grace_min=5, late=Late(0.1, 3))
    graded = grade(room, times=[at("s0", -1), at("s2", 60), at("s3", 60 * 24 * 5)], policy=policy)
    assert report(room, "s0", graded).total == 15
    two = report(room, "s2", graded)
    assert two.total == pytest.approx(0.9 * report(room, "s2").total)
    assert "1 late day" in two.adjustments[0]
    assert "1 late day" in (room.tmp / "out/reports/s2.html").read_text()
    table = Console(width=200, file=io.StringIO())
    table.print(class_table(graded.reports, by_question=False))
    assert "before deductions" in table.file.getvalue()
    assert "15 before deductions" not in table.file.getvalue()  # s0 was on time
    three = report(room, "s3", graded)
    assert (three.total, "does not count" in three.adjustments[0]) == (0, True)
    assert "No trusted time" in report(room, "s4", graded).adjustments[0]


def test_two_attempts_are_marked_and_nothing_waits_any_more(room):
    folder = room.tmp / "marked"
    folder.mkdir()
    for name, text in {"s0": "Early.", "trial-s0": "Late."}.items():
        nbformat.write(answer(room.notebook("s0"), "why", text), folder / f"{name}.ipynb")
    policy, path = Policy(attempts=2, keep="best"), room.tmp / "marked-out" / "marking.csv"
    first = grade(room, find_submissions([folder]), policy=policy, out="marked-out")
    rows = list(csv.DictReader(path.read_text().splitlines()))
    assert ([(r["attempt"], r["answer"]) for r in rows], first.waiting) == ([("1", "Early."), ("2", "Late.")], 2)
    path.write_text(path.read_text().replace(",3,,,Early", ",3,1,,Early").replace(",3,,,Late", ",3,3,,Late"))
    again = grade(room, find_submissions([folder]), policy=policy, out="marked-out")
    assert (again.waiting, report(room, "s0", again).total, report(room, "s0", again).pending) == (0, 18, 0)


def test_where_the_last_attempt_counts_no_other_is_marked(room):
    folder = room.tmp / "last"
    folder.mkdir()
    times = []
    for minutes, (name, text) in enumerate({"trial-s0": "Early.", "s0": "Late."}.items()):
        path = folder / f"{name}.ipynb"
        nbformat.write(answer(room.notebook("s0"), "why", text), path)
        sha = hashlib.sha256(path.read_bytes()).hexdigest()
        times.append(SubmissionTime(frozenset({"s0"}), CLOSES + timedelta(minutes=minutes), None, sha))
    graded = grade(room, find_submissions([folder]), times, Policy(attempts=2, keep="last"), "last-out")
    (row,) = csv.DictReader((room.tmp / "last-out" / "marking.csv").read_text().splitlines())
    assert (row["attempt"], row["answer"], graded.waiting) == ("2", "Late.", 1)


def test_the_best_attempt_is_kept(room):
    desk = room
    folder = desk.tmp / "twice"
    folder.mkdir(exist_ok=True)
    nbformat.write(desk.notebook("s0", solved=False), folder / "s0.ipynb")
    nbformat.write(desk.notebook("s0"), folder / "trial-s0.ipynb")
    graded = grade(desk, find_submissions([folder]), policy=Policy(attempts=2, keep="best"), out="best")
    (only,) = graded.reports
    assert (only.student, only.total, only.submission) == ("s0", 15, "trial-s0")
    assert "is kept, the best of those that count" in only.adjustments[0]


def test_a_receipt_counts_for_a_zip_and_for_a_folder_too(room):
    """Whatever shape a submission has, a late one with a receipt is late."""
    policy = Policy(closes=CLOSES, late=Late(0.1, 3))
    notebook = nbformat.writes(room.notebook("s0")).encode()
    other = nbformat.writes(room.notebook("s2")).encode()
    folder = room.tmp / "shapes"
    (folder / "s2").mkdir(parents=True, exist_ok=True)
    (folder / "s2" / "trial.ipynb").write_bytes(other)
    (folder / "s2" / "notes.txt").write_bytes(b"x")
    with zipfile.ZipFile(folder / "s0.zip", "w") as z:
        z.writestr("trial.ipynb", notebook)
    signed = {"s0": (folder / "s0.zip").read_bytes(), "s2": other}
    times = [
        SubmissionTime(frozenset({s}), CLOSES + timedelta(hours=1), None, hashlib.sha256(d).hexdigest())
        for s, d in signed.items()
    ]
    graded = grade(room, find_submissions([folder]), times=times, policy=policy, out="shapes-out")
    assert [(r.student, "1 late day" in r.adjustments[0]) for r in graded.reports] == [("s0", True), ("s2", True)]


@pytest.fixture(scope="module")
def forged(trial, tmp_path_factory):
    """Five honest students, and files that somebody made to look like theirs; graded once."""
    desk = Desk(trial, tmp_path_factory.mktemp("forged"))
    own = {s: desk.notebook(s) for s in desk.sheets}
    for name in ("total", "size", "grid", "slope"):  # s4 types in what s0 has, and what seems to be another answer
        answer(own["s4"], name, f"{name} = {desk.kind('s0', name).answer_value()!r}")
        mark = {"autograder": {"question": name, "role": "answer"}}
        own["s4"].cells.append(nbformat.v4.new_markdown_cell("1", metadata=mark))
    blank = {s: desk.notebook(s, solved=False) for s in desk.sheets}
    named_after = {
        "trial-s0": blank["s5"],  # a name that s0 did not choose
        "a_final version": blank["s3"],  # a name of nobody with the token of s3
        "trial-s2": blank["s2"],  # s2's own token, copied
        "\u200b=s9;=x": blank["s1"],
    }
    desk.hand_in({s: own[s] for s in ("s0", "s1", "s2", "s3", "s4")} | named_after)
    with zipfile.ZipFile(desk.tmp / "in" / "eve_7_8_trial.zip", "w") as z:  # looks like a class
        for i, s in enumerate(("s0", "s1", "s2")):
            z.writestr(f"{s}_{i}_{i}_trial.ipynb", nbformat.writes(blank[s]))
    (desk.tmp / "in" / "trial-s1.ipynb").write_text("{")
    desk.submissions = find_submissions([desk.tmp / "in"])
    desk.graded = grade(desk)
    return desk


@pytest.mark.timeout(200)
def test_nobodys_grade_is_replaced_by_a_file_of_somebody_else(forged):
    totals = {r.student: r.total for r in forged.graded.reports}
    assert [totals[s] for s in ("s0", "s1", "s2", "s3")] == [15, 15, 15, 15]
    students = [r.student for r in forged.graded.reports]
    assert len(students) == len(set(students))


def test_every_file_has_a_row_or_is_an_attempt_that_did_not_count(forged):
    rows = {r.student: r for r in forged.graded.reports}
    nobodys = {"trial-s0.ipynb", "a_final version", "trial-s1.ipynb", "\u200b=s9;=x", "eve"}
    assert rows.keys() == {"s0", "s1", "s2", "s3", "s4"} | nobodys
    assert all(rows[n].total == 0 for n in nobodys)
    assert "counts for nobody" in rows["trial-s0.ipynb"].adjustments[0]
    assert "the best of them counts" in rows["s2"].adjustments[0]
    assert forged.graded.missing == ("s5",)
    assert "s9" not in (forged.tmp / "out" / "marking.csv").read_text()


def test_a_forged_file_accuses_nobody(forged):
    found = {(f.kind, f.student, f.other) for f in forged.graded.findings}
    assert found - {("shared-answers", "s4", "s0")} == {
        ("other-file", "", "s0"), ("token-alone", "", "s3"), ("several-files", "s2", ""), ("other-file", "", "s1"),
        ("token-alone", "", "s1"),
    }  # fmt: skip


def test_a_text_that_poses_as_the_answer_of_a_number_hides_nothing(forged):
    assert ("shared-answers", "s4", "s0") in {(f.kind, f.student, f.other) for f in forged.graded.findings}
    answers = {q.name: q.answer for q in report(forged, "s4").questions}
    assert json.loads(answers["total"]) == pytest.approx(forged.kind("s0", "total").answer_value())


@pytest.mark.timeout(200)
def test_where_there_is_a_receipt_only_files_with_one_count(room):
    folder = room.tmp / "signed"
    folder.mkdir(exist_ok=True)
    nbformat.write(room.notebook("s0", solved=False), folder / "s0.ipynb")
    nbformat.write(room.notebook("s0"), folder / "trial-s0.ipynb")
    digest = hashlib.sha256((folder / "s0.ipynb").read_bytes()).hexdigest()
    times = [SubmissionTime(frozenset({"s0"}), CLOSES, None, digest)]
    graded = grade(room, find_submissions([folder]), times=times, policy=Policy(attempts=2), out="signed-out")
    assert {r.student: r.total for r in graded.reports} == {"s0": 0, "trial-s0.ipynb": 0}
    assert [(f.kind, f.other) for f in graded.findings] == [("other-file", "s0")]


def test_a_name_of_control_characters_ends_neither_the_batch_nor_a_table(room):
    folder = room.tmp / "odd"
    folder.mkdir(exist_ok=True)
    names = [os.fsdecode(b"\xff\x01=1;=2\n"), "s0\x7f", "\u202es1\ufeff"]
    for name in names:
        notebook = room.notebook("s2", solved=False)
        notebook.cells[0].source = "\x00\x1b \u2028"
        (folder / f"{name}.ipynb").write_text(json.dumps(notebook).replace("\\u2028", "\\ud800"))
    (folder / "s2.ipynb").write_text(json.dumps(notebook | {"metadata": {"autograder": {"token": "\ud800\x00"}}}))
    graded = grade(room, find_submissions([folder]), out="odd-out")
    assert len(graded.reports) == 4
    rows = list(csv.reader((room.tmp / "odd-out/scores.csv").read_text(encoding="utf-8").splitlines()))
    assert len([row for row in rows if not row[0].startswith("nothing.")]) == 5  # who handed in nothing is listed, too
    assert "\x00" not in str(rows)
    assert (room.tmp / "odd-out/integrity.csv").read_text(encoding="utf-8")
