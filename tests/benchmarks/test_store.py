"""A class of many by a stand-in judge: time a tenth and memory of the parent, with a store and with a list.

`AUTOGRADER_BENCH_MANY=100000 make bench` runs the long version.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

MOST = int(os.environ.get("AUTOGRADER_BENCH_MANY", "20000"))
SIZES = [n for n in (1_000, 10_000, 20_000, 100_000) if n <= MOST]
pytestmark = pytest.mark.timeout(36_000)
RUN = """
import json, resource, sys, time
from pathlib import Path
import psutil
from autograder.grading import batch
from tests.support.standin import grade

folder, count, how = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
if how == "list":  # as it was before there was a store: all in a dictionary, all files every two seconds
    class Listed:
        def __init__(self, ids): self.ids, self.found = list(ids), {}
        def put(self, r): new = r.submission not in self.found; self.found[r.submission] = r; return new
        def reports(self): return [self.found[i] for i in self.ids if i in self.found]
        def flagged(self, flag): return iter(())
    batch.Store, batch.REFRESH_TIMES = Listed, 0
came, memory, me = [], [], psutil.Process()
def told(report):
    came.append(time.perf_counter())
    if len(came) % (count // 10) == 0:
        memory.append(me.memory_full_info().uss)
began = time.perf_counter()
grade(folder, count, on_report=told)
ended = time.perf_counter()
tenth = count // 10
print(json.dumps({
    "s": came[-1] - began, "end_s": ended - came[-1], "first_mb": memory[0] / 1e6, "last_mb": memory[-1] / 1e6,
    "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3, "second_s": came[2 * tenth - 1] - came[tenth - 1],
    "last_s": came[-1] - came[-tenth - 1], "page_kb": (folder / "out" / "index.html").stat().st_size / 1e3,
}))
"""


def measured(folder, count, how):
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(folder), str(count), how],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def test_a_class_of_many(tmp_path):
    print("\n\n### Many submissions, a stand-in judge\n")
    print(
        "| | kept in | all, judged | last / second tenth | files at the end | memory, first → last tenth | peak | page |"
    )
    print("|---:|---|---:|---:|---:|---:|---:|---:|")
    for count in SIZES:
        for how in ("store", "list"):
            m = measured(tmp_path / f"{how}{count}", count, how)
            print(
                f"| {count:,} | {how} | {m['s']:.1f} s | {m['last_s'] / m['second_s']:.2f} | {m['end_s']:.1f} s "
                f"| {m['first_mb']:.0f} → {m['last_mb']:.0f} MB | {m['peak_mb']:.0f} MB | {m['page_kb']:.0f} kB |",
                flush=True,
            )
