"""The judge's end of a sandbox: start the zygote, fork a student process, ask it things, know why it ended.

Every reply is a claim. Whatever the student process does wrong ends in one `SandboxFailure` with a verdict; from then
on every request raises it again, so that a test that swallows exceptions still gets the right verdict.
"""

import contextlib
import functools
import hashlib
import json
import math
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import autograder
from autograder.engine import isolation
from autograder.engine.seccomp import compile_filter
from autograder.engine.wire import (
    Channel,
    NotDataError,
    Packer,
    Unpacker,
    WireClosedError,
    WireError,
    WireTimeoutError,
)
from autograder.errors import IsolationError
from autograder.limits import Limits
from autograder.results import Verdict

START_S = 60.0  # a cold torch import on a slow disk
MAX_CALLBACKS = 200_000  # per case
OUTPUT_CHARS = 100_000
HANDLE_BYTES = 32 << 10  # no handle is larger


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


@functools.cache
def engine_sha256() -> str:
    """Hash of all source of this package: reports made by another version are not reused."""
    package = Path(autograder.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(package)}:{len(data)}:".encode() + data)
    return digest.hexdigest()


class Zygote:
    """A warm interpreter that forks one isolated student process per submission.

    Args:
        packages: modules to import before the first fork.
        back_end: "namespaces", "uid", or "auto" (the first of these that works here, or an error); "process" (no
            protection); or "any" (auto, else process).
        python: the student's interpreter.

    Raises:
        IsolationError: the zygote does not start, or the back end does not work here.
    """

    def __init__(self, packages: list[str], back_end: str = "auto", python: str | None = None) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="autograder-"))
        self.first_uid = isolation.FIRST_UID + os.getpid() % isolation.UID_GROUPS * isolation.UIDS_PER_ZYGOTE
        self.retired: list[Sandbox] = []
        self.control, theirs = socket.socketpair()
        environment = {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": "/tmp",
            "LANG": "C.UTF-8",
            "IPYTHONDIR": str(self.home),
            "MPLCONFIGDIR": str(self.home),
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",  # a fresh 50 MB in 25 page faults, not in 12,000
            **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
        }
        self.log = (self.home / "zygote.log").open("wb")
        script = Path(__file__).with_name("zygote.py")
        filters, no_filter = _filters()
        self.process = subprocess.Popen(
            [python or sys.executable, "-I", str(script), str(theirs.fileno())],
            pass_fds=[theirs.fileno()], env=environment, cwd="/",
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
        )  # fmt: skip
        theirs.close()
        hello = self._hello({"packages": packages, "filters": filters})
        self.visible = [Path(p).resolve() for p in hello["paths"]]
        self.versions: dict[str, str] = hello["versions"]
        self.problems: dict[str, str | None] = {name: hello[name] for name in ("namespaces", "uid")}
        self.back_end = self._choose(back_end)
        if self.back_end == "uid":
            self._let_others_in()
        self.forks = 0
        lacks = {
            "namespaces": self.problems["namespaces"] if self.back_end != "namespaces" else None,
            "landlock": None if hello["landlock"] else "the kernel has none",
            "seccomp": no_filter if hello["seccomp"] else "the kernel takes no filters",
        }
        self.missing = tuple(f"{name}: {why}" for name, why in lacks.items() if why)

    def _let_others_in(self) -> None:
        """Scratch folders lie in `home`, and each belongs to another uid: they can be entered, not listed.

        Raises:
            IsolationError: a folder above is closed.
        """
        self.home.chmod(0o711)
        closed = [str(p) for p in self.home.parents if not p.stat().st_mode & 0o001]
        if closed:
            self.close()
            raise IsolationError(
                f"isolation uid: a submission's scratch folder would lie below {closed[-1]}, which other users cannot "
                f"enter; set TMPDIR to an open folder such as /tmp, or: chmod o+x {closed[-1]}"
            )

    def exposes(self, paths: Iterable[Path]) -> list[Path]:
        """Which of `paths` student code could read: those below what the sandbox shows of this machine."""
        if self.back_end == "process":
            return []  # everything; nobody chose that back end for protection
        return [p for p in paths if any(p.resolve().is_relative_to(shown) for shown in self.visible)]

    def refuse_exposed(self, paths: Iterable[Path]) -> None:
        """Nothing of the course may lie where student code can read it.

        Raises:
            IsolationError: names the first of `paths` that does.
        """
        for path in self.exposes(paths):
            raise IsolationError(
                f"{path} lies among the interpreter and libraries that sandboxes show, so student code could read it; "
                "move it elsewhere, /srv or a home folder, say (`autograder doctor` looks at the current folder)"
            )

    def _choose(self, wanted: str) -> str:
        """The back end to use.

        Raises:
            IsolationError: what is wanted does not work here.
        """
        if wanted == "process":
            return wanted
        order = [n for n in self.problems if wanted in (n, "auto", "any")]
        for name in order:
            if not self.problems[name]:
                return name
        if wanted == "any":
            return "process"
        self.close()
        why = "; ".join(f"{name}: {self.problems[name]}" for name in order)
        raise IsolationError(
            f"isolation: this machine cannot shut student code in ({why}); `autograder doctor` says what would help. "
            "--unsafe grades notebooks that you trust without protection"
        )

    def _hello(self, spec: dict[str, Any]) -> dict[str, Any]:
        """What the zygote says of itself once it is warm."""
        self.control.settimeout(START_S)
        line = b""
        try:
            self.control.sendall(json.dumps(spec).encode() + b"\n")
            while not line.endswith(b"\n"):
                chunk = self.control.recv(65536)
                if not chunk:
                    raise OSError("it ended")
                line += chunk
        except OSError as e:
            self.log.flush()
            log = (self.home / "zygote.log").read_text(errors="replace")[-2000:]
            self.close()
            raise IsolationError(f"the student interpreter did not start ({e}); its last words:\n{log}") from None
        hello: dict[str, Any] = json.loads(line)
        return hello

    def fork(self, limits: Limits, seed: int | None = None, pictures: bool = True) -> "Sandbox":
        """A fresh student process; what `retire` left is gone first."""
        self.bury()
        root = Path(tempfile.mkdtemp(prefix="root-", dir=self.home))
        self.forks += 1
        ours, wire = socket.socketpair()
        lifeline, theirs = socket.socketpair()
        spec = {
            "back_end": self.back_end,
            "uid": self.first_uid + self.forks % isolation.UIDS_PER_ZYGOTE,
            "root": str(root),
            "seed": seed,
            "pictures": pictures,
            "message_bytes": limits.message_bytes,
            "output_chars": min(limits.output_bytes, OUTPUT_CHARS),
            "limits": {
                "memory_bytes": limits.memory_bytes,
                "processes": limits.processes,
                "file_bytes": limits.file_bytes,
                "cpu_s": math.ceil(min(limits.cpu_s, limits.total_s + 5)),
            },
        }
        try:
            socket.send_fds(self.control, [json.dumps(spec).encode()], [wire.fileno(), theirs.fileno()])
        except OSError as e:
            raise IsolationError(f"the zygote has ended: {e.strerror or e}") from None
        wire.close()
        theirs.close()
        return Sandbox(Channel(ours, limits.message_bytes), lifeline, root, limits)

    def retire(self, sandbox: "Sandbox") -> None:
        """Ends a sandbox without waiting: its processes die while the judge writes the report."""
        sandbox.leave()
        self.retired.append(sandbox)

    def bury(self) -> None:
        """Waits until every retired sandbox is gone."""
        while self.retired:
            self.retired.pop().close()

    def close(self) -> None:
        """Ends the zygote and everything under it."""
        self.bury()
        self.control.close()
        with contextlib.suppress(OSError):
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.log.close()
        shutil.rmtree(self.home, ignore_errors=True)


