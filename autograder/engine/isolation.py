"""Where student code runs: a process tree that can see, reach and use nothing but its own scratch.

Theory of operation. The zygote forks one *monitor* per submission and `run` takes over there:

    judge ──lifeline──> monitor (sees the host) ── init ── student

* Back end `namespaces`: the monitor enters new namespaces (user namespace too when it is not root). Init is pid 1 of
  the new ones: it builds a root file system that holds the interpreter and system libraries read-only, two tmpfs and a
  fresh /proc, pivots into it, gives up every capability and its uid, forks the student and reaps. When it is killed the
  kernel kills everything in the namespace.
* Back end `uid`, for root where namespaces are refused: the student gets a uid of its own and Landlock instead of a new
  root. Init stays root, out of the student's reach.
* Back end `process`: the same tree without protection.
* With either of the first two, the student also has no_new_privs, Landlock and a seccomp filter, where the kernel has
  them; rlimits always.
* All students are forks of one process, so everything that one has open it opened itself: see `own_descriptors`.
* The monitor kills the tree when the lifeline closes (the judge is done, or dead), and when all processes together use
  more memory or, without a tmpfs, more disk than allowed. The student's real exit status travels init → pipe →
  monitor → lifeline.

Stands alone (standard library, landlock.py): the zygote loads it as a file. Every step raises OSError with the step's
name.
"""

import contextlib
import ctypes
import errno
import json
import os
import resource
import select
import signal
import socket
import struct
import sys
import tempfile
import time
from collections.abc import Callable
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
SYS_MOUNT_SETATTR, AT_FDCWD, AT_RECURSIVE = 442, -100, 0x8000
MOUNT_ATTR_RDONLY, MOUNT_ATTR_NOSUID, MOUNT_ATTR_NODEV = 1, 2, 4
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_GET_SECCOMP, PR_SET_SECCOMP, PR_CAPBSET_DROP = 1, 4, 21, 22, 24
PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 36, 38
SECCOMP_MODE_FILTER = 2
SYS_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
FIRST_UID = 61_000  # above what distributions hand out
UID_GROUPS, UIDS_PER_ZYGOTE = 110, 40  # each worker goes round in its own: processes of others are out of reach
MAX_FILES, MAX_DEPTH = 20_000, 100
WATCH_S = 0.2  # how often the monitor adds up what the tree uses
SOCKET_BYTES = 2 * 212_992  # net.core.wmem_default, and one message more

SCRATCH = "/home/student"
SPILL = ".output"  # in a scratch folder: what C code and subprocesses print
PARTS = (  # what is shown of /usr, /usr/local and the interpreter's own folder; a course may lie beside them
    *("bin", "sbin", "lib", "lib32", "lib64", "libx32", "libexec", "include", "share", "etc", "ssl", "pyvenv.cfg"),
)
OF_THE_MACHINE = (  # what a student process may read besides the interpreter where it has no root of its own
    *("/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/filesystems", "/sys/devices/system/cpu"),
    *("/dev/random", "/dev/urandom"),
)
BACK_ENDS = ("namespaces", "uid", "process")


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


def visible_paths() -> list[str]:
    """What the sandbox's root shows of this machine: the interpreter, its packages, and the system libraries."""
    system = [
        "/lib",
        "/lib64",
        "/bin",
        "/sbin",
        "/etc/ld.so.cache",
        "/etc/fonts",
        "/etc/localtime",
        "/etc/alternatives",
    ]
    prefixes = ["/usr", "/usr/local", sys.prefix, sys.base_prefix]
    parts = [f"{form}/{part}" for p in prefixes for form in (Path(p).resolve(), p) for part in PARTS]
    modules = [p for p in sys.path if p and Path(p).is_dir()]
    wanted = [p for p in prefixes if Path(p).is_symlink()]
    for path in [*parts, *system, *modules]:
        for form in (str(Path(path).resolve()), path):
            known = any(form == w or form.startswith(w + "/") for w in wanted)
            if not known and Path(form).exists():
                wanted.append(form)
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
        _make_read_only(path, str(target))
    for device in ("null", "full", "random", "urandom"):  # /dev/zero can be mapped: memory that is nobody's
        target = base / "dev" / device
        target.touch()
        _mount(f"/dev/{device}", str(target), None, MS_BIND)
        _make_read_only(f"/dev/{device}", str(target), device=True)  # its times: a mark for the next submission
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


