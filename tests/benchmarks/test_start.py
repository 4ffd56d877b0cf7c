"""CPU time of one sandbox, from the request to its end, and of one small submission; all processes counted.

CPU time, as wall time says how busy the machine is. Needs root, for a control group.
"""

import os
import statistics
import subprocess
import sys
import time

import pytest

from autograder.bundle import load_bundle
from autograder.engine.judge.judge import Judge
from autograder.limits import Limits
from autograder.submissions import find_submissions, load_submission
from tests.support.cpu import ACCOUNTS
from tests.support.grading import CHECKED, SQUARE, TOTAL, make_notebook, make_zip

PAIRS, EACH = 9, 5
pytestmark = [
    pytest.mark.timeout(600),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root may count all processes"),
]


@pytest.fixture
def cpu_ms():
    """Milliseconds of CPU time that a call takes, in this process and all that it starts."""
    account = ACCOUNTS / f"bench-{os.getpid()}"
    account.mkdir()
    (account / "cgroup.procs").write_text(str(os.getpid()))

    def now():
        return int((account / "cpuacct.usage").read_text()) / 1e6

    def measured(work, count=EACH):
        before = now()
        for _ in range(count):
            work()
        time.sleep(0.05)  # what is still dying
        return (now() - before) / count

    yield measured
    (ACCOUNTS / "cgroup.procs").write_text(str(os.getpid()))
    account.rmdir()


def cold():
    subprocess.run([sys.executable, "-I", "-c", "import numpy"], check=True)


@pytest.mark.parametrize("packages", ["", "# torch\n"])
def test_the_start_of_a_sandbox(cpu_ms, tmp_path, packages):
    bundle = load_bundle(make_zip(tmp_path / "autograder.zip", {"q1": packages + SQUARE, "q2": TOTAL}))
    loaded = load_submission(find_submissions([make_notebook(tmp_path / "one.ipynb", CHECKED)])[0])
    with Judge(bundle, pictures=False) as judge:
        judge.warm_up()

        def start():
            sandbox = judge.zygote.fork(Limits())
            sandbox.start_clock(60.0)
            sandbox.request("warm", plain=([], 0))
            judge.zygote.retire(sandbox)
            judge.zygote.bury()

        def grade():
            assert judge.grade(loaded, "one", "one").report.total == 7.0

        start()
        grade()
        costs = [(cpu_ms(start), cpu_ms(grade), cpu_ms(cold)) for _ in range(PAIRS)]
    a_start, a_grade, a_cold = (statistics.median(column) for column in zip(*costs, strict=True))
    ratio = statistics.median(c / s for s, _, c in costs)
    print(f"\n\n### CPU of a sandbox, {'with torch' if packages else 'NumPy alone'}\n")
    print("| start and end (target ≤ 12 ms) | a submission | `import numpy` in a cold interpreter | cold / start |")
    print(f"|---:|---:|---:|---:|\n| {a_start:.1f} ms | {a_grade:.1f} ms | {a_cold:.1f} ms | {ratio:.1f} |")
