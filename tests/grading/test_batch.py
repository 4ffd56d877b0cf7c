"""Batches: resume, interruption, workers that die, submissions that cannot be graded."""

import csv
import io
import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from autograder.grading.batch import Batch
from autograder.grading.pages import report_path
from autograder.report.terminal import class_table
from autograder.results import Report, Status, Verdict
from autograder.submissions import find_submissions
from tests.support.grading import CHECKED, SQUARE, TOTAL, course_members, make_notebook, make_zip
from tests.support.speed import scaled, until

pytestmark = pytest.mark.slow

SLOW = ["import time\ntime.sleep(0.1 if who < 4 else 1.2)", *CHECKED]


@pytest.fixture
def bundle(tmp_path):
    return make_zip(tmp_path / "autograder.zip", {"q1": SQUARE, "q2": TOTAL})


def hand_in(folder, count, cells=CHECKED):
    folder.mkdir(exist_ok=True)
    return [make_notebook(folder / f"s{i:02d}.ipynb", [f"who = {i}", *cells]) for i in range(count)]


def rows(out):
    return list(csv.DictReader(io.StringIO((out / "scores.csv").read_text())))


def run(bundle, paths, out, jobs=1, **options):
    return Batch(bundle, find_submissions(paths), out, jobs=jobs, **options).run()


@pytest.fixture(scope="module")
def first_run(tmp_path_factory):
    """A folder in which a class of three was graded: autograder.zip, in/, out/."""
    folder = tmp_path_factory.mktemp("first-run")
    bundle = make_zip(folder / "autograder.zip", {"q1": SQUARE, "q2": TOTAL})
    hand_in(folder / "in", 3)
    run(bundle, [folder / "in"], folder / "out")
    return folder


@pytest.fixture
def graded(first_run, tmp_path):
    """A copy of it: bundle, submissions, results."""
    shutil.copytree(first_run, tmp_path, dirs_exist_ok=True)
    return tmp_path / "autograder.zip", tmp_path / "in", tmp_path / "out"


def test_a_class_is_graded_with_every_file_in_place(bundle, tmp_path):
    hand_in(tmp_path / "in", 3)
    out = tmp_path / "out"
    reports = run(bundle, [tmp_path / "in"], out, jobs=2)
    assert [(r.submission, r.total, r.status) for r in reports] == [(f"s0{i}", 7.0, Status.GRADED) for i in range(3)]
    files = sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())
    per = ["gradescope/{}.json", "notebooks/{}.ipynb", "reports/{}.html", "reports/{}.json", "staff/{}.html"]
    assert files == sorted(["index.html", "scores.csv", *(p.format(f"s0{i}") for p in per for i in range(3))])
    assert [(r["submission"], r["status"], float(r["total"]), float(r["q1"])) for r in rows(out)] == [
        (f"s0{i}", "graded", 7.0, 4.0) for i in range(3)
    ]


@pytest.mark.parametrize(
    ("config", "total", "possible"), [({"points_possible": 70}, 40, 70), ({"score_threshold": 0.5}, 7, 7)]
)
def test_otters_own_points_are_the_same_in_every_output(tmp_path, config, total, possible):
    """3 of the questions' 7 points are missing: 4 of 7."""
    bundle = make_zip(tmp_path / "autograder.zip", {"q1": SQUARE, "q2": TOTAL}, config)
    make_notebook(tmp_path / "ada.ipynb", CHECKED[:3])
    out = tmp_path / "out"
    (report,) = run(bundle, [tmp_path / "ada.ipynb"], out)
    assert (report.total, report.possible) == (total, possible)
    assert "The questions earned 4 of 7 points" in report.adjustments[0]
    assert json.loads((out / "gradescope/ada.json").read_text())["score"] == total
    assert (rows(out)[0]["total"], rows(out)[0]["possible"]) == (str(total), str(possible))
    assert f"{total} of {possible} points" in (out / "notebooks/ada.ipynb").read_text()
    page = (out / "reports/ada.html").read_text()
    assert f"of {possible} points" in page
    assert "The questions earned 4 of 7 points" in page
    table = Console(width=200, file=io.StringIO())
    table.print(class_table([report]))
    assert f"{total}/{possible}" in table.file.getvalue()
    assert "4 of 7 by question" in table.file.getvalue()


