"""The judge's end of a sandbox: ask a student process things, know why it ended.

Every reply is a claim. Whatever the student process does wrong ends in one `SandboxFailure` with a verdict; from then
on every request raises it again, so that a test that swallows exceptions still gets the right verdict.
"""

import contextlib
import json
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from autograder.engine.judge.clock import Budget, Clock
from autograder.engine.wire.codec import Packer, Unpacker
from autograder.engine.wire.frames import Channel
from autograder.engine.wire.limits import NotDataError, WireClosedError, WireError, WireTimeoutError
from autograder.errors import IsolationError
from autograder.limits import Limits
from autograder.results import CellResult, Verdict

MAX_CALLBACKS = 200_000  # per case
MAX_REASON = 400  # characters
HANDLE_BYTES = 32 << 10  # no handle is larger
NOT_SET_UP = "the sandbox could not be set up: "


def files_limit(limits: Limits) -> str:
    """What the files of a submission may take, by the name of the limit."""
    return f"they may take {limits.file_bytes / (1 << 20):g} MiB (limit file_bytes)"


class SandboxFailure(Exception):  # noqa: N818 - an outcome of the student's code, not an error of ours
    """The student process ended or broke the rules.

    Args:
        verdict: TIMEOUT, MEMORY, CRASH or PROTOCOL.
        message: one sentence for the report.
    """

    def __init__(self, verdict: Verdict, message: str) -> None:
        super().__init__(message)
        self.verdict = verdict
        self.message = message


def _remove(folder: Path) -> None:
    """Removes what a student process left, however deep; never raises."""
    try:
        folder.rmdir()  # empty on the host where the sandbox had a root of its own
    except OSError:
        command = ["/bin/rm", "-rf", "--one-file-system", "--", str(folder)]
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)


class Beyond(msgspec.Struct, frozen=True):
    """What a test asked that the judge cannot do with objects of the student's.

    Args:
        what: in words, after "the test ..."; with what to write instead.
        sure: the verdict says nothing, whatever it is; else it says nothing unless it is PASS.
    """

    what: str
    sure: bool


