"""What a student process may still do: its uid, capabilities, limits and system calls. No step can be undone."""

import ctypes
import os
import resource
import struct
from pathlib import Path

from .kernel import PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, check, libc, prctl

FIRST_UID = 61_000  # above what distributions hand out
UID_GROUPS, UIDS_PER_ZYGOTE = 110, 40  # each worker goes round in its own: processes of others are out of reach


def has_uids() -> bool:
    """Whether this process can give others their own uids: root, and not only in a user namespace without them."""
    if os.geteuid() != 0:
        return False
    needed = range(FIRST_UID, FIRST_UID + UID_GROUPS * UIDS_PER_ZYGOTE)
    for line in Path("/proc/self/uid_map").read_text().splitlines():
        first, _, count = map(int, line.split())
        if first <= needed[0] and needed[-1] < first + count:
            return Path("/proc/self/setgroups").read_text().strip() == "allow"
    return False


def drop_privileges(uid: int, root: bool) -> None:
    """No capabilities, no way to get any back; another uid when we were root."""
    for capability in range(64):
        if libc.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0) != 0:
            break
    if root:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    else:
        header, data = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
        check("capset", libc.capset(header, data))
    prctl(PR_SET_NO_NEW_PRIVS, 1)


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
    check("seccomp", libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, header, 0, 0))
