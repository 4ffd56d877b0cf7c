"""When submissions came: our receipts, or what a learning platform exports.

    receipts (receipts.py)      belong to a file by its SHA-256; to the second
    Moodle grading worksheet    "Last modified (submission)"; to the minute, which counts as its first second
    Canvas                      "submitted" (Student Analysis of a quiz) or "submitted_at" (from the API)
    Gradescope                  submission_metadata.yml of an export, or "Submission Time" (scores CSV)
    anything else               a CSV with the columns student, time and, where known, started

A time that stands in a notebook or belongs to a file on disk is never used: its owner can set it.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import tzinfo
from pathlib import Path

from autograder.errors import CourseError
from autograder.handin.receipts import read_receipts
from autograder.lms.gradescope import times_of_gradescope
from autograder.lms.tables import times_of_table
from autograder.lms.times import SubmissionTime, as_compared

MAX_BYTES = 64 << 20


def read_times(path: Path, zone: tzinfo | None, public_key_text: str | None = None) -> tuple[SubmissionTime, ...]:
    """All submission times in a file; rows without a time are left out.

    Args:
        zone: of the times that have none, which is the exam's.
        public_key_text: of the exam's key, to check receipts.

    Raises:
        CourseError: not one of the files above, or a time that cannot be read.
    """
    try:
        with path.open("rb") as f:
            raw = f.read(MAX_BYTES + 1)
        text = raw.decode("utf-8-sig")
    except OSError as e:
        raise CourseError(f"{path}: the submission times cannot be read: {e.strerror or e}") from None
    except UnicodeDecodeError:
        raise CourseError(f"{path}: expected text in UTF-8, found something else; save it as `CSV UTF-8`") from None
    if len(raw) > MAX_BYTES:
        raise CourseError(f"{path}: expected at most {MAX_BYTES >> 20} MiB of submission times, found more")
    if text.lstrip().startswith("{"):
        if public_key_text is None:
            raise CourseError(f"{path}: these are receipts; give the exam's key to check them")
        return tuple(
            SubmissionTime(frozenset({as_compared(r.student)}), r.received_at, r.started_at, r.sha256)
            for r in read_receipts(path, public_key_text)
        )
    if re.search(r"^\s+:submitters:", text, re.M):
        return tuple(times_of_gradescope(path, text, zone))
    return tuple(times_of_table(path, text, zone))


def find_time(times: Sequence[SubmissionTime], names: Iterable[str], sha256: str) -> SubmissionTime | None:
    """The time of one submission, or None when it is not known or could be that of several students.

    A receipt belongs to its file: the first for these bytes counts. An export belongs to a student: the last row
    counts, because the platform hands out the last file.

    Args:
        names: what may name the student in an export, the surest first: id, address, name.
        sha256: of the handed-in file.
    """
    wanted = [as_compared(name) for name in names if name.strip()]
    same = [t for t in times if t.sha256 == sha256]
    own = [t for t in same if t.names & set(wanted)] or same
    if own:
        return min(own, key=lambda t: t.time) if len({t.names for t in own}) == 1 else None
    for name in wanted:
        found = [t for t in times if t.sha256 is None and name in t.names]
        if len({t.names for t in found}) == 1:
            return max(found, key=lambda t: t.time)
    return None


def has_receipt(times: Iterable[SubmissionTime], names: Iterable[str], hashes: Collection[str]) -> bool:
    """Whether a receipt that names the student is for one of these files."""
    wanted = {as_compared(name) for name in names}
    return any(t.sha256 in hashes and t.names & wanted for t in times)
