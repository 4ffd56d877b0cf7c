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
PARTS = (  # what is shown of /usr, /usr/local and the interpreter's own folder; a course may lie beside them
    *("bin", "sbin", "lib", "lib32", "lib64", "libx32", "libexec", "include", "share", "etc", "ssl", "pyvenv.cfg"),
)


def enter_namespaces() -> None:
    """New pid, mount, network, IPC and UTS namespaces for this process's children; a user namespace, too, for whoever
    cannot give the student another uid."""
    uid, gid, ordinary = os.geteuid(), os.getegid(), not has_uids()
    flags = CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS
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


def build_root(root: str, paths: list[str], scratch_bytes: int) -> None:
    """Mounts the sandbox's root at `root` and pivots into it."""
    mount("none", "/", None, MS_REC | MS_PRIVATE)
    mount("tmpfs", root, "tmpfs", MS_NOSUID | MS_NODEV, "size=1m,mode=755")
    base = Path(root)
    # the empty folders first: an interpreter that lives under /tmp or /home is then bound into them
    for name, size, mode in (
        ("tmp", scratch_bytes, "1777"),
        (SCRATCH.lstrip("/"), scratch_bytes, "777"),
        ("dev", 64 << 20, "755"),
    ):
        (base / name).mkdir(parents=True, exist_ok=True)
        mount(
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
        mount(path, str(target), None, MS_BIND | MS_REC)
        _make_read_only(path, str(target))
    for device in ("null", "full", "random", "urandom"):  # /dev/zero can be mapped: memory that is nobody's
        target = base / "dev" / device
        target.touch()
        mount(f"/dev/{device}", str(target), None, MS_BIND)
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
    mount("proc", str(base / "proc"), "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, "hidepid=2")
    mount("tmpfs", root, None, MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV, "size=1m,mode=755")
    os.chdir(root)
    number = SYS_PIVOT_ROOT.get(os.uname().machine)
    if number is None:
        raise OSError(f"pivot_root: no system call number for {os.uname().machine}")
    check("pivot_root", libc.syscall(number, b".", b"."))
    check("umount2 old root", libc.umount2(b".", MNT_DETACH))
    os.chdir(SCRATCH)


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
