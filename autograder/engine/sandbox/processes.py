"""Where student code runs: a process tree that can see, reach and use nothing but its own scratch.

Theory of operation. The zygote forks one *monitor* per submission and `run` takes over there:

    judge ──lifeline──> monitor (sees the host) ── init ── student

* Back end `namespaces`: the monitor enters new namespaces (user namespace too when it has no uids to give). Init is
  pid 1 of the new ones: in a root file system that holds the interpreter and system libraries read-only it mounts three
  tmpfs and a fresh /proc, pivots into it, gives up every capability and its uid, forks the student and reaps. When it
  is killed the kernel kills everything in the namespace. A zygote that is root saves two things per submission: the
  monitor, which it is itself for all its sandboxes (`Keeper`), and laying out what all roots have alike (root.py).
* Back end `uid`, for root where namespaces are refused: the student gets a uid of its own and Landlock instead of a new
  root. Init stays root, out of the student's reach.
* Back end `process`: the same tree without protection.
* With either of the first two, the student also has no_new_privs, Landlock and a seccomp filter, where the kernel has
  them; rlimits always.
* All students are forks of one process, so everything that one has open it opened itself: see `own_descriptors`.
* The monitor kills the tree when the lifeline closes (the judge is done, or dead), and when all processes together use
  more memory or, without a tmpfs, more disk than allowed. Time is the judge's to measure, who knows the monitor's
  pid. The student's real exit status travels init → pipe → monitor → lifeline.

What each part may see is in root.py and landlock.py, what it may do in rights.py, what it may use in monitor.py.
Every step raises OSError with the step's name.
"""

import contextlib
import json
import os
import resource
import select
import signal
import socket
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from . import landlock
from .kernel import CLONE_NEWPID, PR_SET_CHILD_SUBREAPER, PR_SET_DUMPABLE, PR_SET_PDEATHSIG, check, libc, prctl
from .monitor import WATCH_S, Monitor
from .rights import drop_privileges, filter_system_calls, has_uids, set_limits, virtual_bytes
from .root import WRITABLE, enter_namespaces, enter_root, lay_out

SPILL = ".output"  # in a scratch folder: what C code and subprocesses print
OF_THE_MACHINE = (  # what a student process may read besides the interpreter where it has no root of its own
    *("/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/filesystems", "/sys/devices/system/cpu"),
    *("/dev/random", "/dev/urandom"),
)
BACK_ENDS = ("namespaces", "uid", "process")


def run(
    spec: dict[str, Any], lifeline: socket.socket, wire: socket.socket, body: Callable[[socket.socket], None]
) -> NoReturn:
    """Never returns: this process becomes the monitor, `body(wire)` runs in the student process.

    Args:
        spec: back_end, uid, root (an empty folder), base (where the zygote has laid out what all roots have alike, or
            empty), limits, paths, landlock (a bool), seccomp (a program, or empty).
        lifeline: closes when the judge is gone; a line of JSON says which process this is, another the final status.
        wire: the student's end of the wire.
        body: what the student process runs.
    """
    code = 1
    try:
        os.setsid()
        lifeline.sendall(json.dumps({"monitor": os.getpid()}).encode() + b"\n")  # before there is any other process
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        prctl(PR_SET_CHILD_SUBREAPER, 1)
        status_r, status_w = os.pipe()
        proc = os.open("/proc", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)  # init's pivot takes /proc away
        root = has_uids()
        if spec["back_end"] == "namespaces":
            enter_namespaces()

        def enter() -> None:
            for descriptor in (proc, status_r, lifeline.fileno()):
                os.close(descriptor)

        init = os.fork()
        if init == 0:
            _init(spec, root, status_w, wire, body, enter)
        wire.close()
        os.close(status_w)
        Monitor(spec, init, os.getpid(), proc, status_r, lifeline).wait()
        code = 0
    except BaseException as e:
        with contextlib.suppress(OSError):
            lifeline.sendall(json.dumps({"setup": str(e)}).encode() + b"\n")
    finally:
        os._exit(code)


