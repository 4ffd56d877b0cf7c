"""One submission on one core: against `otter run`, and against the floor (no isolation, warm, same process)."""

import json
import statistics
import subprocess
import sys

import pytest

from autograder.bundle import load_bundle
from autograder.engine.judge.judge import Judge
from tests.benchmarks.table import row, show, timed
from tests.conftest import NAMES, ROOT
from tests.support.parity import ours

PAIRS = 5
pytestmark = [pytest.mark.timeout(1_800), pytest.mark.usefixtures("one_core")]


def otter_run(zip_path, notebook, out):
    """Points per question from the command `otter run`, in a process of its own as everybody runs it."""
    out.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "otter", "run", "--no-logo", "-a", str(zip_path), "-o", str(out), str(notebook)]
    subprocess.run(command, check=True, capture_output=True, cwd=out)
    tests = json.loads((out / "results.json").read_text())["tests"]
    return {t["name"]: round(float(t["score"]), 6) for t in tests if "score" in t}


class Floor:
    """The process of floor.py."""

    def __init__(self, *args):
        command = [sys.executable, "-m", "tests.benchmarks.floor", *map(str, args)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )

    def run(self):
        """(seconds, points) of one grading."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def test_throughput_per_core_against_otter_run(built, notebooks, tmp_path):
    tables = {True: [], False: []}
    for name in NAMES:
        zip_path, bundle = built[name].stock, load_bundle(built[name].stock)
        with Judge(bundle) as drawing, Judge(bundle, pictures=False) as judge:
            times = {True: [], False: [], "peer": []}
            for each in (drawing, judge):
                ours(each, notebooks[name])  # the first start of a zygote is paid once per class
            for _ in range(PAIRS):
                for pictures, each in ((True, drawing), (False, judge)):
                    seconds, points = timed(ours, each, notebooks[name])
                    times[pictures].append(seconds)
                seconds, stock = timed(otter_run, zip_path, notebooks[name], tmp_path / "out")
                times["peer"].append(seconds)
                assert points == stock, name
        target = f"{40 if name == 'backprop' else 60} ×"
        for pictures in (False, True):
            tables[pictures].append(row(name, times[pictures], times["peer"], target))
    show("Throughput per core, scores only", "otter run", tables[False])
    show("Throughput per core, figures drawn", "otter run", tables[True])


@pytest.mark.parametrize("pictures", [False, True])
def test_time_against_the_floor(built, notebooks, pictures):
    rows = []
    for name in NAMES:
        floor = Floor(built[name].stock, pictures, notebooks[name])
        with Judge(load_bundle(built[name].stock), pictures=pictures) as judge:
            floor.run()
            ours(judge, notebooks[name])
            mine, peer = [], []
            for _ in range(3 * PAIRS):
                seconds, points = timed(ours, judge, notebooks[name])
                mine.append(seconds)
                seconds, same = floor.run()
                peer.append(seconds)
                assert points == same, name
        floor.close()
        over = statistics.median(m - 1.6 * p for m, p in zip(mine, peer, strict=True)) * 1e3
        rows.append(row(name, mine, peer, f"≤ 1.6 floor + 25 ms; is 1.6 floor {over:+.0f} ms"))
    show(f"Against the floor, figures {'drawn' if pictures else 'not drawn'}", "floor", rows)
