"""The system calls that a sandbox may not use, compiled by libseccomp in the judge and handed over as BPF.

The student's interpreter needs no library for it. What is denied fails with EPERM, as it would without the rights; a
few calls succeed and do nothing.
"""

import errno
import tempfile

# Ways out of a namespace, into the kernel, or into other processes; nothing that a notebook needs.
DENIED = [
    *("acct", "add_key", "adjtimex", "bpf", "chroot", "clock_adjtime", "clock_settime", "create_module"),
    *("delete_module", "fanotify_init", "finit_module", "fsconfig", "fsmount", "fsopen", "fspick", "init_module"),
    *("io_uring_enter", "io_uring_register", "io_uring_setup", "ioperm", "iopl", "kcmp", "kexec_file_load"),
    *("kexec_load", "keyctl", "lookup_dcookie", "mknod", "mknodat", "modify_ldt", "mount", "mount_setattr"),
    *("move_mount", "name_to_handle_at", "nfsservctl", "open_by_handle_at", "open_tree", "perf_event_open"),
    *("personality", "pidfd_getfd", "pivot_root", "process_madvise", "process_vm_readv", "process_vm_writev"),
    *("ptrace", "query_module", "quotactl", "quotactl_fd", "reboot", "request_key", "setdomainname"),
    *("sethostname", "setns", "settimeofday", "swapoff", "swapon", "syslog", "umount", "umount2", "unshare"),
    *("sched_setaffinity", "uselib", "userfaultfd", "vhangup"),
    *("mq_open", "msgget", "semget", "shmget"),  # these outlive their process and count as nobody's memory
    # memory that is nobody's
    *("io_setup", "io_submit", "memfd_create", "memfd_secret", "vmsplice"),
    *("landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self"),
    # what all sandboxes read (the interpreter's files) keeps marks, or tells who reads it: pages, watches, attributes
    *("cachestat", "fadvise64", "mincore", "migrate_pages", "move_pages", "readahead", "sync", "sync_file_range"),
    *("syncfs", "inotify_add_watch", "inotify_init", "inotify_init1", "fanotify_mark"),
    *("setxattr", "lsetxattr", "fsetxattr", "removexattr", "lremovexattr", "fremovexattr"),
]
NEWER = (451, 463, 466, 469)  # cachestat, setxattrat, removexattrat, file_setattr, which libseccomp may not know yet
# The same, as second argument of fcntl: F_SETOWN, F_SETSIG, F_SETOWN_EX, F_SETLEASE, F_GETLEASE, F_NOTIFY,
# F_SETPIPE_SZ, and the four hints of Linux 4.13. F_GETLK stays: there is no lock for it to see.
FCNTL_DENIED = (8, 10, 15, 1024, 1025, 1026, 1031, 1035, 1036, 1037, 1038)
FCNTL_LOCKS = (6, 7, 37, 38)  # F_SETLK, F_SETLKW, F_OFD_SETLK, F_OFD_SETLKW
# MADV_WILLNEED, MERGEABLE, COLD, PAGEOUT, POPULATE_READ, POPULATE_WRITE, COLLAPSE
MADVISE_DENIED = (3, 12, 20, 21, 22, 23, 25)
FILE_IOCTLS = (0x66, 0x58, 0x76, 0x94)  # by type, bits 8 to 15: of ext4 and all, XFS, versions, btrfs
SHARED_NOBODYS = 0x21  # MAP_SHARED | MAP_ANONYMOUS: a process that unmaps all but a page still holds the rest
SEND_BUFFER, SEND_BUFFER_FORCED, SOL_SOCKET = 7, 32, 1
NEW_NAMESPACE = (0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000)  # CLONE_NEW*
AF_UNIX, AF_INET, AF_INET6 = 1, 2, 10
SOCK_DGRAM, SOCK_RAW = 2, 3
TIOCSTI = 0x5412  # types into a terminal


def compile_filter(back_end: str) -> bytes:
    """The filter as `struct sock_filter[]`.

    Args:
        back_end: "namespaces" leaves Unix and IP sockets (there is no network behind them); "uid" leaves none but
            `socketpair`.

    Raises:
        OSError: libseccomp is not here.
    """
    try:
        import pyseccomp
    except (ImportError, RuntimeError) as e:
        raise OSError(str(e)) from None
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    denied = pyseccomp.ERRNO(errno.EPERM)

    def word(index: int, value: int) -> object:
        """Argument `index`, of which the kernel looks at 32 bits, is `value`."""
        return pyseccomp.Arg(index, pyseccomp.MASKED_EQ, 0xFFFFFFFF, value)

    def deny(name: str | int, *conditions: object) -> None:
        try:
            rules.add_rule(denied, name, *conditions)
        except OSError as e:  # this library or this machine knows no such call
            if e.errno not in (errno.EINVAL, errno.EDOM, errno.EFAULT, errno.EOPNOTSUPP):
                raise

    for name in DENIED:
        deny(name)
    rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")  # libc falls back to clone, whose flags can be seen
    for flag in NEW_NAMESPACE:
        deny("clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, flag, flag))
    deny("ioctl", word(1, TIOCSTI))
    for kind in FILE_IOCTLS:
        deny("ioctl", pyseccomp.Arg(1, pyseccomp.MASKED_EQ, 0xFF00, kind << 8))
    for number in NEWER:
        deny(number)
    for command in FCNTL_DENIED:
        deny("fcntl", word(1, command))
    for advice in MADVISE_DENIED:
        deny("madvise", word(2, advice))
    for name in ("preadv2", "pwritev2"):
        deny(name, pyseccomp.Arg(5, pyseccomp.NE, 0))  # RWF_NOWAIT tells what is in memory
    deny("mmap", pyseccomp.Arg(3, pyseccomp.MASKED_EQ, SHARED_NOBODYS, SHARED_NOBODYS))
    for option in (SEND_BUFFER, SEND_BUFFER_FORCED):
        deny("setsockopt", word(1, SOL_SOCKET), word(2, option))
    # Locks succeed and hold nothing: one on a file that all see is a mark, and SQLite and HDF5 insist on theirs.
    nothing = pyseccomp.ERRNO(0)
    rules.add_rule(nothing, "flock")
    for command in FCNTL_LOCKS:
        rules.add_rule(nothing, "fcntl", word(1, command))
    if back_end == "uid":
        for name in ("socket", "bind", "connect", "listen", "accept", "accept4"):
            deny(name)
        for kind in (SOCK_DGRAM, SOCK_RAW):  # these send to any address
            deny("socketpair", pyseccomp.Arg(1, pyseccomp.MASKED_EQ, 0xF, kind))
        # Times of what everybody may write (/dev/null) stay: setting them does nothing. Where a file may be missing, an
        # error makes `Path.touch` open it.
        for name in ("utime", "utimes", "futimesat"):
            deny(name)
        given, now = pyseccomp.Arg(1, pyseccomp.NE, 0), pyseccomp.Arg(2, pyseccomp.EQ, 0)
        deny("utimensat", given, now)
        rules.add_rule(nothing, "utimensat", given, pyseccomp.Arg(2, pyseccomp.NE, 0))
        rules.add_rule(nothing, "utimensat", pyseccomp.Arg(1, pyseccomp.EQ, 0))
    else:
        for family in range(AF_INET6):
            if family not in (AF_UNIX, AF_INET):
                deny("socket", pyseccomp.Arg(0, pyseccomp.EQ, family))
        deny("socket", pyseccomp.Arg(0, pyseccomp.GT, AF_INET6))  # netlink, vsock, packet, …
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()
