"""A real Dask scheduler and real workers on this machine, for tests; and workers that misbehave.

python -m tests.support.cluster ADDRESS KIND      a worker of a kind that no honest machine is
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.support.speed import until

ROOT = Path(__file__).parent.parent.parent


class Running:
    """A process with all that it starts; the block ends them."""

    def __init__(self, command, log):
        self.log = log
        with log.open("wb") as f:
            self.process = subprocess.Popen(command, cwd=ROOT, stdout=f, stderr=f, start_new_session=True)

    def says(self, text):
        return until(lambda: text in self.log.read_text(), f"{text!r} of {self.process.args}", 90)

    def signal(self, number):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def kill(self):
        self.signal(signal.SIGKILL)
        self.process.wait()


class Machines:
    """A scheduler on loopback and the workers that join it."""

    def __init__(self, folder):
        self.folder, self.all = folder, []
        command = [sys.executable, "-m", "dask", "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        self.scheduler = self._start([*command, "--dashboard-address", "127.0.0.1:0"])
        mark = "Scheduler at:"
        self.scheduler.says(mark)
        place = self.scheduler.log.read_text().partition(mark)[2].split()[0]
        self.executor = place.replace("tcp://", "dask://")

    def _start(self, command):
        self.all.append(Running(command, self.folder / f"log-{len(self.all)}"))
        return self.all[-1]

    def worker(self, kind="", jobs=1):
        """One that has joined."""
        module = ["tests.support.cluster", self.executor, kind] if kind else ["autograder", "worker", self.executor]
        worker = self._start([sys.executable, "-m", *module, *([] if kind else ["--jobs", str(jobs)])])
        worker.says("joined")
        return worker

    def close(self):
        for running in self.all:
            running.kill()


class Slow:
    """A worker that gets a twentieth of its time."""

    def __init__(self, worker):
        self.worker, self.on = worker, True
        self.thread = threading.Thread(target=self._run)

    def _run(self):
        while self.on:
            self.worker.signal(signal.SIGSTOP)
            time.sleep(0.38)
            self.worker.signal(signal.SIGCONT)
            time.sleep(0.02)

    def __enter__(self):
        self.thread.start()

    def __exit__(self, *_):
        self.on = False
        self.thread.join()


def _odd(kind):
    """Makes this process a worker of a kind."""
    from autograder.grading import far

    grade = far.Judging.grade

    def deadly(self, data):
        """One submission kills the worker, another one the process that judges it."""
        name = far.unpacked(data).submission.id
        if name == "kills-worker":
            os.kill(os.getpid(), signal.SIGKILL)
        if name == "kills-judge":
            self.pool.submit(os.kill, 0, 0).result()  # it has started
            for process in self.pool._processes.values():
                process.kill()
        return grade(self, data)

    if kind == "deadly":
        far.Judging.grade = deadly
    elif kind == "other-version":
        far.mark = lambda: "autograder-0123"
    elif kind == "other-packages":
        far.holds = lambda python: "0123"
        far.listed = lambda python: "3.11.7\nnumpy==1.0"


def main(executor, kind):
    from autograder.grading import far
    from autograder.grading.fair import Memory

    _odd(kind)
    while kind == "deadly" and (pid := os.fork()):  # as Slurm or Kubernetes would: what died starts again
        os.waitpid(pid, 0)
    far.serve(executor, 1, "", Memory(0), lambda text: print(text, flush=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
