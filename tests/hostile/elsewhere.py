"""`python elsewhere.py UID COMMAND…`: runs a command as another user, with an interpreter that this user can reach.

Needs root. A folder on the way to the interpreter that is closed to others (root's home, say) is replaced by an open one
that holds nothing but the interpreter, in a mount namespace of this process: nothing changes outside. UID 0 stays root.
"""

import ctypes
import os
import sys
from pathlib import Path

MS_BIND, MS_REC, MS_PRIVATE, CLONE_NEWNS = 4096, 16384, 1 << 18, 0x20000
libc = ctypes.CDLL(None, use_errno=True)


def mount(source, target, kind, flags, data=None):
    if libc.mount(source.encode(), str(target).encode(), kind, ctypes.c_ulong(flags), data):
        raise OSError(ctypes.get_errno(), f"mount {target}")


def open_the_way(place):
    """Makes `place` reachable for everybody."""
    place = place.resolve()
    for folder in reversed(place.parents):
        if folder.stat().st_mode & 0o001:
            continue
        kept = os.open(place, os.O_PATH)
        mount("tmpfs", folder, b"tmpfs", 0, b"mode=755")
        place.mkdir(parents=True)
        mount(f"/proc/self/fd/{kept}", place, None, MS_BIND | MS_REC)
        os.close(kept)
        return


def main():
    uid, command = int(sys.argv[1]), sys.argv[2:]
    here = Path.cwd()
    if libc.unshare(CLONE_NEWNS):
        raise OSError(ctypes.get_errno(), "unshare")
    mount("none", "/", None, MS_REC | MS_PRIVATE)
    for place in (here, Path(sys.prefix), Path(sys.base_prefix)):
        open_the_way(place)
    os.chdir(here)
    if uid:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
