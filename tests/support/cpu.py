"""`--cpu FILE`: CPU seconds of every phase of every test, as a table of tab-separated values, and a sum for each module.

Wall time says how busy the machine is; CPU time says what a test costs. As root, a control group counts all that a test
starts, sandboxes whose parents ended before them included; without one, what this process waited for. A fixture that
many tests share is charged to the test that asks for it first.
"""

import contextlib
import os
from collections import defaultdict
from pathlib import Path

ACCOUNTS = Path("/sys/fs/cgroup/cpuacct")


class Cpu:
    """Notes what each phase of each test costs; the process that prints the results writes it down."""

    def __init__(self, config):
        self.path = None if hasattr(config, "workerinput") else Path(config.getoption("--cpu"))
        self.modules = defaultdict(float)
        self.account = ACCOUNTS / f"pytest-{os.getpid()}"
        try:
            self.account.mkdir()
            (self.account / "cgroup.procs").write_text(str(os.getpid()))
        except OSError:
            self.account = None
        self.before = self.now()
        if self.path:
            self.path.write_text("")

    def now(self) -> float:
        if self.account is None:
            return sum(os.times()[:4])
        return int((self.account / "cpuacct.usage").read_text()) / 1e9

    def pytest_runtest_makereport(self, item):
        now = self.now()
        item.user_properties[:] = [("cpu_s", now - self.before)]
        self.before = now

    def pytest_runtest_logreport(self, report):
        if self.path:
            cpu_s = dict(report.user_properties)["cpu_s"]
            self.modules[report.nodeid.partition("::")[0]] += cpu_s
            with self.path.open("a") as f:
                f.write(f"{cpu_s:.2f}\t{report.duration:.2f}\t{report.when}\t{report.nodeid}\n")

    def pytest_terminal_summary(self, terminalreporter):
        terminalreporter.section("CPU seconds")
        for module, cpu_s in sorted(self.modules.items(), key=lambda m: -m[1]):
            terminalreporter.write_line(f"{cpu_s:8.1f}  {module}")
        terminalreporter.write_line(f"{sum(self.modules.values()):8.1f}  all tests")

    def pytest_unconfigure(self):
        if self.account:
            (self.account.parent / "cgroup.procs").write_text(str(os.getpid()))
            with contextlib.suppress(OSError):  # what a test left running
                self.account.rmdir()
