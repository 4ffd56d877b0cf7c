"""Where student code runs: a process tree that can see, reach and use nothing but its own scratch.

Theory of operation. The zygote forks one *monitor* per submission and `run` takes over there:

    judge ──lifeline──> monitor (host pid namespace) ── init (pid 1 of a new one) ── student

* The monitor enters new namespaces (user namespace too when it is not root), forks init and waits. When the lifeline
  closes (the judge is done, or dead) it kills init, and with pid 1 the kernel kills everything in the namespace.
* Init builds a root file system that holds the interpreter and system libraries read-only, two tmpfs and a fresh
  /proc, pivots into it, gives up every capability and its uid, forks the student and reaps.
* The student gets rlimits and runs `body`. Its real exit status travels init → pipe → monitor → lifeline.

Stands alone (standard library): the zygote loads it as a file. Every step raises OSError with the step's name.
"""

import contextlib
import ctypes
import json
import os
import resource
import select
import signal
import socket
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

_libc = ctypes.CDLL(None, use_errno=True)

CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC = 0x20000, 0x4000000, 0x8000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = (
    1,
    2,
    4,
    8,
    32,
    4096,
    16384,
    1 << 18,
)
MNT_DETACH = 2
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 4, 24, 38
SYS_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
FIRST_UID = 61_000  # one uid per worker slot, above what distributions hand out

SCRATCH = "/home/student"
BACK_ENDS = ("namespaces", "process")


def _call(name: str, result: int) -> None:
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")


def _prctl(option: int, value: int) -> None:
    _call("prctl", _libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0))