def _make_read_only(path: str, target: str, device: bool = False) -> None:
    """The bind of `path` at `target`, with all mounts below it; before Linux 5.12 only the topmost."""
    kept = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | (0 if device else MOUNT_ATTR_NODEV)
    attributes = struct.pack("=4Q", kept, 0, 0, 0)
    size = ctypes.c_size_t(len(attributes))
    if _libc.syscall(SYS_MOUNT_SETATTR, AT_FDCWD, target.encode(), AT_RECURSIVE, attributes, size) == 0:
        return
    if ctypes.get_errno() != errno.ENOSYS:
        _call(f"mount_setattr {target}", -1)
    flags = MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | (0 if device else MS_NODEV) | _locked_flags(path)
    _mount(path, target, None, flags)


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


def set_limits(limits: dict[str, int], address_base: int, own_uid: bool) -> None:
    """rlimits of the student process; `address_base` is what the warm interpreter already maps."""
    pairs = [
        (resource.RLIMIT_AS, address_base + limits["memory_bytes"]),
        (resource.RLIMIT_FSIZE, limits["file_bytes"]),
        (resource.RLIMIT_CPU, limits["cpu_s"]),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_CORE, 0),
    ]
    if own_uid:  # the kernel counts the processes of a uid
        pairs.append((resource.RLIMIT_NPROC, limits["processes"]))
    for which, value in pairs:
        _, hard = resource.getrlimit(which)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        grace = 1 if which == resource.RLIMIT_CPU and value != hard else 0  # SIGXCPU first, which tells why; then KILL
        resource.setrlimit(which, (value, value + grace))


def filter_system_calls(program: bytes) -> None:
    """Installs a seccomp filter, `struct sock_filter[]`; for good, and for all children."""
    buffer = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HL", len(program) // 8, ctypes.addressof(buffer))  # struct sock_fprog
    _call("seccomp", _libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, header, 0, 0))


def run(
    spec: dict[str, Any], lifeline: socket.socket, wire: socket.socket, body: Callable[[socket.socket], None]
) -> NoReturn:
    """Never returns: this process becomes the monitor, `body(wire)` runs in the student process.

    Args:
        spec: back_end, uid, root (an empty folder), limits, paths, landlock (a bool), seccomp (a program, or empty).
        lifeline: closes when the judge is gone; the final status is written to it as JSON.
        wire: the student's end of the wire.
        body: what the student process runs.
    """
    code = 1
    try:
        os.setsid()
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        _prctl(PR_SET_CHILD_SUBREAPER, 1)
        status_r, status_w = os.pipe()
        proc = os.open("/proc", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)  # init's pivot takes /proc away
        root = os.geteuid() == 0
        if spec["back_end"] == "namespaces":
            enter_namespaces()
        init = os.fork()
        if init == 0:
            os.close(proc)
            _init(spec, root, status_w, status_r, lifeline, wire, body)
        wire.close()
        os.close(status_w)
        _Monitor(spec, init, proc).wait(status_r, lifeline)
        code = 0
    except BaseException as e:
        with contextlib.suppress(OSError):
            lifeline.sendall(json.dumps({"setup": str(e)}).encode() + b"\n")
    finally:
        os._exit(code)


