"""Whether a student's expression equals the expected one: EQUAL, DIFFERENT, or UNDECIDED, which is never "wrong".

    compare("-2(y - w2σ(w1x))·w2σ(w1x)(1-σ(w1x))·x", key, {"w1": (-2, 2), "w2": (-2, 2), "x": (-2, 2), "y": (-2, 2)})

Theory of operation. The texts are read here (expressions.py) so that a form error never costs a process; the comparison
runs in one long-lived child process (_sympy_worker.py) with a time, CPU and memory limit, started when the first
expression comes, killed when a task is late, and at its end with ours, for then its input ends. It answers twice.

First the values: equal means that both sides agree to 30 digits at 24 random points of the symbols' intervals (96 with
kinks: max, abs, …), different that they do not at 3, so `x` and `x + 1e-9` differ, and a rounded constant is wrong.
Then the algebra: SymPy proves the difference zero, finds it to be another number, or neither in `PROOF_S`. Agreement in
value is enough for EQUAL, for SymPy cannot simplify everything; SymPy's disagreement makes it UNDECIDED, as do a late
first answer, memory, and an expression that has a value on a part only of where the expected one has. Both sides are
compared where the expected one is real and finite: x²/x equals x.
"""

import contextlib
import itertools
import json
import math
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from autograder.exam.expressions import parse_form

START_S = 60.0  # importing SymPy from a slow disk
PROOF_S = 1.0  # SymPy proves an answer of the course in 0.05 s, or hardly ever
MAX_REPLY_BYTES = 10_000

Domain = tuple[float, float]  # an open interval


class Equality(StrEnum):
    """What is known of two expressions."""

    EQUAL = "equal"
    DIFFERENT = "different"
    UNDECIDED = "undecided"


class Comparison(msgspec.Struct, frozen=True):
    """A verdict, and for the staff what it rests on."""

    equality: Equality
    reason: str


def compare(
    given: str, expected: str, symbols: Mapping[str, Domain], *, timeout_s: float = 5.0, seed: int = 0
) -> Comparison:
    """EQUAL iff given = expected at every point of `symbols`' intervals where the expected side is defined.

    Args:
        given: a student's text.
        expected: the key, in the same language.
        symbols: name → the interval (low, high) it is drawn from; 0 ≤ low also tells SymPy that it is positive.
        timeout_s: for one comparison; starting the process does not count.
        seed: of the points.

    Raises:
        ExpressionError: a text cannot be read.
        ValueError: two symbols are the same name, or an interval is empty or infinite.

    >>> str(compare("2x·x", "2x²", {"x": (-1, 1)}).equality)
    'equal'
    """
    for name, (low, high) in symbols.items():
        if not (math.isfinite(low) and math.isfinite(high) and low < high):
            raise ValueError(f"symbols: expected two finite numbers, low < high, for {name!r}, got {(low, high)}")
    for text in (given, expected):
        parse_form(text, list(symbols))
    task = {"given": given, "expected": expected, "symbols": dict(symbols), "seed": seed, "timeout_s": timeout_s}
    task["number"] = f"{os.getpid()}-{next(_numbers)}"
    with _lock:
        try:
            return _decide(task, timeout_s)
        except BaseException:  # an interrupt, the judge's alarm: the next task must not get this one's answer
            stop()
            raise


def _decide(task: dict[str, Any], timeout_s: float) -> Comparison:
    try:
        worker = _running()
        deadline = time.monotonic() + timeout_s
        worker.send(task)
        verdict, reason = worker.receive(task["number"], deadline)
    except _Lost as e:
        return Comparison(Equality.UNDECIDED, str(e))
    if verdict != "equal":
        return Comparison(Equality(verdict), reason)
    try:
        algebra = worker.receive(task["number"], min(deadline, time.monotonic() + PROOF_S))
    except _Lost:
        algebra = "open"
    if algebra == "not zero":
        return Comparison(Equality.UNDECIDED, f"{reason}; but SymPy finds a difference")
    return Comparison(Equality.EQUAL, f"{reason}; SymPy {'proves it' if algebra == 'zero' else 'has no proof'}")


# -- the process -------------------------------------------------------------------------------------------------------


class _Lost(Exception):
    """The process is late or has ended; it is no more."""


class _Worker:
    """The process that compares; dead after the first thing that goes wrong."""

    def __init__(self) -> None:
        # -s -P and an environment of one variable: as -I, but with a fixed hash seed, for SymPy orders terms by hashes.
        self.process = subprocess.Popen(
            [sys.executable, "-s", "-P", str(Path(__file__).with_name("_sympy_worker.py"))],
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
            _Lost: there is none; the process has been killed.
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
                raise _Lost("no decision within the time limit")
            more = os.read(self.process.stdout.fileno(), MAX_REPLY_BYTES)
            if not more or len(self.unread) > MAX_REPLY_BYTES:
                self.close()
                raise _Lost("the process that compares has ended: a memory limit, or SymPy is not installed")
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


_lock = threading.Lock()
_numbers = itertools.count()
_worker: _Worker | None = None


def _running() -> _Worker:
    """The worker, started anew where there is none that lives."""
    global _worker
    if _worker is None or not _worker.alive():
        stop()
        _worker = _Worker()
    return _worker


def start() -> None:
    """Has the process ready, for this process and its forks."""
    with _lock:
        _running()


def stop() -> None:
    """Ends the process; the next comparison starts another."""
    global _worker
    if _worker is not None:
        _worker.close()
    _worker = None
