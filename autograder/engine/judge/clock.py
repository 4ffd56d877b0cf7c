"""The clock of a submission: it runs only while the submission could run.

Theory of operation. A time limit (`cell_s`, `case_s`, `total_s`) must mean the same on a busy machine as on an idle
one. While it runs, the judge reads from /proc what the sandbox's processes have had: the CPU time of all of them, of
children that were waited for too, and how long each thread was ready to run and had no processor (`schedstat`). They
cannot change it, and it is read when a limit could be reached, not for each call. Counted is the larger of

* the CPU time of all processes together: threads and children count side by side; and
* the time that the judge's requests took, what it does with the answers included, less what either side waited for a
  processor: it ends what sleeps, and what keeps the judge busy.

`total_s` also counts what tests compute, which a student's values can make much. Behind each limit stands `WALL` times
as much by the wall clock: a process that ignores SIGCHLD hides the CPU time of children that have ended, and a
machine can be too busy for anything. Where the kernel has no `schedstat`, the second number is plain wall time.
"""

import contextlib
import os
import time
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import NamedTuple, Protocol

from autograder.engine.wire.limits import WireTimeoutError

WALL = 10  # wall seconds for one of a limit: a core with ten that want it
LOOK_S = 0.02  # from one look at /proc to the next, at least
MAX_TASKS = 1_000
TICK_S = 1 / os.sysconf("SC_CLK_TCK")


class Watched(Protocol):
    """A sandbox, of which the clock needs to know where its processes are."""

    def monitor(self) -> int:
        """The process that all others of the sandbox are below; 0: not known yet."""


class Budget(Protocol):
    """What is left of `total_s`."""

    total_s: float
    left_s: float
    ends: float  # by `time.monotonic()`, whatever was counted


class Reading(NamedTuple):
    """What /proc says at one moment; seconds since whenever."""

    wall_s: float
    ran_s: float  # this process
    waited_s: float
    cpu_s: float  # the sandboxes
    waits: tuple[dict[int, float], ...]  # of each: thread → how long it waited for a processor


def read() -> tuple[float, float]:
    """Seconds that the main thread of this process ran, and waited for a processor."""
    ran, waited = _schedstat("self/schedstat")
    return ran or time.thread_time(), waited


def cpu_s(pid: int) -> float:
    """CPU seconds of a process, with the children that it waited for; 0.0 when it is gone."""
    return _cpu_s(pid, 11)


def _cpu_s(pid: int, first: int) -> float:
    """From 11: its own and its children's time; from 13: that of the children that it waited for alone."""
    words = _text(f"{pid}/stat").rpartition(")")[2].split()
    return sum(map(int, words[first:15])) * TICK_S if len(words) > 14 else 0.0


def below(pid: int) -> tuple[float, dict[int, float]]:
    """CPU seconds of all that is or was below a process; and thread → seconds that it waited for a processor."""
    cpu, waits = _cpu_s(pid, 13), dict[int, float]()  # an init reaps orphans
    left = _children(pid, pid)
    while left and len(waits) < MAX_TASKS:
        child = left.pop()
        cpu += cpu_s(child)
        tasks: list[str] = []
        with contextlib.suppress(OSError):
            tasks = os.listdir(f"/proc/{child}/task")  # noqa: PTH208 - names, a hundred times a submission
        for task in map(int, tasks):
            waits[task] = _schedstat(f"{child}/task/{task}/schedstat")[1]
            left += _children(child, task)
    return cpu, waits


def _children(pid: int, task: int) -> list[int]:
    return [int(child) for child in _text(f"{pid}/task/{task}/children").split()]


def _schedstat(name: str) -> tuple[float, float]:
    words = _text(name).split()
    return (int(words[0]) / 1e9, int(words[1]) / 1e9) if len(words) > 1 else (0.0, 0.0)


def _text(name: str) -> str:
    """A file of /proc; nothing where there is none."""
    try:
        file = os.open(f"/proc/{name}", os.O_RDONLY)
    except OSError:
        return ""
    try:
        return os.read(file, 1 << 16).decode("ascii", "replace")
    except OSError:  # the process is gone
        return ""
    finally:
        os.close(file)