class _Monitor:
    """Waits for init's end, the judge's, or too much; kills the tree; reports the student's status."""

    def __init__(self, spec: dict[str, Any], init: int, proc: int) -> None:
        self.spec = spec
        self.init = init
        self.proc = proc
        self.namespaces = spec["back_end"] == "namespaces"

    def wait(self, status_r: int, lifeline: socket.socket) -> None:
        handle = os.pidfd_open(self.init)
        poll = select.poll()
        poll.register(handle, select.POLLIN)
        poll.register(lifeline.fileno(), select.POLLIN | select.POLLHUP)
        exceeded = ""
        while not poll.poll(WATCH_S * 1000) and not exceeded:
            exceeded = self.exceeded()
        with contextlib.suppress(OSError):
            signal.pidfd_send_signal(handle, signal.SIGKILL)
        os.waitpid(self.init, 0)
        if not self.namespaces:
            self.sweep()
        os.set_blocking(status_r, False)
        text = b""
        with contextlib.suppress(OSError):
            text = os.read(status_r, 4096)
        status = json.dumps({"limit": exceeded}).encode() if exceeded else text or json.dumps({"killed": True}).encode()
        with contextlib.suppress(OSError):
            lifeline.sendall(status + b"\n")

    def exceeded(self) -> str:
        """What the tree as a whole has too much of: "memory", "files", or nothing."""
        pids = [pid for pid in self.below(os.getpid()) if pid != self.init]  # an orphan may be the monitor's child
        used = self.kernel_memory(pids)
        if len(pids) > 1:  # of one process alone, RLIMIT_AS takes care
            used += sum(map(self.memory, pids))
        if used > self.spec["limits"]["memory_bytes"]:
            return "memory"
        if not self.namespaces and self.too_many_files():
            return "files"
        return ""

    def read(self, name: str) -> str:
        try:
            file = os.open(name, os.O_RDONLY, dir_fd=self.proc)
        except OSError:
            return ""
        try:
            return os.read(file, 1 << 16).decode()
        except OSError:
            return ""
        finally:
            os.close(file)

    def below(self, pid: int) -> list[int]:
        """All descendants of a process."""
        found: list[int] = []
        waiting = [pid]
        while waiting and len(found) < 10_000:
            parent = waiting.pop()
            for thread in self.names(f"{parent}/task"):  # a process is the child of the thread that forked it
                children = [int(p) for p in self.read(f"{parent}/task/{thread}/children").split()]
                found += children
                waiting += children
        return found

    def names(self, folder: str) -> list[str]:
        """What lies in a folder of /proc."""
        with contextlib.suppress(OSError):
            opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY, dir_fd=self.proc)
            try:
                return os.listdir(opened)  # noqa: PTH208 - of a descriptor
            finally:
                os.close(opened)
        return []

    def memory(self, pid: int) -> int:
        """Bytes of a process that are its own, and its part of what it shares with others."""
        rollup = self.read(f"{pid}/smaps_rollup")
        sizes = [int(line.split()[1]) << 10 for line in rollup.splitlines() if line.startswith(("Pss_Anon", "Pss_Shm"))]
        if sizes:
            return sum(sizes)
        pages = self.read(f"{pid}/statm").split()
        return (int(pages[1]) - int(pages[2])) * resource.getpagesize() if len(pages) > 2 else 0

    def kernel_memory(self, pids: list[int]) -> int:
        """Bytes in no process's size: what `memfd_create` made, and what sockets may hold unread."""
        sizes: dict[str, int] = {}
        sockets = set()
        for pid in pids:
            for number in self.names(f"{pid}/fd"):
                with contextlib.suppress(OSError):
                    target = os.readlink(f"{pid}/fd/{number}", dir_fd=self.proc)
                    if target.startswith("/memfd:"):
                        found = os.stat(f"{pid}/fd/{number}", dir_fd=self.proc)
                        sizes[f"{found.st_dev} {found.st_ino}"] = found.st_blocks * 512
                    elif target.startswith("socket:"):
                        sockets.add(target)
        count = len(sockets)
        if self.namespaces:  # all of its network: also those in flight, or waiting to be accepted
            words = self.read(f"{self.init}/net/sockstat").split()
            count = int(words[2]) if words[:2] == ["sockets:", "used"] else count
        return sum(sizes.values()) + count * SOCKET_BYTES

    def too_many_files(self) -> bool:
        """More bytes, files or levels in the scratch folder than allowed."""
        count, size, waiting = 0, 0, [(self.spec["root"], 0)]
        while waiting:
            folder, depth = waiting.pop()
            with contextlib.suppress(OSError), os.scandir(folder) as entries:
                for entry in entries:
                    count += 1
                    size += entry.stat(follow_symlinks=False).st_blocks * 512
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append((entry.path, depth + 1))
            if count > MAX_FILES or depth > MAX_DEPTH or size > 2 * self.spec["limits"]["file_bytes"]:
                return True
        return False

    def sweep(self) -> None:
        """Kills what is left of the tree: orphans are this process's children, as it is their subreaper."""
        end = time.monotonic() + 5
        while time.monotonic() < end:
            if self.spec["back_end"] == "uid":
                self.kill_uid()
            for pid in self.below(os.getpid()):
                with contextlib.suppress(OSError):
                    os.kill(pid, signal.SIGKILL)
            try:
                while os.waitpid(-1, 0):
                    pass
            except ChildProcessError:
                if not self.below(os.getpid()):
                    return

    def kill_uid(self) -> None:
        """All processes of the sandbox's uid at once: faster than they can fork."""
        child = os.fork()
        if child == 0:
            with contextlib.suppress(BaseException):
                os.setgroups([])
                os.setresgid(*[self.spec["uid"]] * 3)
                os.setresuid(*[self.spec["uid"]] * 3)
                os.kill(-1, signal.SIGKILL)
            os._exit(0)
        os.waitpid(child, 0)