def test_pages_show_answers_and_staff_pages_know_their_neighbours(bundle, tmp_path):
    hand_in(tmp_path / "in", 6, [*CHECKED, "import matplotlib.pyplot as plt\nplt.plot([1, 2]);"])
    out = tmp_path / "out"
    run(bundle, [tmp_path / "in"], out, class_mean=True)
    student, staff = ((out / folder / "s01.html").read_text() for folder in ("reports", "staff"))
    assert "s01.ipynb" in student
    assert "Class mean: 7 of 7 points, 6 students" in student
    assert "def square" in student
    assert "who = 1" in staff
    assert '<img alt="What cell' in staff
    assert all(f'href="{name}.html"' in staff for name in ("s00", "s02"))
    run(bundle, [tmp_path / "in"], out)
    assert "Class mean" not in (out / "reports" / "s01.html").read_text()


def test_two_runs_give_the_same_report_but_for_the_times(bundle, tmp_path):
    hand_in(tmp_path / "in", 1, ["import random\nprint(random.random())", *CHECKED])

    first, second = (run(bundle, [tmp_path / "in"], tmp_path / out)[0].without_times() for out in "ab")
    assert first == second
    assert first.total == 7.0


def test_resume_keeps_reports_and_grades_what_changed(graded):
    bundle, folder, out = graded
    before = {p.name: p.stat().st_mtime_ns for p in (out / "reports").glob("*.json")}
    make_notebook(folder / "s01.ipynb", ["def square(x):\n    return 2 * x"])
    again = run(bundle, [folder], out)
    after = {p.name: p.stat().st_mtime_ns for p in (out / "reports").glob("*.json")}
    assert {n for n in before if before[n] != after[n]} == {"s01.json"}
    assert [r.total for r in again] == [7.0, 1.0, 7.0]


def test_fresh_grades_everything_again(graded):
    bundle, folder, out = graded
    before = {p: p.stat().st_mtime_ns for p in (out / "reports").glob("*.json")}
    run(bundle, [folder], out, fresh=True)
    assert len(before) == 3
    assert all(p.stat().st_mtime_ns != t for p, t in before.items())


@pytest.mark.parametrize("damage", ["", "{", '{"total": 100}'])
def test_a_damaged_report_is_graded_again(graded, damage):
    bundle, folder, out = graded
    report_path(out, "s00").write_text(damage)
    assert run(bundle, [folder], out)[0].total == 7.0
    assert Report.from_json(report_path(out, "s00").read_bytes()).total == 7.0


def test_a_changed_bundle_is_graded_again(graded):
    bundle, folder, out = graded
    make_zip(bundle, {"q1": SQUARE})
    assert [r.possible for r in run(bundle, [folder], out)] == [4.0] * 3


def test_what_cannot_be_read_is_ungradable_and_the_rest_is_graded(bundle, tmp_path):
    hand_in(tmp_path / "in", 2)
    (tmp_path / "in" / "broken.ipynb").write_text("{")
    (tmp_path / "in" / "empty.ipynb").write_text("")
    reports = {r.submission: r for r in run(bundle, [tmp_path / "in"], tmp_path / "out")}
    assert {n: r.status.value for n, r in reports.items()} == {
        "broken": "ungradable", "empty": "ungradable", "s00": "graded", "s01": "graded"
    }  # fmt: skip
    assert "broken.ipynb" in reports["broken"].message
    assert "Traceback" not in (tmp_path / "out" / "reports" / "broken.html").read_text()


