"""A share of a machine that others use, too: behind everybody else, on some of its processors, within some memory.

What a command is given, everything that it starts is given: judges, sandboxes, students' processes. They can widen none
of it: the kernel lets nobody be less nice, and the sandbox's filter refuses other processors.
"""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from autograder.engine.judge.judge import MEMORY_BYTES
from autograder.errors import UsageError
from autograder.grading.pool import cores
from autograder.limits import Limits

NICEST = 19
GIB = 1 << 30


def be_nice() -> None:
    """From now on this process works when nobody else wants the processor."""
    os.nice(NICEST)
    if sys.platform == "linux":
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def only(cpus: int) -> None:
    """From now on this process has the last `cpus` of its processors; 0 leaves it all of them.

    Raises:
        UsageError: it has fewer.
    """
    if not cpus:
        return
    if sys.platform != "linux":
        raise UsageError("--cpus: this system chooses processors itself; --jobs says how much is done at once")
    if cpus > cores():
        raise UsageError(f"--cpus: expected at most {cores()}, which this process may use, got {cpus}")
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[-cpus:])


def share(nice: bool, cpus: int, memory_gib: float) -> "Memory":
    """What `--nice`, `--cpus` and `--memory` ask of this process, and the budget of its judges.

    Raises:
        UsageError: this machine does not have it.
    """
    only(cpus)
    if nice:
        be_nice()
    return Memory(int(memory_gib * GIB))


def most_bytes(limits: Limits) -> int:
    """What judging one submission may take beyond warm interpreters: its sandbox's processes, and its judge."""
    return limits.memory_bytes + MEMORY_BYTES + 6 * limits.message_bytes


class Memory:
    """A budget that judges share; 0 bytes: there is none.

    Raises:
        UsageError: a single submission may take more.
    """

    def __init__(self, most: int) -> None:
        self.most, self.left = most, most
        self.changed = threading.Condition()

    def judges(self, limits: Limits, jobs: int) -> int:
        """How many of `jobs` judges fit in it."""
        if not self.most:
            return jobs
        need = most_bytes(limits)
        if need > self.most:
            raise UsageError(
                f"--memory: one submission may take {need / GIB:.1f} GiB by [limits] memory_bytes and message_bytes "
                f"(the judge's part included), the budget is {self.most / GIB:g} GiB"
            )
        return min(jobs, self.most // need)

    @contextmanager
    def taken(self, limits: Limits) -> Iterator[None]:
        """Waits until a submission fits."""
        self.judges(limits, 1)
        need = most_bytes(limits) if self.most else 0
        with self.changed:
            self.changed.wait_for(lambda: self.left >= need)
            self.left -= need
        try:
            yield
        finally:
            with self.changed:
                self.left += need
                self.changed.notify_all()
