"""The judge's end of a zygote: start it, learn what works here, fork sandboxes from it; and which engine this is."""

import contextlib
import functools
import hashlib
import json
import math
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import autograder
from autograder.engine.judge.sandbox import NOT_SET_UP, Sandbox, SandboxFailure
from autograder.engine.judge.seccomp import compile_filter
from autograder.engine.sandbox import rights
from autograder.engine.wire.frames import Channel
from autograder.errors import IsolationError
from autograder.limits import Limits

START_S = 300.0  # a cold torch import on a slow disk, on a machine that others keep busy
OUTPUT_CHARS = 100_000
PROTECTED = ("namespaces", "uid")  # back ends that shut student code in, the better first
SCRIPT = Path(rights.__file__).with_name("zygote.py")


@functools.cache
def engine_sha256() -> str:
    """Hash of all source of this package: reports made by another version are not reused."""
    return source_sha256(Path(autograder.__file__).parent)


def source_sha256(package: Path) -> str:
    """Hash of all Python files of a package, with their places."""
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(package)}:{len(data)}:".encode() + data)
    return digest.hexdigest()


class Zygote:
    """A warm interpreter that forks one isolated student process per submission.

    Args:
        packages: modules to import before the first fork.
        back_end: "namespaces", "uid", or "auto" (the first of these that works here, or an error); "process" (no
            protection); or "any" (auto, else process).
        python: the student's interpreter.

    Raises:
        IsolationError: the zygote does not start, or the back end does not work here.
    """

    def __init__(self, packages: list[str], back_end: str = "auto", python: str | None = None) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="autograder-"))
        self.first_uid = rights.FIRST_UID + os.getpid() % rights.UID_GROUPS * rights.UIDS_PER_ZYGOTE
        self.retired: list[Sandbox] = []
        self.control, theirs = socket.socketpair()
        environment = {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": "/tmp",
            "LANG": "C.UTF-8",
            "USER": "student",
            "LOGNAME": "student",
            "TORCHDYNAMO_DISABLE": "1",  # `torch.compile` gives the function itself: a compiler would take a minute
            "IPYTHONDIR": str(self.home),
            "MPLCONFIGDIR": str(self.home),
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",  # a fresh 50 MB in 25 page faults, not in 12,000
            **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
        }
        self.log = (self.home / "zygote.log").open("wb")
        filters, no_filter = _filters()
        self.process = subprocess.Popen(
            [python or sys.executable, "-I", str(SCRIPT), str(theirs.fileno())],
            pass_fds=[theirs.fileno()], env=environment, cwd="/",
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
        )  # fmt: skip
        theirs.close()
        base = self.home / "base"
        base.mkdir(mode=0o711)
        hello = self._hello({"packages": packages, "filters": filters, "base": str(base)})
        self.visible = [Path(p).resolve() for p in hello["paths"]]
        self.versions: dict[str, str] = hello["versions"]
        self.forks = 0
        self.no_uids: str | None = hello["uid"]
        self.problems: dict[str, str | None] = {}  # of the back ends that were tried
        self.back_end = ""
        self._choose(back_end)
        lacks = {
            "namespaces": self.problems.get("namespaces"),
            "landlock": None if hello["landlock"] else "the kernel has none",
            "seccomp": no_filter if hello["seccomp"] else "the kernel takes no filters",
        }
        self.missing = tuple(f"{name}: {why}" for name, why in lacks.items() if why)

    def _closed(self) -> str | None:
        """Lets other uids enter `home`, where their scratch folders lie, but not list it; or why they cannot."""
        self.home.chmod(0o711)
        closed = [str(p) for p in self.home.parents if not p.stat().st_mode & 0o001]
        if not closed:
            return None
        return (
            f"a submission's scratch folder would lie below {closed[-1]}, which other users cannot enter; "
            f"set TMPDIR to an open folder such as /tmp, or: chmod o+x {closed[-1]}"
        )

    def exposes(self, paths: Iterable[Path]) -> list[Path]:
        """Which of `paths` student code could read: those below what the sandbox shows of this machine."""
        if self.back_end == "process":
            return []  # everything; nobody chose that back end for protection
        return [p for p in paths if any(p.resolve().is_relative_to(shown) for shown in self.visible)]

    def refuse_exposed(self, paths: Iterable[Path]) -> None:
        """Nothing of the course may lie where student code can read it.

        Raises:
            IsolationError: names the first of `paths` that does.
        """
        for path in self.exposes(paths):
            raise IsolationError(
                f"{path} lies among the interpreter and libraries that sandboxes show, so student code could read it; "
                "move it elsewhere, /srv or a home folder, say (`autograder doctor` looks at the current folder)"
            )

    def _choose(self, wanted: str) -> None:
        """Decides which back end is used.

        Raises:
            IsolationError: what is wanted does not work here.
        """
        order = [n for n in PROTECTED if wanted in (n, "auto", "any")]
        for name in order:
            self.problems[name] = self.try_out(name)
            if self.problems[name] is None:
                return
        if wanted in ("process", "any"):
            self.back_end = "process"
            return
        self.close()
        why = "; ".join(f"{name}: {self.problems[name]}" for name in order)
        raise IsolationError(
            f"isolation: this machine cannot shut student code in ({why}); `autograder doctor` says what would help. "
            "--unsafe grades notebooks that you trust without protection"
        )

    def try_out(self, back_end: str) -> str | None:
        """None when a sandbox of this back end works here: one is made and answers. Else why not.

        From now on this back end is used.
        """
        self.back_end = back_end
        if back_end == "uid" and (problem := self.no_uids or self._closed()):
            return problem
        try:
            sandbox = self.fork(Limits())
            try:
                sandbox.start_clock(START_S)
                sandbox.request("warm", plain=([], 0))
            finally:
                self.retire(sandbox)
        except IsolationError as e:
            return str(e).removeprefix(NOT_SET_UP)
        except SandboxFailure as e:
            return e.message
        return None

    def _hello(self, spec: dict[str, Any]) -> dict[str, Any]:
        """What the zygote says of itself once it is warm."""
        self.control.settimeout(START_S)
        line = b""
        try:
            self.control.sendall(json.dumps(spec).encode() + b"\n")
            while not line.endswith(b"\n"):
                chunk = self.control.recv(65536)
                if not chunk:
                    raise OSError("it ended")
                line += chunk
        except OSError as e:
            self.log.flush()
            log = (self.home / "zygote.log").read_text(errors="replace")[-2000:]
            self.close()
            raise IsolationError(f"the student interpreter did not start ({e}); its last words:\n{log}") from None
        hello: dict[str, Any] = json.loads(line)
        return hello

    def fork(self, limits: Limits, seed: int | None = None, pictures: bool = True) -> Sandbox:
        """A fresh student process; what `retire` left is gone first."""
        self.bury()
        root = Path(tempfile.mkdtemp(prefix="root-", dir=self.home))
        self.forks += 1
        ours, wire = socket.socketpair()
        lifeline, theirs = socket.socketpair()
        spec = {
            "back_end": self.back_end,
            "uid": self.first_uid + self.forks % rights.UIDS_PER_ZYGOTE,
            "root": str(root),
            "seed": seed,
            "pictures": pictures,
            "message_bytes": limits.message_bytes,
            "output_chars": min(limits.output_bytes, OUTPUT_CHARS),
            "limits": {
                "memory_bytes": limits.memory_bytes,
                "processes": limits.processes,
                "file_bytes": limits.file_bytes,
                "cpu_s": math.ceil(min(limits.cpu_s, limits.total_s + 5)),
            },
        }
        try:
            socket.send_fds(self.control, [json.dumps(spec).encode()], [wire.fileno(), theirs.fileno()])
        except OSError as e:
            raise IsolationError(f"the zygote has ended: {e.strerror or e}") from None
        wire.close()
        theirs.close()
        return Sandbox(Channel(ours, limits.message_bytes), lifeline, root, limits)

    def retire(self, sandbox: Sandbox) -> None:
        """Ends a sandbox without waiting: its processes die while the judge writes the report."""
        sandbox.leave()
        self.retired.append(sandbox)

    def bury(self) -> None:
        """Waits until every retired sandbox is gone."""
        while self.retired:
            self.retired.pop().close()

    def close(self) -> None:
        """Ends the zygote and everything under it."""
        self.bury()
        self.control.close()
        with contextlib.suppress(OSError):
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.log.close()
        shutil.rmtree(self.home, ignore_errors=True)


def _filters() -> tuple[dict[str, str], str | None]:
    """The system-call filters by back end, in hex; or why there are none."""
    try:
        return {name: compile_filter(name).hex() for name in PROTECTED}, None
    except OSError as e:
        return {}, str(e)
