"""A class whose tolerance was changed: judged again on what its code answered, against grading it again."""

import os
import resource
import subprocess
import sys
import zipfile

import pytest

from autograder.gradebook.database import make_book
from autograder.grading.batch import Batch
from autograder.grading.pages import answers_path, report_path
from autograder.submissions import find_submissions
from tests.benchmarks.stand_in import fill
from tests.benchmarks.table import row, show, timed
from tests.conftest import ROOT
from tests.support.grading import CHECKED, SQUARE, TOTAL, make_notebook, make_zip

SIZES = (20, 120)  # the difference of two classes is without the start of a judge
LOOSE = TOTAL.replace("< 1e-9", "< 1e-3")
CLASS = int(os.environ.get("REGRADED", "10000"))
pytestmark = pytest.mark.timeout(1_800)


def test_a_changed_tolerance_against_grading_again(tmp_path):
    for name, tests in (("old", {"q1": SQUARE, "q2": TOTAL}), ("new", {"q1": SQUARE, "q2": LOOSE})):
        (tmp_path / name).mkdir()
        make_zip(tmp_path / name / "hw.zip", tests)
    (tmp_path / "in").mkdir()
    for i in range(max(SIZES)):
        make_notebook(tmp_path / "in" / f"s{i}.ipynb", [*CHECKED, f"x = {i}"])
    every = find_submissions([tmp_path / "in"])

    def grade(bundle, out, submissions, **more):
        path, out = tmp_path / bundle / "hw.zip", tmp_path / out
        return Batch(path, submissions, out, pages=False, fresh=True, inside="never", **more).run()

    first = grade("old", "first", every, keep=True)
    folder = tmp_path / "first"
    before = {r.submission: (report_path(folder, r.submission), answers_path(folder, r.submission)) for r in first}
    kept = sum(path.stat().st_size for _, path in before.values()) / len(first)
    took = {"again": [], "fresh": []}
    for size in SIZES:
        again, judged = timed(lambda n=size: grade("new", f"again{n}", every[:n], before=before))
        fresh, graded = timed(lambda n=size: grade("new", f"fresh{n}", every[:n]))
        assert [r.without_times() for r in judged] == [r.without_times() for r in graded]
        took["again"].append(again)
        took["fresh"].append(fresh)
    each = {what: (b - a) / (SIZES[1] - SIZES[0]) for what, (a, b) in took.items()}
    rows = [row(f"{n} submissions", [a], [f], "") for n, a, f in zip(SIZES, took["again"], took["fresh"], strict=True)]
    rows.append(row("each more", [each["again"]], [each["fresh"]], ""))
    show(f"A changed tolerance, judged again ({kept:.0f} bytes kept of each)", "graded again", rows)


def test_ten_thousand_submissions_with_a_changed_tolerance(built, tmp_path):
    bundle, submissions = built["hinge-loss"].bundle, find_submissions([*(ROOT / "solutions/hinge-loss").iterdir()])
    out = tmp_path / "small"
    small = Batch(bundle, submissions, out, pages=False, keep=True).run()
    graded = [
        (report_path(out, r.submission).read_bytes(), answers_path(out, r.submission).read_bytes())
        for r in small
        if answers_path(out, r.submission).exists()
    ]
    book = make_book(str(tmp_path / "book.sqlite"), tmp_path / "files")
    fill(book, "hinge-loss", graded, CLASS)
    book.engine.dispose()
    with zipfile.ZipFile(bundle) as old, zipfile.ZipFile(tmp_path / "new.zip", "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "tests/q1.py":
                text = text.replace(b"mutants=MUTANTS)", b"mutants=MUTANTS, rtol=1e-3)")
                assert text != old.read(name)
            new.writestr(name, text)
    command = ["gradebook", "regrade", "hinge-loss", "--bundle", tmp_path / "new.zip", "--out", tmp_path / "out"]
    where = ["--db", tmp_path / "book.sqlite", "--files", tmp_path / "files", "--jobs", 2]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    took, done = timed(subprocess.run, [sys.executable, "-m", "autograder", *map(str, command + where)])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"\n{CLASS} submissions of {len(graded)} kinds: {took:.0f} s, {cpu:.0f} s of CPU, {1e3 * cpu / CLASS:.1f} ms each"
    )