class Keeper:
    """The zygote, where it is root, as the monitor of all its sandboxes: one process less for each.

    Args:
        control: the zygote's socket, which no sandbox may keep.
    """

    def __init__(self, control: socket.socket) -> None:
        self.control = control
        self.proc = os.open("/proc", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
        self.pids = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
        self.monitors: list[Monitor] = []
        self.next_look = 0.0

    def start(
        self, spec: dict[str, Any], lifeline: socket.socket, wire: socket.socket, body: Callable[[socket.socket], None]
    ) -> None:
        """As `run`, for the back end `namespaces`; returns at once in the zygote."""
        status_r, status_w = os.pipe()

        def enter() -> None:
            pid = str(Path("/proc/self").readlink())  # as the judge knows it; told before there is a student
            lifeline.sendall(json.dumps({"monitor": int(pid)}).encode() + b"\n")
            others = [d for m in self.monitors for d in (m.handle, m.status_r, m.lifeline.fileno())]
            for descriptor in (self.control.fileno(), self.proc, self.pids, status_r, lifeline.fileno(), *others):
                os.close(descriptor)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setsid()
            prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            enter_namespaces(pids=False)

        init = -1
        try:
            init = self._fork()
            if init == 0:
                _init(spec, True, status_w, wire, body, enter)
            self.monitors.append(Monitor(spec, init, init, self.proc, status_r, lifeline))
        except OSError as e:
            with contextlib.suppress(OSError):
                lifeline.sendall(json.dumps({"setup": str(e)}).encode() + b"\n")
            with contextlib.suppress(OSError):
                if init > 0:
                    os.kill(init, signal.SIGKILL)
            lifeline.close()
            os.close(status_r)
        os.close(status_w)
        wire.close()

    def _fork(self) -> int:
        """A fork that is pid 1 of a new namespace."""
        check("unshare", libc.unshare(CLONE_NEWPID))
        child = -1
        try:
            child = os.fork()
        finally:
            if child != 0:
                check("setns", libc.setns(self.pids, CLONE_NEWPID))
        return child

    def wait(self) -> None:
        """Watches all sandboxes until the judge asks for something."""
        while True:
            poll = select.poll()
            for descriptor in [self.control.fileno(), *(d for m in self.monitors for d in m.ends())]:
                poll.register(descriptor, select.POLLIN | select.POLLHUP)
            ready = {descriptor for descriptor, _ in poll.poll(WATCH_S * 1000 if self.monitors else None)}
            look = time.monotonic() >= self.next_look
            for monitor in list(self.monitors):
                exceeded = problem = ""
                try:
                    exceeded = monitor.exceeded() if look else ""
                except Exception as e:  # ends this sandbox, not the zygote
                    problem = f"{type(e).__name__}: {e}"
                if exceeded or problem or ready & {*monitor.ends()}:
                    self.monitors.remove(monitor)
                    monitor.end(exceeded, problem)
            if look:
                self.next_look = time.monotonic() + WATCH_S
            if self.control.fileno() in ready:
                return


def _init(
    spec: dict[str, Any],
    root: bool,
    status_w: int,
    wire: socket.socket,
    body: Callable[[socket.socket], None],
    enter: Callable[[], None],
) -> NoReturn:
    """Builds the root and drops privileges (`namespaces`), forks the student, reaps, reports."""
    try:
        enter()
        if spec["back_end"] == "namespaces":
            libc.sethostname(b"sandbox", 7)
            if not spec["base"]:
                lay_out(spec["root"], spec["paths"])
            enter_root(spec["base"] or spec["root"], spec["paths"], spec["limits"]["file_bytes"])
            drop_privileges(spec["uid"], root)
        else:
            if spec["back_end"] == "uid":
                os.chown(spec["root"], spec["uid"], spec["uid"])
            os.chdir(spec["root"])
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # cleared by the credential change: set it now
        prctl(PR_SET_DUMPABLE, 0)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        base = virtual_bytes()
        student = os.fork()
        if student == 0:
            _student(spec, base, status_w, wire, body)
        wire.close()
        while True:
            pid, status = os.wait()
            if pid == student:
                break
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        code = os.waitstatus_to_exitcode(status)
        report = {
            "exit": code,
            "cpu_s": usage.ru_utime + usage.ru_stime,
            "peak_bytes": usage.ru_maxrss * 1024,
        }
        os.write(status_w, json.dumps(report).encode())
    except BaseException as e:
        with contextlib.suppress(OSError):
            os.write(status_w, json.dumps({"setup": f"{type(e).__name__}: {e}"}).encode())
    finally:
        os._exit(0)


def _student(
    spec: dict[str, Any],
    base: int,
    status_w: int,
    wire: socket.socket,
    body: Callable[[socket.socket], None],
) -> NoReturn:
    code = 70
    try:
        try:
            _shut_in(spec, base, {wire.fileno(), status_w})
        except BaseException as e:
            os.write(status_w, json.dumps({"setup": f"{type(e).__name__}: {e}"}).encode())
            raise
        os.close(status_w)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        body(wire)
        code = 0
    except MemoryError:
        code = 71
    except SystemExit:
        code = 0
    finally:
        os._exit(code)


def _shut_in(spec: dict[str, Any], base: int, keep: set[int]) -> None:
    """The last steps, in the student process itself; none can be undone."""
    back_end = spec["back_end"]
    scratch = list(WRITABLE)
    if back_end != "namespaces":
        scratch = [spec["root"]]
        os.environ["HOME"] = os.environ["TMPDIR"] = spec["root"]
        tempfile.tempdir = None
    if back_end == "uid":
        drop_privileges(spec["uid"], root=True)
    prctl(PR_SET_DUMPABLE, 1)  # so that /proc/self is readable
    spec["spill"] = f"{'/tmp' if back_end == 'namespaces' else spec['root']}/{SPILL}"
    own_descriptors(spec["spill"], keep)
    set_limits(spec["limits"], base, own_uid=back_end != "process")
    if spec["landlock"]:
        readable = ["/"] if back_end == "namespaces" else [*spec["paths"], *OF_THE_MACHINE]
        landlock.restrict(readable, [*scratch, "/dev/null", "/dev/full"])
    if spec["seccomp"]:
        filter_system_calls(spec["seccomp"])


def own_descriptors(spill: str, keep: set[int]) -> None:
    """Closes every descriptor but those in `keep`, and opens 0, 1 and 2 anew.

    Forks share what was open before: offsets, flags, locks and signals of such a file are marks that one submission
    leaves for the next.
    """
    for number in {int(p.name) for p in Path("/proc/self/fd").iterdir()} - keep:
        with contextlib.suppress(OSError):  # the one that listed them
            os.close(number)
    os.open("/dev/null", os.O_RDONLY)  # takes the lowest free number, 0
    os.open(spill, os.O_CREAT | os.O_RDWR | os.O_APPEND, 0o600)
    os.dup2(1, 2)
    for number in (0, 1):
        os.set_inheritable(number, True)
