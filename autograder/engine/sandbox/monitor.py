"""What a sandbox may use: who watches over the whole tree, ends it and says how it ended."""

import contextlib
import json
import os
import resource
import select
import signal
import socket
import time
from typing import Any

MAX_FILES, MAX_DEPTH = 20_000, 100
WATCH_S = 0.2  # how often the monitor adds up what the tree uses
SOCKET_BYTES = 2 * 212_992  # net.core.wmem_default, and one message more


class Monitor:
    """Waits for init's end, the judge's, or too much; kills the tree; reports the student's status.

    Args:
        spec: of the sandbox (processes.py).
        init: its first process, a child of this one.
        top: the process that all others of the sandbox are below.
        proc: the host's /proc.
        status_r: where init tells how the student ended.
        lifeline: to the judge.

    Raises:
        ProcessLookupError: init has ended already.
    """

    def __init__(
        self, spec: dict[str, Any], init: int, top: int, proc: int, status_r: int, lifeline: socket.socket
    ) -> None:
        self.spec = spec
        self.init, self.top = init, top
        self.proc = proc
        self.status_r, self.lifeline = status_r, lifeline
        self.namespaces = spec["back_end"] == "namespaces"
        self.handle = os.pidfd_open(init)

    def ends(self) -> tuple[int, int]:
        """Descriptors of which one is readable when the end has come."""
        return self.handle, self.lifeline.fileno()

    def wait(self) -> None:
        """Watches until the end."""
        poll = select.poll()
        for descriptor in self.ends():
            poll.register(descriptor, select.POLLIN | select.POLLHUP)
        exceeded = ""
        while not poll.poll(WATCH_S * 1000) and not exceeded:
            exceeded = self.exceeded()
        self.end(exceeded)

    def end(self, exceeded: str = "", problem: str = "") -> None:
        """Kills what is left of the tree, and says how it ended.

        Args:
            exceeded: what it used too much of.
            problem: what kept this monitor from watching.
        """
        with contextlib.suppress(OSError):
            signal.pidfd_send_signal(self.handle, signal.SIGKILL)
        dead = select.poll()
        dead.register(self.handle, select.POLLIN)
        dead.poll()
        with contextlib.suppress(ChildProcessError):  # a zygote's children are reaped by the kernel
            os.waitpid(self.init, 0)
        if not self.namespaces:
            self.sweep()
        os.set_blocking(self.status_r, False)
        text = b""
        with contextlib.suppress(OSError):
            text = os.read(self.status_r, 4096)
        status = text or json.dumps({"killed": True}).encode()
        if exceeded or problem:
            status = json.dumps({"setup": problem} if problem else {"limit": exceeded}).encode()
        with contextlib.suppress(OSError):
            self.lifeline.sendall(status + b"\n")
        os.close(self.handle)
        os.close(self.status_r)
        self.lifeline.close()

    def exceeded(self) -> str:
        """What the tree as a whole has too much of: "memory", "files", or nothing."""
        pids = [pid for pid in self.below(self.top) if pid != self.init]  # an orphan may be the monitor's child
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
