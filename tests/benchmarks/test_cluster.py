"""A judge of a Dask worker beside a judge of the local pool: both grade the same class at the same time, each with one
judge, so a machine that others keep busy is busy for both. Then what the simulation says of a MOOC.

`AUTOGRADER_BENCH_COPIES` submissions each (2,000 when it is not set).
"""

import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path  # noqa: F401 - `started` names it

import psutil
import pytest

from autograder.grading.batch import Batch
from autograder.grading.capacity import arrivals, needed, simulated
from autograder.grading.cluster import Cluster
from autograder.submissions import find_submissions
from tests.support.cluster import ROOT, Machines
from tests.support.grading import CHECKED, SQUARE, TOTAL, make_notebook, make_zip

COPIES = int(os.environ.get("AUTOGRADER_BENCH_COPIES", "2000"))
pytestmark = pytest.mark.timeout(36_000)


def cpu_s(process):
    """CPU seconds of a process and of all below it, those that have ended included."""
    total = 0.0
    for one in (process, *process.children(recursive=True)):
        try:
            t = one.cpu_times()
        except psutil.Error:
            continue
        total += t.user + t.system + t.children_user + t.children_system
    return total


def grade(folder, name, executor=""):
    """In a process of its own: prints seconds from the first report to the last, CPU seconds and each one's wall time."""
    came, spent, me = [], [], psutil.Process()

    def on_report(report):
        assert report.total == 7.0, report
        came.append(time.perf_counter())
        if len(came) == COPIES:
            spent.append(cpu_s(me))

    elsewhere = Cluster(executor, lambda text: None) if executor else None
    found = find_submissions([folder / "in"])
    began = time.perf_counter()
    reports = Batch(
        folder / "autograder.zip", found, folder / name, jobs=1, elsewhere=elsewhere, on_report=on_report
    ).run()
    walls = [r.provenance.wall_s for r in reports]
    print(json.dumps([came[-1] - began, spent[0], walls]))


def started(*args):
    code = f"from tests.benchmarks.test_cluster import *; grade(Path({str(args[0])!r}), *{args[1:]!r})"
    return subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True)


def test_overhead_and_how_many_judges_a_mooc_needs(tmp_path):
    make_zip(tmp_path / "autograder.zip", {"q1": SQUARE, "q2": TOTAL})
    (tmp_path / "in").mkdir()
    one = make_notebook(tmp_path / "one.ipynb", CHECKED)
    for i in range(COPIES):
        shutil.copy(one, tmp_path / "in" / f"s{i:05d}.ipynb")
    with closing(Machines(tmp_path)) as machines:
        worker = machines.worker()
        both = [started(tmp_path, "near"), started(tmp_path, "far", machines.executor)]
        (near_s, near_cpu, _), (far_s, far_cpu, walls) = (json.loads(p.communicate()[0]) for p in both)
        far_cpu += sum(cpu_s(psutil.Process(r.process.pid)) for r in (worker, machines.scheduler))
    print(f"\n\n### {COPIES} submissions, a judge each, at the same time; load {os.getloadavg()[0]:.0f}\n")
    print(f"local pool {near_s:.1f} s, {near_cpu:.1f} s CPU; Dask {far_s:.1f} s, {far_cpu:.1f} s CPU")
    print(f"Dask / local: {far_s / near_s:.3f}; of CPU {far_cpu / near_cpu:.3f}")
    model = simulated([0.0] * COPIES, walls, 1).last_s
    factor = far_s / model
    print(f"simulated {model:.1f} s, measured {far_s:.1f} s: factor {factor:.2f}")
    came = arrivals(100_000, 86_400.0)
    for minutes in (1, 15, 60):
        print(f"95 of 100 within {minutes} min: {needed(came, walls, 60.0 * minutes, factor)}")
