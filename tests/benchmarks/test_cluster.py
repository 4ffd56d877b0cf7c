"""Two judges of a Dask worker against the local pool of two, on this machine; and what the simulation says of both.

`AUTOGRADER_BENCH_COPIES` copies each (2,000 when it is not set), in two pairs of runs, each from the start of its
processes to the last file.
"""

import os
import shutil
import time
from contextlib import closing

import pytest

from autograder.grading.batch import Batch
from autograder.grading.capacity import arrivals, needed, service_times, simulated
from autograder.grading.cluster import Cluster
from autograder.submissions import find_submissions
from tests.support.cluster import Machines
from tests.support.grading import CHECKED, SQUARE, TOTAL, make_notebook, make_zip

COPIES = int(os.environ.get("AUTOGRADER_BENCH_COPIES", "2000"))
pytestmark = pytest.mark.timeout(36_000)
HOUR_S = 3600.0


def timed(bundle, folder, out, elsewhere=None):
    began = time.perf_counter()
    reports = Batch(bundle, find_submissions([folder]), out, jobs=2, elsewhere=elsewhere).run()
    assert {r.total for r in reports} == {7.0}
    return time.perf_counter() - began, reports


def test_overhead_and_how_many_judges_a_mooc_needs(tmp_path):
    bundle = make_zip(tmp_path / "autograder.zip", {"q1": SQUARE, "q2": TOTAL})
    (tmp_path / "in").mkdir()
    one = make_notebook(tmp_path / "one.ipynb", CHECKED)
    for i in range(COPIES // 2):
        shutil.copy(one, tmp_path / "in" / f"s{i:05d}.ipynb")
    local = far = 0.0
    times, loads = [], []
    for pair in range(2):
        seconds, _ = timed(bundle, tmp_path / "in", tmp_path / f"near{pair}")
        local += seconds
        loads.append(os.getloadavg()[0])
        (tmp_path / f"m{pair}").mkdir()
        with closing(Machines(tmp_path / f"m{pair}")) as machines:
            machines.worker(jobs=2)
            seconds, reports = timed(
                bundle, tmp_path / "in", tmp_path / f"far{pair}", Cluster(machines.executor, lambda text: None)
            )
        far += seconds
        loads.append(os.getloadavg()[0])
        times += service_times(reports)
        print(f"\npair {pair}: local so far {local:.1f} s, Dask {far:.1f} s, load {loads[-2:]}", flush=True)
    print(f"\n\n### {COPIES} copies, two judges\n\nlocal pool {local:.1f} s, Dask {far:.1f} s: ratio {far / local:.3f}")
    model = 2 * simulated([0.0] * (COPIES // 2), times, 2).last_s
    factor = far / model
    print(f"simulated {model:.1f} s, measured {far:.1f} s: factor {factor:.2f}; mean {sum(times) / len(times):.3f} s")
    came = arrivals(100_000, 24 * HOUR_S)
    for minutes in (1, 15, 60):
        print(f"95 of 100 within {minutes} min: {needed(came, times, 60.0 * minutes, factor)}")