def _mount(source: str, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    args = [a.encode() if a is not None else None for a in (source, target, kind)]
    _call(
        f"mount {target}",
        _libc.mount(args[0], args[1], args[2], ctypes.c_ulong(flags), data.encode() if data else None),
    )


def enter_namespaces() -> None:
    """New pid, mount, network, IPC and UTS namespaces for this process's children; a user namespace if not root."""
    uid, gid = os.geteuid(), os.getegid()
    flags = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS
    if uid != 0:
        flags |= CLONE_NEWUSER
    _call("unshare", _libc.unshare(flags))
    if uid != 0:
        _prctl(PR_SET_DUMPABLE, 1)  # after a uid change the maps are not writable otherwise
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{FIRST_UID} {uid} 1")
        Path("/proc/self/gid_map").write_text(f"{FIRST_UID} {gid} 1")


def visible_paths(extra: Iterable[str] = ()) -> list[str]:
    """What the sandbox's root shows of this machine: the interpreter, its packages, and the system libraries."""
    roots = [sys.prefix, sys.base_prefix, *extra, *(p for p in sys.path if p and Path(p).is_dir())]
    system = [
        "/usr",
        "/lib",
        "/lib64",
        "/bin",
        "/sbin",
        "/etc/ld.so.cache",
        "/etc/fonts",
        "/etc/localtime",
        "/etc/alternatives",
    ]
    wanted: list[str] = []
    for path in [*system, *(str(Path(r).resolve()) for r in roots), *roots]:
        if Path(path).exists() and not any(
            path == w or path.startswith(w + "/") for w in wanted if not Path(w).is_symlink()
        ):
            wanted.append(path)
    return wanted


def build_root(root: str, paths: list[str], scratch_bytes: int) -> None:
    """Mounts the sandbox's root at `root` and pivots into it."""
    _mount("none", "/", None, MS_REC | MS_PRIVATE)
    _mount("tmpfs", root, "tmpfs", MS_NOSUID | MS_NODEV, "size=1m,mode=755")
    base = Path(root)
    # the empty folders first: an interpreter that lives under /tmp or /home is then bound into them
    for name, size, mode in (
        ("tmp", scratch_bytes, "1777"),
        (SCRATCH.lstrip("/"), scratch_bytes, "777"),
        ("dev", 64 << 20, "755"),
    ):
        (base / name).mkdir(parents=True, exist_ok=True)
        _mount(
            "tmpfs",
            str(base / name),
            "tmpfs",
            MS_NOSUID | MS_NODEV,
            f"size={size},mode={mode},nr_inodes=20000",
        )
    for path in paths:
        target = base / path.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        if Path(path).is_symlink():
            if not target.is_symlink():
                target.symlink_to(Path(path).readlink())
            continue
        if Path(path).is_dir():
            target.mkdir(exist_ok=True)
        else:
            target.touch()
        _mount(path, str(target), None, MS_BIND | MS_REC)
        _mount(
            path,
            str(target),
            None,
            MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV | _locked_flags(path),
        )
    for device in ("null", "zero", "full", "random", "urandom"):
        (base / "dev" / device).touch()
        _mount(f"/dev/{device}", str(base / "dev" / device), None, MS_BIND)
    (base / "dev/shm").mkdir(mode=0o1777)
    (base / "dev/shm").chmod(0o1777)
    for name, target_name in (
        ("fd", "/proc/self/fd"),
        ("stdin", "/proc/self/fd/0"),
        ("stdout", "/proc/self/fd/1"),
        ("stderr", "/proc/self/fd/2"),
    ):
        (base / "dev" / name).symlink_to(target_name)
    (base / "etc").mkdir(exist_ok=True)
    (base / "etc/passwd").write_text(f"student:x:{FIRST_UID}:{FIRST_UID}:student:/tmp:/bin/sh\n")
    (base / "etc/group").write_text(f"student:x:{FIRST_UID}:\n")
    (base / "etc/hosts").write_text("127.0.0.1 localhost\n")
    (base / "proc").mkdir(exist_ok=True)
    _mount("proc", str(base / "proc"), "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, "hidepid=2")
    _mount("tmpfs", root, None, MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV, "size=1m,mode=755")
    os.chdir(root)
    number = SYS_PIVOT_ROOT.get(os.uname().machine)
    if number is None:
        raise OSError(f"pivot_root: no system call number for {os.uname().machine}")
    _call("pivot_root", _libc.syscall(number, b".", b"."))
    _call("umount2 old root", _libc.umount2(b".", MNT_DETACH))
    os.chdir(SCRATCH)


def _locked_flags(path: str) -> int:
    """Flags of the mount under `path` that a user namespace must keep on remount."""
    flags = os.statvfs(path).f_flag
    return (
        (MS_NOEXEC if flags & os.ST_NOEXEC else 0)
        | (1024 if flags & os.ST_NOATIME else 0)
        | (1 << 21 if flags & os.ST_RELATIME else 0)
    )


def drop_privileges(uid: int, root: bool) -> None:
    """No capabilities, no way to get any back; another uid when we were root."""
    for capability in range(64):
        if _libc.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0) != 0:
            break
    if root:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    else:
        header, data = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
        _call("capset", _libc.capset(header, data))
    _prctl(PR_SET_NO_NEW_PRIVS, 1)


def virtual_bytes() -> int:
    """The virtual size of this process, in bytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()


def set_limits(limits: dict[str, int], address_base: int) -> None:
    """rlimits of the student process; `address_base` is what the warm interpreter already maps."""
    pairs = [
        (resource.RLIMIT_AS, address_base + limits["memory_bytes"]),
        (resource.RLIMIT_NPROC, limits["processes"]),
        (resource.RLIMIT_FSIZE, limits["file_bytes"]),
        (resource.RLIMIT_CPU, limits["cpu_s"]),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_CORE, 0),
    ]
    for which, value in pairs:
        _, hard = resource.getrlimit(which)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(which, (value, value))


def run(
    spec: dict[str, Any], lifeline: socket.socket, wire: socket.socket, body: Callable[[socket.socket], None]
) -> NoReturn:
    """Never returns: this process becomes the monitor, `body(wire)` runs in the student process.

    Args:
        spec: back_end, uid, root (an empty folder), limits, paths.
        lifeline: closes when the judge is gone; the final status is written to it as JSON.
        wire: the student's end of the wire.
        body: what the student process runs.
    """
    code = 1
    try:
        os.setsid()
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        status_r, status_w = os.pipe()
        isolated = spec["back_end"] == "namespaces"
        root = os.geteuid() == 0
        if isolated:
            enter_namespaces()
        init = os.fork()
        if init == 0:
            _init(spec, root, status_w, status_r, lifeline, wire, body)
        wire.close()
        os.close(status_w)
        _monitor(init, status_r, lifeline, isolated)
        code = 0
    except BaseException as e:
        with contextlib.suppress(OSError):
            lifeline.sendall(json.dumps({"setup": str(e)}).encode() + b"\n")
    finally:
        os._exit(code)


def _monitor(init: int, status_r: int, lifeline: socket.socket, isolated: bool) -> None:
    """Waits for init's end or the judge's; kills the tree; reports the student's status."""
    handle = os.pidfd_open(init)
    poll = select.poll()
    poll.register(handle, select.POLLIN)
    poll.register(lifeline.fileno(), select.POLLIN | select.POLLHUP)
    poll.poll()
    if not isolated:
        with contextlib.suppress(OSError):
            os.killpg(init, signal.SIGKILL)
    with contextlib.suppress(OSError):
        signal.pidfd_send_signal(handle, signal.SIGKILL)
    os.waitpid(init, 0)
    text = os.read(status_r, 4096)
    with contextlib.suppress(OSError):
        lifeline.sendall((text or json.dumps({"killed": True}).encode()) + b"\n")


def _init(
    spec: dict[str, Any],
    root: bool,
    status_w: int,
    status_r: int,
    lifeline: socket.socket,
    wire: socket.socket,
    body: Callable[[socket.socket], None],
) -> NoReturn:
    """Pid 1 of the sandbox: builds the root, drops privileges, forks the student, reaps, reports."""
    try:
        os.close(status_r)
        lifeline.close()
        isolated = spec["back_end"] == "namespaces"
        if isolated:
            _libc.sethostname(b"sandbox", 7)
            build_root(spec["root"], spec["paths"], spec["limits"]["file_bytes"])
            drop_privileges(spec["uid"], root)
        else:
            os.setpgid(0, 0)
            os.chdir(spec["root"])
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # cleared by the credential change: set it now
        _prctl(PR_SET_DUMPABLE, 0)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        base = virtual_bytes()
        student = os.fork()
        if student == 0:
            _student(spec, base, isolated, status_w, wire, body)
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
    isolated: bool,
    status_w: int,
    wire: socket.socket,
    body: Callable[[socket.socket], None],
) -> NoReturn:
    code = 70
    try:
        os.close(status_w)
        if isolated:
            _prctl(PR_SET_DUMPABLE, 1)  # so that /proc/self is readable
            set_limits(spec["limits"], base)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        body(wire)
        code = 0
    except MemoryError:
        code = 71
    except SystemExit:
        code = 0
    finally:
        os._exit(code)


def probe() -> str | None:
    """None when namespaces work here, else the failing step: tried for real in a child process."""
    r, w = os.pipe()
    child = os.fork()
    if child == 0:
        message = b""
        try:
            enter_namespaces()
            pid = os.fork()
            if pid == 0:
                _mount("none", "/", None, MS_REC | MS_PRIVATE)
                _mount("tmpfs", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV)
                _mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
                os._exit(0)
            if os.waitpid(pid, 0)[1] != 0:
                message = b"mounting inside new namespaces is refused"
        except BaseException as e:
            message = str(e).encode()
        finally:
            os.write(w, message)
            os._exit(0)
    os.close(w)
    os.waitpid(child, 0)
    text = os.read(r, 4096).decode("utf-8", "replace")
    os.close(r)
    return text or None
