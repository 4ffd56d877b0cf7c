"""Reads a submission in a process of its own, so that no file can cost more than a stated time and memory.

The process is a fork with a limit on its address space; the parent kills it at the deadline. What it read comes back as
JSON: nothing is unpickled.
"""

import contextlib
import os
import select
import signal
import sys
import time
from collections.abc import Collection
from pathlib import Path
from typing import Any

import msgspec

from autograder.errors import SubmissionError
from autograder.files import encodable
from autograder.submissions.read import load_submission
from autograder.submissions.submission import Cell, Decoded, LoadedSubmission, Submission

MEMORY_BYTES = 1 << 30  # beyond what this process maps
SECONDS = 60.0  # the largest honest file takes one


class _Read(msgspec.Struct, tag="read"):
    """A submission that could be read; its notebook is made of the same cells."""

    cells: tuple[Cell, ...]
    metadata: dict[str, Any]
    files: dict[str, bytes]
    sha256: str
    notes: tuple[str, ...]
    file: str
    others: tuple[str, ...]


class _Refused(msgspec.Struct, tag="refused"):
    """A `SubmissionError`."""

    reason: str
    message: str


class _Failed(msgspec.Struct, tag="failed"):
    """An error of ours."""

    text: str


def read_submission(
    submission: Submission,
    *,
    assignment: str | None = None,
    given: Collection[str] = (),
    memory_bytes: int = MEMORY_BYTES,
    seconds: float = SECONDS,
) -> LoadedSubmission:
    """`load_submission` within limits.

    Raises:
        SubmissionError: as `load_submission`; "too-heavy" when it took more than the limits.
        RuntimeError: an error of ours while it was read.
    """
    if sys.platform == "win32":
        return load_submission(submission, assignment=assignment, given=given)
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        _child(theirs, submission, assignment, given, memory_bytes)
    os.close(theirs)
    try:
        said = _receive(ours, time.monotonic() + seconds)
    finally:
        os.close(ours)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    name = encodable(Path(submission.member or submission.path).name)
    try:
        found = msgspec.json.decode(said, type=_Read | _Refused | _Failed)
    except msgspec.DecodeError:  # killed, at the deadline or for its memory
        raise _too_heavy(name) from None
    if isinstance(found, _Failed):
        raise RuntimeError(f"{name} could not be read: {found.text}")
    if isinstance(found, _Refused):
        raise SubmissionError(found.reason, found.message)
    notebook = Decoded(found.cells, found.metadata).notebook()
    return LoadedSubmission(
        found.cells, found.metadata, found.files, found.sha256, found.notes, notebook, found.file, found.others
    )


def _too_heavy(name: str) -> SubmissionError:
    return SubmissionError(
        "too-heavy", f"{name} takes more memory or time to read than any notebook; clear its outputs and save it again"
    )


def _child(
    pipe: int, submission: Submission, assignment: str | None, given: Collection[str], memory_bytes: int
) -> None:
    """Never returns: nothing of the parent's is flushed, closed or cleaned up."""
    try:
        _limit(memory_bytes)
        try:
            found = load_submission(submission, assignment=assignment, given=given)
            answer: Any = _Read(
                found.cells, found.metadata, found.files, found.sha256, found.notes, found.file, found.others
            )
            said = msgspec.json.encode(answer)
        except MemoryError:
            os._exit(1)
        except SubmissionError as e:
            said = msgspec.json.encode(_Refused(e.reason, str(e)))
        except Exception as e:
            said = msgspec.json.encode(_Failed(encodable(f"{type(e).__name__}: {e}")))
        with os.fdopen(pipe, "wb") as out:
            out.write(said)
    finally:
        os._exit(0)


def _limit(memory_bytes: int) -> None:
    import resource  # not on Windows

    if sys.platform == "linux":
        mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (mapped + memory_bytes, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _receive(pipe: int, deadline: float) -> bytes:
    """All that comes until the other end closes, or what came in time."""
    parts: list[bytes] = []
    while (left := deadline - time.monotonic()) > 0 and select.select([pipe], [], [], left)[0]:
        part = os.read(pipe, 1 << 20)
        if not part:
            return b"".join(parts)
        parts.append(part)
    return b""
