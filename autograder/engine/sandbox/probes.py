"""What this machine offers, as far as it shows without a sandbox; the judge tries one for real (Zygote.try_out)."""

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

from .kernel import PR_SET_SECCOMP, SECCOMP_MODE_FILTER, libc
from .rights import FIRST_UID, has_uids


def seccomp_works() -> bool:
    """Whether the kernel takes filters (a null program is refused with EFAULT, not EINVAL)."""
    ctypes.set_errno(0)
    libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, None, 0, 0)
    return ctypes.get_errno() == errno.EFAULT


def probe_uid() -> str | None:
    """None when a submission can get its own uid here, else why not: tried for real in a child process."""
    if os.geteuid() != 0:
        return "only root can give a submission its own uid"
    if not has_uids():
        return "root in this user namespace has no other uids to give"
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
