"""The system calls that a sandbox may not use, compiled by libseccomp in the judge and handed over as BPF.

The student's interpreter needs no library for it. What is denied fails with EPERM, as it would without the rights.
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
    *("uselib", "userfaultfd", "vhangup"),
    *("mq_open", "msgget", "semget", "shmget"),  # these outlive their process and count as nobody's memory
]
NEW_NAMESPACE = (0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000)  # CLONE_NEW*
AF_UNIX, AF_INET, AF_INET6 = 1, 2, 10
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

    def deny(name: str, *conditions: object) -> None:
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
    deny("ioctl", pyseccomp.Arg(1, pyseccomp.MASKED_EQ, 0xFFFFFFFF, TIOCSTI))
    if back_end == "uid":
        deny("socket")
    else:
        for family in range(AF_INET6):
            if family not in (AF_UNIX, AF_INET):
                deny("socket", pyseccomp.Arg(0, pyseccomp.EQ, family))
        deny("socket", pyseccomp.Arg(0, pyseccomp.GT, AF_INET6))  # netlink, vsock, packet, …
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()
