"""What this machine offers to shut student code in, what will be used, and the command that adds what is missing."""

import os
import sys
import time
from pathlib import Path

import msgspec

from autograder.engine.judge.sandbox import SandboxFailure
from autograder.engine.judge.zygote import Zygote
from autograder.engine.sandbox.rights import has_uids
from autograder.errors import IsolationError
from autograder.limits import Limits

SWITCHES = (  # kernel settings that close user namespaces to ordinary users: file, value that closes, command
    ("kernel/apparmor_restrict_unprivileged_userns", "1", "sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0"),
    ("kernel/unprivileged_userns_clone", "0", "sudo sysctl kernel.unprivileged_userns_clone=1"),
    ("user/max_user_namespaces", "0", "sudo sysctl user.max_user_namespaces=15000"),
)


class Protection(msgspec.Struct, frozen=True):
    """One protection, or what it rests on."""

    name: str
    works: bool
    detail: str
    fix: str = ""  # a command, or what to change


class Examination(msgspec.Struct, frozen=True):
    """All findings; `uses` is what `--isolation auto` takes, empty when it finds nothing."""

    uses: str
    findings: tuple[Protection, ...]

    @property
    def tried(self) -> bool:
        """Whether a cell ran in a sandbox."""
        return all(f.works for f in self.findings if f.name == "trial")


def examine(python: str | None = None) -> Examination:
    """Starts a student interpreter, tries every protection for real, and runs one submission's worth of sandbox.

    Raises:
        IsolationError: the interpreter does not start at all.
    """
    zygote = Zygote(["numpy"], "any", python=python)
    try:
        uses = "" if zygote.back_end == "process" else zygote.back_end
        missing = dict(m.split(": ", 1) for m in zygote.missing)
        who = "root" if os.geteuid() == 0 else f"uid {os.geteuid()}"
        findings = [Protection("interpreter", True, f"Python {zygote.versions['python']}, {sys.prefix}, as {who}")]
        namespaces, uid = zygote.problems["namespaces"], zygote.problems.get("uid", zygote.no_uids)
        findings.append(_protection("namespaces", namespaces, namespaces_fix(namespaces or "")))
        findings.append(_protection("uid", uid, uid_fix(uid or "") if namespaces else "not needed: namespaces work"))
        fix = "a kernel of 5.13 or newer with Landlock among /sys/kernel/security/lsm"
        findings.append(_protection("Landlock", missing.get("landlock"), fix))
        fix = "sudo apt-get install libseccomp2"
        findings.append(_protection("seccomp", missing.get("seccomp"), fix))
        findings.append(_trial(zygote))
        findings.append(_hidden(zygote, Path.cwd()))
    finally:
        zygote.close()
    return Examination(uses, tuple(findings))


def _protection(name: str, problem: str | None, fix: str) -> Protection:
    return Protection(name, problem is None, problem or "works", fix if problem else "")


def _hidden(zygote: Zygote, folder: Path) -> Protection:
    """Whether a course in `folder` is out of sight of student code."""
    if zygote.exposes([folder]):
        return Protection(
            "folder", False, f"sandboxes show {folder}: a course here can be read", "move the course to /srv, say"
        )
    return Protection("folder", True, f"sandboxes do not show {folder}")


def _trial(zygote: Zygote) -> Protection:
    """A sandbox that runs one cell."""
    began = time.monotonic()
    try:
        sandbox = zygote.fork(Limits())
        try:
            sandbox.request("cell", plain=("1 + 1", None, None))
        finally:
            sandbox.close()
    except (IsolationError, SandboxFailure) as e:
        return Protection("trial", False, str(e), "please report this with the output of `autograder doctor --json`")
    took = f"{1000 * (time.monotonic() - began):.0f} ms"
    return Protection("trial", True, f"one cell in a sandbox ({zygote.back_end}): {took}, start and end included")


def namespaces_fix(problem: str, settings: Path = Path("/proc/sys")) -> str:
    """What opens namespaces to this user."""
    if has_uids():
        return "in Docker: --cap-add SYS_ADMIN --security-opt seccomp=unconfined --security-opt apparmor=unconfined"
    if "mount" in problem and "/proc: " in problem:  # a container hides parts of its own /proc
        return "in a rootless container: --security-opt systempaths=unconfined (Docker), unmask=ALL (Podman)"
    for name, closes, command in SWITCHES:
        try:
            if (settings / name).read_text().strip() == closes:
                return command
        except OSError:
            continue
    return "ask the administrator to allow user namespaces, or run as root"


def uid_fix(problem: str) -> str:
    """What makes a uid for each submission possible."""
    if "chmod" in problem:
        return problem[problem.index("chmod") :]
    if "user namespace" in problem:
        return "run as root outside of this user namespace"
    return "run as root: sudo autograder …"
