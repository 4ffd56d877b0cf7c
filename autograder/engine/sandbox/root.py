"""What a sandbox can see of the machine: namespaces of its own, and in them a root with the interpreter alone."""

import ctypes
import errno
import os
import struct
import sys
from pathlib import Path

from .kernel import (
    AT_FDCWD,
    AT_RECURSIVE,
    CLONE_NEWIPC,
    CLONE_NEWNET,
    CLONE_NEWNS,
    CLONE_NEWPID,
    CLONE_NEWUSER,
    CLONE_NEWUTS,
    MNT_DETACH,
    MOUNT_ATTR_NODEV,
    MOUNT_ATTR_NOSUID,
    MOUNT_ATTR_RDONLY,
    MS_BIND,
    MS_NODEV,
    MS_NOEXEC,
    MS_NOSUID,
    MS_PRIVATE,
    MS_RDONLY,
    MS_REC,
    MS_REMOUNT,
    PR_SET_DUMPABLE,
    SYS_MOUNT_SETATTR,
    SYS_PIVOT_ROOT,
    check,
    libc,
    mount,
    prctl,
)
from .rights import FIRST_UID, has_uids

SCRATCH = "/home/student"
WRITABLE = {"/tmp": "1777", SCRATCH: "777", "/dev/shm": "1777"}  # tmpfs of a sandbox's own, and their modes
SHARED_BYTES = 64 << 20  # of /dev/shm
PARTS = (  # what is shown of /usr, /usr/local and the interpreter's own folder; a course may lie beside them
    *("bin", "sbin", "lib", "lib32", "lib64", "libx32", "libexec", "include", "share", "etc", "ssl", "pyvenv.cfg"),
)


def enter_namespaces(pids: bool = True) -> None:
    """New mount, network, IPC and UTS namespaces for this process and, with `pids`, a pid namespace for its children;
    then a user namespace, too, for whoever cannot give the student another uid."""
    uid, gid, ordinary = os.geteuid(), os.getegid(), pids and not has_uids()
    flags = CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | (CLONE_NEWPID if pids else 0)
    if ordinary:
        flags |= CLONE_NEWUSER
    check("unshare", libc.unshare(flags))
    if ordinary:
        prctl(PR_SET_DUMPABLE, 1)  # after a uid change the maps are not writable otherwise
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


def prepare(base: str, paths: list[str]) -> bool:
    """Lays out at `base` what the roots of all sandboxes have alike, in a mount namespace of this process's own.

    False where that is refused: then each sandbox does so for itself, and says why it cannot.
    """
    if not has_uids():
        return False
    try:
        check("unshare", libc.unshare(CLONE_NEWNS))
        lay_out(base, paths)
    except OSError:
        return False
    return True


def lay_out(base: str, paths: list[str]) -> None:
    """Mounts at `base` what all roots have alike, read-only: the interpreter and libraries, devices, a few files."""
    mount("none", "/", None, MS_REC | MS_PRIVATE)
    mount("tmpfs", base, "tmpfs", MS_NOSUID | MS_NODEV, "size=1m,mode=755")
    root = Path(base)
    for name in (*WRITABLE, "/etc", "/proc"):
        (root / name[1:]).mkdir(parents=True, exist_ok=True)
    for path in paths:
        if not _in_scratch(path):
            _show(path, root)
    for device in ("null", "full", "random", "urandom"):  # /dev/zero can be mapped: memory that is nobody's
        target = root / "dev" / device
        target.touch()
        mount(f"/dev/{device}", str(target), None, MS_BIND)
        _make_read_only(f"/dev/{device}", str(target), device=True)  # its times: a mark for the next submission
    for name, target_name in (
        ("fd", "/proc/self/fd"),
        ("stdin", "/proc/self/fd/0"),
        ("stdout", "/proc/self/fd/1"),
        ("stderr", "/proc/self/fd/2"),
    ):
        (root / "dev" / name).symlink_to(target_name)
    (root / "etc/passwd").write_text(f"student:x:{FIRST_UID}:{FIRST_UID}:student:/tmp:/bin/sh\n")
    (root / "etc/group").write_text(f"student:x:{FIRST_UID}:\n")
    (root / "etc/hosts").write_text("127.0.0.1 localhost\n")
    mount("tmpfs", base, None, MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV, "size=1m,mode=755")


def enter_root(base: str, paths: list[str], scratch_bytes: int) -> None:
    """Mounts what is this sandbox's alone, what it may write and its /proc, and pivots into the root at `base`."""
    for name, mode in WRITABLE.items():
        size = SHARED_BYTES if name == "/dev/shm" else scratch_bytes
        mount("tmpfs", base + name, "tmpfs", MS_NOSUID | MS_NODEV, f"size={size},mode={mode},nr_inodes=20000")
    for path in filter(_in_scratch, paths):  # an interpreter that lives under /tmp
        _show(path, Path(base))
    mount("proc", f"{base}/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, "hidepid=2")
    os.chdir(base)
    number = SYS_PIVOT_ROOT.get(os.uname().machine)
    if number is None:
        raise OSError(f"pivot_root: no system call number for {os.uname().machine}")
    check("pivot_root", libc.syscall(number, b".", b"."))
    check("umount2 old root", libc.umount2(b".", MNT_DETACH))
    os.chdir(SCRATCH)


def _in_scratch(path: str) -> bool:
    return any(Path(path).is_relative_to(folder) for folder in WRITABLE)


def _show(path: str, root: Path) -> None:
    """Binds `path` of this machine into `root`, read-only."""
    target = root / path.lstrip("/")
    target.parent.mkdir(parents=True, exist_ok=True)
    if Path(path).is_symlink():
        if not target.is_symlink():
            target.symlink_to(Path(path).readlink())
        return
    if Path(path).is_dir():
        target.mkdir(exist_ok=True)
    else:
        target.touch()
    mount(path, str(target), None, MS_BIND | MS_REC)
    _make_read_only(path, str(target))


def _make_read_only(path: str, target: str, device: bool = False) -> None:
    """The bind of `path` at `target`, with all mounts below it; before Linux 5.12 only the topmost."""
    kept = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | (0 if device else MOUNT_ATTR_NODEV)
    attributes = struct.pack("=4Q", kept, 0, 0, 0)
    size = ctypes.c_size_t(len(attributes))
    if libc.syscall(SYS_MOUNT_SETATTR, AT_FDCWD, target.encode(), AT_RECURSIVE, attributes, size) == 0:
        return
    if ctypes.get_errno() != errno.ENOSYS:
        check(f"mount_setattr {target}", -1)
    flags = MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | (0 if device else MS_NODEV) | _locked_flags(path)
    mount(path, target, None, flags)


def _locked_flags(path: str) -> int:
    """Flags of the mount under `path` that a user namespace must keep on remount."""
    flags = os.statvfs(path).f_flag
    return (
        (MS_NOEXEC if flags & os.ST_NOEXEC else 0)
        | (1024 if flags & os.ST_NOATIME else 0)
        | (1 << 21 if flags & os.ST_RELATIME else 0)
    )
