"""Landlock: a process gives up, for good, every path, port and signal that is not named here.

No capability is needed and nothing has to be mounted, so it also protects where namespaces are refused. Numbers are
those of the kernel's `uapi/linux/landlock.h`.
"""

import ctypes
import os
import stat
import struct
from collections.abc import Iterable

from .kernel import libc

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same on every architecture
CREATE_RULESET_VERSION, RULE_PATH_BENEATH = 1, 1

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR, TRUNCATE, IOCTL_DEV = 1, 2, 4, 8, 1 << 14, 1 << 15
READ = EXECUTE | READ_FILE | READ_DIR
OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV
RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}  # by the version that added them
TCP = 3  # bind, connect: version 4
SCOPED = 3  # abstract sockets, signals: version 6


def version() -> int:
    """The kernel's version of Landlock; 0 where there is none."""
    return max(0, int(libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), CREATE_RULESET_VERSION)))


def restrict(readable: Iterable[str], writable: Iterable[str]) -> None:
    """This process and its children can read below `readable`, do anything below `writable`, and nothing else.

    Raises:
        OSError: the kernel has no Landlock, or refuses.
    """
    found = version()
    rights = RIGHTS[max((v for v in RIGHTS if v <= found), default=1)]
    words = (rights, TCP if found >= 4 else 0, SCOPED if found >= 6 else 0)
    attributes = struct.pack("=3Q", *words)[: 24 if found >= 6 else 16 if found >= 4 else 8]
    size = ctypes.c_size_t(len(attributes))
    ruleset = _checked("landlock_create_ruleset", libc.syscall(CREATE_RULESET, attributes, size, 0))
    try:
        for path in readable:
            _allow(ruleset, path, READ & rights)
        for path in writable:
            _allow(ruleset, path, rights)
        _checked("landlock_restrict_self", libc.syscall(RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= OF_FILES
        rule = struct.pack("=Qi", rights, place)
        _checked(f"landlock_add_rule {path}", libc.syscall(ADD_RULE, ruleset, RULE_PATH_BENEATH, rule, 0))
    finally:
        os.close(place)


def _checked(name: str, result: int) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")
    return result