def command(bundle, folder, out, *options):
    return [sys.executable, "-m", "autograder", "grade", str(bundle), str(folder), "--out", str(out), *options]


def stat(pid):
    """State and parent of a process; None when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return fields[0], int(fields[1])


def alive(pid):
    return (stat(pid) or "Z")[0] != "Z"


def descendants(pid):
    """Ids of all processes below `pid`."""
    parents = {int(p.name): (stat(int(p.name)) or ("", 0))[1] for p in Path("/proc").iterdir() if p.name.isdigit()}
    found = [pid]
    for parent in found:
        found += [p for p, of in parents.items() if of == parent]
    return found[1:]


def test_a_link_to_itself_stops_nobody(bundle, tmp_path):
    hand_in(tmp_path / "in", 1)
    (tmp_path / "in" / "loop.ipynb").symlink_to("loop.ipynb")
    reports = {r.submission: r for r in run(bundle, [tmp_path / "in"], tmp_path / "out")}
    assert reports["s00"].total == 7.0
    assert reports["loop"].reason == "unreadable"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=["Ctrl-C", "TERM", "KILL"])
def test_an_interrupted_run_leaves_valid_results_and_goes_on(bundle, tmp_path, how):
    hand_in(tmp_path / "in", 12, SLOW)
    out = tmp_path / "out"
    process = subprocess.Popen(
        command(bundle, tmp_path / "in", out, "--jobs", "2"), stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a test run in the background ignores it
    )  # fmt: skip
    until(lambda: len(list((out / "reports").glob("*.json"))) >= 3)
    below = descendants(process.pid)
    process.send_signal(how)
    _, said = process.communicate(timeout=scaled(30))
    assert process.returncode == (-9 if how == signal.SIGKILL else 130)
    assert len(below) >= 2
    until(lambda: not any(map(alive, below)))
    done = {p: p.read_bytes() for p in (out / "reports").glob("*.json")}
    assert 3 <= len(done) < 12
    assert {Report.from_json(d).total for d in done.values()} == {7.0}
    if how != signal.SIGKILL:
        assert "the same command goes on from here" in said
        assert {r["submission"] for r in rows(out)} <= {p.stem for p in done}
    again = subprocess.run(
        command(bundle, tmp_path / "in", out, "--jobs", "1", "--json"),
        capture_output=True,
        text=True,
        timeout=scaled(100),
        check=False,
    )
    assert again.returncode == 0, again.stderr
    assert [r["total"] for r in json.loads(again.stdout)] == [7.0] * 12
    assert all(p.read_bytes() == d for p, d in done.items())


DEADLY = """
OK_FORMAT = False
from otter.test_files import test_case
name = "q1"
points = 1

@test_case(name="deadly", points=1, hidden=True)
def test_deadly(env):
    import os, signal
    if env["deadly"] == 1:
        os._exit(1)
    if env["deadly"] == 2:
        os.kill(os.getppid(), signal.SIGKILL)
