"""Tables of a term's gradebook by the command itself: CPU time and peak memory against the size of the book."""

import os
import statistics
import subprocess
import sys

import pytest

from autograder.gradebook.database import make_book
from tests.benchmarks.term import RULES, fill
from tests.conftest import ROOT

WORKS, TIMES = 30, 5
BOOKS = {  # in the order of the table
    "1 student, 1 work": {"students": 1, "works": 1, "attempts": 1},
    "250 students, 3 attempts": {"students": 250, "works": WORKS, "attempts": 3},
    "500 students, 1 attempt": {"students": 500, "works": WORKS, "attempts": 1},
    "500 students, 3 attempts": {"students": 500, "works": WORKS, "attempts": 3},
    "500 students, 9 attempts": {"students": 500, "works": WORKS, "attempts": 9},
    "500 students, 3 attempts, marked": {"students": 500, "works": WORKS, "attempts": 3, "marked": True},
}
COMMANDS = (("show",), ("show", "hw-01"), ("final",), ("explain", "s0001"))
RUN = """import sys, time
from autograder.cli.app import main
try:
    main()
finally:
    peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print("used", time.process_time(), peak, file=sys.stderr)
"""
pytestmark = [pytest.mark.timeout(1_800), pytest.mark.usefixtures("one_core")]


def used(folder, command):
    """(CPU seconds, peak bytes) of one call, the start of the interpreter with it."""
    args = [sys.executable, "-c", RUN, "gradebook", *command]
    done = subprocess.run(args, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    _, cpu_s, peak_kb = done.stderr.splitlines()[-1].split()
    return float(cpu_s), 1024 * int(peak_kb), len(done.stdout.splitlines())


def test_tables_of_a_term(tmp_path):
    for name, sizes in BOOKS.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "course.toml").write_text(RULES)
        fill(make_book(str(tmp_path / name / "gradebook" / "book.sqlite")), **sizes)
    least, *_ = BOOKS
    for command in COMMANDS:
        cpu_s, peak = {name: [] for name in BOOKS}, {}
        for _ in range(TIMES):
            for name, sizes in BOOKS.items():
                seconds, peak[name], lines = used(tmp_path / name, command)
                cpu_s[name].append(seconds)
                assert command[0] == "explain" or lines == sizes["students"] + 2
        print(f"\n\n### gradebook {' '.join(command)}\n\n| | CPU | over the smallest book | peak memory | over it |")
        print("|---|---:|---:|---:|---:|")
        for name in BOOKS:
            ratio = statistics.median(a / b for a, b in zip(cpu_s[name], cpu_s[least], strict=True))
            print(
                f"| {name} | {statistics.median(cpu_s[name]):.2f} s | {ratio:.2f} | {peak[name] / 1e6:.0f} MB | "
                f"{peak[name] / peak[least]:.2f} |"
            )