def _filters() -> tuple[dict[str, str], str | None]:
    """The system-call filters by back end, in hex; or why there are none."""
    try:
        return {name: compile_filter(name).hex() for name in ("namespaces", "uid")}, None
    except OSError as e:
        return {}, str(e)


def _remove(folder: Path) -> None:
    """Removes what a student process left, however deep; never raises."""
    try:
        folder.rmdir()  # empty on the host where the sandbox had a root of its own
    except OSError:
        command = ["/bin/rm", "-rf", "--one-file-system", "--", str(folder)]
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)


class Sandbox:
    """One student process, as the judge sees it."""

    def __init__(self, channel: Channel, lifeline: socket.socket, root: Path, limits: Limits) -> None:
        self.channel = channel
        self.lifeline = lifeline
        self.root = root
        self.limits = limits
        self.ends = time.monotonic() + limits.total_s
        self.deadline = self.ends
        self.failure: SandboxFailure | None = None
        self.status: dict[str, Any] = {}
        self.callbacks: dict[int, Callable[..., Any]] = {}
        self.pinned: dict[int, Callable[..., Any]] = {}  # call-backs that outlive a case
        self.callbacks_left = MAX_CALLBACKS
        self.values_came = False  # data of the student's, in this case
        self.on_values: Callable[[], None] = lambda: None
        self.calling_back = False  # a function of the test is running because student code called it
        self.foreign: Callable[[Any], Any] = self._no_foreign
        self.resolve: Callable[[list[Any]], Any] = self._no_handles
        self.on_check: Callable[[str], list[list[Any]] | None] | None = None

    def _no_foreign(self, x: Any) -> Any:
        raise NotDataError(f"a {type(x).__name__} cannot be sent to student code")

    def _no_handles(self, node: list[Any]) -> Any:
        raise WireError("an unknown tag")

    def start_clock(self, seconds: float) -> None:
        """The next requests must be answered within `seconds` in all."""
        self.deadline = min(self.ends, time.monotonic() + seconds)

    def new_case(self) -> None:
        """Forgets the call-backs of the case before."""
        self.callbacks = dict(self.pinned)
        self.callbacks_left = MAX_CALLBACKS
        self.values_came = False

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
        if self.failure is not None:
            raise self.failure
        packer = Packer(self.foreign)
        message = [kind, *plain, *(packer.value(v) for v in values)]
        try:
            self.channel.send(message, packer, self.deadline)
            while True:
                try:
                    reply, body = self.channel.recv(self.deadline)
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
            whole = self.deadline >= self.ends
            limit = f"{self.limits.total_s:g} s for the whole submission" if whole else "its time limit"
            raise self.fail(Verdict.TIMEOUT, f"stopped: the code ran longer than {limit}") from None
        except WireClosedError:
            raise self._ended() from None
        except WireError as e:
            raise self.fail(Verdict.PROTOCOL, f"stopped: the sandbox broke the protocol ({e})") from None
        except MemoryError:
            raise self.fail(Verdict.MEMORY, "stopped: what the code sent needs more memory than a judge has") from None

    def _decode(self, kind: str, reply: list[Any], body: memoryview) -> list[Any]:
        expected = {"cell": ("done",), "get": ("value", "missing")}.get(kind, ("value",))
        if reply[0] == "raise" and kind in ("do", "get"):
            if len(reply) != 2 or type(reply[1]) is not dict:
                raise WireError("a malformed exception")
            return reply
        if reply[0] not in expected or len(reply) != {"done": 2, "value": 4, "missing": 1}[reply[0]]:
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
            answer = ["returned", packer.value(function(*args, **kwargs))]
            self.calling_back = outer
            self.channel.send(answer, packer, self.deadline)
        except (SandboxFailure, WireTimeoutError, WireError):
            raise
        except Exception as e:  # also when the answer is too large to be sent
            self.calling_back = outer
            self.channel.send(["raised", type(e).__name__, str(e)[:1000]], None, self.deadline)

    def _check(self, message: list[Any]) -> None:
        """`grader.check` in a cell: the judge runs the question while the cell waits."""
        if len(message) != 2 or type(message[1]) is not str or self.on_check is None:
            raise WireError("a malformed check")
        saved = self.deadline
        began = time.monotonic()
        cases = self.on_check(message[1])
        self.deadline = min(self.ends, saved + time.monotonic() - began)
        reply = ["unknown"] if cases is None else ["checked", cases]
        self.channel.send(reply, None, self.deadline)

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
            raise IsolationError(f"the sandbox could not be set up: {self.status['setup']}")
        if self.status.get("limit") == "memory":
            return self.fail(Verdict.MEMORY, "the processes together needed more memory than allowed and were stopped")
        if self.status.get("limit") == "files":
            return self.fail(Verdict.CRASH, "the code wrote more files than allowed and was stopped")
        if code == 71:
            return self.fail(Verdict.MEMORY, "the code needed more memory than allowed and was stopped")
        used = self.status.get("cpu_s")
        ignored = code == -signal.SIGKILL and isinstance(used, float) and used >= self.limits.cpu_s
        if code == -signal.SIGXCPU or ignored:
            return self.fail(Verdict.TIMEOUT, "the code used more CPU time than allowed and was stopped")
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
        self.lifeline.settimeout(seconds)
        data = b""
        with contextlib.suppress(OSError):
            while not data.endswith(b"\n"):
                chunk = self.lifeline.recv(4096)
                if not chunk or len(data) > 65536:
                    break
                data += chunk
        try:
            status = json.loads(data)
        except ValueError:
            return {}
        return status if isinstance(status, dict) else {}

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