class Clock:
    """One limit, counted from now on; as a context manager, a request to the student.

    Args:
        sandboxes: whose processes it counts; they take turns with each other and with the judge.
        name: of the limit, as in assignment.toml; empty for one of ours.
        limit_s: what it allows.
        budget: what the whole submission has left.
    """

    def __init__(self, sandboxes: Sequence[Watched], name: str, limit_s: float, budget: Budget | None = None) -> None:
        self.sandboxes = sandboxes
        self.name, self.limit_s, self.budget = name, limit_s, budget
        self.cores = len(os.sched_getaffinity(0))
        self.wall_s = self.ran_s = self.cpu_s = self.asked_s = 0.0
        self.judge_waited_s = self.student_waited_s = 0.0
        self.spent_s = self.waits_told_s = 0.0  # that the budget knows of
        self.asked: float | None = None  # since when a request is under way
        self.looking = False
        self.next_look = 0.0
        self.last: Reading | None = self.reading()

    def reading(self) -> Reading:
        """Where everything stands."""
        trees = [below(pid) if (pid := s.monitor()) else (0.0, {}) for s in self.sandboxes]
        return Reading(time.monotonic(), *read(), sum(cpu for cpu, _ in trees), tuple(waits for _, waits in trees))

    def look(self) -> None:
        """Adds what happened since the last look."""
        if self.last is None or self.looking:  # an alarm in the middle of a look
            return
        self.looking = True
        try:
            before, now = self.last, self.reading()
            self.wall_s += now.wall_s - before.wall_s
            self.ran_s += now.ran_s - before.ran_s
            self.judge_waited_s += now.waited_s - before.waited_s
            self.cpu_s += max(0.0, now.cpu_s - before.cpu_s)
            for old, new in zip(before.waits, now.waits, strict=True):
                self.student_waited_s += max((s - old.get(task, 0.0) for task, s in new.items()), default=0.0)
            if self.asked is not None:
                self.asked_s += now.wall_s - self.asked
                self.asked = now.wall_s
            self.last = now
        finally:
            self.looking = False

    def pause(self) -> None:
        """Stops counting."""
        self.look()
        self.last = None

    def resume(self) -> None:
        """Counts again."""
        self.next_look = 0.0
        self.last = self.reading()
        if self.asked is not None:
            self.asked = self.last.wall_s

    @contextlib.contextmanager
    def interrupted(self) -> Iterator[None]:
        """A function of the test runs, which student code calls: no part of the request."""
        self.__exit__(None, None, None)
        try:
            yield
        finally:
            self.__enter__()

    def __enter__(self) -> None:
        self.asked = time.monotonic()

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        if self.asked is not None:
            self.asked_s += time.monotonic() - self.asked
            self.asked = None

    # -- what it says -------------------------------------------------------------------------------------------------

    @property
    def waited_s(self) -> float:
        """What anybody waited for a processor: it does not count."""
        return self.judge_waited_s + self.student_waited_s

    @property
    def counted_s(self) -> float:
        """What counts toward the limit, as of the last look.

        Of the judge's waiting nobody knows how much was in requests: all, or where tests compute, at least what is
        left when all that the judge did is subtracted.
        """
        alone = min(self.asked_s, self.wall_s - self.ran_s - self.waited_s)
        return max(self.cpu_s, self.asked_s - self.waited_s, alone)

    @property
    def counted_in_all_s(self) -> float:
        """What counts toward `total_s`, as of the last look."""
        return max(self.cpu_s + self.ran_s, min(self.asked_s + self.ran_s, self.wall_s - self.waited_s))

    def spend(self) -> tuple[float, float]:
        """What counts toward `total_s`, and what was waited for a processor, since it was last asked."""
        self.look()
        spent, waited = self._unspent(), self.waited_s - self.waits_told_s
        self.spent_s += spent
        self.waits_told_s += waited
        return spent, waited

    def _unspent(self) -> float:
        return max(0.0, self.counted_in_all_s - self.spent_s)

    def left(self) -> float:
        """Wall seconds until the next look: how long to wait for an answer.

        Raises:
            WireTimeoutError: a limit is reached.
        """
        left = self.next_look - time.monotonic()
        if left > 0:
            return left
        self.look()
        left = self._possible(self.counted_s, WALL * self.limit_s)
        if left <= 0:
            raise WireTimeoutError
        left = max(left, LOOK_S)
        self.next_look = time.monotonic() + left
        return left

    def left_for_test(self, seconds: float) -> float:
        """Wall seconds until it should be asked again; 0 when the test has had its time, or the student the limit's.

        Args:
            seconds: what a test may take in all, the student's part of it included.
        """
        if self.looking:
            return LOOK_S
        self.look()
        ours = seconds - (self.wall_s - self.waited_s)
        left = min(ours, self._possible(self.cpu_s, WALL * seconds))
        return max(left, LOOK_S) if left > 0 else 0.0

    def _possible(self, counted_s: float, wall_s: float) -> float:
        """Wall seconds that must pass before a limit can be reached: all cores could work for it."""
        left = [(self.limit_s - counted_s) / self.cores, wall_s - self.wall_s]
        if self.budget is not None:
            left += [self._left_in_all() / self.cores, self.budget.ends - time.monotonic()]
        return min(left)

    def _left_in_all(self) -> float:
        assert self.budget is not None
        return self.budget.left_s - self._unspent()

    def reached(self) -> str:
        """Which limit of the student's was reached, for the report; nothing: none."""
        if self.budget is not None and (self._left_in_all() <= 0 or time.monotonic() >= self.budget.ends):
            return f"stopped: {used_up(self.budget.total_s)}"
        name = f" (`{self.name}`)" if self.name else ""
        if self.counted_s >= self.limit_s:
            return f"stopped: the code ran longer than {self.limit_s:g} s{name}"
        if self.wall_s >= WALL * self.limit_s:
            return f"stopped: the code had not ended after {WALL} times {self.limit_s:g} s{name} on a busy machine"
        return ""


def used_up(total_s: float) -> str:
    """What the report says when there is no time left."""
    return f"the submission used up its {total_s:g} s (`total_s`)"
