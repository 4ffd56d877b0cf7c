"""Installs what a bundle asks for, once: an environment in the cache, by what is in it.

    ~/.cache/autograder/environments/<key>/            a virtual environment
    ~/.cache/autograder/environments/<key>/complete    written last: what lacks it is an install that was interrupted
    ~/.cache/autograder/environments/<key>.lock        held by the grader that installs

uv does it where it is on the PATH, else venv and pip; both with their own settings (indexes, wheels, no network).
"""

import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from autograder.distributions import canonical
from autograder.environment.interpreter import Interpreter
from autograder.environment.requirements import ENGINE, Line, Wanted
from autograder.errors import BundleError
from autograder.files import write_atomic

COMPLETE = "complete"
PIP = ("-I", "-m", "pip", "install", "-q", "--no-input", "--disable-pip-version-check")
REASON_CHARS = 600
MOST_SAID = 20  # conda exports list hundreds


def cache() -> Path:
    """Where environments lie."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "autograder" / "environments"


def key_of(wanted: Wanted, base: Interpreter) -> str:
    """Names an environment: the same for the same lines, wheels, interpreter and judge."""
    lines = [[line.text for line in lines] for lines in (wanted.lines, wanted.tried)]
    parts = [*lines, wanted.engine(pinned=True), list(base.version), base.machine, os.path.realpath(base.path)]
    parts += [wanted.wheels, _wheels(wanted.wheels)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def _wheels(folder: str) -> list[tuple[str, str]]:
    """Names and digests of the files that an environment is installed from."""
    if not folder or not Path(folder).is_dir():
        return []
    found = []
    for path in sorted(Path(folder).iterdir()):
        if path.is_file():
            with path.open("rb") as f:
                found.append((path.name, hashlib.file_digest(f, "sha256").hexdigest()))
    return found


def installed(wanted: Wanted, base: Interpreter, say: Callable[[str], None]) -> str:
    """The interpreter of the environment that holds `wanted`; it is installed when nobody has done so before.

    Args:
        say: is told that it is being installed, and what of the lists is not.

    Raises:
        BundleError: a requirement cannot be installed; its line and why.
    """
    folder = cache() / key_of(wanted, base)
    python = folder / "bin" / "python"
    with _lock(folder.with_suffix(".lock")):
        if not (folder / COMPLETE).exists():
            say(f"installing {len(wanted.lines) + len(wanted.tried)} requirements into {folder}, once for all graders")
            shutil.rmtree(folder, ignore_errors=True)
            try:
                _make(folder, base)
                _install(wanted, python)
            except BundleError:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            write_atomic(folder / COMPLETE, json.dumps(_try(wanted, python)))
        left = [*wanted.left, *json.loads((folder / COMPLETE).read_text())]
    if left:
        more = f" and {len(left) - MOST_SAID} more" if len(left) > MOST_SAID else ""
        which = ", ".join(left[:MOST_SAID])
        say(f"not installed, because only conda may have them or they are options of pip: {which}{more}")
    return str(python)


@contextlib.contextmanager
def _lock(path: Path) -> Iterator[None]:
    """One grader at a time; the kernel lets go of it when the holder ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as f:
        fcntl.flock(f, fcntl.LOCK_EX)
        yield


def _make(folder: Path, base: Interpreter) -> None:
    """An empty virtual environment."""
    uv = shutil.which("uv")
    venv = [uv, "venv", "-q", "--no-project", "--python", base.path] if uv else [base.path, "-I", "-m", "venv"]
    done = _run([*venv, str(folder)])
    if done.returncode:
        raise BundleError(f"no environment can be made with {base.path}: {_reason(done)}")


def _install(wanted: Wanted, python: Path) -> None:
    """All that must be there: with the judge's versions of what the sandbox imports, or others that fit the lines."""
    for pinned in (True, False):
        done = _add(python, [*(line.text for line in wanted.lines), *wanted.engine(pinned)], wanted.wheels)
        if done.returncode == 0:
            return
        if not any(name in done.stderr.lower() for name in (*ENGINE, "conflict")):
            break
    reason = _reason(done)
    raise BundleError(f"{_blamed(wanted.lines, reason)} cannot be installed: {reason}")


def _try(wanted: Wanted, python: Path) -> list[str]:
    """Which of conda's packages cannot be installed. No code of theirs runs meanwhile: only wheels are taken."""
    texts = [line.text for line in wanted.tried]
    if not texts or _add(python, texts, wanted.wheels, "--only-binary", ":all:").returncode == 0:
        return []
    return [text for text in texts if _add(python, [text], wanted.wheels, "--only-binary", ":all:").returncode]


def _add(python: Path, lines: Sequence[str], wheels: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Adds requirements to an environment."""
    if wheels:
        options = (*options, "--no-index", "--find-links", wheels)
    uv = shutil.which("uv")
    pip = [uv, "pip", "install", "-q", "--python", str(python)] if uv else [str(python), *PIP]
    with tempfile.TemporaryDirectory(prefix="autograder-") as folder:  # ours alone: what a line names lies beside it
        path = Path(folder) / "requirements.txt"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return _run([*pip, *options, "-r", str(path)])


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def _blamed(lines: Sequence[Line], reason: str) -> str:
    """The requirement that an installer names first."""
    text = canonical(reason)
    found = {line: re.search(rf"(?<![\w-]){re.escape(line.name)}(?![\w-])", text) for line in lines if line.name}
    named = [(match.start(), f"{line.place}: {line.text!r}") for line, match in found.items() if match]
    return min(named)[1] if named else "what requirements.txt lists"


def _reason(done: subprocess.CompletedProcess[str]) -> str:
    """An installer's own words, in one line."""
    said = (done.stderr.strip() or done.stdout.strip() or f"exit status {done.returncode}").splitlines()
    errors = [line.removeprefix("ERROR:").strip() for line in said if line.startswith("ERROR:")] or said[-8:]
    return " ".join(" ".join(line for line in errors if not line.startswith("Ignored the")).split())[:REASON_CHARS]