def _init(
    spec: dict[str, Any],
    root: bool,
    status_w: int,
    status_r: int,
    lifeline: socket.socket,
    wire: socket.socket,
    body: Callable[[socket.socket], None],
) -> NoReturn:
    """Builds the root and drops privileges (`namespaces`), forks the student, reaps, reports."""
    try:
        os.close(status_r)
        lifeline.close()
        if spec["back_end"] == "namespaces":
            _libc.sethostname(b"sandbox", 7)
            build_root(spec["root"], spec["paths"], spec["limits"]["file_bytes"])
            drop_privileges(spec["uid"], root)
        else:
            if spec["back_end"] == "uid":
                os.chown(spec["root"], spec["uid"], spec["uid"])
            os.chdir(spec["root"])
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # cleared by the credential change: set it now
        _prctl(PR_SET_DUMPABLE, 0)
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
    scratch = [SCRATCH, "/tmp", "/dev/shm"]
    if back_end != "namespaces":
        scratch = [spec["root"]]
        os.environ["HOME"] = os.environ["TMPDIR"] = spec["root"]
        tempfile.tempdir = None
    if back_end == "uid":
        drop_privileges(spec["uid"], root=True)
    _prctl(PR_SET_DUMPABLE, 1)  # so that /proc/self is readable
    spec["spill"] = f"{'/tmp' if back_end == 'namespaces' else spec['root']}/{SPILL}"
    own_descriptors(spec["spill"], keep)
    set_limits(spec["limits"], base, own_uid=back_end != "process")
    if spec["landlock"]:
        import landlock  # type: ignore[import-not-found]

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


def seccomp_works() -> bool:
    """Whether the kernel takes filters (a null program is refused with EFAULT, not EINVAL)."""
    ctypes.set_errno(0)
    _libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, None, 0, 0)
    return ctypes.get_errno() == errno.EFAULT


def probe_uid() -> str | None:
    """None when a submission can get its own uid here, else why not: tried for real in a child process."""
    if os.geteuid() != 0:
        return "only root can give a submission its own uid"
    places = [sys.prefix, sys.base_prefix, os.__file__]

    def attempt() -> None:
        os.setgroups([])
        os.setresgid(FIRST_UID, FIRST_UID, FIRST_UID)
        os.setresuid(FIRST_UID, FIRST_UID, FIRST_UID)
        for place in places:
            for path in [*reversed(Path(place).resolve().parents), Path(place).resolve()]:
                if path.is_dir() and not os.access(path, os.X_OK):
                    raise OSError(f"the interpreter is out of reach of other users: chmod o+x {path}")
            Path(place).stat()

    return _attempt(attempt)


def probe() -> str | None:
    """None when namespaces work here, else the failing step: tried for real in a child process."""

    def attempt() -> None:
        enter_namespaces()
        pid = os.fork()
        if pid == 0:
            try:
                _mount("none", "/", None, MS_REC | MS_PRIVATE)
                _mount("tmpfs", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV)
                _mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
                os._exit(0)
            finally:
                os._exit(1)
        if os.waitpid(pid, 0)[1] != 0:
            raise OSError("mounting inside new namespaces is refused")

    return _attempt(attempt)


def _attempt(step: Callable[[], None]) -> str | None:
    """None when `step` works in a child process, else what it raised."""
    r, w = os.pipe()
    child = os.fork()
    if child == 0:
        message = b""
        try:
            step()
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
