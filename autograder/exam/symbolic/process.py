"""The one process that compares expressions (worker.py): started when it is needed, killed when it is late."""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

START_S = 300.0  # importing SymPy from a slow disk, on a machine that others keep busy
MAX_REPLY_BYTES = 10_000


class Lost(Exception):
    """The process is late or has ended; it is no more."""


class Worker:
    """The process that compares; dead after the first thing that goes wrong."""

    def __init__(self) -> None:
        # -s -P and an environment of one variable: as -I, but with a fixed hash seed, for SymPy orders terms by hashes.
        self.process = subprocess.Popen(
            [sys.executable, "-s", "-P", str(Path(__file__).with_name("worker.py"))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={"PYTHONHASHSEED": "0"}, cwd="/", bufsize=0,
        )  # fmt: skip
        self.unread = b""
        self.owner, self.closed = os.getpid(), False
        self.receive("ready", time.monotonic() + START_S)

    def alive(self) -> bool:
        """Whether it may be asked; a fork, whose child it is not, learns of its end when it asks."""
        return not self.closed and (os.getpid() != self.owner or self.process.poll() is None)

    def send(self, task: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):  # it has just ended: `receive` says so
            self.process.stdin.write(json.dumps(task).encode() + b"\n")

    def receive(self, number: str, deadline: float) -> Any:
        """The next answer to a task.

        Raises:
            Lost: there is none; the process has been killed.
        """
        while True:
            of, answer = self._line(deadline)
            if of == number:
                return answer

    def _line(self, deadline: float) -> Any:
        assert self.process.stdout is not None
        while b"\n" not in self.unread:
            if not select.select([self.process.stdout], [], [], max(deadline - time.monotonic(), 0))[0]:
                self.close()
                raise Lost("no decision within the time limit")
            more = os.read(self.process.stdout.fileno(), MAX_REPLY_BYTES)
            if not more or len(self.unread) > MAX_REPLY_BYTES:
                self.close()
                raise Lost("the process that compares has ended: a memory limit, or SymPy is not installed")
            self.unread += more
        line, _, self.unread = self.unread.partition(b"\n")
        return json.loads(line)

    def close(self) -> None:
        """Kills it and waits, so that no zombie is left."""
        self.closed = True
        if os.getpid() == self.owner:
            self.process.kill()
            self.process.wait()
        else:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.process.pid, signal.SIGKILL)
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()


LOCK = threading.Lock()  # one question at a time
_worker: Worker | None = None


def running() -> Worker:
    """The worker, started anew where there is none that lives."""
    global _worker
    if _worker is None or not _worker.alive():
        stop()
        _worker = Worker()
    return _worker


def start() -> None:
    """Has the process ready, for this process and its forks."""
    with LOCK:
        running()


def stop() -> None:
    """Ends the process; the next comparison starts another."""
    global _worker
    if _worker is not None:
        _worker.close()
    _worker = None
