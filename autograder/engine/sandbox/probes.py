"""What works on this machine: each way of shutting student code in is tried for real."""

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

from .kernel import MS_NODEV, MS_NOEXEC, MS_NOSUID, MS_PRIVATE, MS_REC, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, libc, mount
from .rights import FIRST_UID
from .root import enter_namespaces


def seccomp_works() -> bool:
    """Whether the kernel takes filters (a null program is refused with EFAULT, not EINVAL)."""
    ctypes.set_errno(0)
    libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, None, 0, 0)
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
                mount("none", "/", None, MS_REC | MS_PRIVATE)
                mount("tmpfs", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV)
                mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
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
