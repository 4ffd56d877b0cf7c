"""Interpreters on this machine: which one a course means, and what it is."""

import functools
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec

from autograder.errors import BundleError

OLDEST = (3, 11)  # the sandbox's side needs it
ASK = "import json, platform, sys; print(json.dumps([list(sys.version_info[:3]), platform.machine(), sys.prefix]))"

LIST = (
    "import sys; from importlib import metadata; print(sys.version, "
    "*sorted({f'{d.name}=={d.version}' for d in metadata.distributions()}), sep='\\n')"
)


class Interpreter(msgspec.Struct, frozen=True):
    """A Python that answers."""

    path: str
    version: tuple[int, int, int]
    machine: str
    prefix: str


@functools.cache
def ask(path: str) -> Interpreter | None:
    """What the program at `path` is; None when it is no Python that runs."""
    try:
        done = subprocess.run([path, "-I", "-c", ASK], capture_output=True, text=True, timeout=60, check=False)
        version, machine, prefix = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return Interpreter(path, tuple(version), machine, prefix)


def listed(python: str | None) -> str:
    """An interpreter's version and the distributions in it, a line each; None is the one that runs this."""
    path = python or sys.executable
    done = subprocess.run([path, "-I", "-c", LIST], capture_output=True, timeout=120, check=False)
    return (done.stdout or path.encode("utf-8", "replace")).decode("utf-8", "replace")


def holds(python: str | None) -> str:
    """SHA-256 of what `listed` says."""
    return hashlib.sha256(listed(python).encode()).hexdigest()


def interpreter(python: str) -> Interpreter:
    """The interpreter that `[environment] python` means.

    Args:
        python: a version ("3.12"), a path, or "" for the one that runs this.

    Raises:
        BundleError: there is none, or it is too old.
    """
    paths = [python or sys.executable]
    if python.replace(".", "").isdigit():
        paths = [p for p in (shutil.which(f"python{python}"), *_of_pyenv(python), _of_uv(python)) if p]
    known = [found for path in paths if (found := ask(path))]
    if not known:
        tried = f" (tried {', '.join(paths)})" if paths else ""
        raise BundleError(
            f"[environment] python: expected a Python {python!r} on this machine, found none{tried}; install it "
            f"(with uv: uv python install {python}) or name the path of one"
        )
    if known[0].version < OLDEST:
        version = ".".join(map(str, known[0].version))
        raise BundleError(
            f"[environment] python: expected Python 3.11 or newer, got {known[0].path}, which is {version}"
        )
    return known[0]


def _of_pyenv(version: str) -> list[str]:
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    found = [root / "versions" / version, *sorted(root.glob(f"versions/{version}.*"))]
    return [str(p / "bin/python") for p in found if (p / "bin/python").exists()]


def _of_uv(version: str) -> str:
    """What uv has installed, or found."""
    uv = shutil.which("uv")
    if uv is None:
        return ""
    done = subprocess.run(
        [uv, "python", "find", "--no-python-downloads", version], capture_output=True, text=True, check=False
    )
    return done.stdout.strip() if done.returncode == 0 else ""
