"""Each submission is judged in a process of its own: a fork of the judge, with limits that its parent enforces.

Whatever a student's values do to a judge (fill its memory, keep it busy in one call, break it, change a module of the
course) they do to this process alone. It tells its parent event by event what it knows (record.py), so that the next
one can go on.
"""

import contextlib
import ctypes
import gc
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from autograder.engine.judge.clock import WALL, cpu_s
from autograder.engine.judge.record import Event, Failed, Finished, Record
from autograder.errors import IsolationError
from autograder.files import encodable
from autograder.results import Verdict

PR_SET_PDEATHSIG = 1
NO_MEMORY = 71  # exit status
LOOK_S = 0.05  # from one look at its CPU time to the next, at least
WIND_UP_S = 10.0  # from the last event to the end of the process
TRACEBACK_CHARS = 3_000
_events = msgspec.msgpack.Decoder(Event)


class Death(Exception):  # noqa: N818 - an outcome
    """The process ended before it was done.

    Args:
        verdict: TIMEOUT, MEMORY or CRASH.
    """

    def __init__(self, verdict: Verdict, why: str) -> None:
        super().__init__(why)
        self.verdict = verdict


class Child:
    """A fork of this process that runs `work` on a copy of `record`.

    Args:
        work: makes the bytes of the last event.
        clean_up: what the child does when all is told.
        record: what is known so far; this process's own is kept up to date.
        memory_bytes: what the child may map beyond what this process maps.
    """

    def __init__(
        self, work: Callable[[], bytes], clean_up: Callable[[], None], record: Record, memory_bytes: int
    ) -> None:
        self.record = record
        reader, writer = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(reader)
            _inside(work, clean_up, record, Connection(writer, readable=False), memory_bytes)
        os.close(writer)
        self.events = Connection(reader, writable=False)

    def follow(self, patience: Callable[[], float]) -> Finished | Failed:
        """Takes note of what it tells until it is done.

        Args:
            patience: seconds of CPU time that it may take to the next event, and `WALL` times as many in all:
                it also waits for the student, whose time it measures itself.

        Raises:
            Death: it ended, or was killed for taking too long.
        """
        ready = select.poll()  # once: `Connection.poll` makes a selector for each event
        ready.register(self.events.fileno(), select.POLLIN)
        try:
            while self.record.finished is None:
                if not self._tells(ready, patience()):
                    self.kill()
                    raise Death(Verdict.TIMEOUT, "judging took too long and was stopped")
                self.record.apply(_events.decode(self.events.recv_bytes()))
            return self.record.finished
        except Death:
            raise
        except (EOFError, OSError):
            status = self.wait()
            if os.WIFEXITED(status) and os.WEXITSTATUS(status) == NO_MEMORY:
                raise Death(Verdict.MEMORY, "judging needed more memory than a judge may use") from None
            raise Death(Verdict.CRASH, "the process that judged it ended") from None
        except BaseException:
            self.kill()
            raise

    def _tells(self, ready: select.poll, seconds: float) -> bool:
        """Whether an event comes in time."""
        if ready.poll(0):
            return True
        ends, used = time.monotonic() + WALL * seconds, cpu_s(self.pid)
        left = seconds
        while left > 0:
            if ready.poll(max(left, LOOK_S) * 1000):
                return True
            left = min(seconds - (cpu_s(self.pid) - used), ends - time.monotonic())
        return False

    def wait(self, seconds: float = WIND_UP_S) -> int:
        """Its exit status; it is killed when it has not ended by then."""
        end = time.monotonic() + seconds
        while self.pid:
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self.pid = 0
                self.events.close()
                return status
            if time.monotonic() > end:
                return self.kill()
            time.sleep(0.0005)
        return 0

    def kill(self) -> int:
        """Ends it now."""
        if not self.pid:
            return 0
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        _, status = os.waitpid(self.pid, 0)
        self.pid = 0
        self.events.close()
        return status


def _inside(
    work: Callable[[], bytes], clean_up: Callable[[], None], record: Record, events: Connection, memory_bytes: int
) -> None:
    """What the child runs; never returns."""
    code = 1
    try:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        limit = pages * resource.getpagesize() + memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        gc.freeze()  # what was there before is no garbage, and is not looked through for each case
        record.listener = lambda event: events.send_bytes(msgspec.msgpack.encode(event))
        try:
            record.tell(Finished(work()))
        except IsolationError as e:
            record.tell(Failed("isolation", str(e)))
        clean_up()
        code = 0
    except MemoryError:
        code = NO_MEMORY
    except BaseException:
        with contextlib.suppress(BaseException):
            text = encodable(traceback.format_exc(limit=-6)[-TRACEBACK_CHARS:])
            record.tell(Failed("judge-error", text))
    finally:
        os._exit(code)