"""


def test_a_worker_that_dies_costs_one_submission_and_it_is_listed_as_ungraded(tmp_path):
    bundle = make_zip(tmp_path / "autograder.zip", {"q1": DEADLY})
    for i in range(6):
        make_notebook(tmp_path / f"s{i}.ipynb", [f"deadly = {2 * int(i == 2)}"])
    reports = run(bundle, sorted(tmp_path.glob("*.ipynb")), tmp_path / "out", jobs=2)
    assert [r.status.value for r in reports] == ["graded", "graded", "ungraded", "graded", "graded", "graded"]
    assert [r.total for r in reports] == [1.0, 1.0, 0.0, 1.0, 1.0, 1.0]
    assert "worker process died twice" in reports[2].message


def test_a_value_that_ends_the_process_that_judges_costs_its_case(tmp_path):
    bundle = make_zip(tmp_path / "autograder.zip", {"q1": DEADLY})
    for i in range(2):
        make_notebook(tmp_path / f"s{i}.ipynb", [f"deadly = {i}"])
    right, deadly = run(bundle, sorted(tmp_path.glob("*.ipynb")), tmp_path / "out")
    assert (right.total, deadly.status, deadly.total) == (1.0, Status.GRADED, 0.0)
    assert deadly.questions[0].cases[0].verdict is Verdict.CRASH


def test_a_test_file_that_breaks_is_our_failure_and_no_zero(tmp_path):
    broken = SQUARE + "\nraise RuntimeError('broken')\n"
    bundle = make_zip(tmp_path / "autograder.zip", {"q1": broken})
    hand_in(tmp_path / "in", 1)
    (report,) = run(bundle, [tmp_path / "in"], tmp_path / "out")
    assert report.status is Status.UNGRADED
    assert rows(tmp_path / "out")[0]["total"] == ""


def test_a_full_disk_or_a_read_only_folder_is_one_message(bundle, tmp_path):
    hand_in(tmp_path / "in", 1)
    (tmp_path / "file").write_text("in the way")
    done = subprocess.run(
        command(bundle, tmp_path / "in", tmp_path / "file" / "out"), capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert str(tmp_path / "file") in done.stderr


WRONG_SQUARE = "def square(x): return -1"
CUBE = """
OK_FORMAT = False
from otter.test_files import test_case
name = "q2"
points = 1

@test_case(name="cubes", points=1, hidden=True)
def test_cubes(cube):
    assert [cube(2), cube(3)] == [8, 27]
"""


def test_second_judgements_wait_until_every_first_one_is_made(tmp_path):
    """In them student code may call the course's answers: nobody else's judgement may still be to come."""
    answers = {"q1": "def square(x): return x * x", "q2": "def cube(x): return x * square(x)"}
    tests = {"q1": SQUARE, "q2": CUBE}
    bundle = make_zip(tmp_path / "autograder.zip", tests, members=course_members(answers, {"q2": ["q1"]}))
    for i in range(3):
        make_notebook(tmp_path / f"s{i}.ipynb", [WRONG_SQUARE, answers["q2"], f"print('shown by {i}')"])
    seen = []

    def first(report):
        on_disk = [Report.from_json(p.read_bytes()) for p in (tmp_path / "out" / "reports").glob("*.json")]
        seen.append((report.unsettled, [q.with_reference for r in on_disk for q in r.questions if q.with_reference]))

    reports = run(bundle, sorted(tmp_path.glob("s*.ipynb")), tmp_path / "out", jobs=2, on_report=first)
    assert seen == [(("q2",), [])] * 3
    assert [(r.total, r.unsettled) for r in reports] == [(1.0, ())] * 3
    assert all(r.questions[1].with_reference == ("q1",) for r in reports)
    assert [Report.from_json(report_path(tmp_path / "out", f"s{i}").read_bytes()) for i in range(3)] == reports
    assert "shown by 1" in (tmp_path / "out" / "notebooks" / "s1.ipynb").read_text()
    assert not (tmp_path / "out" / "shown").exists()


def test_half_an_escape_in_one_submission_stops_nobody(tmp_path):
    bundle = make_zip(tmp_path / "autograder.zip", {"q1": SQUARE, "q2": TOTAL})
    odd = ["raise ValueError('\\ud83d bad')", "print('\\ud83d')", "import warnings; warnings.warn('\\ud83d')"]
    make_notebook(tmp_path / "ada.ipynb", CHECKED)
    make_notebook(tmp_path / "bob.ipynb", [*odd, "def square(x): raise KeyError('\\ud83d')", *CHECKED[3:]])
    for _ in range(2):  # on resume, too
        ada, bob = run(bundle, sorted(tmp_path.glob("*.ipynb")), tmp_path / "out")
        assert (ada.total, ada.status, bob.status) == (7.0, Status.GRADED, Status.GRADED)
        assert "bad" in bob.cells[0].error
