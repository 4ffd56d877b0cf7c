"""A class whose tolerance was changed: judged again on what its code answered, against grading it again."""

import pytest

from autograder.grading.batch import Batch
from autograder.grading.pages import answers_path, report_path
from autograder.submissions import find_submissions
from tests.benchmarks.table import row, show, timed
from tests.support.grading import CHECKED, SQUARE, TOTAL, make_notebook, make_zip

SIZES = (20, 120)  # the difference of two classes is without the start of a judge
LOOSE = TOTAL.replace("< 1e-9", "< 1e-3")
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
