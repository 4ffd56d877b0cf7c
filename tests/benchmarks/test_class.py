"""A class of 1,000 copies: linear in number, faster with two workers, memory flat.

`AUTOGRADER_BENCH_COPIES=10000 make bench` runs the long version.
"""

import os
import shutil
import time

import psutil
import pytest

from autograder.grading.batch import Batch
from autograder.submissions import find_submissions
from tests.support.grading import CHECKED, SQUARE, TOTAL, make_notebook, make_zip

COPIES = int(os.environ.get("AUTOGRADER_BENCH_COPIES", "1000"))
pytestmark = pytest.mark.timeout(36_000)


def grade(bundle, folder, out, jobs):
    """Seconds, when each report came, and the private memory of a worker and its zygote at each hundredth report."""
    came, memory = [], []
    me = psutil.Process()

    def private(process):
        try:
            info = process.memory_full_info()
            return info.uss
        except psutil.Error:
            return 0

    def on_report(report):
        assert report.total == 7.0, report
        came.append(time.perf_counter())
        if len(came) % (COPIES // 10) == 0:
            workers = [p for p in me.children() if "spawn_main" in " ".join(p.cmdline()) and p.children()]
            zygotes = [z for w in workers for z in w.children() if "zygote.py" in " ".join(z.cmdline())]
            memory.append((max(map(private, workers)), max(map(private, zygotes))))

    began = time.perf_counter()
    reports = Batch(bundle, find_submissions([folder]), out, jobs=jobs, pages=False, on_report=on_report).run()
    seconds = time.perf_counter() - began
    assert len(reports) == COPIES
    return seconds, came, memory


def test_a_class_of_copies(tmp_path):
    bundle = make_zip(tmp_path / "autograder.zip", {"q1": SQUARE, "q2": TOTAL})
    folder = tmp_path / "in"
    folder.mkdir()
    one = make_notebook(tmp_path / "one.ipynb", CHECKED)
    for i in range(COPIES):
        shutil.copy(one, folder / f"s{i:05d}.ipynb")
    results = {jobs: grade(bundle, folder, tmp_path / f"out{jobs}", jobs) for jobs in (1, 2)}
    rows = []
    for jobs, (seconds, came, memory) in results.items():
        tenth = COPIES // 10
        second, last = came[2 * tenth - 1] - came[tenth - 1], came[-1] - came[-tenth - 1]
        (w0, z0), (w1, z1) = memory[0], memory[-1]
        rows.append(
            f"| {jobs} | {seconds:.1f} s | {seconds / COPIES * 1e3:.1f} ms | {last / second:.2f} | "
            f"{w0 / 1e6:.1f} → {w1 / 1e6:.1f} MB ({w1 / w0 - 1:+.1%}) | {z0 / 1e6:.1f} → {z1 / 1e6:.1f} MB ({z1 / z0 - 1:+.1%}) |"
        )
    print(
        f"\n\n### {COPIES:,} copies of a submission\n\n| jobs | all | each | last tenth / second tenth | worker | zygote |"
    )
    print("|---:|---:|---:|---:|---:|---:|\n" + "\n".join(rows))
    print(f"\ntwo jobs: {results[1][0] / results[2][0]:.2f} × one (target ≥ 1.8); memory: target ≤ 5 %")
