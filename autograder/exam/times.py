"""When submissions came: our receipts, or what a learning platform exports.

    receipts (receipts.py)      belong to a file by its SHA-256; to the second
    Moodle grading worksheet    "Last modified (submission)"; to the minute, which counts as its first second
    Canvas                      "submitted" (Student Analysis of a quiz) or "submitted_at" (from the API)
    Gradescope                  submission_metadata.yml of an export, or "Submission Time" (scores CSV)
    anything else               a CSV with the columns student, time and, where known, started

A time that stands in a notebook or belongs to a file on disk is never used: its owner can set it.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from autograder.errors import CourseError
from autograder.exam.receipts import read_receipts

MAX_BYTES = 64 << 20
_FORMATS = ("%d %B %Y, %I:%M %p", "%d %B %Y, %H:%M", "%B %d, %Y, %I:%M %p", "%B %d, %Y, %H:%M")  # Moodle's


class SubmissionTime(NamedTuple):
    """One submission as the collecting side saw it.

    Args:
        names: all that names its student there, each in the form of `_plain`: ids, address, name.
        time, started: UTC; `started` is None when it is not known.
        sha256: of the file, when the collecting side kept it.
    """

    names: frozenset[str]
    time: datetime
    started: datetime | None = None
    sha256: str | None = None


class _Layout(NamedTuple):
    """A CSV export: the columns that hold the time, the start and what names the student, in lower case."""

    title: str
    time: str
    started: str
    names: tuple[str, ...]


_LAYOUTS = (
    _Layout(
        "Moodle grading worksheet",
        "last modified (submission)",
        "",
        ("identifier", "full name", "id number", "email address", "username"),
    ),
    _Layout("Gradescope scores", "submission time", "", ("sid", "email", "name", "first name")),
    _Layout("Canvas Student Analysis", "submitted", "started", ("id", "sis_id", "name")),
    _Layout(
        "Canvas submissions", "submitted_at", "started_at", ("user_id", "sis_user_id", "login_id", "email", "name")
    ),
    _Layout("own table", "time", "started", ("student", "email", "name")),
)


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
            SubmissionTime(frozenset({_plain(r.student)}), r.received_at, r.started_at, r.sha256)
            for r in read_receipts(path, public_key_text)
        )
    if re.search(r"^\s+:submitters:", text, re.M):
        return tuple(_from_gradescope(path, text, zone))
    return tuple(_from_csv(path, text, zone))


def find_time(times: Sequence[SubmissionTime], names: Iterable[str], sha256: str) -> SubmissionTime | None:
    """The time of one submission, or None when it is not known or could be that of several students.

    A receipt belongs to its file: the first for these bytes counts. An export belongs to a student: the last row
    counts, because the platform hands out the last file.

    Args:
        names: what may name the student in an export, the surest first: id, address, name.
        sha256: of the handed-in file.
    """
    wanted = [_plain(name) for name in names if name.strip()]
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
    wanted = {_plain(name) for name in names}
    return any(t.sha256 in hashes and t.names & wanted for t in times)


def _plain(name: str) -> str:
    """A name as it is compared."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _from_csv(path: Path, text: str, zone: tzinfo | None) -> Iterator[SubmissionTime]:
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        rows = list(reader)
    except csv.Error as e:
        raise CourseError(f"{path}: line {reader.line_num}: not a CSV file: {e}") from None
    head = [" ".join(cell.lower().split()) for cell in rows[0]] if rows else []
    layout = next((x for x in _LAYOUTS if x.time in head and set(x.names) & set(head)), None)
    if layout is None:
        known = "; ".join(f"{x.title}: `{x.time}` and `{'` or `'.join(x.names)}`" for x in _LAYOUTS)
        hint = " (a Canvas gradebook has no submission times)" if "sis user id" in head else ""
        found = ", ".join(head[:12]) or "nothing"
        raise CourseError(f"{path}: expected the columns of one of: {known}; found {found[:300]}{hint}")
    for number, cells in enumerate(rows[1:], 2):
        row = dict(zip(head, cells, strict=False))
        names = [row.get(column, "") for column in layout.names if column != "first name"]
        names.append(f"{row.get('first name', '')} {row.get('last name', '')}")
        time = _time(path, f"row {number}: {layout.time}", row.get(layout.time, ""), zone)
        started = _time(path, f"row {number}: {layout.started}", row.get(layout.started, ""), zone)
        if time is not None:
            yield SubmissionTime(frozenset(map(_plain, names)), time, started)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A safe loader that reads Ruby's symbols as text and ignores its tags."""


_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)


def _from_gradescope(path: Path, text: str, zone: tzinfo | None) -> Iterator[SubmissionTime]:
    try:
        data = yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as e:  # ValueError: a date such as 2024-13-01
        raise CourseError(f"{path}: expected Gradescope's submission_metadata.yml, not YAML: {e}") from None
    for folder, entry in data.items() if isinstance(data, dict) else ():
        if not isinstance(entry, dict):
            continue
        people = [p for p in entry.get(":submitters") or () if isinstance(p, dict)]
        names = [str(p[k]) for p in people for k in (":sid", ":email", ":name") if p.get(k)]
        label = "+".join(str(p.get(":sid") or p.get(":email") or p.get(":name") or "") for p in people)
        time = _time(path, f"{folder}: :created_at", entry.get(":created_at"), zone)
        if time is not None:
            yield SubmissionTime(frozenset(map(_plain, (*names, label, str(folder)))), time)


def _time(path: Path, where: str, value: Any, zone: tzinfo | None) -> datetime | None:
    """A time of an export; None where there is none."""
    if not isinstance(value, datetime):
        text = " ".join("" if value is None else str(value).split())
        if text in ("", "-"):
            return None
        parsed = _parsed(text)
    else:
        text, parsed = str(value), value
    if parsed is None or not 1970 < parsed.year < 9999:  # the ends of the calendar cannot be brought to UTC
        raise CourseError(
            f"{path}: {where}: expected a date and a time, such as 2026-12-14 11:00:00 UTC, found {text[:60]!r}"
        )
    if parsed.tzinfo is None and zone is None:
        raise CourseError(f"{path}: {where}: the time has no zone; give the exam's `time_zone` in exam.toml")
    # An hour that comes twice in autumn is the first, in the student's favour.
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=zone)).astimezone(UTC)


def _parsed(text: str) -> datetime | None:
    """A text in ISO form (with UTC or an offset behind a space, too) or in one of Moodle's forms."""
    # Python 3.11 takes the space before an offset, too, but does not promise it.
    iso = re.sub(r" ([+-]\d\d:?\d\d)$", r"\1", re.sub(r" ?(UTC|GMT|Z)$", "+00:00", text))
    if ":" in iso:  # a day alone is no time
        try:
            return datetime.fromisoformat(iso)
        except ValueError:
            pass
    for form in _FORMATS:
        try:
            return datetime.strptime(re.sub(r"^[A-Za-z]+day, ", "", text), form)
        except ValueError:
            continue
    return None