class Sandbox:
    """One student process, as the judge sees it."""

    def __init__(self, channel: Channel, lifeline: socket.socket, root: Path, limits: Limits) -> None:
        self.channel = channel
        self.lifeline = lifeline
        self.root = root
        self.limits = limits
        self.beside: list[Sandbox] = []  # whose answers this one waits for, in functions that it calls
        self.told: dict[str, Any] = {}  # by the monitor, so far
        self.unread = b""
        self.clock = Clock([self], "total_s", limits.total_s)
        self.failure: SandboxFailure | None = None
        self.cells: dict[int, str] = {}  # number → source, to name a line that raised
        self.failed_cells: Mapping[int, CellResult] = {}  # so far, which may be why a name is missing
        self.looks: list[tuple[str, ...]] = []  # at these two (looks.py)
        self.status: dict[str, Any] = {}
        self.callbacks: dict[int, Callable[..., Any]] = {}
        self.pinned: dict[int, Callable[..., Any]] = {}  # call-backs that outlive a case
        self.copies: dict[int, Any] = {}  # the judge's copy of an object of the student's, in this question
        self.names: dict[str, tuple[int, Any]] = {}  # what a name was bound to, and when that was
        self.files_left: set[str] = set()  # written by the notebook, of kinds that a judge does not take
        self.operations = 0  # in this case
        self.began = 0.0  # this case
        self.epoch = 0  # grows whenever student code may have run
        self.callbacks_left = MAX_CALLBACKS
        self.values_came = False  # data of the student's, in this case
        self.beyond: Beyond | None = None  # in this case; kept here, so that it does not matter what a test catches
        self.on_values: Callable[[], None] = lambda: None
        self.calling_back = False  # a function of the test is running because student code called it
        self.foreign: Callable[[Any], Any] = self._no_foreign
        self.resolve: Callable[[list[Any]], Any] = self._no_handles
        self.on_check: Callable[[str], list[list[Any]] | None] | None = None

    def _no_foreign(self, x: Any) -> Any:
        raise NotDataError(f"a {type(x).__name__} cannot be sent to student code")

    def _no_handles(self, node: list[Any]) -> Any:
        raise WireError("an unknown tag")

    def start_clock(self, limit_s: float, name: str = "", budget: Budget | None = None) -> None:
        """The next requests must be answered within a limit, in all, and within what the budget has left."""
        self.clock = Clock([self, *self.beside], name, limit_s, budget)

    def monitor(self) -> int:
        """The process above all others of the sandbox; 0 until it has said which it is."""
        if "monitor" not in self.told:
            self._hear(0.0)
        pid = self.told.get("monitor")
        return pid if isinstance(pid, int) else 0

    def new_case(self) -> None:
        """Forgets the call-backs of the case before."""
        self.callbacks = dict(self.pinned)
        self.callbacks_left = MAX_CALLBACKS
        self.values_came = False
        self.operations, self.began = 0, time.monotonic()
        self.beyond = None

    def meet(self, what: str, sure: bool = True) -> None:
        """Takes note that the test is at a limit of the judge."""
        if self.beyond is None or (sure and not self.beyond.sure):
            self.beyond = Beyond(what[:MAX_REASON], sure)

    def lags(self) -> bool:
        """Whether a third of the case's time is over."""
        if time.monotonic() - self.began <= self.limits.case_s / 3:
            return False
        self.clock.look()
        return self.clock.counted_s > self.limits.case_s / 3

    def new_question(self) -> None:
        """Forgets the copies of the question before."""
        self.copies, self.names = {}, {}

    def came(self) -> None:
        """Takes note that data of the student's has reached a test."""
        if not self.values_came:
            self.values_came = True
            self.on_values()

    def request(self, kind: str, *values: Any, plain: tuple[Any, ...] = ()) -> list[Any]:
        """Sends `[kind, *plain, *values]`, serves what comes before, returns the reply, its values decoded.

        Raises:
            SandboxFailure: the student process is gone, late, or broke the protocol.
            NotDataError: a value cannot be sent.
        """
        with self.clock:
            return self._request(kind, *values, plain=plain)

    def _request(self, kind: str, *values: Any, plain: tuple[Any, ...]) -> list[Any]:
        if self.failure is not None:
            raise self.failure
        if kind != "get":
            self.epoch += 1
        try:
            return self._exchange(kind, values, plain)
        except NotDataError as e:
            self.meet(f"passes on what cannot be sent to student code ({e}): pass plain data or a function")
            raise

    def _exchange(self, kind: str, values: tuple[Any, ...], plain: tuple[Any, ...]) -> list[Any]:
        packer = Packer(self.foreign)
        message = [kind, *plain, *(packer.value(v) for v in values)]
        try:
            self.channel.send(message, packer, self.clock.left)
            while True:
                try:
                    reply, body = self.channel.recv(self.clock.left)
                finally:  # more than a handle: data, which may be slow to decode
                    if self.channel.received > HANDLE_BYTES and kind in ("do", "get"):
                        self.came()
                if reply[0] == "callback":
                    self._callback(reply, body)
                elif reply[0] == "check" and kind == "cell":
                    self._check(reply)
                else:
                    return self._decode(kind, reply, body)
        except WireTimeoutError:
            raise self.fail(Verdict.TIMEOUT, self.clock.reached()) from None
        except WireClosedError:
            raise self._ended() from None
        except WireError as e:
            raise self.fail(Verdict.PROTOCOL, f"stopped: the sandbox broke the protocol ({e})") from None
        except MemoryError:
            raise self.fail(Verdict.MEMORY, "stopped: what the code sent needs more memory than a judge has") from None

    def _decode(self, kind: str, reply: list[Any], body: memoryview) -> list[Any]:
        expected = {"cell": ("done",), "get": ("value", "missing")}.get(kind, ("value",))
        if reply[0] == "raise" and kind in ("do", "get", "pin"):
            if len(reply) != 2 or type(reply[1]) is not dict:
                raise WireError("a malformed exception")
            if "more" in reply[1]:
                reply[1]["more"] = Unpacker(body, self.resolve).value(reply[1]["more"])
            if reply[1].get("beyond") is True:
                self.meet("asks for an object that is too large to be sent: ask for a part of it")
            return reply
        sizes = {"done": (2,), "value": (4, 5), "missing": (1,)}
        if reply[0] not in expected or len(reply) not in sizes[reply[0]]:
            raise WireError(f"a reply of kind {reply[0][:20]!r} to a request of kind {kind!r}")
        unpack = Unpacker(body, self.resolve)
        return [reply[0], *(unpack.value(v) for v in reply[1:])]

    def _callback(self, message: list[Any], body: memoryview) -> None:
        """Student code calls a function of the judge."""
        self.callbacks_left -= 1
        if len(message) != 4 or self.callbacks_left < 0:
            raise WireError("too many call-backs" if self.callbacks_left < 0 else "a malformed call-back")
        function = self.callbacks.get(message[1]) if type(message[1]) is int else None
        if function is None:
            raise WireError("a call-back that is not open")
        unpack = Unpacker(body, self.resolve)
        args, kwargs = unpack.value(message[2]), unpack.value(message[3])
        if type(args) is not list or type(kwargs) is not dict or any(type(k) is not str for k in kwargs):
            raise WireError("a malformed call-back")
        self.came()
        packer = Packer(self.foreign)
        outer, self.calling_back = self.calling_back, True
        try:
            with self.clock.interrupted():
                result = function(*args, **kwargs)
            answer = ["returned", packer.value(result)]
            self.calling_back = outer
            self.channel.send(answer, packer, self.clock.left)
        except (SandboxFailure, WireTimeoutError, WireError):
            raise
        except Exception as e:  # also when the answer is too large to be sent
            self.calling_back = outer
            if isinstance(e, NotDataError):
                self.meet(f"returns to student code what cannot be sent ({e}): return plain data")
            self.channel.send(["raised", type(e).__name__, str(e)[:1000]], None, self.clock.left)

    def _check(self, message: list[Any]) -> None:
        """`grader.check` in a cell: the judge runs the question while the cell waits."""
        if len(message) != 2 or type(message[1]) is not str or self.on_check is None:
            raise WireError("a malformed check")
        clock = self.clock
        clock.pause()
        cases = self.on_check(message[1])
        self.clock = clock
        clock.resume()
        reply = ["unknown"] if cases is None else ["checked", cases]
        self.channel.send(reply, None, clock.left)

    def fail(self, verdict: Verdict, message: str) -> SandboxFailure:
        """Ends the sandbox and remembers why."""
        if self.failure is None:
            self.failure = SandboxFailure(verdict, message)
        self.close()
        return self.failure

    def _ended(self) -> SandboxFailure:
        """The student process is gone: ask the monitor how."""
        self.status = self._final_status(1.0)
        code = self.status.get("exit")
        if "setup" in self.status:
            self.close()
            raise IsolationError(f"{NOT_SET_UP}{self.status['setup']}")
        if self.status.get("limit") == "memory":
            return self.fail(Verdict.MEMORY, "the processes together needed more memory than allowed and were stopped")
        if self.status.get("limit") == "files":
            return self.fail(
                Verdict.FILES, f"the code wrote too much into files and was stopped: {files_limit(self.limits)}"
            )
        if code == 71:
            return self.fail(Verdict.MEMORY, "the code needed more memory than allowed and was stopped")
        used = self.status.get("cpu_s")
        ignored = code == -signal.SIGKILL and isinstance(used, float) and used >= self.limits.cpu_s
        if code == -signal.SIGXCPU or ignored:
            return self.fail(Verdict.TIMEOUT, "the code used more CPU time than allowed (`cpu_s`) and was stopped")
        if code == -signal.SIGKILL:
            return self.fail(Verdict.MEMORY, "the process was killed, most likely because it used too much memory")
        if type(code) is int and code < 0:
            try:
                name = signal.Signals(-code).name
            except ValueError:
                name = f"signal {-code}"
            return self.fail(Verdict.CRASH, f"the Python process crashed ({name})")
        return self.fail(Verdict.CRASH, "the code ended the Python process (exit)")

    def _final_status(self, seconds: float) -> dict[str, Any]:
        """How the monitor says that it ended; nothing when it does not, within `seconds`."""
        while not self.told.keys() - {"monitor"} and self._hear(seconds):
            pass
        return {name: value for name, value in self.told.items() if name != "monitor"}

    def _hear(self, seconds: float) -> bool:
        """Takes in what the monitor said; False when it says nothing more in that time."""
        try:
            self.lifeline.settimeout(seconds)
            chunk = self.lifeline.recv(4096)
        except OSError:
            return False
        self.unread += chunk
        *lines, self.unread = self.unread.split(b"\n")
        for line in lines:
            with contextlib.suppress(ValueError):
                said = json.loads(line)
                self.told |= said if isinstance(said, dict) else {}
        return bool(chunk) and len(self.unread) <= 65536

    def leave(self) -> None:
        """Has everything in the sandbox killed."""
        self.channel.close()
        with contextlib.suppress(OSError):
            self.lifeline.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """Has everything in the sandbox killed and waits until the monitor says so."""
        self.leave()
        with contextlib.suppress(OSError):
            if not self.status:
                self.status = self._final_status(5.0)
        self.lifeline.close()
        _remove(self.root)
